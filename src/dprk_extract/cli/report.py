"""``dprk-extract report``: one HTML page to look at."""

from __future__ import annotations

import sys

import typer

from dprk_extract.cli.options import Options
from dprk_extract.cli.output import opened
from dprk_extract.cli.run import Run
from dprk_extract.errors import UsageError

EXAMPLES = "Example: dprk-extract report -o report.html articles/"


def command(options: Options) -> None:
    """A self-contained HTML page: articles with highlights, statements side by side, conflicts, timeline."""
    from dprk_extract.merge import merge_statements
    from dprk_extract.people import unite_speakers
    from dprk_extract.render.page import write_page
    from dprk_extract.timeline import build_timeline

    if options.output is None and sys.stdout.isatty():
        raise UsageError("report writes an HTML page: give it a file with -o report.html")
    run = Run(options)
    extractions = list(run.extractions())
    comparison = merge_statements(extractions)
    with opened(options.output) as out:
        write_page(
            extractions, unite_speakers(extractions), comparison, build_timeline(extractions, comparison), out
        )
    raise typer.Exit(run.exit_code)
