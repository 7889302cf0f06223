"""Numbers that are no quantities: dates, clock times, scores, identifiers, labels, ordinals.

:func:`reason` names the first test that holds for the atoms around one numeral.
"""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.calendar import is_calendar, is_clock, is_day_of_period, is_numeric_date
from dprk_extract.numbers.cardinals import HYPHENS, Numeral
from dprk_extract.numbers.identifiers import is_identifier, is_label, is_mark, is_score
from dprk_extract.numbers.lexicon import word_set, words

_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def reason(atoms: Atoms, numeral: Numeral, *, has_unit: bool, has_sign: bool) -> str | None:
    """Why the numeral is no quantity, or None.

    ``has_unit`` says that a unit of measure follows it, ``has_sign`` that a currency sign stands before it.
    """
    first, last = numeral.first, numeral.last
    if not atoms.digits[first]:
        return _word_reason(atoms, numeral)
    if atoms.word(last) in _ENDINGS and atoms.glued(last):
        return "ordinal"
    if has_sign:
        return None
    if is_mark(atoms, first, last):
        return "mark"
    if is_identifier(atoms, first, last, has_unit=has_unit):
        return "identifier"
    if is_clock(atoms, first, last):
        return "clock"
    if is_numeric_date(atoms, first, last):
        return "date"
    if has_unit:
        return "date" if is_day_of_period(atoms, first, last) else None
    return _bare_reason(atoms, first, last)


def _bare_reason(atoms: Atoms, first: int, last: int) -> str | None:
    """Why a figure without a unit is no quantity."""
    if is_score(atoms, first, last):
        return "score"
    if is_calendar(atoms, first, last):
        return "date"
    return "label" if is_label(atoms, first) else None


def _word_reason(atoms: Atoms, numeral: Numeral) -> str | None:
    """Why a number in words is no quantity."""
    first, last = numeral.first, numeral.last
    if atoms.word(last) in word_set("dates", "clock"):
        return "clock"
    if numeral.form == "half" and atoms.word(first - 1) in word_set("labels", "halves"):
        return "part"
    if _ends_as_ordinal(atoms, numeral):
        return "ordinal"
    if atoms.word(first - 1) in HYPHENS and atoms.glued(first) and _is_tied(atoms, first - 1):
        return "name"
    if _is_tied_on(atoms, last):
        return "name"
    if numeral.form == "word" and is_label(atoms, first):
        return "label"
    spoken_year = numeral.value >= 18 and atoms.near(last) and atoms.word(last) in words().tens
    if spoken_year or (numeral.value <= 31 and is_calendar(atoms, first, last)):
        return "date"
    return None


def _ends_as_ordinal(atoms: Atoms, numeral: Numeral) -> bool:
    """ "twenty-first", "hundred and fifth": the last word is an ordinal, and no fraction was read from it."""
    last = numeral.last
    if atoms.word(last) in HYPHENS or (atoms.word(last) == "and" and numeral.value >= 100):
        last += 1
    value = words().ordinals.get(atoms.word(last))
    return value is not None and numeral.form == "word" and value < 20 <= numeral.value and atoms.near(last)


def _is_tied(atoms: Atoms, hyphen: int) -> bool:
    """Whether a hyphen ties a number word to a word that makes no number with it: "all-in-one", not "one-in-five"."""
    before = atoms.word(hyphen - 1)
    if not atoms.glued(hyphen) or not before.isalpha() or before in word_set("prefixes", "words"):
        return False
    return before not in ("to", "or", "in", "of") or atoms.low[max(0, hyphen - 3)] == "all"


def _is_tied_on(atoms: Atoms, hyphen: int) -> bool:
    """Whether a number word begins a chain of hyphens: "one-on-one", "two-by-four"."""
    if atoms.word(hyphen) not in HYPHENS or atoms.word(hyphen + 1) not in word_set("tied", "words"):
        return False
    return atoms.word(hyphen + 2) in HYPHENS and all(atoms.glued(i) for i in range(hyphen, hyphen + 4))
