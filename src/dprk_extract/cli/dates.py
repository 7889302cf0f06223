"""``dprk-extract dates``: every temporal expression with its value."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_extract.cli.filters import Days
from dprk_extract.cli.options import Options
from dprk_extract.cli.session import Row, Session

EXAMPLES = "Examples: dprk-extract dates --published 2025-11-20 a.txt; dprk-extract dates --csv -o dates.csv articles/"


def command(options: Options) -> None:
    """When: dates, times, durations and repeated times, with their values."""
    session = Session(options)
    session.finish("date", _rows(session))


def _rows(session: Session) -> Iterator[Row]:
    from dprk_extract.render.rows import date_rows

    days = Days(session.since, session.until)
    for extraction in session.extractions("timex"):
        for found, row in zip(extraction.dates, date_rows(extraction), strict=True):
            if found.confidence >= session.options.min_confidence and days.keep(found.earliest, found.latest):
                yield row
