"""Named days: holidays computed by rule, days of the DPRK, congresses and plenary meetings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dprk_extract.dates.absolute import written_year
from dprk_extract.dates.anchoring import base_day, nearest_year, story_year, tense_cost, text_anchor
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.shifting import UNKNOWN, shift

_BESIDE = {
    ("the", "day", "before"): -1, ("the", "night", "before"): -1, ("the", "eve", "of"): -1,
    ("the", "day", "after"): 1, ("the", "night", "after"): 1,
}  # fmt: skip


@operation
def dated_event(hit: Hit) -> Reading | None:
    """A congress or a plenary meeting whose days are known; the number in its name picks it."""
    row = hit.setting("event")
    if "committee" in row and hit.number("ORDINAL2") != row["committee"]:
        return None
    value = row["values"].get(f"{hit.number('ORDINAL'):g}")
    return Reading("DATE", value) if value else None


@operation
def named_day(hit: Hit) -> Reading | None:
    """A holiday: in the year written beside it, else the one nearest to the document's day; also the day before or
    after one.
    """
    reading, lead = _holiday(hit), tuple(hit.words()[:3])
    if reading is None or lead not in _BESIDE:
        return reading
    if not reading.value[:4].isdigit():
        return Reading("DATE", UNKNOWN["day"])
    moved = shift(date.fromisoformat(reading.value), "day", _BESIDE[lead])
    part = "TNI" if "night" in lead else ""
    return Reading("DATE", f"{moved.isoformat()}{part}", reading.anchor) if moved else None


def _holiday(hit: Hit) -> Reading | None:
    row = hit.setting("day")
    if not any(character.isupper() for character in hit.context.pieces.text[hit.start + 1 : hit.end]) and (
        not hit.context.pieces.text[hit.start].isupper()
    ):
        return None  # "on election day", "a prayer of thanksgiving"
    after, before = hit.after(), hit.before()
    if (after and after[0] in hit.listed("after_day")) or (before and before[0] in hit.listed("before_day")):
        return None
    year = written_year(hit)
    if year is not None:
        found = day_in_year(row, year)
        return Reading("DATE", found.isoformat()) if found else None
    here, name = base_day(hit)
    if here is None:
        return _without_year(row)
    if "DIR" in hit:
        found = _directed(row, here, hit.index("DIR"))
        return Reading("DATE", found.isoformat(), name) if found else None
    told = _told_year(hit, row)
    if told is not None:
        found = day_in_year(row, told[0])
        return Reading("DATE", found.isoformat(), told[1]) if found else None
    found = _nearest(hit, row, here)
    return Reading("DATE", found.isoformat(), name) if found else None


def _without_year(row: dict[str, Any]) -> Reading:
    if "month" in row and "day" in row:
        return Reading("DATE", f"XXXX-{row['month']:02d}-{row['day']:02d}")
    return Reading("DATE", UNKNOWN["day"])


def _told_year(hit: Hit, row: dict[str, Any]) -> tuple[int, str] | None:
    """The year of a holiday in a story, and of one whose day the sentence has just named ("July 27, 1953, V-Day")."""
    context = hit.context
    told = context.told(hit.start) if context.narrative else None
    if told is not None:
        usual = day_in_year(row, told.first.year)
        return (told.first.year if usual is None else story_year(told, usual.month)), text_anchor(told)
    last = context.last_day
    if last is None or day_in_year(row, last.first.year) != last.first:
        return None
    return (last.first.year, text_anchor(last)) if context.in_one_sentence(last, hit.start) else None


def _nearest(hit: Hit, row: dict[str, Any], here: date) -> date | None:
    tense = hit.tense()
    nearest: tuple[int, date] | None = None
    for candidate_year in (here.year - 1, here.year, here.year + 1):
        found = day_in_year(row, candidate_year)
        if found is None:
            continue
        distance = (found - here).days
        cost = abs(distance) + tense_cost(tense, distance)
        if nearest is None or cost < nearest[0]:
            nearest = cost, found
    return nearest[1] if nearest else None


def _directed(row: dict[str, Any], here: date, direction: int) -> date | None:
    """ "last Christmas", "this Thanksgiving", "next Easter"."""
    found = day_in_year(row, here.year)
    if found is None or direction == 0:
        return found
    if direction < 0:
        return found if found < here else day_in_year(row, here.year - 1)
    return found if found > here else day_in_year(row, here.year + 1)


def day_in_year(row: dict[str, Any], year: int) -> date | None:
    """The day of a named-day entry in ``year``; None outside the calendar, or before the day was founded."""
    if not 1 <= year <= 9998 or year < row.get("since", 1):
        return None
    if "easter" in row:
        return easter(year) + timedelta(days=int(row["easter"]))
    if "weekday" in row:
        return _nth_weekday(year, row)
    if "days" in row:
        found = row["days"].get(str(year))
        return date.fromisoformat(f"{year:04d}-{found}") if found else None
    return date(year, int(row["month"]), int(row["day"]))


def _nth_weekday(year: int, row: dict[str, Any]) -> date:
    """The ``nth`` weekday of a month on or after ``from``; the last one for ``nth = -1``."""
    month, weekday, nth = int(row["month"]), int(row["weekday"]), int(row["nth"])
    if nth > 0:
        first = date(year, month, int(row.get("from", 1)))
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


@operation
def nth_weekday(hit: Hit) -> Reading | None:
    """ "the second Monday in October", "the last Friday of next month"."""
    here, name = base_day(hit)
    year = written_year(hit)
    nth = int(hit.number("ORDINAL")) if "ORDINAL" in hit else -1
    if year is not None and "MONTH" in hit:
        month, name = hit.index("MONTH"), None
    elif here is None:
        return Reading("DATE", f"XXXX-WXX-{hit.index('WEEKDAY')}")
    elif "MONTH" in hit:
        month = hit.index("MONTH")
        year = here.year if hit.context.narrative else nearest_year(hit, here, month, None)
    else:
        words = hit.words()
        moved = shift(here, "month", 1 if "next" in words else 0 if "this" in words else -1)
        if moved is None:
            return None
        year, month = moved.year, moved.month
    if not 1 <= year <= 9998 or nth > 5:
        return None
    found = _nth_weekday(year, {"month": month, "weekday": hit.index("WEEKDAY"), "nth": nth})
    return Reading("DATE", found.isoformat(), name) if found.month == month else None


@operation
def weekdays_ago(hit: Hit) -> Reading | None:
    """ "two Fridays ago"."""
    here, name = base_day(hit, to_the_day=True)
    number, count = hit.index("WEEKDAYS"), int(hit.number("NUM"))
    if here is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    back = (here.isoweekday() - number) % 7 or 7
    moved = shift(here, "day", -(back + 7 * (count - 1)))
    return Reading("DATE", moved.isoformat(), name) if moved else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
