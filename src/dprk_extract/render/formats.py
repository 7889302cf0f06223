"""The registry of output formats. A new format is a function ``(Report, TextIO) -> None`` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from dprk_extract.errors import UsageError


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format and the ``module:function`` of this package that writes it, imported when it is used.

    The function takes a ``Report`` and a text stream, or (``to_file``) the path that its library wants. ``kinds``
    are the record kinds that it can hold; empty for all but ``extract``, whose rows are of several kinds.
    ``needs_texts``: whether it quotes the surroundings of an item.
    """

    writer: str
    endings: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    to_file: bool = False
    needs_texts: bool = False

    @property
    def write(self) -> Callable[[Any, Any], None]:
        module, _, function = self.writer.partition(":")
        found: Callable[[Any, Any], None] = getattr(import_module(f"{__package__}.{module}"), function)
        return found


_PLACED = frozenset({"quote", "date", "number", "extract"})
_TIMELINE = frozenset({"timeline_entry"})

FORMATS: dict[str, OutputFormat] = {
    "table": OutputFormat("table:write_table"),
    "tsv": OutputFormat("writers:write_tsv", (".tsv",)),
    "csv": OutputFormat("writers:write_csv", (".csv",)),
    "json": OutputFormat("writers:write_json", (".json",)),
    "jsonl": OutputFormat("writers:write_jsonl", (".jsonl", ".ndjson")),
    "markdown": OutputFormat("markdown:write_markdown", (".md", ".markdown")),
    "sqlite": OutputFormat(
        "sqlite:write_sqlite", (".db", ".sqlite", ".sqlite3"), frozenset({"extract"}), to_file=True
    ),
    "parquet": OutputFormat("parquet:write_parquet", (".parquet",), to_file=True),
    "timelinejs": OutputFormat("calendars:write_timelinejs", kinds=_TIMELINE),
    "timelinejs-csv": OutputFormat("calendars:write_timelinejs_csv", kinds=_TIMELINE),
    "ics": OutputFormat("calendars:write_ics", (".ics",), _TIMELINE),
    "webannotation": OutputFormat("linked:write_webannotation", kinds=_PLACED, needs_texts=True),
    "jsonld": OutputFormat("linked:write_jsonld", (".jsonld",), frozenset({"quote", "extract"})),
}
_COMMANDS = {
    "quote": "quotes", "date": "dates", "number": "numbers", "timeline_entry": "timeline", "extract": "extract",
}  # fmt: skip
_ANY_KIND = frozenset({"json", "jsonl"})


def format_of_ending(ending: str) -> str | None:
    """The format that a file ending stands for."""
    return next((name for name, found in FORMATS.items() if ending.lower() in found.endings), None)


def check(name: str, kind: str) -> OutputFormat:
    """The format, if it can hold records of ``kind``. Raises UsageError."""
    found = FORMATS[name]
    if not _fits(name, found, kind):
        possible = [other for other, format_ in FORMATS.items() if _fits(other, format_, kind)]
        others = [command for made, command in _COMMANDS.items() if _fits(name, found, made)]
        hint = f" (it is for {' and '.join(others)})" if found.kinds else ""
        raise UsageError(f"--format {name} cannot hold this{hint}; possible are {', '.join(possible)}")
    return found


def _fits(name: str, found: OutputFormat, kind: str) -> bool:
    return kind in found.kinds if found.kinds else kind != "extract" or name in _ANY_KIND
