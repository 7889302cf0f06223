"""Operations for quarters, halves and fiscal years."""

from __future__ import annotations

from datetime import date, timedelta

from dprk_extract.dates.absolute import calendar, written_year
from dprk_extract.dates.anchoring import base_day, compared_month, text_anchor
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.shifting import UNKNOWN

_HALF_QUARTER = 45


def _number(hit: Hit) -> int:
    if "PERIOD" in hit:
        return int("".join(filter(str.isdigit, hit.word("PERIOD"))))
    if "ORDINAL" in hit:
        return int(hit.number("ORDINAL"))
    return 4 if hit.setting("parts") == 4 else 2


@operation
def part_of_year(hit: Hit) -> Reading | None:
    """ "the third quarter", "the first half of 2018", "Q3": the nearest that has begun, unless a year is named."""
    letter = "H" if hit.setting("parts") == 2 or hit.word("PERIOD").strip("1234") == "h" else "Q"
    parts = 2 if letter == "H" else 4
    number = parts if hit.word("ORDINAL") == "final" else _number(hit)
    if not 1 <= number <= parts:
        return None
    year, anchor = written_year(hit), None
    if year is None:
        here, anchor = base_day(hit)
        if here is None:
            return Reading("DATE", f"XXXX-{letter}{number}")
        if "DIR" in hit:
            year = here.year + hit.index("DIR")
        else:
            year = _nearest_part_year(hit, here, number, parts) - ("LATERWORD" in hit)
    side_glance = anchor is None and hit.context.here is not None
    return Reading("DATE", f"{year:04d}-{letter}{number}", anchor, remembered=not side_glance)


def _nearest_part_year(hit: Hit, here: date, number: int, parts: int) -> int:
    """This year's part where it has begun or is near; last year's where it lies more than half a year ahead."""
    month = (number - 1) * 12 // parts + 1
    ahead = month - here.month
    if ahead > 0 and hit.tense() != "future" and (ahead > 3 or (here.month <= 3 and number == parts)):
        return here.year - 1
    if ahead < -8 and hit.tense() == "future":
        return here.year + 1
    return here.year


@operation
def first_quarters(hit: Hit) -> Reading | None:
    """ "the first two quarters of 1990" are its first half."""
    year, anchor, count = written_year(hit), None, int(hit.number("NUM"))
    if year is None:
        here, anchor = base_day(hit)
        year = None if here is None else here.year + hit.index("DIR")
    head = "XXXX" if year is None else f"{year:04d}"
    if count == 2:
        return Reading("DATE", f"{head}-H{1 if 'first' in hit.words() else 2}", anchor)
    return Reading("DATE", head, anchor)


@operation
def same_period(hit: Hit) -> Reading | None:
    """ "the quarter", "the latest period", "the year-ago quarter": from the last quarter mentioned."""
    back = int(hit.setting("years_back", 0))
    last = hit.context.last_period
    bare = back > 0 and not {"quarter", "period"} & set(hit.words())
    if hit.context.comparable is None and (bare or "YEAR" in hit):
        return _whole_year(hit, back)  # behind "the nine months" the comparison is not of quarters
    if last is not None:
        year = written_year(hit)
        year = last.first.year - back if year is None else year
        return Reading("DATE", f"{year:04d}{last.value[4:]}", text_anchor(last), remembered=False)
    if hit.setting("needs_period"):
        return None
    here, name = base_day(hit)
    if here is None:
        return Reading("DATE", "XXXX-QX")
    quarter = (here.month - 1) // 3
    year, quarter = (here.year - 1, 4) if quarter == 0 else (here.year, quarter)
    return Reading("DATE", f"{year - back:04d}-Q{quarter}", name)


def _whole_year(hit: Hit, back: int) -> Reading | None:
    year = written_year(hit)
    here, name = base_day(hit)
    if year is not None:
        return Reading("DATE", f"{year:04d}", remembered=False)
    return None if here is None else Reading("DATE", f"{here.year - back:04d}", name, remembered=False)


@operation
def quarter_ended(hit: Hit) -> Reading | None:
    """ "the quarter ended July 31": the calendar quarter that most of it lies in."""
    reading = calendar(hit)
    if reading is None or not reading.value[:1].isdigit():
        return None
    middle = date.fromisoformat(reading.value[:10]) - timedelta(days=_HALF_QUARTER)
    value = f"{middle.year:04d}-Q{(middle.month + 2) // 3}"
    # A text that counts a company's own quarters goes on counting them.
    return Reading("DATE", value, reading.anchor, remembered=hit.context.last_period is None)


@operation
def fiscal_year(hit: Hit) -> Reading | None:
    year = written_year(hit)
    return None if year is None else Reading("DATE", f"{year:04d}")


@operation
def period_last_year(hit: Hit) -> Reading | None:
    """ "the same period last year", "the same month a year earlier": the current one, a year before."""
    words, last = hit.words(), hit.context.comparable
    here, name = base_day(hit)
    if here is None:
        return Reading("DATE", UNKNOWN["year"])
    month = compared_month(hit)
    if month is not None and set(words) & {"month", "period", "time"}:
        value = f"{month.first.year - 1:04d}{month.value[4:]}"
        return Reading("DATE", value, text_anchor(month), remembered=False)
    if "month" in words:
        return Reading("DATE", f"{here.year - 1:04d}-{here.month:02d}", name, remembered=False)
    if last is not None and ("period" in words or "quarter" in words):
        return Reading(
            "DATE", f"{last.first.year - 1:04d}{last.value[4:]}", text_anchor(last), remembered=False
        )
    return Reading("DATE", f"{here.year - 1:04d}", name, remembered=False)
