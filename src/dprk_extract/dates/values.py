"""TIMEX3 values: what they are, the days they cover, and their EDTF form (ISO 8601-2, Library of Congress profile).

Values used: ``2018``, ``2018-06``, ``2018-06-12``, ``2018-W24``, ``2018-W24-WE``, ``2018-Q2``, ``2018-H1``,
``2018-SU``, ``198`` (decade), ``19`` (century), each date also with ``T10:30`` or a part of day (``TMO``, ``TAF``,
``TEV``, ``TNI``), ``XXXX-06-12`` and its like where a part is unknown, ``BC0044``, ``A/B`` for a range,
``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF``, and periods such as ``P3M`` or ``PXD``. TIMEX3 has no mark for what
EDTF writes ``198X``: the value is truncated, as in TIMEX2 and ISO 8601:2004.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")

_YEAR = r"(?:\d{4}|BC\d{4})"
_WITHIN_YEAR = r"(?:\d\d|XX)(?:-(?:\d\d|XX))?|W(?:\d\d|XX)(?:-(?:[1-7]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI"
_DATE = rf"(?:{_YEAR}|XXXX)(?:-(?:{_WITHIN_YEAR}))?"
_TIME = r"T(?:MO|AF|EV|NI|DT|MI|(?:[01]\d|2[0-4]|XX)(?::[0-5]\d(?::[0-5]\d)?)?)"
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_PERIOD = rf"P(?=.)(?:XX|(?:{_AMOUNT}(?:Y|M|W|D|Q|DE|CE|ML|WE|SP|SU|FA|WI))*(?:T(?:{_AMOUNT}[HMS])+|T(?:NI|MO|AF|EV))?)"
VALID = re.compile(
    rf"(?:{'|'.join(REFERENCES)}|\d{{2,3}}|BC\d{{2,3}}|{_DATE}(?:{_TIME})?|{_DATE}/{_DATE}|{_PERIOD})"
)

_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}  # first month, EDTF code
_UNKNOWN = "X"


def is_valid(value: str) -> bool:
    """Whether ``value`` is one of the TIMEX3 forms above, its months and days in the calendar."""
    if VALID.fullmatch(value) is None:
        return False
    return all(_in_calendar(part) for part in value.split("/"))


def _in_calendar(part: str) -> bool:
    match = re.match(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?", part)
    if match is None:
        return True
    year, month, day = match.groups()
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= days_in_month(int(year) if year != "XXXX" else 2000, int(month))


def days_in_month(year: int, month: int) -> int:
    return monthrange(year if 1 <= year <= 9999 else 2000, month)[1]


def first_monday(year: int) -> date:
    """The Monday of ISO week 1."""
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=fourth.weekday())


def week_value(day: date, *, weekend: bool = False) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}{'-WE' if weekend else ''}"


def interval(value: str) -> tuple[str, str] | None:
    """First and last day of a value with a year, as EDTF days; None where the value has none."""
    if "/" in value:
        left, _, right = value.partition("/")
        begin, end = interval(left), interval(right)
        if begin is None or end is None or begin[0] > end[1]:
            return None
        return begin[0], end[1]
    day_part = value.partition("T")[0] if not value.startswith("P") else value
    if day_part.startswith("BC"):
        return _within_before_christ(day_part[2:]) if "-" in day_part else _before_christ(day_part[2:])
    if not day_part[:2].isdigit():
        return None
    try:
        found = _days(day_part)
    except (ValueError, OverflowError):
        return None
    return None if found is None else (found[0].isoformat(), found[1].isoformat())


def _days(value: str) -> tuple[date, date] | None:
    parts = value.split("-")
    head = parts[0]
    if len(head) == 2:
        return date(max(int(head) * 100, 1), 1, 1), date(int(head) * 100 + 99, 12, 31)
    if len(head) == 3:
        return date(max(int(head) * 10, 1), 1, 1), date(int(head) * 10 + 9, 12, 31)
    year = int(head)
    if len(parts) == 1 or _UNKNOWN in parts[1]:
        return date(year, 1, 1), date(year, 12, 31)
    kind = parts[1]
    if kind.isdigit():
        return _month_or_day(year, int(kind), parts[2] if len(parts) > 2 else "XX")
    if kind in _SEASONS:
        return _months(year, _SEASONS[kind][0], 3)
    number = int(kind[1:])
    if kind[0] == "Q":
        return _months(year, 3 * number - 2, 3)
    if kind[0] == "H":
        return _months(year, 6 * number - 5, 6)
    return _week(year, number, parts[2] if len(parts) > 2 else "")


def _month_or_day(year: int, month: int, day: str) -> tuple[date, date]:
    if day.isdigit():
        found = date(year, month, int(day))
        return found, found
    return date(year, month, 1), date(year, month, days_in_month(year, month))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, days_in_month(last_year, last_month))


def _week(year: int, week: int, rest: str) -> tuple[date, date]:
    monday = first_monday(year) + timedelta(weeks=week - 1)
    if rest == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if rest.isdigit():
        day = monday + timedelta(days=int(rest) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


def _before_christ(digits: str) -> tuple[str, str]:
    """Years before our era in astronomical numbering, as EDTF counts them: 44 BC is -0043."""
    scale = 10 ** (4 - len(digits))
    nearest = max(int(digits) * scale, 1)
    farthest = int(digits) * scale + scale - 1
    return f"{_astronomical(farthest)}-01-01", f"{_astronomical(nearest)}-12-31"


def _within_before_christ(value: str) -> tuple[str, str] | None:
    """First and last day of a month, day or season before our era; its February has the days of a leap year."""
    year, _, rest = value.partition("-")
    if rest in _SEASONS:
        first = _SEASONS[rest][0]
        following, last = int(year) - (first + 2 > 12), (first + 1) % 12 + 1
        end = f"{_astronomical(following)}-{last:02d}-{days_in_month(2000 + (1 - following) % 400, last):02d}"
        return f"{_astronomical(int(year))}-{first:02d}-01", end
    if re.fullmatch(r"\d\d(?:-\d\d)?", rest) is None:
        return _before_christ(year)
    head = _astronomical(int(year))
    if len(rest) > 2:
        return f"{head}-{rest}", f"{head}-{rest}"
    return f"{head}-{rest}-01", f"{head}-{rest}-{days_in_month(int(head), int(rest)):02d}"


def _astronomical(year: int) -> str:
    return f"-{year - 1:04d}" if year > 1 else f"{1 - year:04d}"


def edtf(value: str, *, offset: str = "") -> str | None:
    """The EDTF form of a TIMEX3 value; None for references, periods, sets and what has no calendar form.

    Weeks, quarters and halves become the interval of their days or months, which EDTF level 0 covers. ``offset`` is
    a time zone (``+09:00``) that is added to a clock time.
    """
    if value in REFERENCES or value.startswith("P"):
        return None
    if "/" in value:
        days = interval(value)
        plain = [edtf(part) for part in value.split("/")]
        return None if days is None or None in plain else _joined(plain, days)
    day_part, _, clock = value.partition("T")
    if clock[:1].isdigit() and re.fullmatch(r"\d{4}-\d\d-\d\d", day_part):
        return _clock_form(day_part, clock) + (offset if clock != "24:00" else "")
    return _date_form(day_part)


def _joined(plain: list[str | None], days: tuple[str, str]) -> str:
    if any(part is None or "/" in part for part in plain):
        return f"{days[0]}/{days[1]}"
    return "/".join(str(part) for part in plain)


def _clock_form(day: str, clock: str) -> str:
    if clock.startswith("24"):
        return day
    return f"{day}T{clock}{':00' * (2 - clock.count(':'))}"


def _date_form(value: str) -> str | None:
    if value.startswith("BC"):
        if "-" in value:
            year, _, rest = value[2:].partition("-")
            if rest in _SEASONS:
                days = _within_before_christ(value[2:]) or ("", "")
                code = _SEASONS[rest][1]
                return (
                    f"{_astronomical(int(year))}-{code}" if rest != "WI" else f"{days[0][:-3]}/{days[1][:-3]}"
                )
            return f"{_astronomical(int(year))}-{rest}" if re.fullmatch(r"\d\d(?:-\d\d)?", rest) else None
        begin, end = _before_christ(value[2:])
        return begin[:-6] if len(value) == 6 else f"{begin[:-6]}/{end[:-6]}"
    head, _, rest = value.partition("-")
    if head.isdigit() and len(head) < 4:
        return head + "X" * (4 - len(head))
    if head == "XXXX":
        known = re.fullmatch(r"XXXX-(?P<month>\d\d)(?:-(?:\d\d|XX))?", value)
        return value if known else None
    if not rest or re.fullmatch(r"\d\d(?:-(?:\d\d|XX))?", rest):
        return value
    if rest.startswith("XX"):
        return head
    if rest in _SEASONS:
        return f"{head}-{_SEASONS[rest][1]}" if rest != "WI" else _interval_form(value)
    return _interval_form(value)


def _interval_form(value: str) -> str | None:
    days = interval(value)
    if days is None:
        return None
    if value[5] in "QH" or value.endswith("WI"):
        return f"{days[0][:7]}/{days[1][:7]}"
    return f"{days[0]}/{days[1]}"
