"""``dprk-extract find``: which sources carry these words, verbatim, trimmed or in other words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = ("dprk-extract find 'explored every possible avenue' articles/",)


def command(
    options: Options,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The quote to look for.", show_default=False)],
) -> None:
    """Where a quote was really said: verbatim, trimmed or reworded."""
    run = Run(options)
    run.finish("match", _rows(run, words))


def _rows(run: Run, words: str) -> Iterator[Row]:
    from dprk_extract.merge import find_quote
    from dprk_extract.render.rows import match_row

    extractions = list(run.extractions())
    documents = {extraction.document.id: extraction.document for extraction in extractions}
    for match in find_quote(words, extractions):
        yield match_row(match, documents[match.document])
