"""``dprk-extract speakers``: the speakers of all inputs, each person once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Optional

import typer

from dprk_extract.cli.filters import fold
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract speakers articles/",
    "dprk-extract speakers --explain Kim articles/",
)


def command(
    options: Options,
    explain: Annotated[
        Optional[str],  # noqa: UP045 - Typer reads this at run time
        typer.Option(
            metavar="NAME", help="Show every mention that this name could be, whom it was taken for, and why.",
            rich_help_panel="Output",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Who speaks: names, aliases, titles as stated, and how often, over all inputs."""
    run = Run(options)
    if explain is not None:
        run.finish("mention", _mentions(run, explain))
    run.finish("speaker", _people(run))


def _people(run: Run) -> Iterator[Row]:
    from dprk_extract.people import unite_speakers
    from dprk_extract.render.rows import person_row

    wanted = run.options.speaker
    for person in unite_speakers(list(run.extractions())):
        forms = [person.name, *(text for text, _ in person.aliases)]
        if not (person.direct or person.mixed or person.indirect):
            continue
        if wanted is None or wanted == person.id or any(fold(wanted) in fold(form) for form in forms):
            yield person_row(person)


def _mentions(run: Run, name: str) -> Iterator[Row]:
    from dprk_extract.people import explain_mentions
    from dprk_extract.render.rows import mention_row

    extractions = list(run.extractions())
    documents = {extraction.document.id: extraction.document for extraction in extractions}
    for mention in explain_mentions(extractions, name):
        yield mention_row(mention, documents[mention.document])
