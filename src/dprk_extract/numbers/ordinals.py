"""Ordinal numbers: "71st", "fifth". They are no quantities; the component emits them only when asked to."""

from __future__ import annotations

from dprk_extract.annotations import QuantityMention, Range
from dprk_extract.numbers import nouns
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.exclusions import is_calendar
from dprk_extract.numbers.lexicon import word_set, words
from dprk_extract.numbers.numerals import HYPHENS
from dprk_extract.numbers.parse import Tokens

_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def ordinal_mentions(atoms: Atoms, tokens: Tokens, taken: list[QuantityMention]) -> list[QuantityMention]:
    """The ordinals that no quantity covers, as mentions with the unit ``ordinal``."""
    busy = [(q.start, q.end) for q in taken]
    found: list[QuantityMention] = []
    for index, word in enumerate(atoms.low):
        read = _digits(atoms, index) if atoms.digits[index] else _spelled(atoms, index, word)
        if read is None:
            continue
        value, first, last = read
        start, end = atoms.start[first], atoms.end[last - 1]
        if any(low < end and start < high for low, high in busy) or is_calendar(atoms, first, last):
            continue
        if atoms.word(first - 1) in word_set("dates", "months") or atoms.word(last) in ("century",):
            continue
        at = tokens.span(start, end)[1]
        counted = nouns.counted_noun(tokens.doc, at) if at < len(tokens.doc) else None
        what = (
            None
            if counted is None
            else Range(
                tokens.doc[counted.first].idx, tokens.doc[counted.head].idx + len(tokens.doc[counted.head])
            )
        )
        found.append(
            QuantityMention(
                start, end, float(value), None, "ordinal", None, "=", what, "ordinal", 0.9, "ordinal"
            )
        )
    return found


def _digits(atoms: Atoms, index: int) -> tuple[int, int, int] | None:
    """ "71st" """
    if (
        atoms.word(index + 1) in _ENDINGS
        and atoms.glued(index + 1)
        and atoms.low[index].isdigit()
        and not atoms.glued(index)
    ):
        return int(atoms.low[index]), index, index + 2
    return None


def _spelled(atoms: Atoms, index: int, word: str) -> tuple[int, int, int] | None:
    """ "fifth", "twenty-first"; "second" only where it is no unit of time."""
    table = words()
    value = table.ordinals.get(word)
    if value is None:
        return None
    first = index
    if value < 10 and index >= 2 and atoms.low[index - 1] in HYPHENS and atoms.low[index - 2] in table.tens:
        return value + table.tens[atoms.low[index - 2]], index - 2, index + 1
    if value < 10 and index >= 1 and atoms.low[index - 1] in table.tens:
        return value + table.tens[atoms.low[index - 1]], index - 1, index + 1
    if atoms.word(index - 1) in HYPHENS and atoms.glued(index):
        return None
    return value, first, index + 1
