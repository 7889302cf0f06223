"""Markdown: a list of statements with footnotes that lead to the place in the source."""

from __future__ import annotations

import re
from typing import TextIO

from dprk_extract.render.columns import TERMINAL, Row, cell
from dprk_extract.render.report import Report
from dprk_extract.render.safe import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>&~$^])")


def _escaped(text: str) -> str:
    """Text that no Markdown reader takes for markup or HTML."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def write_markdown(report: Report, out: TextIO) -> None:
    """A table of the rows; each row's footnote names every place with its code points."""
    columns = [column for column in TERMINAL[report.kind] if column.path != "where"]
    out.write("| " + " | ".join(column.heading for column in columns) + " | Source |\n")
    out.write("|" + "---|" * (len(columns) + 1) + "\n")
    notes = []
    for number, row in enumerate(report.rows, start=1):
        cells = [_escaped(cell(row, column.path)) for column in columns]
        out.write("| " + " | ".join(cells) + f" | [^{number}] |\n")
        notes.append(f"[^{number}]: " + "; ".join(_places(row, report.paths)) + "\n")
    if notes:
        out.write("\n" + "".join(notes))


def _places(row: Row, paths: dict[str, str]) -> list[str]:
    """The places of a row, its members' or its readings'."""
    parts: list[Row] = row.get("members") or row.get("titles") or []
    if row["type"] == "comparison":
        return _places(row["group"] or row["conflict"] or row["relation"], paths)
    if row["type"] in ("conflict", "relation"):
        parts = [row["a"], row["b"]]
    if "start" in row:
        parts = [row]
    # A speaker without a title has no place of its own, only outlets.
    return [_place(part, paths) for part in parts] or [_escaped(cell(row, "sources"))]


def _place(part: Row, paths: dict[str, str]) -> str:
    path = str(part.get("path") or paths.get(part["document"], part["document"]))
    day = f", {part['published']}" if part.get("published") else ""
    return f"{_escaped(path)}{day}, characters {part['start']}–{part['end']}"
