"""Checks that go beyond a single entry, for the tests and for people who add entries of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dprk_extract.errors import DataError
from dprk_extract.knowledge.base import KnowledgeBase
from dprk_extract.knowledge.entry import Entry
from dprk_extract.knowledge.loading import load_entries
from dprk_extract.knowledge.normalisation import key
from dprk_extract.knowledge.romanisation import is_hangul, name_readings


def undeclared_homonyms(base: KnowledgeBase) -> list[str]:
    """One line for each alias that several entries have and not all of them list under ``shared``."""
    problems = []
    for alias, bearers in base.index.shared().items():
        silent = [entry for entry in bearers if not _declares(entry, alias)]
        if silent:
            names = ", ".join(f"[{entry.id}] in {entry.file}" for entry in bearers)
            problems.append(
                f'"{alias}" belongs to {names}: list it under shared in each, or take it out of all but one'
            )
    return sorted(problems)


def _declares(entry: Entry, alias: str) -> bool:
    """Whether the entry lists ``alias`` (normalised, or a reading in Hangul) under ``shared``, in any spelling."""
    wanted = name_readings(tuple(alias.split())) if is_hangul(alias.replace(" ", "")) else frozenset()
    for shared in entry.shared:
        parts = key(shared)
        if " ".join(parts) == alias or not wanted.isdisjoint(name_readings(parts)):
            return True
    return False


def check(files: Sequence[Path]) -> list[str]:
    """What is wrong with ``files``, laid over the packaged entries; an empty list if nothing is."""
    try:
        base = KnowledgeBase(load_entries(files, check_all=True))
    except DataError as error:
        return [str(error)]
    return undeclared_homonyms(base)
