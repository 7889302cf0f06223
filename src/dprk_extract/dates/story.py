"""Operations for what is counted from the story's time: the last date mentioned."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dprk_extract.dates.absolute import calendar_value
from dprk_extract.dates.anchoring import base_day, looks_back, names_day, text_anchor
from dprk_extract.dates.context import Mention
from dprk_extract.dates.eras import is_carried
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.shifting import UNKNOWN, shift, shifted_value, unit_value
from dprk_extract.dates.units import DAY_UNITS, unit_of
from dprk_extract.dates.values import days_in_month

_SUBDAY = ("second", "minute", "hour")
# "On the 3rd" after the 28th is of the next month; after the 9th it looks back.
_MONTH_TURN = 15
_NEAR = 300
_FRESH = 800
_LATELY = 31
_MONTHS_ROUND = 6
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def counted(start: date, unit: str, count: float, name: str | None) -> Reading | None:
    """The unit that lies ``count`` units from ``start``; halves of long units are counted in smaller ones."""
    whole = int(count)
    if unit == "year" and count != whole:
        unit, whole = "month", round(count * 12)
    if unit in ("decade", "century") and count != whole:
        unit, whole = "year", round(count * (10 if unit == "decade" else 100))
    value = shifted_value(start, unit, whole)
    return Reading("DATE", value, name) if value else None


def counted_from_story(hit: Hit, last: Mention, unit: str, count: float) -> Reading | None:
    """``count`` units from a date the text has named, at the precision that this date allows."""
    if not precise_enough(last, unit):
        return Reading("DATE", unknown_below(last, unit), text_anchor(last))
    reading = counted(last.first, unit, count, text_anchor(last))
    if reading is None or (count > 0 and _beyond_publication(hit, reading)):
        return Reading("DATE", UNKNOWN[unit])
    if count < 0 and looks_back(hit):
        return Reading("DATE", reading.value, reading.anchor, remembered=False)
    return reading


def hours_from_story(hit: Hit, unit: str, count: float | None) -> Reading | None:
    """ "three hours later": from the clock time just told; "forty-eight hours later" also from a day."""
    last = hit.context.told(hit.start, step=True)
    if last is None or count is None or not (hit.context.narrative or hit.start - last.start < _NEAR):
        return None
    step = timedelta(**{f"{unit}s": count})
    try:
        if _CLOCK.fullmatch(last.value):
            found = datetime.fromisoformat(last.value.replace("T24:00", "T00:00")) + step
            found += timedelta(days="T24" in last.value)
            return Reading("TIME", found.isoformat(timespec="minutes"), text_anchor(last))
        if names_day(last) and unit == "hour" and step % timedelta(days=1) == timedelta(0):
            return Reading("DATE", (last.first + step).isoformat(), text_anchor(last))
    except (ValueError, OverflowError):
        return None
    return None


def _beyond_publication(hit: Hit, reading: Reading) -> bool:
    """Whether what is told as over would lie ahead: it was not counted from the last date mentioned."""
    published = hit.context.published
    if published is None or not published.year < int(reading.value[:4]) or is_carried(int(reading.value[:4])):
        return False
    return hit.tense() not in ("future", None) or int(reading.value[:4]) - published.year > 50


def story_point(hit: Hit, unit: str) -> Mention | None:
    """The last date mentioned that can carry a step of ``unit``."""
    context = hit.context
    last, day = context.told(hit.start, step=True), context.last_day
    if unit not in DAY_UNITS or day is None:
        return last
    if context.narrative:
        return day if last is None or last.value[:7] == day.value[:7] else last
    # In news "that night" is not of a day named long ago, nor of one that another year has been named after.
    stale = last is not None and last.start > day.start and last.first.year != day.first.year
    if not stale and hit.start - day.start <= _FRESH:
        return day
    if last is not day:
        return last
    return day if context.here is None or day.first < context.here else None


def precise_enough(last: Mention, unit: str) -> bool:
    """Whether a step of ``unit`` from ``last`` leads to a known place in the calendar."""
    if unit in DAY_UNITS:
        return names_day(last) or "W" in last.value
    if unit in ("month", "quarter", "half"):
        return len(last.value) >= 7
    return True


def unknown_below(last: Mention, unit: str) -> str:
    """The part of a date that is known when the step is finer than what was mentioned."""
    if unit in ("day", "night") and len(last.value) == 7 and last.value[5:].isdigit():
        return f"{last.value}-XX"
    return UNKNOWN[unit]


def story_step(hit: Hit, unit: str, step: int) -> Reading | None:
    """ "the following year", "the previous day": one unit from the last date mentioned."""
    last = story_point(hit, unit)
    if last is not None:
        return counted_from_story(hit, last, unit, step)
    here, name = hit.context.here, hit.context.here_name
    if here is None or step > 0:
        return Reading("DATE", UNKNOWN[unit])
    return counted(here, unit, step, name)


@operation
def story_unit(hit: Hit) -> Reading | None:
    """ "the following year", "the day before", "the same month", "that year"."""
    unit, step = unit_of(hit), hit.setting("step")
    if step is None:
        step = hit.index("STORYDIR")
    if unit in _SUBDAY:
        return None
    if step:
        return story_step(hit, unit, int(step))
    if unit in ("day", "night") and hit.context.last_day_without_year is not None:
        return Reading("DATE", hit.context.last_day_without_year + ("TNI" if unit == "night" else ""), "text")
    last = story_point(hit, unit)
    if last is None:
        return Reading("DATE", UNKNOWN[unit])
    if not precise_enough(last, unit):
        return Reading("DATE", unknown_below(last, unit), text_anchor(last))
    value = unit_value(last.first, unit)
    return Reading("DATE", value, text_anchor(last)) if value else None


@operation
def next_unit(hit: Hit) -> Reading | None:
    """ "the next day", "the next year": from the story where it has a date, else from the document's day."""
    return story_step(hit, unit_of(hit), 1) if unit_of(hit) not in _SUBDAY else None


@operation
def calendar_of_story(hit: Hit) -> Reading | None:
    """ "October of that year", "July 4 the following year", "the spring of the next year"."""
    last = hit.context.told(hit.start)
    step = hit.index("STORYDIR") if "STORYDIR" in hit else int("next" in hit.words())
    if "SEASON" in hit:
        head = "XXXX" if last is None else f"{last.first.year + step:04d}"
        return Reading("DATE", f"{head}-{hit.value('SEASON')}", None if last is None else text_anchor(last))
    month = hit.index("MONTH")
    day = int(hit.number("DAY" if "DAY" in hit else "ORDDAY")) if "DAY" in hit or "ORDDAY" in hit else None
    value = calendar_value(None if last is None else last.first.year + step, month, day)
    return Reading("DATE", value, None if last is None else text_anchor(last)) if value else None


@operation
def story_month(hit: Hit) -> Reading | None:
    """ "that July": of the year that the story is in."""
    text, last = hit.context.pieces.text, hit.context.told(hit.start)
    ends = not hit.after() or not hit.after()[0][0].isalnum()
    if text[hit.start] == "t" and hit.context.tense.tag(hit.start) != "DT" and not ends:
        return None  # "said that July was wet"
    value = calendar_value(None if last is None else last.first.year, hit.index("MONTH"), None)
    return Reading("DATE", value, None if last is None else text_anchor(last)) if value else None


@operation
def story_day(hit: Hit) -> Reading | None:
    """ "on the 30th": of the month that the story is in."""
    return numbered_day(hit) if _is_bare_day(hit) else None


def numbered_day(hit: Hit) -> Reading | None:
    """The day that a match numbers, in the month of the last date mentioned; None where no month is known."""
    context, day = hit.context, int(hit.number("ORDDAY"))
    last = context.told(hit.start)
    if last is None or len(last.value) < 7 or not last.value[5:7].isdigit():
        return None
    if not context.narrative and hit.start - last.start > _NEAR:
        return None
    month = last.first
    if context.narrative and len(last.value) >= 10 and month.day - day >= _MONTH_TURN:
        month = shift(month.replace(day=1), "month", 1) or month
    elif _is_still_to_come(hit, month, day):
        month = shift(month.replace(day=1), "month", -1) or month
    value = calendar_value(month.year, month.month, day)
    return Reading("DATE", value, text_anchor(last)) if value else None


def _is_still_to_come(hit: Hit, month: date, day: int) -> bool:
    """Whether in news a day told as past would lie ahead of the text: it is of the month before."""
    here = hit.context.here
    if hit.context.narrative or here is None or (month.year, month.month) != (here.year, here.month):
        return False
    return day > here.day and hit.tense() in ("past", "perfect")


@operation
def weekday_and_day(hit: Hit) -> Reading | None:
    """ "Tuesday the 18th": the nearest month in which that day is a Tuesday."""
    number, day = hit.index("WEEKDAY"), int(hit.number("ORDDAY"))
    here, name = base_day(hit)
    if here is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    for step in sorted(range(-_MONTHS_ROUND, _MONTHS_ROUND + 1), key=abs):
        month = shift(here.replace(day=1), "month", step)
        if month is not None and day <= days_in_month(month.year, month.month):
            found = month.replace(day=day)
            if found.isoweekday() == number:
                return Reading("DATE", found.isoformat(), name)
    return None


def _is_bare_day(hit: Hit) -> bool:
    """Whether "the 25th" is a day by itself and no "25th Division", "25th anniversary" or "the 7th and 8th"."""
    context = hit.context
    after = hit.after(2)
    if not after or (len(after) > 1 and after[1][:1].isdigit() and after[0] in ("and", "or", "to", ",")):
        return not after
    if not after[0][0].isalnum() or after[0] in hit.listed("after_day_of_month"):
        return True
    place = hit.end + 1
    if context.pieces.text[place : place + 1].isupper():
        # "On the 7th Congress voted" has its verb behind the name, "the 7th Fleet of" has none.
        behind = context.pieces.starts_after(hit.end, 2)
        return behind is not None and context.tense.tag(behind) in ("VBD", "MD")
    return context.tense.tag(place) in (
        "VBD",
        "VBZ",
        "MD",
        "DT",
        "PRP",
        "PRP$",
        "IN",
        "WRB",
        "CD",
        "CC",
        "EX",
    )


@operation
def story_season(hit: Hit) -> Reading | None:
    """ "that summer", "the following spring"."""
    code, last = str(hit.value("SEASON")), hit.context.told(hit.start)
    if last is None:
        return Reading("DATE", f"XXXX-{code}")
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    later = "STORYDIR" in hit and hit.index("STORYDIR") > 0 and last.first.month >= month
    earlier = "STORYDIR" in hit and hit.index("STORYDIR") < 0 and last.first.month <= month + 2
    return Reading("DATE", f"{last.first.year + later - earlier:04d}-{code}", text_anchor(last))


@operation
def story_part(hit: Hit) -> Reading | None:
    """ "that morning", "the same evening"."""
    last = story_point(hit, "day")
    if last is None or not precise_enough(last, "day") or "W" in last.value:
        day = hit.context.last_day_without_year or UNKNOWN["day"]
        return Reading("TIME", f"{day}T{hit.value('PART')}")
    return Reading("TIME", f"{last.value[:10]}T{hit.value('PART')}", text_anchor(last))


@operation
def day_of_here(hit: Hit) -> Reading | None:
    """ "later in the day": the day just named, else the document's."""
    last, here = hit.context.last_day, hit.context.here
    if last is not None and (hit.context.narrative or _is_of_late(hit, last)):
        return Reading("DATE", last.value[:10], text_anchor(last))
    return (
        Reading("DATE", UNKNOWN["day"]) if here is None else Reading("DATE", str(here), hit.context.here_name)
    )


def _is_of_late(hit: Hit, last: Mention) -> bool:
    here = hit.context.here
    return hit.start - last.start < _NEAR and (here is None or abs((here - last.first).days) <= _LATELY)


def story_weekday_from(hit: Hit, last: Mention, number: int) -> Reading | None:
    """A story goes forward: its weekdays follow the last day mentioned."""
    ahead = (number - last.first.isoweekday()) % 7
    moved = shift(last.first, "day", ahead)
    if moved is None:
        return None
    part = f"T{hit.value('PART')}" if "PART" in hit else ""
    return Reading("TIME" if part else "DATE", f"{moved.isoformat()}{part}", text_anchor(last))
