"""Moving from a day by calendar units, at the unit's own precision."""

from __future__ import annotations

from datetime import date, timedelta

from dprk_extract.dates.values import days_in_month, week_value

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XXTNI",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXXX",
    "century": "XXXX",
    "millennium": "XXXX",
}
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y",
}  # fmt: skip
_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_VAGUE = {
    "decade": "PXDE",
    "century": "PXCE",
    "millennium": "PXML",
    "night": "PXD",
    "fortnight": "PXW",
    "half": "PXM",
}


def unit_value(day: date, unit: str) -> str | None:
    """The calendar unit that ``day`` lies in: its year, its quarter, its week; None for hours and less."""
    if unit in ("week", "fortnight"):
        return week_value(day)
    if unit == "weekend":
        return week_value(day, weekend=True)
    year = f"{day.year:04d}"
    return {
        "day": day.isoformat(),
        "night": f"{day.isoformat()}TNI",
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{(day.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }.get(unit)


def shift(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units; None outside the calendar or for a unit without one."""
    months = {
        "month": 1,
        "quarter": 3,
        "half": 6,
        "year": 12,
        "decade": 120,
        "century": 1200,
        "millennium": 12000,
    }
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
    try:
        if unit in days:
            return day + timedelta(days=days[unit] * count)
        if unit not in months:
            return None
        total = 12 * day.year + day.month - 1 + months[unit] * count
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def shifted_value(day: date, unit: str, count: int) -> str | None:
    """The value of the unit ``count`` units from ``day``: three weeks ago is a week, ten years ago a year."""
    moved = shift(day, unit, count)
    return None if moved is None else unit_value(moved, "year" if unit in _YEARS else unit)


def period_value(unit: str, count: float | None) -> str:
    """The TIMEX3 period of ``count`` units; a vague one (``PXW``) where the count is None.

    Halves are carried to the next smaller unit: two and a half years are ``P2Y6M``.
    """
    if count is None:
        letter = _LETTERS.get(unit)
        return _VAGUE[unit] if letter is None else f"PTX{letter[1]}" if letter[0] == "T" else f"PX{letter}"
    if unit in _YEARS:
        return period_value("year", count * _YEARS[unit])
    if unit == "fortnight":
        return period_value("week", count * 2)
    if unit == "half":
        return period_value("month", count * 6)
    if unit == "quarter":
        return f"P{count:g}Q"
    return _half_carried("day" if unit == "night" else unit, count)


def _half_carried(unit: str, count: float) -> str:
    smaller = {"year": ("month", 12), "month": ("week", 4), "week": ("day", 7), "day": ("hour", 24),
               "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip
    whole, rest = int(count), count - int(count)
    letter = _LETTERS[unit]
    timed = letter[0] == "T"
    head = f"{whole}{letter[-1] if timed else letter}"
    if rest < 0.01 or unit not in smaller:
        return f"PT{head}" if timed else f"P{head}"
    if unit in ("week", "month", "day"):
        return f"P{count:g}{letter}"
    small, size = smaller[unit]
    tail = f"{round(rest * size)}{_LETTERS[small][-1]}"
    first = head if whole else ""
    return f"PT{first}{tail}" if timed else f"P{first}{tail}"
