"""Bare ages: "Kim Yong, 46,", "he turned 60", "aged 18 to 34", "at age 87"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.calendar import is_day
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import unit_table, word_set
from dprk_extract.numbers.parse import Tokens, subject_of

_HIGHEST = 120
_DASHES = frozenset("—–―")


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
    named = first >= 2 and (_is_named(atoms, first - 2) or atoms.low[first - 2] in word_set("age", "nouns"))
    if atoms.word(first - 2) in word_set("dates", "months") and is_day(atoms.low[first]):
        return False
    closed = (
        last == len(atoms) or (atoms.low[last] in ",.;)" and atoms.glued(last)) or atoms.low[last] in _DASHES
    )
    grouped = last + 1 < len(atoms) and atoms.glued(last + 1) and atoms.digits[last + 1]
    return named and closed and not grouped


def _is_named(atoms: Atoms, at: int) -> bool:
    """Whether the word ends a name: "Senard", and the second half of "Jae-myung"."""
    if at >= 2 and atoms.low[at - 1] in HYPHENS and atoms.glued(at) and atoms.glued(at - 1):
        at -= 2
    return atoms.capital(at) and not atoms.digits[at]


def _aged(atoms: Atoms, figure: Figure) -> bool:
    """ "aged 18", "at age 87", "over the age of 21"."""
    at = figure.first - 1
    if atoms.word(at) in word_set("age", "between"):
        at -= 1
    if atoms.word(at) == "at" and atoms.word(at - 1) in word_set("age", "life"):
        return not atoms.word(figure.last).isalpha()  # "died at 43"
    if atoms.word(at) == "of":
        return atoms.word(at - 1) == "age"
    return atoms.word(at) in word_set("age", "labels")


def _of_person(atoms: Atoms, tokens: Tokens, figure: Figure) -> bool:
    """A bare number behind "is", "was", "turned" whose subject is a person."""
    after = atoms.word(figure.last)
    if after.isalpha() and after not in word_set("age", "after"):
        return False
    verb = tokens.doc[tokens.at(atoms.start[figure.numeral.first])].head
    if verb.dep_ == "prep" and verb.lower_ in word_set("age", "between"):
        verb = verb.head
    if verb.lower_ not in word_set("age", "verbs"):
        return False
    subject = subject_of(verb)
    if subject is None:
        return False
    if verb.lower_ in word_set("age", "turning") and subject.tag_ == "NNP":
        return True
    return subject.lower_ in word_set("age", "pronouns") or subject.lower_ in word_set("age", "nouns")
