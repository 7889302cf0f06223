"""Choosing the year, the day or the period that an incomplete date means.

Evidence, in this order: in a narrative the last date mentioned; else the day of publication (or of the dateline),
with the tense of the governing verb against the distance in time.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dprk_extract.dates.context import Mention
from dprk_extract.dates.reading import Hit, Reading
from dprk_extract.dates.values import days_in_month

# How many days farther a date may lie on the side that the tense speaks for, and still be preferred.
_TENSE_DAYS = 240
_CERTAIN_DAYS = 400
_PAST_DAYS = 60
# A day that "will" come and lies so little back was ahead when the text was written.
_STALE_DAYS = 45
_YEAR_TURN = 7
_LOOKS_BACK = re.compile(r"[^.;:]{0,80}?\b(?:had|would have)\b")
_OPENS_SENTENCE = re.compile(
    r"(?:^|[.!?\n][\"”’)]*\s*)(?:[Ii]n|[Oo]n|[Bb]y|[Dd]uring)(?: early| late| mid)?\s$|\n\s*$"
)


def looks_back(hit: Hit) -> bool:
    """Whether what a match dates is told as over before the story: "the evening before, they had dined"."""
    return _LOOKS_BACK.match(hit.context.pieces.text, hit.end) is not None


def text_anchor(mention: Mention) -> str:
    return f"text:{mention.value}"


def nearest_year(hit: Hit, here: date, month: int, day: int | None) -> int:
    """The year in which month (and day) lie nearest to ``here``, on the side of the tense."""
    tense = hit.outlook()
    costs = []
    for year in (here.year - 1, here.year, here.year + 1):
        if not 1 <= year <= 9999:
            continue
        distance = _distance(here, year, month, day)
        costs.append((abs(distance) + tense_cost(tense, distance, whole_month=day is None), year))
    return min(costs)[1]


def tense_cost(tense: str | None, distance: int, *, whole_month: bool = False) -> int:
    """What it costs, in days, that a date lies on the side that the tense does not speak for.

    ``distance`` is in days from the day of the document. Without a tense the past is a little likelier: news tells
    what has happened.
    """
    if tense == "over":
        return _CERTAIN_DAYS if distance > 0 else 0
    if tense == "past":
        return _TENSE_DAYS if distance > 0 else 0
    if tense == "ahead" and (whole_month or distance < -_STALE_DAYS):
        return _CERTAIN_DAYS if distance < 0 else 0
    if tense in ("future", "ahead"):
        return _TENSE_DAYS if distance < 0 else 0
    return _PAST_DAYS if distance > 0 else 0


def _distance(here: date, year: int, month: int, day: int | None) -> int:
    if day is None:
        if (year, month) == (here.year, here.month):
            return 0
        return 30 * (12 * (year - here.year) + month - here.month)
    return (date(year, month, min(day, days_in_month(year, month))) - here).days


def story_year(last: Mention, month: int) -> int:
    """The year of the last date mentioned; the next one where the story has passed the turn of the year."""
    turned = len(last.value) >= 7 and last.value[4:5] == "-" and last.first.month - month >= _YEAR_TURN
    return last.first.year + turned


def month_day_reading(hit: Hit, month: int, day: int) -> Reading:
    context = hit.context
    told = context.told(hit.start)
    if context.narrative and told is not None:
        year, glance = story_year(told, month), looks_back(hit) and hit.before() not in (["by"], ["until"])
        if glance and len(told.value) >= 7 and month - told.first.month >= _YEAR_TURN - 1:
            year -= 1  # "In January ... On 14 December the League had met"
        back = glance and f"{year:04d}-{month:02d}-{day:02d}" < told.first.isoformat()
        return Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}", text_anchor(told), remembered=not back)
    if context.narrative:  # a history that opens with a day: its year is still to come
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    near = near_mention(hit)
    if near is not None:
        return Reading("DATE", f"{near.first.year:04d}-{month:02d}-{day:02d}", text_anchor(near))
    here = context.here
    if here is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    year = _year_with_weekday(hit, here.year, month, day) or nearest_year(hit, here, month, day)
    return Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}", context.here_name)


def _year_with_weekday(hit: Hit, year: int, month: int, day: int) -> int | None:
    """The year next to ``year`` in which the day falls on the weekday written beside it ("Tuesday, November 3")."""
    if "WEEKDAY" not in hit:
        return None
    number = hit.index("WEEKDAY")
    years = (near for near in (year, year - 1, year + 1) if 1 <= near <= 9999)
    return next(
        (
            near
            for near in years
            if day <= days_in_month(near, month) and date(near, month, day).isoweekday() == number
        ),
        None,
    )


def near_mention(hit: Hit) -> Mention | None:
    """A past year that the same sentence has just named; it holds for the day or month behind it."""
    context = hit.context
    last = context.last
    if last is None or len(last.value) < 4 or last.value[:4].startswith("X"):
        return None
    if context.here is not None and abs(context.here.year - last.first.year) <= 1:
        return None
    text = context.pieces.text
    if not context.in_one_sentence(last, hit.start):
        return None
    return last if _OPENS_SENTENCE.search(text[max(0, last.start - 20) : last.start]) else None


def compared_month(hit: Hit) -> Mention | None:
    """The month of a monthly figure that the match compares: "fell in July from a year earlier"."""
    last = hit.context.last_month
    rival = hit.context.comparable
    if last is None or (rival is not None and rival.start > last.start):
        return None
    if not hit.context.in_one_sentence(last, hit.start):
        return None
    return last


def month_reading(hit: Hit, month: int) -> Reading:
    """A month without a year, with or without "last", "this", "next"."""
    context = hit.context
    direction = hit.index("DIR") if "DIR" in hit else hit.setting("direction")
    if direction is None:
        told = context.told(hit.start)
        if context.narrative and told is not None:
            return Reading("DATE", f"{story_year(told, month):04d}-{month:02d}", text_anchor(told))
        if context.narrative:
            return Reading("DATE", f"XXXX-{month:02d}")
        near = near_mention(hit)
        if near is not None:
            return Reading("DATE", f"{near.first.year:04d}-{month:02d}", text_anchor(near))
    elif "DIR" in hit and context.last is not None and hit.belongs("STORYDIR", hit.word("DIR")):
        told = context.told(hit.start) or context.last
        step = (month <= told.first.month) if direction > 0 else -(month >= told.first.month)
        return Reading("DATE", f"{told.first.year + step:04d}-{month:02d}", text_anchor(told))
    here, name = base_day(hit)
    if here is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    if direction is None:
        year = nearest_year(hit, here, month, None)
    elif direction < 0:
        # The month just past is "last month": its name with "last" is the one of the year before.
        year = here.year - (month >= here.month - 1)
    elif direction > 0:
        year = here.year + (month <= here.month)
    else:
        year = here.year
    return Reading("DATE", f"{year:04d}-{month:02d}", name)


def names_day(mention: Mention) -> bool:
    """Whether a mention is precise to the day."""
    return len(mention.value) >= 8 and mention.value[5:7].isdigit() and "XX" not in mention.value


def base_day(hit: Hit, *, to_the_day: bool = False) -> tuple[date | None, str | None]:
    """The day that deictic expressions are counted from, with its name; in a narrative the story's own.

    With ``to_the_day`` a story that has only named a month or a year has none.
    """
    context = hit.context
    told = context.told(hit.start) if context.narrative else None
    if told is not None and to_the_day and not names_day(told):
        return None, None
    if told is not None:
        return told.first, text_anchor(told)
    if context.here is not None:
        return context.here, context.here_name
    return None, None


def year_of_direction(hit: Hit, direction: int) -> tuple[int | None, str | None]:
    """The year of "last year", "this year", "next year"."""
    here, name = base_day(hit)
    return (None, None) if here is None else (here.year + direction, name)


def weekday_of(hit: Hit, here: date, weekday: int, direction: int | None) -> date:
    """The day a weekday's name means, seen from ``here``.

    A bare name is the nearest such day in the direction of the tense, the day itself included.
    """
    back = (here.isoweekday() - weekday) % 7
    ahead = (weekday - here.isoweekday()) % 7
    if direction is None:
        # On Wednesday "will answer Tuesday's attack" speaks of the day before.
        of_yesterday = back == 1 and hit.context.pieces.text[hit.end : hit.end + 2] in ("'s", "’s")
        tense = hit.tense()
        timetable = tense == "present" and "AMPM" in hit  # "the committee meets at 9 a.m. on Friday"
        if (tense == "future" or timetable) and not of_yesterday:
            return here + timedelta(days=ahead)
        return here - timedelta(days=back)
    if direction < 0:
        return here - timedelta(days=back or 7)
    if direction > 0:
        return here + timedelta(days=ahead or 7)
    return here - timedelta(days=here.isoweekday() - weekday)
