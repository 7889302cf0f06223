"""One run of a command: inputs in, failures named, extractions made, a report written, an exit code found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from dprk_extract.cli.options import Format, Options
from dprk_extract.cli.output import opened
from dprk_extract.errors import InputError, UsageError
from dprk_extract.render.safe import visible

if TYPE_CHECKING:
    from dprk_extract.recipe import Recipe
    from dprk_extract.records import Document, Extraction

Row = dict[str, Any]

SOME_INPUTS_FAILED = 1
_BY_ENDING = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv"}


class Session:
    """What a command needs beside its own work. ``failures`` are the inputs that could not be used."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.failures: list[InputError] = []
        self.document_rows: list[Row] = []
        self.format = _format(options)
        self.since = parse_day(options.since, "--since")
        self.until = parse_day(options.until, "--until")
        self.published = parse_day(options.published, "--published")

    def say(self, message: str) -> None:
        """A message for a person, on stderr."""
        if not self.options.quiet:
            print(visible(message), file=sys.stderr)

    def documents(self) -> Iterator[Document | InputError]:
        """The articles of the inputs, with the failures in their places."""
        from dprk_extract.readers import JsonKeys, read_documents, sample_documents

        options = self.options
        inputs = list(options.inputs or [])
        if options.files0_from:
            from dprk_extract.readers import names_from

            inputs += names_from(options.files0_from, sys.stdin.buffer)
        if not inputs and not options.files0_from:
            if sys.stdin.isatty():
                self.say("no input given: running on the built-in sample of two articles")
                yield from sample_documents(published=self.published)
                return
            inputs = ["-"]
        keys = JsonKeys(text=options.text_key) if options.text_key else None
        yield from read_documents(inputs, published=self.published, keys=keys, stdin=sys.stdin.buffer)

    def fail(self, error: InputError) -> None:
        self.failures.append(error)
        print(visible(f"dprk-extract: {error}"), file=sys.stderr)

    def extractions(self, *components: str) -> Iterator[Extraction]:
        """The extraction of every article, with the given components only (all of them if none is given)."""
        from dprk_extract.cache import Cache, cache_folder
        from dprk_extract.cli.progress import progress
        from dprk_extract.engine import extract_stream
        from dprk_extract.render.rows import document_row

        recipe = self._recipe(components)
        cache = Cache(cache_folder(), recipe.fingerprint()) if self.options.cache else None
        found = extract_stream(self.documents(), recipe, cache=cache, jobs=self.options.jobs)
        for result in progress(found, hidden=self.options.quiet):
            if isinstance(result, InputError):
                self.fail(result)
                continue
            if self.options.verbose:
                self.say(f"{result.document.path}: {len(result.quotes)} quotes, tagger {result.tagger}")
            if self.format == "json":  # a stream must not remember every article
                self.document_rows.append(document_row(result))
            yield result

    def _recipe(self, components: tuple[str, ...]) -> Recipe:
        from dprk_extract.recipe import COMPONENTS, Recipe

        options = self.options
        return Recipe(
            model=options.model,
            components=components or COMPONENTS,
            tagger=options.tagger.value,
            knowledge=tuple(str(path.resolve()) for path in options.knowledge or ()),
        )

    def finish(self, kind: str, rows: Iterable[Row]) -> NoReturn:
        """Write the rows (records of ``kind``) in the chosen format to the chosen place, and end the command."""
        from dprk_extract.render.writers import WRITERS, Report

        wanted = islice(rows, self.options.limit)
        with opened(self.options.output) as out:
            WRITERS[self.format](Report(kind, wanted, self.document_rows, self._warnings), out)
        raise typer.Exit(SOME_INPUTS_FAILED if self.failures else 0)

    def _warnings(self) -> list[Row]:
        return [
            {"source": failure.source, "code": failure.code, "message": failure.reason}
            for failure in self.failures
        ]


def _format(options: Options) -> str:
    asked = [
        name
        for name, wanted in (
            ("json", options.as_json), ("jsonl", options.as_jsonl), ("csv", options.as_csv),
            (options.output_format.value if options.output_format else "", options.output_format is not None),
        )
        if wanted
    ]  # fmt: skip
    if len(set(asked)) > 1:
        raise UsageError(f"choose one output format, not {' and '.join(dict.fromkeys(asked))}")
    if asked:
        return asked[0]
    if options.output is not None:
        return _BY_ENDING.get(options.output.suffix.lower(), "tsv")
    return Format.table.value if sys.stdout.isatty() else Format.tsv.value


def parse_day(text: str | None, option: str) -> date | None:
    """The day that an option gives. Raises UsageError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no day of the form YYYY-MM-DD") from None
