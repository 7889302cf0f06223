"""The plain formats: TSV, CSV, JSON and JSON Lines.

Each takes the rows lazily, so that a format that can stream does.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from dprk_extract import __version__
from dprk_extract.data import load_toml
from dprk_extract.render.columns import DELIMITED, Row, cell
from dprk_extract.render.report import Report
from dprk_extract.render.safe import comma_cell, json_safe, shortened_cell, visible


def write_jsonl(report: Report, out: TextIO) -> None:
    """One row a line."""
    for row in report.rows:
        out.write(json_safe(_one_line(row)) + "\n")


def write_json(report: Report, out: TextIO) -> None:
    """One envelope; the rows come first in time, so that documents and warnings are complete."""
    items = list(report.rows)
    envelope = {
        "schema": load_toml("schema.toml")["version"],
        "tool": "dprk-extract",
        "version": __version__,
        "documents": report.documents,
        "items": items,
        "warnings": report.warnings(),
    }
    out.write(json_safe(json.dumps(envelope, ensure_ascii=False, indent=2, allow_nan=False)) + "\n")


def write_tsv(report: Report, out: TextIO) -> None:
    """Tab-separated rows under a heading; white space inside a cell becomes one space."""
    columns = DELIMITED[report.kind]
    rows = _started(report.rows)
    out.write("\t".join(column.heading for column in columns) + "\n")
    for row in rows:
        out.write("\t".join(visible(cell(row, column.path)) for column in columns) + "\n")


def write_csv(report: Report, out: TextIO) -> None:
    """CSV (RFC 4180); text that a spreadsheet would run as a formula gets an apostrophe in front."""
    columns = DELIMITED[report.kind]
    rows = _started(report.rows)
    if report.excel:
        out.write("\ufeff")  # without a byte order mark, Excel takes UTF-8 for the local code page
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    for row in rows:
        cells = [_csv_cell(row, column.path) for column in columns]
        writer.writerow(map(shortened_cell, cells) if report.excel else cells)


def _csv_cell(row: Row, path: str) -> str:
    value = row.get(path)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return comma_cell(visible(cell(row, path)))


def _started(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, the first of them already made: what fails at once fails before anything is written."""
    waiting = iter(rows)
    first = list(islice(waiting, 1))
    return chain(first, waiting)


_one_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
