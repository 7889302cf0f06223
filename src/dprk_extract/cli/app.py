"""The Typer application: one command a module, each imported for its declaration only."""

from __future__ import annotations

from collections.abc import Iterable
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

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="dprk-extract",
    cls=LightGroup,
    help="Who said what, when, with which numbers, in which outlets, and where they disagree.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_CONTEXT,
    epilog="Exit codes: 0 done; 1 some inputs failed, each is named; 2 usage, or an output that cannot be written;"
    " 3 the model or an extra is missing; 130 interrupted.",
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


def _examples(commands: Iterable[str]) -> str:
    """As the end of a help text, each on a line of its own: the backspace keeps lines from being filled."""
    return "\n".join(("\b", "Examples:", *(f"  {command}" for command in commands)))


for module in (quotes, speakers, dates, numbers, statements, compare, timeline, find, extract, report):
    app.command(
        name=module.__name__.rpartition(".")[2],
        cls=LightCommand,
        epilog=_examples(module.EXAMPLES),
        short_help=module.command.__doc__,
    )(over_articles(module.command))
app.command(name="schema", cls=LightCommand, short_help=schema.command.__doc__)(schema.command)
app.command(name="doctor", cls=LightCommand, short_help=doctor.command.__doc__)(doctor.command)
app.add_typer(cache.app, name="cache")
