"""``dprk-extract quotes``: every quotation and reported statement, with its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_extract.cli.filters import Days, kept_quotes
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract quotes articles/ --speaker 'Kim Jong Un'",
    "dprk-extract quotes --jsonl a.txt b.html",
)


def command(options: Options) -> None:
    """Who said what: quotes and reported statements with their speakers."""
    run = Run(options)
    run.finish("quote", _rows(run))


def _rows(run: Run) -> Iterator[Row]:
    days = Days(run.since, run.until)
    for extraction in run.extractions():
        yield from kept_quotes(extraction, run.options, days)
