"""From a text to its time expressions: match, choose, resolve in text order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from spacy.tokens import Doc

from dprk_extract.annotations import Timex
from dprk_extract.dates import absolute, bare, finance, named, periods, relative, story
from dprk_extract.dates.context import DateContext
from dprk_extract.dates.eras import told_value
from dprk_extract.dates.grammar import Grammar, Match
from dprk_extract.dates.narrative import is_early, is_narrative
from dprk_extract.dates.reading import OPERATIONS, Hit, Reading
from dprk_extract.dates.tense import TenseFinder
from dprk_extract.dates.values import edtf, interval, is_valid
from dprk_extract.records import TimexType

MODULES = (absolute, bare, relative, finance, periods, named, story)

_DATELINE_TAIL = re.compile(r"[^\S\n]*(?:\([^()\n]{2,40}\)[^\S\n]*(?:--?|[—–:])?|--|[—–]|[^\S\n]-[^\S\n])")
_DATELINE_REACH = 70
_DATELINE_LAG = 3
_MAX_GAP = 20
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def grammar() -> Grammar:
    """The compiled grammar; made once."""
    return Grammar()


def find_timexes(text: str, anchor: date | str | None = None, doc: Doc | None = None) -> list[Timex]:
    """The time expressions of ``text``, in text order and without overlap.

    ``anchor`` is the day the text was published (a date or an ISO day); without it nothing relative is guessed.
    ``doc`` is the parsed text: its tags and parse tell the tense of governing verbs; words near by do otherwise.
    Raises ValueError where ``anchor`` is no ISO day. Never raises on any text.
    """
    published = date.fromisoformat(anchor[:10]) if isinstance(anchor, str) else anchor
    rules = grammar()
    pieces = rules.tokenizer(text)
    matches = sorted(
        (match for found in rules.matches(pieces) for match in found),
        key=lambda match: (match.start, -match.end),
    )
    context = DateContext(pieces, TenseFinder(text, doc), published)
    context.narrative = is_narrative(matches, pieces, published)
    if is_early(matches):
        context.early, context.before_christ = True, False
    timexes = list(_resolve(matches, context, rules))
    return _with_ranges(text, timexes)


def _resolve(matches: list[Match], context: DateContext, rules: Grammar) -> Iterator[Timex]:
    free = -1
    for match in matches:
        if match.start < free or match.end <= match.start:
            continue
        hit = Hit(match, context, rules.lexicon)
        try:
            reading = OPERATIONS[match.rule.operation](hit)
        except OverflowError:  # a step out of the calendar's years 1 to 9999
            continue
        reading = _in_its_era(reading) if reading is not None else None
        if reading is None or not is_valid(reading.value) or (hit.titled() and match.end - match.start > 1):
            continue
        free = match.end
        _note_dateline(reading, hit)
        if reading.remembered:
            context.remember(reading.value, hit.start)
        yield _timex(reading, match, hit)


def _in_its_era(reading: Reading) -> Reading:
    """The reading with years before our era as TIMEX3 has them."""
    kind, _, origin = (reading.anchor or "").partition(":")
    # A year far ahead that is written out ("4255-11-18") was counted from nothing, and stays what it is.
    if told_value(origin) == origin:
        return reading
    return replace(reading, value=told_value(reading.value), anchor=f"{kind}:{told_value(origin)}")


def _type_of(reading: Reading) -> TimexType:
    """A date with a part of the day or a clock time is a TIME."""
    clocked = reading.timex_type == "DATE" and not reading.value.endswith("_REF") and "T" in reading.value
    return "TIME" if clocked else reading.timex_type


def _timex(reading: Reading, match: Match, hit: Hit) -> Timex:
    days = interval(reading.value)
    dated = reading.timex_type in ("DATE", "TIME")
    return Timex(
        start=hit.start,
        end=hit.end,
        timex_type=_type_of(reading),
        value=reading.value,
        edtf=edtf(reading.value, offset=reading.offset) if dated else None,
        earliest=days[0] if days and dated else None,
        latest=days[1] if days and dated else None,
        anchor=reading.anchor,
        rule=match.rule.name,
        confidence=match.rule.confidence,
    )


def _note_dateline(reading: Reading, hit: Hit) -> None:
    """The day of "PYONGYANG, November 4 (KCNA) --" is what "today" and weekdays are counted from."""
    context = hit.context
    if context.dateline is not None or not re.fullmatch(r"\d{4}-\d\d-\d\d", reading.value):
        return
    text = context.pieces.text
    line_start = text.rfind("\n", max(0, hit.start - _DATELINE_REACH), hit.start) + 1
    if (line_start == 0 and hit.start > _DATELINE_REACH) or not _DATELINE_TAIL.match(text, hit.end):
        return
    if text[line_start : hit.start].count(". ") > 1:
        return
    day = date.fromisoformat(reading.value)
    if context.published is None or 0 <= (context.published - day).days <= _DATELINE_LAG:
        context.dateline = day


def _with_ranges(text: str, timexes: list[Timex]) -> list[Timex]:
    """ "between A and B", "from A to B": both ends place what is told in the whole interval."""
    for at in range(len(timexes) - 1):
        first, last = timexes[at], timexes[at + 1]
        if not _is_range(text, first, last):
            continue
        joined = f"{first.value}/{last.value}"
        days, form = interval(joined), edtf(joined) if is_valid(joined) else None
        if days is None or form is None:
            continue
        for place in (at, at + 1):
            timexes[place] = _spanning(timexes[place], form, days)
    return timexes


def _is_range(text: str, first: Timex, last: Timex) -> bool:
    if last.start - first.end > _MAX_GAP or first.timex_type != "DATE" or last.timex_type != "DATE":
        return False
    link = text[first.end : last.start].strip().lower()
    before = text[max(0, first.start - 20) : first.start]
    if link in ("and", "and the"):
        return _BETWEEN.search(before) is not None
    if link in ("-", "–", "—"):
        return True
    if link in ("to", "until", "till", "through", "to the", "up to"):
        return (
            link in ("through", "until", "till")
            or _FROM.search(before) is not None
            or first.end != first.start
        )
    return False


def _spanning(timex: Timex, form: str, days: tuple[str, str]) -> Timex:
    return Timex(
        timex.start, timex.end, timex.timex_type, timex.value, form, days[0], days[1], timex.anchor,
        f"{timex.rule}+range", timex.confidence,
    )  # fmt: skip
