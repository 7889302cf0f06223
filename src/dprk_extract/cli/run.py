"""One run of a command: inputs in, failures named, extractions made, a report written, an exit code found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from dprk_extract.cli.config import user_config_folder
from dprk_extract.cli.options import Format, Options
from dprk_extract.cli.output import complaining, opened
from dprk_extract.cli.progress import Progress
from dprk_extract.errors import InputError, MissingExtra, UsageError
from dprk_extract.render.safe import visible

if TYPE_CHECKING:
    from dprk_extract.readers import Meter
    from dprk_extract.recipe import Recipe
    from dprk_extract.records import Document, Extraction

Row = dict[str, Any]

SOME_INPUTS_FAILED = 1
MISSING = 3


class Run:
    """What a command needs beside its own work. ``failures`` are the inputs that could not be used."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.failures: list[InputError] = []
        self.document_rows: list[Row] = []
        self.paths: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.format = _format(options)
        self._cached = options.cache or options.resume
        # Rows that run through a terminal are progress enough.
        streams = self.format != Format.table.value and options.output is None and sys.stdout.isatty()
        self._progress = Progress(hidden=options.quiet or streams)
        self.since = parse_day(options.since, "--since")
        self.until = parse_day(options.until, "--until")
        self.published = parse_day(options.published, "--published")

    def say(self, message: str) -> None:
        """A message for a person, on stderr."""
        if not self.options.quiet:
            self._progress.clear()
            print(visible(message), file=sys.stderr)

    def _inputs(self) -> list[str | Path]:
        """What is to be read; nothing at a terminal stands for the built-in sample."""
        inputs: list[str | Path] = list(self.options.inputs or [])
        if self.options.files0_from:
            inputs += self._named_in(self.options.files0_from)
        return inputs or ([] if sys.stdin.isatty() or self.options.files0_from else ["-"])

    def _documents(self, inputs: list[str | Path], meter: Meter) -> Iterator[Document | InputError]:
        """The articles of the inputs, with the failures in their places."""
        from dprk_extract.readers import MAX_BYTES, JsonKeys, read_documents, sample_documents

        options = self.options
        if not inputs and not options.files0_from:
            self.say("no input given: running on the built-in sample of two articles")
            yield from (_dated(document, self.published) for document in sample_documents())
            return
        keys = JsonKeys(
            text=options.text_key,
            title=options.title_key,
            date=options.date_key,
            publisher=options.publisher_key,
            id=options.id_key,
        )
        yield from read_documents(
            inputs,
            published=self.published,
            keys=keys,
            max_bytes=options.max_bytes or MAX_BYTES,
            stdin=sys.stdin.buffer,
            meter=meter,
        )

    def _named_in(self, source: str) -> list[Path]:
        """The paths in a file of NUL-separated names."""
        from dprk_extract.readers import names_from

        if source == "-":
            return list(names_from(sys.stdin.buffer))
        try:
            with Path(source).open("rb") as stream:
                return list(names_from(stream))
        except OSError as error:
            raise UsageError(f"--files0-from: {source}: {error.strerror}") from None

    def fail(self, error: InputError) -> None:
        self.failures.append(error)
        self._progress.clear()
        print(visible(f"dprk-extract: {error}"), file=sys.stderr)

    def extractions(self, *components: str) -> Iterator[Extraction]:
        """The extraction of every article, with the given components only (all of them if none is given)."""
        from dprk_extract.cache import Cache, cache_folder
        from dprk_extract.engine import extract_stream
        from dprk_extract.readers import Meter, meter_for

        recipe = self._recipe(components)
        cache = Cache(cache_folder(), recipe.fingerprint()) if self._cached else None
        inputs = self._inputs()
        meter = Meter(None) if self._progress.hidden else meter_for(inputs)
        found = extract_stream(self._documents(inputs, meter), recipe, cache=cache, jobs=self.options.jobs)
        for result in self._progress.over(found, meter):
            if isinstance(result, InputError):
                self.fail(result)
                continue
            if self.options.verbose:
                self.say(f"{result.document.path}: {len(result.quotes)} quotes, tagger {result.tagger}")
            self._remember(result)
            yield result

    def _remember(self, extraction: Extraction) -> None:
        """Keep what the format says beside the rows, and no more: a stream must not remember every article."""
        from dprk_extract.render.formats import FORMATS
        from dprk_extract.render.rows import document_row

        document = extraction.document
        if self.format == "json":
            self.document_rows.append(document_row(extraction))
        if self.format == "markdown":
            self.paths[document.id] = document.path
        if FORMATS[self.format].needs_texts:
            self.texts[document.id] = document.text

    def _recipe(self, components: tuple[str, ...]) -> Recipe:
        from dprk_extract.recipe import COMPONENTS, Recipe

        options = self.options
        for path in options.knowledge or ():
            if not path.is_file():  # here, as a cached run reads none of them
                raise UsageError(f"--knowledge: {path}: no such file")
        own = sorted((user_config_folder() / "knowledge").glob("*.toml"))
        return Recipe(
            model=options.model,
            components=components or COMPONENTS,
            tagger=options.tagger.value,
            ordinals=options.ordinals,
            knowledge=tuple(str(path.resolve()) for path in [*own, *(options.knowledge or ())]),
        )

    def finish(self, kind: str, rows: Iterable[Row]) -> NoReturn:
        """Write the rows (records of ``kind``) in the chosen format to the chosen place, and end the command."""
        from dprk_extract.render.formats import check
        from dprk_extract.render.report import Report

        chosen = check(self.format, kind)
        report = Report(
            kind,
            self._first(rows),
            self.document_rows,
            self._warnings,
            self.paths,
            self.texts,
            excel=self.options.excel,
        )
        if not chosen.to_file:
            with opened(self.options.output) as out:
                chosen.write(report, out)
        elif self.options.output is None:
            raise UsageError(f"--format {self.format} needs -o FILE")
        else:
            with complaining(self.options.output):
                chosen.write(report, self.options.output)
        if report.left_out:
            self.say(f"{report.left_out} items without a place in this format were left out")
        raise typer.Exit(self.exit_code)

    def _first(self, rows: Iterable[Row]) -> Iterator[Row]:
        """As many rows as are wanted. Where that ends the work early, the line of progress does not end by itself."""
        yield from islice(rows, self.options.limit)
        self._progress.clear()

    @property
    def exit_code(self) -> int:
        """0, 1 where some inputs failed, 3 where one failed for want of an extra."""
        if any(isinstance(failure, MissingExtra) for failure in self.failures):
            return MISSING
        return SOME_INPUTS_FAILED if self.failures else 0

    def _warnings(self) -> list[Row]:
        return [
            {"source": failure.source, "code": failure.code, "message": failure.reason}
            for failure in self.failures
        ]


def _format(options: Options) -> str:
    asked = [
        name
        for name, wanted in (
            ("json", options.as_json), ("jsonl", options.as_jsonl), ("csv", options.as_csv or options.excel),
            (options.output_format.value if options.output_format else "", options.output_format is not None),
        )
        if wanted
    ]  # fmt: skip
    if len(set(asked)) > 1:
        raise UsageError(f"choose one output format, not {' and '.join(dict.fromkeys(asked))}")
    if asked:
        return asked[0]
    if options.output is not None:
        from dprk_extract.render.formats import format_of_ending

        return format_of_ending(options.output.suffix) or "tsv"
    return Format.table.value if sys.stdout.isatty() else Format.tsv.value


def _dated(document: Document, published: date | None) -> Document:
    """The sample's articles have no date of their own."""
    if published is None:
        return document
    return replace(document, published=published, published_from="argument")


def parse_day(text: str | None, option: str) -> date | None:
    """The day that an option gives. Raises UsageError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no day of the form YYYY-MM-DD") from None
