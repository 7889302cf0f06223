"""Telling history from news: a text that names its own years and seldom speaks of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dprk_extract.dates.grammar import Match
from dprk_extract.dates.tokens import Pieces

_YEAR_RULES = frozenset({"month-day-year", "day-month-year", "month-year", "year", "juche-year", "decade"})
_NEWS_OPERATIONS = frozenset({"ago", "weekday", "recent_units"})
_LOOSE_RULES = frozenset({"reference-word", "soon"})
_STEPS = frozenset({"relative_part", "relative_unit"})
_NEWS_WORDS = frozenset({"last", "this", "yesterday", "tomorrow", "tonight"})
_FEW_YEARS = 4
_OLD = 2
_FEW_DATES = 2
_MANY_DATES = 6
_DATES_PER_NEWS = 4
_HEAD = 300
_DATELINE = re.compile(r"\([A-Z][A-Za-z. ]{1,30}\)[^\S\n]*(?:--?|[—–])")
_YEARS_PER_NEWS = 8


def is_narrative(matches: Sequence[Match], pieces: Pieces, published: date | None) -> bool:
    """Whether dates are told from the last date mentioned.

    Several years written out, nearly all of them past ones, and hardly a "today", a "last week" or a dateline: a
    history. A short anecdote needs only one year where nothing at all is counted from the day of publication.
    """
    years, dates, news, words, seen = 0, 0, 0, 0, -1
    for match in matches:
        if match.start < seen:
            continue
        seen = match.end
        if match.rule.name in _YEAR_RULES:
            year = _year_of(match, pieces)
            # A year of late speaks neither for history nor against it.
            if published is None or year is None or year <= published.year - _OLD:
                years += 1
                dates += "MONTH" in match.groups
        elif _is_news(match, pieces):
            news += 1
            words += match.rule.name in _LOOSE_RULES
    if _DATELINE.search(pieces.text[:_HEAD]):
        return False
    if published is not None and years and "juche-year" in {m.rule.name for m in matches} and news <= 1:
        return True
    # "now" and "soon" are words of histories too, where days and months of past years are told.
    if dates >= _MANY_DATES and dates >= _DATES_PER_NEWS * (news - words):
        return True
    # A list of years in undated news must not lend its last one to the days that follow.
    wanted = _FEW_DATES if published is None else 1
    return years >= _FEW_YEARS and dates >= wanted and years >= _YEARS_PER_NEWS * news


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
    if match.rule.name in _LOOSE_RULES:
        return True
    if match.rule.operation == "day_word":
        return "today" not in pieces.words[match.start : match.end]
    return match.rule.operation in _STEPS and not _NEWS_WORDS.isdisjoint(
        pieces.words[match.start : match.end]
    )
