"""Ordinal numbers: "71st", "fifth". They are no quantities; the component emits them only when asked to."""

from __future__ import annotations

from bisect import bisect_right

from dprk_extract.annotations import QuantityMention, Range
from dprk_extract.numbers import nouns
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.calendar import is_calendar
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.lexicon import word_set, words
from dprk_extract.numbers.parse import Tokens

_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_CENTURY = frozenset({"century", "centuries"})
_CONFIDENCE = 0.9
_TOO_LONG = 10


def ordinal_mentions(atoms: Atoms, tokens: Tokens, taken: list[QuantityMention]) -> list[QuantityMention]:
    """The ordinals outside the quantities ``taken`` and outside dates, as mentions with the unit ``ordinal``."""
    busy = sorted((q.start, q.end) for q in taken)
    found: list[QuantityMention] = []
    for index, word in enumerate(atoms.low):
        read = _digits(atoms, index) if atoms.digits[index] else _spelled(atoms, index, word)
        if read is None:
            continue
        value, first, last = read
        start, end = atoms.start[first], atoms.end[last - 1]
        before = bisect_right(busy, (end, 0)) - 1
        if (before >= 0 and busy[before][1] > start) or _is_day(atoms, first, last):
            continue
        what = _counted(tokens, start, end)
        found.append(
            QuantityMention(
                start, end, float(value), None, "ordinal", None, "=", what, "ordinal", _CONFIDENCE, "ordinal"
            )
        )
    return found


def _counted(tokens: Tokens, start: int, end: int) -> Range | None:
    """The noun behind the ordinal."""
    at = tokens.span(start, end)[1]
    counted = nouns.counted_noun(tokens.doc, at) if at < len(tokens.doc) else None
    if counted is None:
        return None
    head = tokens.doc[counted.head]
    return Range(tokens.doc[counted.first].idx, head.idx + len(head))


def _is_day(atoms: Atoms, first: int, last: int) -> bool:
    """ "May 4th", "the 4th of May", "the 20th century": the ordinal belongs to a date."""
    months = word_set("dates", "months")
    if atoms.word(first - 1) in months or is_calendar(atoms, first, last):
        return True
    of_month = atoms.word(last) == "of" and atoms.word(last + 1) in months
    return of_month or atoms.word(last) in _CENTURY


def _digits(atoms: Atoms, index: int) -> tuple[int, int, int] | None:
    """ "71st" """
    ending = atoms.word(index + 1) in _ENDINGS and atoms.glued(index + 1)
    if ending and atoms.low[index].isdigit() and len(atoms.low[index]) < _TOO_LONG and not atoms.glued(index):
        return int(atoms.low[index]), index, index + 2
    return None


def _spelled(atoms: Atoms, index: int, word: str) -> tuple[int, int, int] | None:
    """ "fifth", "twenty-first"; not "one-fifth"."""
    table = words()
    value = table.ordinals.get(word)
    if value is None:
        return None
    if value < 10 and index >= 2 and atoms.low[index - 1] in HYPHENS and atoms.low[index - 2] in table.tens:
        return value + table.tens[atoms.low[index - 2]], index - 2, index + 1
    if value < 10 and index >= 1 and atoms.low[index - 1] in table.tens:
        return value + table.tens[atoms.low[index - 1]], index - 1, index + 1
    if atoms.word(index - 1) in HYPHENS and atoms.glued(index):
        return None
    return value, index, index + 1
