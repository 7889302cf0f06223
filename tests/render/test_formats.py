"""Each output format, read back by its own library or held against its published rules."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dprk_extract.api import extract
from dprk_extract.errors import UsageError
from dprk_extract.merge import merge_statements
from dprk_extract.records import Extraction
from dprk_extract.render import rows
from dprk_extract.render.columns import Row
from dprk_extract.render.formats import FORMATS, check
from dprk_extract.render.report import Report
from dprk_extract.timeline import build_timeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture
def everything(dated_seeds: Sequence[Extraction]) -> list[Row]:
    """All the rows of ``extract``."""
    found: list[Row] = []
    for extraction in dated_seeds:
        found.append(rows.document_row(extraction))
        found += [*rows.quote_rows(extraction), *rows.date_rows(extraction), *rows.number_rows(extraction)]
    comparison = merge_statements(list(dated_seeds))
    found += map(rows.group_row, comparison.groups)
    found += map(rows.conflict_row, comparison.conflicts)
    found += map(rows.timeline_row, build_timeline(list(dated_seeds), comparison))
    return found


@pytest.fixture
def report(everything: list[Row], dated_seeds: Sequence[Extraction]) -> Callable[[str], Report]:
    def of_kind(kind: str) -> Report:
        return Report(
            kind,
            [row for row in everything if kind in ("extract", row["type"])],
            paths={extraction.document.id: extraction.document.path for extraction in dated_seeds},
            texts={extraction.document.id: extraction.document.text for extraction in dated_seeds},
        )

    return of_kind


def written(name: str, report: Report) -> str:
    out = io.StringIO(newline="")
    FORMATS[name].write(report, out)
    return out.getvalue()


def with_text(quote: Row, text: str) -> Row:
    return {**quote, "text": text, "fragments": [{**quote["fragments"][0], "text": text}]}


def test_sqlite_holds_every_row_once(
    everything: list[Row], report: Callable[[str], Report], tmp_path: Path
) -> None:
    path = tmp_path / "out.db"
    for _ in range(2):
        FORMATS["sqlite"].write(report("extract"), path)
    connection = sqlite3.connect(path)
    tables = {
        "documents": "document", "quotes": "quote", "dates": "date", "numbers": "number",
        "groups": "statement_group", "conflicts": "conflict", "timeline": "timeline_entry",
    }  # fmt: skip
    for table, kind in tables.items():
        expected = len({row["id"] for row in everything if row["type"] == kind})
        assert connection.execute(f"select count(*) from {table}").fetchone()[0] == expected, table
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    # Datasette knows a full-text table by this spelling of its declaration.
    (declared,) = connection.execute("select sql from sqlite_master where name = 'quotes_search'").fetchone()
    assert 'content="quotes"' in declared
    found = connection.execute(
        "select s.name from quotes_search join quotes q on q.rowid = quotes_search.rowid "
        "join speakers s on s.id = q.speaker where quotes_search match 'avenue'"
    ).fetchall()
    connection.close()
    assert found == [("Kim Jong Un",)]


def test_parquet_keeps_the_nested_fields(report: Callable[[str], Report], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "quotes.parquet"
    quotes = report("quote")
    FORMATS["parquet"].write(quotes, path)
    table = parquet.read_table(path)
    assert table.to_pylist() == list(quotes.rows)


def test_timelinejs_has_dates_and_escaped_text(report: Callable[[str], Report]) -> None:
    timeline = report("timeline_entry")
    hostile = {**next(iter(timeline.rows)), "text": "<img src=x onerror=alert(1)>", "date": "2018-06-12",
               "earliest": "2018-06-12", "latest": "2018-06-12"}  # fmt: skip
    timeline.rows = [*timeline.rows, hostile]
    events = json.loads(written("timelinejs", timeline))["events"]
    assert {"year": "2018", "month": "06", "day": "12"} in [event["start_date"] for event in events]
    assert "<img" not in json.dumps(events)
    assert len(events) + timeline.left_out == len(timeline.rows)


def test_timelinejs_spreadsheet_has_its_columns(report: Callable[[str], Report]) -> None:
    table = list(csv.DictReader(io.StringIO(written("timelinejs-csv", report("timeline_entry")))))
    assert [*table[0]][:3] == ["Year", "Month", "Day"]
    singapore = next(row for row in table if "Singapore" in row["Text"])
    assert (singapore["Year"], singapore["Month"], singapore["Day"]) == ("2018", "06", "12")


def test_ics_is_read_by_its_library(report: Callable[[str], Report]) -> None:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(written("ics", report("timeline_entry")))
    days = {event.decoded("dtstart"): str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert date(2018, 6, 12) in days
    assert date(2025, 11, 8) in days


def test_webannotation_selectors_select_the_text(
    report: Callable[[str], Report], dated_seeds: Sequence[Extraction]
) -> None:
    page = json.loads(written("webannotation", report("extract")))
    texts = {extraction.document.path: extraction.document.text for extraction in dated_seeds}
    assert page["items"]
    for item in page["items"]:
        text = texts[item["target"]["source"]]
        quoted, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quoted["exact"]
        assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text


def test_jsonld_has_quotations_and_claims_and_no_verdicts(report: Callable[[str], Report]) -> None:
    text = written("jsonld", report("quote"))
    kinds = {item["@type"] for item in json.loads(text)["@graph"]}
    assert kinds == {"Quotation", "Claim"}
    assert "ClaimReview" not in text


def test_markdown_footnotes_lead_to_the_source(report: Callable[[str], Report]) -> None:
    quotes = report("quote")
    text = written("markdown", quotes)
    count = len(list(quotes.rows))
    assert text.count("[^") == 2 * count
    assert "characters" in text.splitlines()[-1]


def test_markdown_text_is_no_markup(report: Callable[[str], Report]) -> None:
    quotes = report("quote")
    quotes.rows = [with_text(next(iter(quotes.rows)), "a | b <script> [x](y)")]
    assert r"a \| b \<script\> \[x\]\(y\)" in written("markdown", quotes)


def test_a_format_that_cannot_hold_the_rows_says_so() -> None:
    with pytest.raises(UsageError, match="sqlite"):
        check("csv", "extract")
    with pytest.raises(UsageError, match="json"):
        check("ics", "quote")


def test_table_shows_markup_as_text(report: Callable[[str], Report]) -> None:
    quotes = report("quote")
    quotes.rows = [with_text(next(iter(quotes.rows)), "[/red] [bold]x \x1b[31m")]
    assert "[/red] [bold]x ␛[31m" in written("table", quotes)


@pytest.fixture(scope="module")
def unsaid(nlp: Language) -> Extraction:
    """One statement that was made, and one that was not."""
    return extract(
        "The ministry has not said that 40 boats left on March 3, 2024. Jon Bek said that the harbour was closed.\n",
        nlp=nlp,
    )


def test_what_was_not_said_is_marked_wherever_it_is_read(unsaid: Extraction) -> None:
    quotes = rows.quote_rows(unsaid)
    assert [row["negated"] for row in quotes] == [True, False]
    comparison = merge_statements([unsaid])
    groups = [rows.group_row(group) for group in comparison.groups]
    timeline = [rows.timeline_row(entry) for entry in build_timeline([unsaid], comparison)]
    for name in ("table", "markdown"):
        for kind, found in (("quote", quotes), ("statement_group", groups), ("timeline_entry", timeline)):
            lines = [line for line in written(name, Report(kind, found)).splitlines() if "that " in line]
            for line in lines:
                assert ("not said" in line) == ("40 boats" in line), (name, kind, line)
            assert any("not said" in line for line in lines), (name, kind)
    table = list(csv.DictReader(io.StringIO(written("csv", Report("statement_group", groups)))))
    assert {row["text"][:12]: row["negated"] for row in table} == {"that 40 boat": "yes", "that the har": ""}
    assert "(not said) that 40 boats" in written("timelinejs", Report("timeline_entry", timeline))


def test_nobody_claims_what_they_did_not_say(unsaid: Extraction) -> None:
    report = Report("quote", rows.quote_rows(unsaid), texts={unsaid.document.id: unsaid.document.text})
    graph = json.loads(written("jsonld", report))["@graph"]
    assert [item["text"] for item in graph] == ["that the harbour was closed"]
    assert report.left_out == 1
    items = json.loads(written("webannotation", report))["items"]
    assert [any(b["value"] == "not said" for b in item["body"]) for item in items] == [True, False]
