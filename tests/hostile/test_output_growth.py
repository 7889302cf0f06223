"""What is written, and what is read of odd files, is in proportion to the input."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.growth import article, day, grows_linearly

from dprk_extract.cli.filters import Days, kept_quotes
from dprk_extract.cli.options import Options
from dprk_extract.merge import merge_statements
from dprk_extract.people import unite_speakers
from dprk_extract.readers import read_documents
from dprk_extract.readers.inputs import names_from
from dprk_extract.readers.metadata import outlet_of
from dprk_extract.readers.reflow import paragraphs_of
from dprk_extract.readers.text import front_matter
from dprk_extract.records import Document, Extraction
from dprk_extract.render.formats import FORMATS
from dprk_extract.render.page import write_page
from dprk_extract.render.report import Report
from dprk_extract.render.rows import group_row, number_rows, quote_rows
from dprk_extract.timeline import build_timeline


def page_of(extractions: list[Extraction]) -> str:
    merged = merge_statements(extractions)
    out = io.StringIO()
    write_page(extractions, unite_speakers(extractions), merged, build_timeline(extractions, merged), out)
    return out.getvalue()


def folder(many: int) -> list[Extraction]:
    """Articles of one outlet, each with a speaker of its own."""
    return [article([f"boat{n} left"], "Daily", speakers=[f"Ri Chol {n:04}"]) for n in range(many)]


def test_a_speaker_of_the_report_leads_to_the_articles_that_speak_of_them() -> None:
    made = folder(3)
    rows = [line for line in page_of(made).splitlines() if 'class="pick"' in line]
    assert len(rows) == 3
    for extraction in made:
        (row,) = (row for row in rows if f">{extraction.quotes[0].speaker.name}<" in row)  # type: ignore[union-attr]
        assert f'data-sources="{extraction.document.id}"' in row
    sizes = [len(page_of(folder(many))) for many in (4, 24, 224)]
    assert sizes[2] - sizes[1] < 10.5 * (sizes[1] - sizes[0])


def test_the_report_of_long_statements_that_differ() -> None:
    def made(many: int) -> list[Extraction]:
        return [
            article([" ".join([word] * many)], outlet, whole="Ri")
            for word, outlet in (("boat", "Daily"), ("ship", "Wire"))
        ]

    assert grows_linearly(made, page_of, 5000)


def test_a_statement_that_only_one_has_is_shown_to_its_last_mark() -> None:
    assert "<blockquote>Did the boats leave? </blockquote>" in page_of(
        [article(["Did the boats leave?"], whole="Ri")]
    )


def test_quotes_are_kept_by_the_day_of_saying_in_linear_time() -> None:
    def made(many: int) -> Extraction:
        return article([f"{day(n)} boats left" for n in range(many)], speakers=["Ri"], dated=day)

    window = Days(day(5), day(9))
    assert len(list(kept_quotes(made(20), Options(), window))) == 5
    assert grows_linearly(made, lambda found: list(kept_quotes(found, Options(), window)), 1500)


ROWS: dict[str, Callable[[Extraction], list[dict[str, object]]]] = {
    "quote": quote_rows,
    "number": number_rows,
    "statement_group": lambda made: [group_row(group) for group in merge_statements([made]).groups],
}


@pytest.mark.parametrize("name", ["tsv", "csv", "json", "jsonl", "markdown", "webannotation", "jsonld"])
def test_formats_take_time_in_proportion_to_the_rows(name: str) -> None:
    def made(many: int) -> list[dict[str, object]]:
        return quote_rows(article([f"boat{n} left the harbor" for n in range(many)], speakers=["Ri"]))

    def write(rows: list[dict[str, object]]) -> None:
        texts = {str(row["document"]): "" for row in rows}
        FORMATS[name].write(Report("quote", iter(rows), texts=texts), io.StringIO())

    assert grows_linearly(made, write, 500)


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "\u0301" * 50_000, "한" * 50_000])
def test_a_cell_without_an_end_is_written_in_linear_time(text: str) -> None:
    def made(many: int) -> list[dict[str, object]]:
        return quote_rows(article([text[: many * 1000]], speakers=["Ri"]))

    for name in ("table", "csv", "markdown"):
        assert grows_linearly(
            made, lambda rows, name=name: FORMATS[name].write(Report("quote", iter(rows)), io.StringIO()), 12
        )


READ: dict[str, tuple[Callable[[int], str], Callable[[str], object]]] = {
    "a word without an end": (lambda many: "a" * many, lambda text: paragraphs_of([text])),
    "lines of dashes": (lambda many: ("-" * 50 + "\n") * (many // 50), lambda text: paragraphs_of([text])),
    "an address of many parts": (lambda many: "http://" + "a." * (many // 2), outlet_of),
    "front matter with spaces": (lambda many: f"---\na: b{' ' * min(many, 19_000)}c\n---\n", front_matter),
    "no name in a list of names": (
        lambda many: "a" * (10 * many),
        lambda text: list(names_from(io.BytesIO(text.encode()))),
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_odd_inputs_are_read_in_linear_time(kind: str) -> None:
    make, read = READ[kind]
    assert grows_linearly(make, read, 20_000)


def test_names_that_stand_across_chunks() -> None:
    names = [f"{'n' * 70_000}{number}" for number in range(3)]
    assert list(names_from(io.BytesIO("\0".join(names).encode()))) == [Path(name) for name in names]
    assert list(names_from(io.BytesIO(b"\0a\0\0b\0"))) == [Path("a"), Path("b")]


def test_values_of_front_matter_end_where_their_line_does() -> None:
    text = "---\r\na: one two  \r\nb:\r\nc: 'x'\t\nd: y\n---\nText"
    assert front_matter(text)[0] == {"a": "one two", "b": "", "c": "x", "d": "y"}


@pytest.mark.parametrize("tag", ["q", "i", "a"])
def test_pages_of_many_inline_elements_are_read_in_linear_time(tag: str) -> None:
    def made(many: int) -> bytes:
        words = f"Two ships left, said <{tag}>Ri</{tag}>. " * many
        return f"<html><body><article><p>{words}</p></article></body></html>".encode()

    def read(page: bytes) -> str:
        (found,) = read_documents(["-"], stdin=io.BytesIO(page))
        assert isinstance(found, Document)
        return found.text

    name = "“Ri”" if tag == "q" else "Ri"
    for many in (20, 2000):  # as they are, and written out
        assert read(made(many)).count(f"Two ships left, said {name}.") == many
    assert grows_linearly(made, read, 2000)
