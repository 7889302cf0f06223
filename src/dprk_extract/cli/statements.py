"""``dprk-extract statements``: the statements of all inputs, the same ones merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from dprk_extract.cli.filters import fold
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract statements articles/ --min-sources 2",
    "dprk-extract statements --json a.txt b.txt",
)


def command(
    options: Options,
    min_sources: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help="Only what this many independent sources carry.",
            rich_help_panel="Filter",
        ),
    ] = 1,
) -> None:
    """What is said: statements merged over all inputs, the most widely carried first."""
    run = Run(options)
    run.finish("statement_group", _rows(run, min_sources))


def _rows(run: Run, min_sources: int) -> Iterator[Row]:
    from dprk_extract.merge import merge_statements
    from dprk_extract.render.rows import group_row

    options = run.options
    kinds = {kind.value for kind in options.kind or ()}
    comparison = merge_statements(list(run.extractions()))
    for group in sorted(comparison.groups, key=lambda group: -group.sources):
        if group.sources < min_sources:
            continue
        if kinds and not kinds & {member.statement.kind for member in group.members}:
            continue
        if options.speaker and fold(options.speaker) not in fold(group.speaker or ""):
            continue
        yield group_row(group)
