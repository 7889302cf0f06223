"""The registry of output formats. A new format is a function ``(Report, TextIO) -> None`` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dprk_extract.errors import UsageError
from dprk_extract.render import calendars, linked, markdown, parquet, sqlite, writers
from dprk_extract.render.report import Report


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """How a format is written: to a text stream, or (``to_file``) by a library that wants a path.

    ``kinds`` are the record kinds that it can hold; empty for all but ``extract``, whose rows are of several kinds.
    ``needs_texts``: whether it quotes the surroundings of an item.
    """

    write: Callable[[Report, TextIO], None] | None = None
    to_file: Callable[[Report, Path], None] | None = None
    endings: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    needs_texts: bool = False


_PLACED = frozenset({"quote", "date", "number", "extract"})
_TIMELINE = frozenset({"timeline_entry"})

FORMATS: dict[str, OutputFormat] = {
    "table": OutputFormat(writers.write_table),
    "tsv": OutputFormat(writers.write_tsv, endings=(".tsv",)),
    "csv": OutputFormat(writers.write_csv, endings=(".csv",)),
    "json": OutputFormat(writers.write_json, endings=(".json",)),
    "jsonl": OutputFormat(writers.write_jsonl, endings=(".jsonl", ".ndjson")),
    "markdown": OutputFormat(markdown.write_markdown, endings=(".md", ".markdown")),
    "sqlite": OutputFormat(
        to_file=lambda report, path: sqlite.write_sqlite(report.rows, path),
        endings=(".db", ".sqlite", ".sqlite3"),
        kinds=frozenset({"extract"}),
    ),
    "parquet": OutputFormat(
        to_file=lambda report, path: parquet.write_parquet(report.kind, report.rows, path),
        endings=(".parquet",),
    ),
    "timelinejs": OutputFormat(calendars.write_timelinejs, kinds=_TIMELINE),
    "timelinejs-csv": OutputFormat(calendars.write_timelinejs_csv, kinds=_TIMELINE),
    "ics": OutputFormat(calendars.write_ics, endings=(".ics",), kinds=_TIMELINE),
    "webannotation": OutputFormat(linked.write_webannotation, kinds=_PLACED, needs_texts=True),
    "jsonld": OutputFormat(linked.write_jsonld, endings=(".jsonld",), kinds=frozenset({"quote", "extract"})),
}
_ANY_KIND = frozenset({"json", "jsonl"})


def format_of_ending(ending: str) -> str | None:
    """The format that a file ending stands for."""
    return next((name for name, found in FORMATS.items() if ending.lower() in found.endings), None)


def check(name: str, kind: str) -> OutputFormat:
    """The format, if it can hold records of ``kind``. Raises UsageError."""
    found = FORMATS[name]
    if not _fits(name, found, kind):
        possible = [other for other, format_ in FORMATS.items() if _fits(other, format_, kind)]
        raise UsageError(f"--format {name} cannot hold this; possible are {', '.join(possible)}")
    return found


def _fits(name: str, found: OutputFormat, kind: str) -> bool:
    return kind in found.kinds if found.kinds else kind != "extract" or name in _ANY_KIND
