"""Telling history from news: a text that names its own years and seldom speaks of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dprk_extract.dates.grammar import Match
from dprk_extract.dates.tokens import Pieces

_YEAR_RULES = frozenset({"month-day-year", "day-month-year", "month-year", "year", "juche-year", "decade"})
_ERA_RULES = frozenset({"year-with-era", "early-year", "day-before-christ"})
_NEWS_OPERATIONS = frozenset({"ago", "recent_units"})
_LOOSE_RULES = frozenset({"reference-word", "soon"})
_STEPS = frozenset({"relative_part", "relative_unit"})
_NEWS_WORDS = frozenset({"last", "this", "yesterday", "tomorrow", "tonight"})
_FEW_YEARS = 4
_OLD = 2
_BYGONE = 5
_SOME_DATES = 3
_FEW_DATES = 2
_MANY_DATES = 6
_VERY_MANY_DATES = 10
_DATES_PER_NEWS = 4
_HEAD = 300
_DATELINE = re.compile(r"\([A-Z][A-Za-z. ]{1,30}\)[^\S\n]*(?:--?|[—–])")
_YEARS_PER_NEWS = 8


@dataclass(slots=True)
class _Signs:
    """What a text is counted from: past years written out, those with their month, and words of today.

    ``weekdays`` and ``words`` ("now", "soon") occur in histories too; ``deictic`` are the others ("yesterday").
    """

    years: int = 0
    dates: int = 0
    latest: int = 0
    juche: bool = False
    weekdays: int = 0
    words: int = 0
    deictic: int = 0

    @property
    def news(self) -> int:
        return self.weekdays + self.words + self.deictic


def is_narrative(matches: Sequence[Match], pieces: Pieces, published: date | None) -> bool:
    """Whether dates are told from the last date mentioned.

    Several years written out, nearly all of them past ones, and hardly a "today", a "last week" or a dateline: a
    history. A short anecdote needs only one year where nothing at all is counted from the day of publication.
    """
    signs = _signs(matches, pieces, published)
    if _DATELINE.search(pieces.text[:_HEAD]):
        return False
    if published is not None and signs.years and signs.juche and signs.news <= 1:
        return True
    # A text of another age has no year near its publication; news may look back on years.
    bygone = published is None or signs.latest <= published.year - _BYGONE
    told = max(_DATES_PER_NEWS * signs.deictic, signs.weekdays * (1 if bygone else 2))
    if signs.dates >= max(told, _MANY_DATES if bygone else _VERY_MANY_DATES):
        return True
    enough = signs.years >= _FEW_YEARS and signs.dates >= _SOME_DATES
    if published is not None and bygone and enough and not signs.deictic:
        return True
    # A list of years in undated news must not lend its last one to the days that follow.
    wanted = _FEW_DATES if published is None else 1
    return signs.years >= _FEW_YEARS and signs.dates >= wanted and signs.years >= _YEARS_PER_NEWS * signs.news


def _signs(matches: Sequence[Match], pieces: Pieces, published: date | None) -> _Signs:
    signs, seen = _Signs(), -1
    for match in matches:
        if match.start < seen:
            continue
        seen = match.end
        signs.juche |= match.rule.name == "juche-year"
        if match.rule.name in _ERA_RULES:
            signs.years += 1
            signs.dates += 1
        elif match.rule.name in _YEAR_RULES:
            year = _year_of(match, pieces)
            signs.latest = max(signs.latest, year or 0)
            # A year of late speaks neither for history nor against it.
            if published is None or year is None or year <= published.year - _OLD:
                signs.years += 1
                signs.dates += "MONTH" in match.groups
        elif match.rule.operation == "weekday":
            signs.weekdays += 1
        elif match.rule.name in _LOOSE_RULES:
            signs.words += 1
        else:
            signs.deictic += _is_news(match, pieces)
    return signs


def _year_of(match: Match, pieces: Pieces) -> int | None:
    for name in ("YEAR", "YEAR2", "YEAR3"):
        at = match.groups.get(name)
        if at is not None:
            return int(pieces.values[at])
    return None


def _is_news(match: Match, pieces: Pieces) -> bool:
    """Whether an expression is counted from the day of writing."""
    if match.rule.operation in _NEWS_OPERATIONS:
        return True
    if match.rule.operation == "day_word":
        return "today" not in pieces.words[match.start : match.end]
    return match.rule.operation in _STEPS and not _NEWS_WORDS.isdisjoint(
        pieces.words[match.start : match.end]
    )
