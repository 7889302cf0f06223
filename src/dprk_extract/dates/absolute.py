"""Operations for dates that name a place in the calendar: days, months, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from dprk_extract.dates.anchoring import month_day_reading, month_reading, year_of_direction
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.values import days_in_month

_JUCHE_OFFSET = 1911
_SEPTEMBER_11 = "2001-09-11"
_BEFORE_CHRIST = ("bc", "bce")
_EVERY_YEAR = (["every", "year", "on"], ["each", "year", "on"])
_FIGURE_BESIDE = re.compile(r"[\d/$£€%]|\.\d")


def written_year(hit: Hit) -> int | None:
    """The year a match writes out, in four digits, two digits ('89) or words; None where it has none."""
    for group in ("YEAR", "YEAR2", "YEAR3"):
        if group in hit:
            return int(hit.number(group))
    for group in ("SHORTYEAR", "SHORTYEAR2"):
        if group in hit:
            return century_of(int(re.sub(r"\D", "", hit.raw(group))), hit.context.here)
    if "TWODIGIT" in hit:
        return century_of(int(hit.number("TWODIGIT")), hit.context.here)
    return None


def century_of(two_digits: int, here: date | None) -> int:
    """The year that two digits mean: the latest that lies at most ten years ahead."""
    limit = (here.year if here else date.max.year and 2030) + 10
    year = limit - limit % 100 + two_digits
    return year if year <= limit else year - 100


def day_number(hit: Hit) -> int | None:
    for group in ("DAY", "ORDDAY", "HOUR", "AMOUNT"):
        if group in hit:
            return int(hit.number(group))
    if "ORDINAL" in hit:
        return int(hit.number("ORDINAL"))
    return None


def calendar_value(year: int | None, month: int, day: int | None) -> str | None:
    """``YYYY-MM-DD``, ``YYYY-MM`` or with ``XXXX``; None where the calendar has no such day."""
    head = "XXXX" if year is None else f"{year:04d}"
    if day is None:
        return f"{head}-{month:02d}"
    if not 1 <= day <= days_in_month(2000 if year is None else year, month):
        return None
    return f"{head}-{month:02d}-{day:02d}"


@operation
def calendar(hit: Hit) -> Reading | None:
    """Month and day, month alone, each with or without a year or a direction ("last", "next year")."""
    month, day, year = hit.index("MONTH"), day_number(hit), written_year(hit)
    if year is not None:
        value = calendar_value(year, month, day)
        return Reading("DATE", value) if value else None
    if "DIR" in hit and hit.setting("of_year"):
        base_year, anchor = year_of_direction(hit, hit.index("DIR"))
        value = calendar_value(base_year, month, day)
        return Reading("DATE", value, anchor) if value else None
    if day is not None:
        if calendar_value(None, month, day) is None:
            return None
        if hit.before() in (["in"], ["during"]) and hit.after() and hit.belongs("COUNTED", hit.after()[0]):
            return None  # "in June 20 people"
        if hit.before(3) in _EVERY_YEAR:
            return Reading("SET", f"XXXX-{month:02d}-{day:02d}")
        return month_day_reading(hit, month, day)
    return month_reading(hit, month)


@operation
def every_month_day(hit: Hit) -> Reading | None:
    """ "every October 6"."""
    value = calendar_value(None, hit.index("MONTH"), day_number(hit))
    return Reading("SET", value) if value else None


@operation
def part_of_month(hit: Hit) -> Reading | None:
    """ "the last day of August" is a day; "the first week of August" lies in the month."""
    month, year = hit.index("MONTH"), written_year(hit)
    whole = (
        Reading("DATE", str(calendar_value(year, month, None)))
        if year is not None
        else month_reading(hit, month)
    )
    if "UNIT" not in hit or hit.value("UNIT") != "day" or whole.value.startswith("X"):
        return whole
    told_year = int(whole.value[:4])
    number = int(hit.number("ORDINAL")) if "ORDINAL" in hit else 1
    if {"last", "final", "closing"} & set(hit.words()):
        number = days_in_month(told_year, month)
    value = calendar_value(told_year, month, number)
    return Reading("DATE", value, whole.anchor) if value else None


@operation
def second_day(hit: Hit) -> Reading | None:
    """The bare day number in "April 24 and 25", and with ``which`` another one of a list."""
    month, day, year = hit.index("MONTH"), int(hit.number(hit.setting("which", "DAY2"))), written_year(hit)
    if calendar_value(year, month, day) is None:
        return None
    if year is not None:
        return Reading("DATE", str(calendar_value(year, month, day)))
    return month_day_reading(hit, month, day)


@operation
def day_range(hit: Hit) -> Reading | None:
    """ "March 3-5", "3-5 March 2018": one expression, a range of days."""
    month, year = hit.index("MONTH"), written_year(hit)
    group = "AMOUNT" if "AMOUNT" in hit else "DAY"  # "26/27 May": numbers beside a stroke are amounts
    first, last = int(hit.number(group)), int(hit.number(f"{group}2"))
    last_month = hit.index("MONTH2") if "MONTH2" in hit else month
    if (last_month, last) <= (month, first):
        return None
    anchor = None
    if year is None:
        if calendar_value(None, month, first) is None:
            return None
        begin = month_day_reading(hit, month, first)
        year, anchor = (int(begin.value[:4]) if begin.value[0] != "X" else None), begin.anchor
    values = (calendar_value(year, month, first), calendar_value(year, last_month, last))
    return Reading("DATE", "/".join(map(str, values)), anchor) if None not in values else None


@operation
def year_range(hit: Hit) -> Reading | None:
    """ "2018-2019", "1987-88"."""
    first = int(hit.number("YEAR"))
    if "YEAR2" in hit:
        last = int(hit.number("YEAR2"))
    else:
        number = int(hit.number("TWODIGIT" if "TWODIGIT" in hit else "DAY"))
        scale = 10 if len(hit.words()[-1]) == 1 else 100
        last = first - first % scale + number
        if last <= first and 1 <= number <= 12 and hit.words()[-1].startswith(("0", "1")):
            return Reading("DATE", f"{first:04d}-{number:02d}")
    return Reading("DATE", f"{first:04d}/{last:04d}") if first < last <= first + 150 else None


_NUMERIC = re.compile(r"(\d+)[-/.](\d+)[-/.](\d+)(?:[T ](\d\d:\d\d(?::\d\d)?)(.*))?")


def _offset(zone: str) -> str:
    """A time zone as EDTF has it: ``+09:00``, and ``Z`` for no difference."""
    digits = zone.lstrip("+-").replace(":", "")
    return "Z" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}" if digits.isdigit() else zone


@operation
def numeric(hit: Hit) -> Reading | None:
    """ISO days and times; month/day/year as in the United States, day.month.year as on the Continent."""
    if "COMPACT" in hit:
        raw = hit.raw("COMPACT")
        value = calendar_value(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
        return Reading("DATE", value) if value else None
    match = _NUMERIC.fullmatch(hit.raw(next(group for group in ("ISO", "SLASH", "DOTS") if group in hit)))
    if match is None:
        return None
    a, b, c = (int(part) for part in match.group(1, 2, 3))
    if len(match.group(1)) == 4:
        year, month, day = a, b, c
    elif "DOTS" in hit or a > 12:
        year, month, day = c, b, a
    else:
        year, month, day = c, a, b
    if len(match.group(3)) <= 2 and len(match.group(1)) < 4:
        year = century_of(year, hit.context.here)
    if not 1 <= month <= 12:
        return None
    value = calendar_value(year, month, day) if year else None
    if value is None:
        return None
    if match.group(4):
        zone = match.group(5) or ""
        return Reading("TIME", f"{value}T{match.group(4)}", None, _offset(zone))
    return Reading("DATE", value)


@operation
def year(hit: Hit) -> Reading | None:
    """A year by itself. Far ones, and ones that no preposition introduces, must look like a year."""
    found = written_year(hit)
    if found is None:
        return None
    before = hit.before()
    label = before[0] if before else ""
    if hit.context.pieces.starts and label and hit.belongs("LABEL", label):
        return None
    if "SHORTYEAR" in hit and label not in hit.listed("before_short_year"):
        return None
    if not 1600 <= found <= 2100 and label not in hit.listed("before_year"):
        return None
    return Reading("DATE", f"{found:04d}")


@operation
def numbered_year(hit: Hit) -> Reading | None:
    """ "the year two thousand", "the year 533"."""
    found = int(hit.number("NUM"))
    return Reading("DATE", f"{found:04d}") if 100 <= found <= 2200 else None


@operation
def era_year(hit: Hit) -> Reading | None:
    group = "YEAR" if "YEAR" in hit else "YEAR2" if "YEAR2" in hit else "NUM" if "NUM" in hit else "NUM2"
    found = int(hit.number(group))
    if not 0 < found <= 2200:
        return None
    hit.context.before_christ = bool(hit.setting("before_christ")) or hit.words()[-1] in _BEFORE_CHRIST
    season = f"-{hit.value('SEASON')}" if "SEASON" in hit else ""
    return Reading("DATE", f"{'BC' if hit.context.before_christ else ''}{found:04d}{season}")


@operation
def day_before_christ(hit: Hit) -> Reading | None:
    """ "2 August 216 BC", "March 44 BC"."""
    group = next(name for name in ("EARLYYEAR", "YEAR", "TWODIGIT") if name in hit)
    hit.context.before_christ = True
    value = calendar_value(int(hit.number(group)), hit.index("MONTH"), day_number(hit))
    return Reading("DATE", f"BC{value}") if value and not value.startswith("0000") else None


@operation
def early_year(hit: Hit) -> Reading | None:
    """A year of three digits: only in a text that has named its era; beside a month only in one that has many such."""
    if hit.context.before_christ is None or ("MONTH" in hit and not hit.context.early):
        return None
    found = int(hit.words()[-1])
    head = f"{'BC' if hit.context.before_christ else ''}{found:04d}"
    if "SEASON" in hit:
        return Reading("DATE", f"{head}-{hit.value('SEASON')}")
    if "MONTH" not in hit:
        return Reading("DATE", head)
    day = None if hit.setting("whole_month") else day_number(hit)
    value = calendar_value(found, hit.index("MONTH"), day)
    return Reading("DATE", f"{head}{value[4:]}") if value else None


@operation
def era_range(hit: Hit) -> Reading | None:
    """ "264-241 BC"."""
    words = hit.words()
    if not (words[0].isdigit() and words[2].isdigit()):
        return None
    first, last = int(words[0]), int(words[2])
    hit.context.before_christ = True
    return Reading("DATE", f"BC{first:04d}/BC{last:04d}") if 9999 >= first > last > 0 else None


@operation
def juche(hit: Hit) -> Reading | None:
    """Years of the Juche era: Juche 1 is 1912."""
    number = int(hit.number("NUM"))
    if not 1 <= number <= 300:
        return None
    found = number + _JUCHE_OFFSET
    if "YEAR" in hit and int(hit.number("YEAR")) != found:
        return None
    if "MONTH" not in hit:
        return Reading("DATE", f"{found:04d}")
    day = int(hit.number("DAY")) if "DAY" in hit else int(hit.number("ORDDAY")) if "ORDDAY" in hit else None
    value = calendar_value(found, hit.index("MONTH"), day)
    return Reading("DATE", value) if value else None


@operation
def decade(hit: Hit) -> Reading | None:
    if "DECADE" in hit:
        digits = re.sub(r"\D", "", hit.raw("DECADE"))
        if len(digits) == 3 or hit.words()[-1] in _BEFORE_CHRIST:
            return _early_decade(hit, digits)
        if len(digits) == 4:
            # "the 1800s" are a century, "the 2000s" its first ten years.
            return Reading("DATE", digits[:2] if digits.endswith("00") and digits < "2000" else digits[:3])
        tens = int(digits) // 10
    else:
        if not set(hit.words()) & {"the", "early", "late", "mid"}:
            return None
        tens = hit.index("DECADEWORD")
    found = century_of(tens * 10, hit.context.here) // 10
    words = hit.before(2)
    if words and words[-1] in ("his", "her", "their", "my", "your", "our"):
        return None
    return Reading("DATE", f"{found:03d}")


def _early_decade(hit: Hit, digits: str) -> Reading | None:
    """ "the 490s BC", in an early text "the 580s"."""
    before_christ = hit.words()[-1] in _BEFORE_CHRIST
    if not before_christ and not hit.context.early:
        return None
    era = "BC" if before_christ or hit.context.before_christ else ""
    return Reading("DATE", f"{era}{int(digits) // 10:03d}")


@operation
def century(hit: Hit) -> Reading | None:
    number = int(hit.number("ORDINAL"))
    if not 1 <= number <= 30:
        return None
    era = "BC" if hit.words()[-1] in _BEFORE_CHRIST else ""
    return Reading("DATE", f"{era}{number - 1:02d}")


@operation
def september_11(hit: Hit) -> Reading | None:
    """ "9/11", "the Sept. 11 attacks": the day of 2001, whatever the year of the text."""
    here = hit.context.here
    if here is not None and here.isoformat() < _SEPTEMBER_11:
        return None
    if "MONTH" in hit:
        named = (hit.index("MONTH"), day_number(hit)) == (9, 11)
        return Reading("DATE", _SEPTEMBER_11) if named else None
    text = hit.context.pieces.text
    beside = text[max(hit.start - 1, 0) : hit.start] + text[hit.end : hit.end + 2]
    if text[hit.start : hit.end] != "9/11" or _FIGURE_BESIDE.search(beside):
        return None
    if hit.after() == ["of"] or (hit.before() and hit.before()[0] in hit.listed("before_fraction")):
        return None
    return Reading("DATE", _SEPTEMBER_11)


@operation
def year_span(hit: Hit) -> Reading | None:
    """ "2012/13"."""
    head, _, tail = hit.raw("YEARSPAN").partition("/")
    first = int(head)
    return Reading("DATE", f"{head}/{first + 1:04d}") if (first + 1) % 100 == int(tail) else None


@operation
def fiscal_code(hit: Hit) -> Reading | None:
    """ "FY2014", "FY14"."""
    digits = re.sub(r"\D", "", hit.raw("FISCAL"))
    found = int(digits) if len(digits) == 4 else century_of(int(digits), hit.context.here)
    return Reading("DATE", f"{found:04d}")
