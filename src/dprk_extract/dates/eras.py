"""Years before our era, made countable.

The calendar of the standard library has none. A date of 490 BC is carried as one of the year 9510 (10000 - 490) while
something is counted from it: its months and its steps then go forward as everywhere, and years are counted down.
"""

from __future__ import annotations

import re

_TURN = 10000
# Years from here on stand for years before our era.
_FIRST = 4000
_TOLD = re.compile(r"BC(\d{4})(.*)")
_CARRIED = re.compile(r"(\d{4})(-.*)?")


def carried_value(value: str) -> str | None:
    """The value to count from of one before our era (``BC0490-08``: ``9510-08``); None where it has none."""
    match = _TOLD.fullmatch(value)
    if match is None or not 0 < int(match[1]) <= _TURN - _FIRST:
        return None
    return f"{_TURN - int(match[1]):04d}{match[2]}"


def is_carried(year: int) -> bool:
    """Whether a year stands for one before our era."""
    return year >= _FIRST


def told_value(value: str) -> str:
    """The TIMEX3 value of one that may have been counted so. Weeks of years before our era are not known."""
    match = _CARRIED.fullmatch(value)
    if match is None or not is_carried(int(match[1])):
        return value
    rest = match[2] or ""
    if rest.startswith("-W") and rest[2:4].isdigit():
        return f"XXXX-WXX{rest[4:]}"
    return f"BC{_TURN - int(match[1]):04d}{rest}"
