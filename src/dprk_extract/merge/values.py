"""Numbers and dates of statements as values that can agree, differ, or have nothing to do with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from dprk_extract.data import load_toml
from dprk_extract.merge.words import stem
from dprk_extract.records import DateMention, Quantity

FIRST_DAY, LAST_DAY = 1, date.max.toordinal()
_YEAR = re.compile(r"\d{4}")
DAYS_OF_WEEK = 7
_REPRINT_DAYS = 2  # within which "today" in both may be one day, told again
_VAGUE = frozenset({"one", "half", "once", "dozens", "hundreds", "thousands"})
_LEAST_TOLD = 0.15
_NAMING = ("ordinal", "age")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as stated: the interval of values it may stand for and what it counts or measures.

    ``low``, ``high`` and ``stated`` are in ``unit``, ``factor`` times that in the base unit ``dimension``;
    ``things`` holds the terms of the noun counted or the unit, ``counted`` those and the terms of what it is about,
    ``near`` those of the words around the number. ``relative`` numbers count from now ("the last two debates").
    """

    low: float
    high: float
    stated: tuple[float, float]
    bound: str
    dimension: str
    kind: str
    unit: str
    factor: float
    counted: frozenset[str]
    text: str
    start: int
    near: frozenset[str] = frozenset()
    relative: bool = False
    things: frozenset[str] = frozenset()

    @property
    def limit(self) -> float:
        """The stated end of an open reading, in the base unit."""
        return self.factor * (self.low if self.bound == ">" else self.high)

    @property
    def telling(self) -> float:
        """How improbable it is that two such numbers agree by chance, 0 (one, two) to 1 (19,300; 3.24 million).

        An ordinal or an age names a thing ("the 22nd meeting") of which much may be said: it tells as little as a one.
        """
        if self.kind in _NAMING:
            return _LEAST_TOLD
        size = abs(self.stated[0])
        digits = f"{size:.5e}".partition("e")[0].replace(".", "").rstrip("0")
        more = 0.25 * max(0, len(digits) - 1) + (0.2 if size > 12 else 0.0) + (0.3 if size >= 1000 else 0.0)
        return min(1.0, _LEAST_TOLD + more)


@cache
def _table() -> dict[str, Any]:
    return load_toml("merge/values.toml")


@cache
def _interchangeable() -> dict[str, str]:
    return {name: group[0] for group in _table()["units"]["interchangeable"] for name in group}


def reading_of(quantity: Quantity, counted: frozenset[str], things: frozenset[str] = frozenset()) -> Reading:
    """The reading of a quantity; ``things`` are the terms of its unit, ``counted`` also those of what it is about."""
    high = quantity.value if quantity.value_high is None else quantity.value_high
    unit = (quantity.unit or "").casefold()
    factor = 1.0
    dimension = "count"
    if (
        quantity.base_value is not None
        and quantity.base_unit
        and quantity.unit_kind not in (None, "count", "noun")
    ):
        dimension = quantity.base_unit
        factor = quantity.base_value / quantity.value if quantity.value else 1.0
    elif quantity.unit_kind not in (None, "count", "noun"):
        dimension = unit or quantity.unit_kind or "count"
    low, top = _covered(quantity.value, high, quantity.bound)
    return Reading(
        low, top, (quantity.value, high), quantity.bound, dimension, quantity.unit_kind or "",
        _interchangeable().get(unit, unit), factor, counted, quantity.text, quantity.start, things=things,
    )  # fmt: skip


def _covered(low: float, high: float, bound: str) -> tuple[float, float]:
    tolerance = _table()["tolerance"]
    if bound == "~":
        return low * (1 - tolerance["approximate"]), high * (1 + tolerance["approximate"])
    if bound == ">":
        return low, high * tolerance["open_end"]
    if bound == "<":
        return low / tolerance["open_end"], high
    return low, high


def duration_reading(mention: DateMention) -> Reading | None:
    """The reading of a DURATION such as ``PT3H``, in days; None for one without a plain number."""
    match = _DURATION.fullmatch(mention.value)
    if mention.timex_type != "DURATION" or match is None:
        return None
    unit = ("T" if match[1] else "P") + match[3]
    number = float(match[2])
    days = _table()["durations"].get(unit, 1.0)
    return Reading(
        number,
        number,
        (number, number),
        "=",
        "day",
        "time",
        unit,
        days,
        frozenset(),
        mention.text,
        mention.start,
    )


def comparable(a: Reading, b: Reading) -> bool:
    """Whether two readings measure the same kind of thing: one dimension, and for counts one thing counted.

    Sums in two currencies are comparable only where the figures are the same: one of the currencies is wrong then.
    """
    if a.unit == b.unit and a.unit and a.dimension != "count":
        return True
    if a.dimension != b.dimension:
        rates = " per " in a.unit or " per " in b.unit
        return a.kind == b.kind == "currency" and a.stated == b.stated and not rates
    if a.dimension != "count":
        return True
    return not a.counted or not b.counted or bool(a.counted & b.counted)


def agree(a: Reading, b: Reading) -> bool:
    """Whether two comparable readings can both be true of one thing, and would be so stated."""
    one_unit = a.unit == b.unit or a.dimension == b.dimension == "count"
    if (a.dimension != b.dimension and not one_unit) or {a.bound, b.bound} == {"up", "down"}:
        return False
    if one_unit and a.stated == b.stated:
        return True
    if a.bound == b.bound and a.bound in ("<", ">"):
        near = 1 + _table()["tolerance"]["approximate"]
        return bool(a.limit <= near * b.limit and b.limit <= near * a.limit)
    if one_unit:
        return a.low <= b.high and b.low <= a.high
    (low_a, high_a), (low_b, high_b) = _rounded(a), _rounded(b)
    return low_a <= high_b and low_b <= high_a


def _rounded(reading: Reading) -> tuple[float, float]:
    """The interval in the base unit, widened by what rounding may have changed: half a unit of the last digit."""
    tolerance = _table()["tolerance"]
    stated = abs(reading.stated[0])
    if not stated:
        return reading.low * reading.factor, reading.high * reading.factor
    digits = f"{stated:.10g}"
    place = -len(digits.partition(".")[2]) if "." in digits else len(digits) - len(digits.rstrip("0"))
    share = min(tolerance["rounding_high"], max(tolerance["rounding_low"], 0.5 * 10.0**place / stated))
    return reading.low * (1 - share) * reading.factor, reading.high * (1 + share) * reading.factor


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date as an interval of day numbers; ``pattern`` is its month and day, if it has them.

    ``shifts`` are the days by which an anchored date may be off: "Friday" may be the one before or after. A
    ``deictic`` date ("today") moves with the day of writing.
    """

    low: int
    high: int
    pattern: str | None
    edtf: str
    text: str
    start: int
    near: frozenset[str] = frozenset()
    shifts: tuple[int, ...] = ()
    deictic: bool = False


def day_of(mention: DateMention, before: str) -> Day | None:
    """The date of a mention, None where it places nothing. ``before`` is the text that precedes it."""
    if mention.timex_type in ("DURATION", "SET"):
        return None
    edtf = mention.edtf or mention.value
    limit = _limit(f"{before} {mention.text}", mention.text)
    if mention.earliest is None and mention.latest is None:
        pattern = _pattern(edtf)
        return None if pattern is None else Day(0, 0, pattern, edtf, mention.text, mention.start)
    try:
        low, high = (
            date.fromisoformat(mention.earliest).toordinal() if mention.earliest else FIRST_DAY,
            date.fromisoformat(mention.latest).toordinal() if mention.latest else LAST_DAY,
        )
    except ValueError:
        return None
    low, high = _limited(low, high, limit)
    shifts = _shifts(mention.text)
    deictic = not shifts and not any(char.isdigit() for char in mention.text)
    return Day(low, high, _pattern(edtf), edtf, mention.text, mention.start, shifts=shifts, deictic=deictic)


def _shifts(text: str) -> tuple[int, ...]:
    words = set(text.casefold().split())
    if _YEAR.search(text):
        return ()
    if words & _names("weekdays") and not any(char.isdigit() for char in text):
        return (-7, 7)
    return (-366, -365, 365, 366) if words & _names("months") else ()


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(_table()["calendar"][kind].split())


def _pattern(edtf: str) -> str | None:
    """``XXXX-11-08`` → ``11-08``; also of a full date, None where month or year form is missing."""
    match = re.fullmatch(r"[\dX]{4}-(\d\d)(?:-(\d\d|XX))?(?:T.*)?[~?%]?", edtf)
    if match is None:
        return None
    return match[1] if match[2] in (None, "XX") else f"{match[1]}-{match[2]}"


def _limit(text: str, mention: str) -> str:
    """The kind of limit that the words before the date, or its own first word, make of it."""
    lead = text[: len(text) - len(mention)].casefold().rstrip()
    own = mention.casefold()
    for kind, words in _table()["limits"].items():
        for word in words:
            if own.startswith(word + " ") or (lead.endswith(word) and not lead[: -len(word)][-1:].isalpha()):
                return str(kind)
    return ""


def _limited(low: int, high: int, limit: str) -> tuple[int, int]:
    if limit == "before":
        return FIRST_DAY, max(FIRST_DAY, low - 1)
    if limit == "until":
        return FIRST_DAY, high
    if limit == "after":
        return min(LAST_DAY, high), LAST_DAY
    return (low, LAST_DAY) if limit == "since" else (low, high)


def days_agree(a: Day, b: Day, *, one_time: bool = False, one_week: bool = True) -> bool:
    """Whether two dates can be one: their intervals overlap, or month and day fit where a year is open.

    ``one_time``: both were written at about one time, so that dates without year or week may be off by one;
    ``one_week``: within a week, so that one weekday is meant by both.
    """
    if a.high and b.high:
        if one_time and a.deictic and b.deictic and a.text.casefold() == b.text.casefold():
            return abs(a.low - b.low) <= _REPRINT_DAYS
        least = 0 if one_week else DAYS_OF_WEEK + 1
        shifts = (0, *(by for by in (*a.shifts, *b.shifts) if one_time and abs(by) >= least))
        return any(a.low + by <= b.high and b.low <= a.high + by for by in shifts)
    if a.pattern is None or b.pattern is None:
        return True
    return a.pattern.startswith(b.pattern) or b.pattern.startswith(a.pattern)


def days_comparable(a: Day, b: Day) -> bool:
    """Whether both are placed well enough to contradict: days or months, not a year against a day of no year."""
    return bool(a.high and b.high) or (a.pattern is not None and b.pattern is not None)


def unmatched(
    a: Sequence[Any], b: Sequence[Any], fit: Any, match: Any
) -> tuple[list[Any], list[Any], list[Any]]:
    """Pair the values of two statements: ``(agreeing pairs, left over of a, left over of b)``.

    ``fit(x, y)`` says whether they may be compared, ``match(x, y)`` whether they agree. Each value is used once,
    in text order, exact agreement first.
    """
    pairs: list[Any] = []
    left, rest = list(a), list(b)
    for x in list(left):
        for y in rest:
            if fit(x, y) and match(x, y):
                pairs.append((x, y))
                left.remove(x)
                rest.remove(y)
                break
    return pairs, left, rest


def is_relative(before: str, text: str) -> bool:
    """Whether a number, with the words ``before`` it, counts from now or out of more: the past four, first of three."""
    words = [*before.casefold().split()[-1:], *text.casefold().split()[:3]]
    return not _names_of_relation().isdisjoint(words)


@cache
def _names_of_relation() -> frozenset[str]:
    return frozenset(_table()["counting"]["relative"].split())


@lru_cache(maxsize=1 << 16)
def number_word(form: str) -> float | None:
    """The value of a number word or figure, None for another word."""
    if form[0].isdigit():
        try:
            return float(form.replace(":", "."))
        except ValueError:
            return None
    value = _table()["words"].get(form)
    return None if value is None else float(value)


@lru_cache(maxsize=1 << 16)
def ordinal_word(form: str) -> int | None:
    value = _table()["ordinals"].get(form)
    return None if value is None else int(value)


@lru_cache(maxsize=1 << 16)
def loose_figure(form: str) -> str | None:
    """A word as a figure (``12``) or an ordinal (``#3``); None for another word, and for those that give no value."""
    ordinal = ordinal_word(form)
    if ordinal is not None:
        return f"#{ordinal}"
    value = number_word(form)
    return None if value is None or form in _VAGUE else f"{value:g}"


@cache
def occasion_terms() -> frozenset[str]:
    return frozenset(stem(word) for word in _table()["counting"]["occasions"].split())


@cache
def event_terms() -> frozenset[str]:
    return frozenset(stem(word) for word in _table()["counting"]["events"].split())
