"""Bare ages: "Kim Yong, 46,", "he turned 60", "aged 18 to 34", "at age 87"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import unit_table, word_set
from dprk_extract.numbers.parse import Tokens, subject_of

_HIGHEST = 120


def as_age(atoms: Atoms, tokens: Tokens, figure: Figure) -> Figure | None:
    """The figure as an age in years, where it is one without saying so."""
    if figure.unit is not None or not 0 < figure.value <= _HIGHEST or figure.value != int(figure.value):
        return None
    if not (_apposed(atoms, figure) or _aged(atoms, figure) or _of_person(atoms, tokens, figure)):
        return None
    return replace(figure, unit=unit_table().by_name["year of age"], rule="age")


def _apposed(atoms: Atoms, figure: Figure) -> bool:
    """ "Senard, 65, now" and "Anna Park, 31." : a name, a comma, the figure, and a comma or the end."""
    first, last = figure.first, figure.last
    if not (atoms.digits[first] and last == first + 1 and atoms.word(first - 1) == "," and figure.value >= 2):
        return False
    named = first >= 2 and atoms.capital(first - 2) and not atoms.digits[first - 2]
    if atoms.word(first - 2) in word_set("dates", "months"):
        return False
    closed = (atoms.word(last) in (",", ".", ";") and atoms.glued(last)) or atoms.word(last) == ""
    return bool(
        named and closed and not (atoms.glued(last + 1) and atoms.digits[min(last + 1, len(atoms) - 1)])
    )


def _aged(atoms: Atoms, figure: Figure) -> bool:
    back = atoms.word(figure.first - 1)
    if back in ("about", "around", "between", "over", "under", "just"):
        back = atoms.word(figure.first - 2)
    if back == "of" and atoms.word(figure.first - 2) == "age":
        return True
    return back == "aged" or (back == "age" and atoms.word(figure.last) not in ("of",)) or back == "ages"


def _of_person(atoms: Atoms, tokens: Tokens, figure: Figure) -> bool:
    """A bare number behind "is", "was", "turned" whose subject is a person."""
    nxt = atoms.word(figure.last)
    if nxt.isalpha() and nxt not in (
        "when",
        "and",
        "or",
        "by",
        "at",
        "in",
        "on",
        "but",
        "as",
        "last",
        "this",
        "next",
    ):
        return False
    doc = tokens.doc
    token = doc[tokens.at(atoms.start[figure.numeral.first])]
    head = token.head
    if head.dep_ in ("prep",) and head.lower_ in ("about", "around"):
        head = head.head
    if head.lower_ not in ("is", "was", "be", "turned", "turns", "'s", "are", "were", "am", "'m"):
        return False
    subject = subject_of(head)
    if subject is None or figure.value < 1:
        return False
    return subject.lower_ in word_set("age", "pronouns") or subject.lower_ in word_set("age", "nouns")
