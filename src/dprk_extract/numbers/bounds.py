"""Bounds: words in front of or behind a figure, and verbs of change that make it an amount of change."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import MONEY, bounds, change_forms, word_set
from dprk_extract.numbers.nouns import Counted
from dprk_extract.records import Bound

_SMALL = 1e5
_LOOK_BACK = 4


def bound_before(atoms: Atoms, first: int) -> tuple[Bound, int] | None:
    """The bound phrase that ends right in front of atom ``first``, and the atom where it begins."""
    at = first - 1
    if at >= 0 and atoms.low[at] in ("the", "a", "(", "-") and atoms.near(first):
        at -= 1
    if at < 0 or not atoms.near(at + 1):
        return None
    for key, bound in bounds("before").get(atoms.low[at], ()):
        begin = at - len(key) + 1
        if begin >= 0 and atoms.match(begin, key):
            return bound, begin
    return None


def bound_after(atoms: Atoms, last: int) -> tuple[Bound, int] | None:
    """The bound phrase right behind atom ``last`` - 1, and where it ends."""
    if not atoms.near(last):
        return None
    for key, bound in bounds("after").get(atoms.low[last], ()):
        if atoms.match(last, key):
            return bound, last + len(key)
    return None


def change(doc: Doc, figure: Figure, first: int, counted: Counted | None) -> Bound | None:
    """ "up" or "down" where the figure is the amount of a change: "rose 5%", "down about $5", "fell by 18 points".

    ``first`` is the token where the figure with its bound words begins.
    """
    at = first - 1
    while at >= 0 and first - at <= _LOOK_BACK and _is_between(doc[at]):
        at -= 1
    if at < 0:
        return None
    token = doc[at]
    if not token.tag_.startswith("VB"):
        adverb = token.lower_ in word_set("change", "adverbs")
        if not adverb or token.dep_ == "prt" or doc[first].lower_ == "from":
            return None
    direction, verb = change_forms().get(token.lower_, (None, ""))
    if verb in word_set("change", "measures_only") and not _is_measure(figure, counted):
        return None
    return direction


def _is_between(token: Token) -> bool:
    """Whether the word may stand between a verb of change and the amount."""
    if token.lower_ in word_set("change", "adverbs"):
        return False
    return token.tag_ == "RB" or token.lower_ in word_set("change", "between")


def _is_measure(figure: Figure, counted: Counted | None) -> bool:
    """Whether the figure says by how much, and not how many of something: "lost 3%", but not "lost 40 men"."""
    if counted is not None and not counted.name.endswith("point"):
        return False
    kind = figure.kind
    if kind is None or kind in MONEY:
        return (figure.numeral.form == "figure" and figure.value < _SMALL) or kind == "money part"
    return kind in ("percent", "percentage points")
