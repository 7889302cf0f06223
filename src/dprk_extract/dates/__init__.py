"""Dates: every time expression found, valued and anchored (TIMEX3, EDTF)."""

from dprk_extract.dates.finder import find_timexes

__all__ = ["find_timexes"]
