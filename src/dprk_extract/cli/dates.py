"""``dprk-extract dates``: every temporal expression with its value."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_extract.cli.filters import Days
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract dates --published 2025-11-20 a.txt",
    "dprk-extract dates --csv -o dates.csv articles/",
)


def command(options: Options) -> None:
    """When: dates, times, durations and repeated times, with their values."""
    run = Run(options)
    run.finish("date", _rows(run))


def _rows(run: Run) -> Iterator[Row]:
    from dprk_extract.render.rows import date_rows

    days = Days(run.since, run.until)
    for extraction in run.extractions("timex"):
        for found, row in zip(extraction.dates, date_rows(extraction), strict=True):
            if found.confidence >= run.options.min_confidence and days.keep(found.earliest, found.latest):
                yield row
