"""Signs in front of figures: "-5", "minus 387", "minus-260", "$-50.8bn", and dashes that are none."""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.identifiers import is_label
from dprk_extract.numbers.lexicon import word_set

MINUS = frozenset("-−–")
_OPENS = frozenset("($£€¥:=")


def read_sign(atoms: Atoms, first: int) -> tuple[int, int]:
    """-1 and the atom where the sign stands, when the figure at ``first`` is negative; else 1 and ``first``."""
    back = first - 1
    if back < 0 or not atoms.near(first):
        return 1, first
    word = atoms.low[back]
    if word in word_set("signs", "negative"):
        either = back > 1 and atoms.low[back - 1] in ("or", "/") and atoms.low[back - 2] == "plus"
        return (1, back - 2) if either else (-1, back)
    if word not in MINUS:
        return 1, first
    if back > 0 and atoms.glued(first) and atoms.low[back - 1] in word_set("signs", "negative"):
        return -1, back - 1
    return (-1, back) if _is_minus(atoms, first) else (1, first)


def _is_minus(atoms: Atoms, first: int) -> bool:
    """Whether the dash in front of ``first`` is a minus: free to its left, glued to its right."""
    back = first - 1
    if back and atoms.glued(back) and atoms.low[back - 1] not in _OPENS:
        return False
    after_figure = back > 0 and atoms.digits[back - 1]
    if atoms.glued(first):
        return not (after_figure and _can_begin_range(atoms, back - 1))
    degrees = atoms.word(first + 1) in word_set("signs", "degrees")
    return back == 0 or (degrees and not after_figure)


def _can_begin_range(atoms: Atoms, index: int) -> bool:
    """Whether the figure in front of a dash can be the lower end of a range ("75 -300mm")."""
    return not is_label(atoms, index) and not atoms.capital(index - 1)
