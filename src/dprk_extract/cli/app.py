"""The Typer application: one command a module, each imported for its declaration only."""

from __future__ import annotations

from typing import Annotated

import typer

from dprk_extract import __version__
from dprk_extract.cli import (
    cache,
    compare,
    dates,
    doctor,
    extract,
    find,
    numbers,
    quotes,
    report,
    schema,
    speakers,
    statements,
    timeline,
)  # fmt: skip
from dprk_extract.cli.options import over_articles
from dprk_extract.cli.values import LightCommand, LightGroup

app = typer.Typer(
    name="dprk-extract",
    cls=LightGroup,
    help="Who said what, when, with which numbers, in which outlets, and where they disagree.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dprk-extract {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Who said what, when, with which numbers, in which outlets, and where they disagree."""


for module in (quotes, speakers, dates, numbers, statements, compare, timeline, find, extract, report):
    app.command(name=module.__name__.rpartition(".")[2], cls=LightCommand, epilog=module.EXAMPLES)(
        over_articles(module.command)
    )
app.command(name="schema", cls=LightCommand)(schema.command)
app.command(name="doctor", cls=LightCommand)(doctor.command)
app.add_typer(cache.app, name="cache")
