"""Publication days as metadata, file names, web addresses and datelines write them. Never a guess."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from dprk_extract.data import load_toml

_DATES = "readers/dates.toml"
_DATELINES = "readers/datelines.toml"
_LONGEST = 64
_WIDE = 500


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the opening of an agency's story says of it."""

    published: date | None
    agency: str | None


def declared_day(value: object) -> date | None:
    """The day that a metadata value names: ISO 8601, English, Juche (``Juche113.10.12``) or seconds since 1970.

    The day is taken as written, without a change of time zone. Digits such as ``10/12/2024``, which are two
    days, are none.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    text = str(value).strip()[:_LONGEST]
    if text.isdigit() and len(text) in {10, 13}:
        return _from_number(int(text))
    for pattern in _patterns("declared"):
        found = _first([pattern.match(text)])
        if found:
            return found
    return _either_order(text)


def day_in_name(name: str) -> date | None:
    """The one day that a file's name holds (``2025-11-20_talks.txt``); None where there are several."""
    days = {day for pattern in _patterns("file_name") for m in pattern.finditer(name) if (day := _day(m))}
    return days.pop() if len(days) == 1 else None


def day_in_title(title: str) -> date | None:
    """The Juche day that a headline carries in brackets (``[Juche113.1.2.]``)."""
    return _first(pattern.search(title[-_WIDE:]) for pattern in _patterns("title"))


def day_signed(text: str) -> date | None:
    """The day beside the agency's address at the beginning or end of a text (``www.kcna.kp (Juche113.1.2.)``)."""
    edges = (text,) if len(text) <= 2 * _WIDE else (text[:_WIDE], text[-_WIDE:])
    return _first(pattern.search(edge) for edge in edges for pattern in _patterns("signature"))


def day_in_url(url: str) -> date | None:
    """The day in the path of a web address (``/2025/11/20/``)."""
    path = url.split("?")[0].split("#")[0][:2000]
    return _first(pattern.search(path) for pattern in _patterns("url"))


def read_dateline(text: str) -> Dateline:
    """The day (only where its year is written) and the agency of ``SEOUL, November 18, 2025 (Wire) -``."""
    settings = load_toml(_DATELINES)
    lines = (line.strip() for line in text[:4000].splitlines())
    opening = [line[: settings["width"]] for line in lines if line][: settings["lines"]]
    for line in opening:
        match = _dateline_pattern().match(line)
        parts = match.groupdict() if match else {}
        if match is None or not (parts["agency"] or parts["year"] or parts["year_last"]):
            continue
        day = _valid(
            parts["year"] or parts["year_last"],
            parts["month"] or parts["month_last"],
            parts["day"] or parts["day_first"],
        )
        return Dateline(day, parts["agency"].strip() if parts["agency"] else None)
    return Dateline(None, None)


def _from_number(value: float) -> date | None:
    if not math.isfinite(value):
        return None
    if value == int(value) and 19000101 <= value <= 21001231:
        return declared_day(f"{int(value):08d}")
    seconds = value / 1000 if value > 1e11 else value
    # Before 1990 a number is more likely something else than a moment of publication.
    if not 631152000 <= seconds < 4102444800:
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def _either_order(text: str) -> date | None:
    match = re.match(load_toml(_DATES)["either_order"], text, re.ASCII)
    if not match:
        return None
    a, b, year = match["a"], match["b"], match["year"]
    readings = {day for day in (_valid(year, a, b), _valid(year, b, a)) if day}
    return readings.pop() if len(readings) == 1 else None


def _first(matches: Iterable[re.Match[str] | None]) -> date | None:
    for match in matches:
        day = _day(match) if match else None
        if day:
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    juche = parts.get("juche")
    year = str(int(juche) + load_toml(_DATES)["juche_offset"]) if juche else parts["year"]
    return _valid(year, parts["month"], parts["day"])


def _valid(year: str | None, month: str | None, day: str | None) -> date | None:
    settings = load_toml(_DATES)
    if not (year and month and day):
        return None
    number = int(month) if month.isdigit() else settings["months"].get(month.lower())
    low, high = settings["years"]
    if number is None or not low <= int(year) <= high:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in load_toml(_DATES)[kind])


@cache
def _dateline_pattern() -> re.Pattern[str]:
    return re.compile(load_toml(_DATELINES)["pattern"], re.VERBOSE)
