"""``dprk-extract report``: one HTML page to look at."""

from __future__ import annotations

import sys

import typer

from dprk_extract.cli.options import Options
from dprk_extract.cli.output import opened
from dprk_extract.cli.run import Run
from dprk_extract.errors import UsageError

EXAMPLES = ("dprk-extract report -o report.html articles/",)


def command(options: Options, context: typer.Context) -> None:
    """A self-contained HTML page: articles with highlights, statements side by side, conflicts, timeline."""
    from dprk_extract.merge import merge_statements
    from dprk_extract.people import unite_speakers
    from dprk_extract.render.page import write_page
    from dprk_extract.timeline import build_timeline

    if options.as_json or options.as_jsonl or options.as_csv or options.excel or _asked_for_format(context):
        raise UsageError("report writes an HTML page and no other format: leave the format out")
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


def _asked_for_format(context: typer.Context) -> bool:
    """Whether ``--format`` was given here; one that the environment or a settings file gives is for other commands."""
    source = context.get_parameter_source("output_format")
    return source is not None and source.name == "COMMANDLINE"
