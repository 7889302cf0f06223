"""``dprk-extract numbers``: every quantity, what it counts, and who claims it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Optional

import typer

from dprk_extract.cli.filters import fold
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract numbers --unit km articles/",
    "dprk-extract numbers --claimed-by KCNA a.txt",
)


class Sort(StrEnum):
    """Orders of the list."""

    text = "text"
    value = "value"


def command(
    options: Options,
    unit: Annotated[
        Optional[str],  # noqa: UP045 - Typer reads this at run time
        typer.Option(
            metavar="UNIT",
            help="Only this unit, or this thing counted (km, USD, percent, troop).",
            rich_help_panel="Filter",
        ),
    ] = None,
    claimed_by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="NAME", help="Only what this speaker claims or passes on.", rich_help_panel="Filter"
        ),
    ] = None,
    sort: Annotated[
        Sort, typer.Option(help="In the order of the text, or largest value first.", rich_help_panel="Output")
    ] = Sort.text,
) -> None:
    """How many: quantities with unit and bound, what they count, and who claims them."""
    run = Run(options)
    rows: Iterator[Row] = (row for row in _rows(run) if _wanted(row, unit, claimed_by or options.speaker))
    if sort is Sort.value:
        rows = iter(sorted(rows, key=lambda row: -_comparable(row)))
    run.finish("number", rows)


def _rows(run: Run) -> Iterator[Row]:
    from dprk_extract.render.rows import number_rows

    for extraction in run.extractions():
        for found, row in zip(extraction.numbers, number_rows(extraction), strict=True):
            if found.confidence >= run.options.min_confidence:
                yield row


def _wanted(row: Row, unit: str | None, claimant: str | None) -> bool:
    if unit is not None and unit.casefold() not in {
        str(row[key]).casefold() for key in ("unit", "unit_text", "base_unit")
    }:
        return False
    if claimant is None:
        return True
    names = [row["claimant"] or "", *row["via"]]
    return any(fold(claimant) in fold(name) for name in names)


def _comparable(row: Row) -> float:
    value = row["base_value"] if row["base_value"] is not None else row["value"]
    return float(value)
