"""``dprk-extract timeline``: the dated statements and facts of all sources on one axis."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_extract.cli.filters import Days, keep_entry
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract timeline --json articles/",
    "dprk-extract timeline --since 2018-01-01 a.txt",
)


def command(options: Options) -> None:
    """When what happened or was said, over all sources; what has no year comes last."""
    run = Run(options)
    run.finish("timeline_entry", _rows(run))


def _rows(run: Run) -> Iterator[Row]:
    from dprk_extract.merge import merge_statements
    from dprk_extract.render.rows import timeline_row
    from dprk_extract.timeline import build_timeline

    days = Days(run.since, run.until)
    extractions = list(run.extractions())
    for entry in build_timeline(extractions, merge_statements(extractions)):
        if keep_entry(entry, run.options, days):
            yield timeline_row(entry)
