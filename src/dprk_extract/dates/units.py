"""The unit that a match names, and how many of them."""

from __future__ import annotations

from dprk_extract.dates.reading import Hit

DAY_UNITS = ("day", "night", "week", "weekend", "fortnight")


def unit_of(hit: Hit) -> str:
    """The calendar unit that the match names."""
    return str(hit.value("UNIT") if "UNIT" in hit else hit.value("UNITS"))


def count_of(hit: Hit) -> float | None:
    """How many units: None where the words leave it open ("several")."""
    if "VAGUE" in hit:
        value = hit.value("VAGUE")
        return None if value == "X" else float(value)
    if "NUM" in hit:
        number = hit.number("NUM") if "NUM2" not in hit else hit.number("NUM2")
        return number + (0.5 if "half" in hit.words() else 0)
    if "half" in hit.words():
        return 1.5 if "and" in hit.words() else 0.5
    return 1.0 if set(hit.words()) & {"a", "an", "another"} else None
