"""Telling history from news: a text that names its own years and seldom speaks of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dprk_extract.dates.grammar import Match
from dprk_extract.dates.tokens import Pieces

_ERA_RULES = frozenset({"year-with-era", "day-before-christ", "era-range", "season-with-era"})
_EARLY_RULES = frozenset({"month-early-year", "part-of-month-early-year", "season-early-year"})
_DATED = frozenset(
    {
        "calendar", "clock", "day_range", "decade", "juche", "named_day", "part_of_date", "part_of_month", "season",
        "second_day", "spans", "year", "year_range",
    }
)  # fmt: skip
_STEPS = frozenset(
    {
        "calendar_of_story", "earlier_later", "next_unit", "story_day", "story_month", "story_part", "story_season",
        "story_unit", "story_weekday",
    }
)  # fmt: skip
_NEWS_OPERATIONS = frozenset({"ago", "recent_units"})
_DIRECTED = frozenset({"relative_part", "relative_unit"})
_NEWS_WORDS = frozenset({"last", "this", "yesterday", "tomorrow", "tonight"})
_LOOSE_RULES = frozenset({"reference-word", "soon"})
_OLD = 2
_BYGONE = 5
_HEAD = 300
_DATELINE = re.compile(r"\([A-Z][A-Za-z. ]{1,30}\)[^\S\n]*(?:--?|[—–])")
# How much each sign speaks for its side. "now", "soon" and weekdays occur in histories too.
_STEP_WEIGHT = 0.5
_DEICTIC_WEIGHT = 8
_WEEKDAY_WEIGHT = 4
_WORD_WEIGHT = 1
_FEW_YEARS = 2
_MANY_YEARS = 4
_SOME_EARLY = 2
_ENOUGH = 5
_NEAR_ENOUGH = 10


@dataclass(slots=True)
class _Signs:
    """What a text is counted from: past years written out, those with their month or season, steps of a story
    ("three days later"); weekdays, words that occur in histories too ("now"), and other words of today.

    ``opens`` says whether the first date of the text has its year, ``days`` whether it has told a day yet.
    """

    years: int = 0
    dates: int = 0
    steps: int = 0
    latest: int = 0
    weekdays: int = 0
    words: int = 0
    deictic: int = 0
    juche: bool = False
    days: bool = False
    opens: bool | None = None

    def balance(self, weekday: float) -> float:
        """Weight of the story's own dates over that of the dates counted from the day of writing."""
        news = _DEICTIC_WEIGHT * self.deictic + weekday * self.weekdays + _WORD_WEIGHT * self.words
        return self.years + self.dates + _STEP_WEIGHT * self.steps - news


def is_narrative(matches: Sequence[Match], pieces: Pieces, published: date | None) -> bool:
    """Whether dates are told from the last date mentioned.

    The years that a text writes out, nearly all of them past ones, and its steps from one day to another must
    outweigh each "last week", weekday and "now": a history. One that speaks of years near its publication, or does not
    open with a year and has words of today, must do so by more.
    """
    if _DATELINE.search(pieces.text[:_HEAD]):
        return False
    signs = _signs(matches, pieces, published)
    if published is not None and signs.years and signs.juche:
        return signs.weekdays + signs.deictic + signs.words <= 1
    if signs.years < _FEW_YEARS or not signs.dates:
        return False
    bygone = published is None or signs.latest <= published.year - _BYGONE
    opens = signs.opens or (signs.years >= _MANY_YEARS and not signs.deictic and not signs.weekdays)
    wanted = _ENOUGH if bygone and opens else _NEAR_ENOUGH
    return signs.balance(_WEEKDAY_WEIGHT / 2 if bygone and signs.opens else _WEEKDAY_WEIGHT) >= wanted


def is_early(matches: Sequence[Match]) -> bool:
    """Whether a text is of the first thousand years of our era or earlier: it has more years of three digits beside
    a month or season than later years at all.
    """
    early = {match.groups["EARLYYEAR"] for match in matches if match.rule.name in _EARLY_RULES}
    later = {match.groups["YEAR"] for match in matches if "YEAR" in match.groups}
    return len(early) >= _SOME_EARLY and len(early) > len(later)


def _signs(matches: Sequence[Match], pieces: Pieces, published: date | None) -> _Signs:
    signs, seen, early = _Signs(), -1, is_early(matches)
    for match in matches:
        if match.start < seen:
            continue
        seen = match.end
        operation = match.rule.operation
        signs.days |= not {"DAY", "ORDDAY", "ISO"}.isdisjoint(match.groups)
        year = _year_of(match, pieces) if operation in _DATED else None
        signs.juche |= match.rule.name == "juche-year"
        if match.rule.name in _ERA_RULES or (early and "EARLYYEAR" in match.groups):
            signs.years += 1
            signs.dates += 1
            signs.opens = signs.opens is not False
        elif year is not None or operation in ("decade", "juche"):
            signs.latest = max(signs.latest, year or 0)
            signs.opens = signs.opens is not False
            # A year of late speaks neither for history nor against it.
            if published is None or year is None or year <= published.year - _OLD:
                signs.years += 1
                signs.dates += not {"MONTH", "SEASON"}.isdisjoint(match.groups)
        elif match.rule.name in _LOOSE_RULES:
            signs.words += 1
        else:
            _count_incomplete(signs, match, pieces)
    return signs


def _count_incomplete(signs: _Signs, match: Match, pieces: Pieces) -> None:
    operation = match.rule.operation
    words = pieces.words[match.start : match.end]
    if operation == "weekday" and signs.days:
        signs.weekdays += 1
    elif operation == "weekday":
        signs.deictic += 1  # of no day that the text has told
    elif operation in _STEPS or (operation in _DIRECTED and not {"next", "following"}.isdisjoint(words)):
        signs.steps += 1
        return
    elif _is_news(operation, words):
        signs.deictic += 1
    elif operation not in ("calendar", "month_alone", "part_of_date"):
        return
    signs.opens = bool(signs.opens)


def _year_of(match: Match, pieces: Pieces) -> int | None:
    for name in ("YEAR", "YEAR2", "YEAR3"):
        at = match.groups.get(name)
        if at is not None:
            return int(pieces.values[at])
    return None


def _is_news(operation: str, words: list[str]) -> bool:
    """Whether an expression is counted from the day of writing."""
    if operation in _NEWS_OPERATIONS:
        return True
    if operation == "day_word":
        return "today" not in words
    to_this_day = words[-2:] == ["this", "day"]
    return operation in _DIRECTED and not _NEWS_WORDS.isdisjoint(words) and not to_this_day
