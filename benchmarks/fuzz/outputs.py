"""What must hold of every output, whatever the article, its names and its outlet are made of."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

from dprk_extract.data import resource
from dprk_extract.merge import merge_statements
from dprk_extract.people import unite_speakers
from dprk_extract.records import (
    DateMention,
    Document,
    Extraction,
    Quantity,
    Quote,
    Speaker,
    TextSpan,
    content_id,
)
from dprk_extract.render import rows
from dprk_extract.render.columns import DELIMITED, TERMINAL, Row
from dprk_extract.render.formats import FORMATS
from dprk_extract.render.page import write_page
from dprk_extract.render.report import Report
from dprk_extract.timeline import build_timeline

_KINDS = ("direct", "mixed", "indirect")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_TAGS = frozenset(
    re.findall(r"<([a-z][a-z0-9]*)", resource("report/page.html.j2").read_text(encoding="utf-8"))
)


def extraction_of(data: bytes) -> Extraction:
    """Records made of the bytes: text, title, outlet, path and a name, as far as NULs part them."""
    parts = [*data.decode("utf-8", "replace").split("\0"), *[""] * 5]
    text, title, publisher, path, name = (part or "x" for part in parts[:5])
    sha = content_id(text)
    document = Document(sha, path, path, text, sha, title, publisher, date(2025, 11, 18), "option")
    third = max(len(text) // 3, 1)
    cuts = [(start, min(start + third, len(text))) for start in range(0, len(text), third)]
    spans = [TextSpan(start, end, text[start:end]) for start, end in cuts]
    quotes = tuple(_quote(document, span, name, _KINDS[n % 3]) for n, span in enumerate(spans))
    return Extraction(
        document, quotes, tuple(_date(document, s, name) for s in spans[:1]),
        tuple(_number(document, s, quotes[0].id) for s in spans[-1:]), (), tuple(cuts),
    )  # fmt: skip


def _quote(document: Document, span: TextSpan, name: str, kind: str) -> Quote:
    speaker = Speaker(name, "person", None, None, span, span, "name", 0.5)
    number = content_id(document.id, span.start)
    return Quote(
        number, document.id, span.start, span.end, span.text, kind, (span,), span, speaker, (name,), False,
        None, (), (), 0.5, (),
    )  # fmt: skip


def _date(document: Document, span: TextSpan, name: str) -> DateMention:
    day = "2024-02-29"
    return DateMention(
        content_id(document.id, "d"), document.id, span.start, span.end, span.text, "DATE", day, day, day, day,
        name, 0.5, (),
    )  # fmt: skip


def _number(document: Document, span: TextSpan, quote: str) -> Quantity:
    return Quantity(
        content_id(document.id, "n"), document.id, span.start, span.end, span.text, 1e308, None, span.text, span.text,
        None, "~", span, -0.5, None, None, span, quote, (), False, False, 0.5, (),
    )  # fmt: skip


def check(data: bytes) -> None:
    """Write the records in every format and read them back."""
    extraction = extraction_of(data)
    comparison = merge_statements([extraction])
    timeline = build_timeline([extraction], comparison)
    texts, paths = {extraction.document.id: extraction.document.text}, {extraction.document.id: "p"}
    found = {
        "quote": rows.quote_rows(extraction),
        "date": rows.date_rows(extraction),
        "number": rows.number_rows(extraction),
        "speaker": [rows.person_row(person) for person in unite_speakers([extraction])],
        "statement_group": [rows.group_row(group) for group in comparison.groups],
        "timeline_entry": [rows.timeline_row(entry) for entry in timeline],
    }
    for kind, records in found.items():
        _delimited(kind, records)
        _dumped(kind, records)
        _marked_up(kind, records, paths)
        for name in {"timelinejs", "timelinejs-csv", "ics", "webannotation", "jsonld"}:
            if kind in FORMATS[name].kinds:
                _written(name, Report(kind, records, paths=paths, texts=texts))
    out = io.StringIO()
    write_page([extraction], unite_speakers([extraction]), comparison, timeline, out)
    _page(out.getvalue())


def _written(name: str, report: Report) -> str:
    out = io.StringIO(newline="")
    FORMATS[name].write(report, out)
    written = out.getvalue()
    written.encode()
    if name not in ("ics", "jsonl", "json"):
        hidden = _OBEYED.search(written.replace("\ufeff", "", 1).replace("\r\n", "\n"))
        assert not hidden, (name, hidden)
    if name == "ics":
        _calendar(written)
    return written


def _calendar(written: str) -> None:
    from icalendar import Calendar

    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    again = Calendar.from_ical(written)
    assert again.to_ical().decode() == written


def _delimited(kind: str, records: list[Row]) -> None:
    width = len(DELIMITED[kind])
    lines = _written("tsv", Report(kind, records)).split("\n")
    assert len(lines) == len(records) + 2
    assert all(line.count("\t") == width - 1 for line in lines[:-1])
    for excel in (False, True):
        table = list(csv.reader(io.StringIO(_written("csv", Report(kind, records, excel=excel)), newline="")))
        assert len(table) == len(records) + 1
        for row in table:
            assert len(row) == width
            assert not any(_FORMULA.match(cell) for cell in row if not _is_number(cell)), row


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _dumped(kind: str, records: list[Row]) -> None:
    lines = _written("jsonl", Report(kind, records)).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == records
    assert json.loads(_written("json", Report(kind, records)))["items"] == records


def _marked_up(kind: str, records: list[Row], paths: dict[str, str]) -> None:
    _written("table", Report(kind, records))
    columns = [column for column in TERMINAL[kind] if column.path != "where"]
    lines = _written("markdown", Report(kind, records, paths=paths)).split("\n")
    for line in lines[2 : 2 + len(records)]:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == len(columns) + 2, line


class _Tags(HTMLParser):
    """Which elements a page has, and whether any of them carries a script."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, tag
        self.scripts += tag == "script"
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "href") or (value or "").startswith("#"), (tag, name, value)


def _page(written: str) -> None:
    tags = _Tags()
    tags.feed(written)
    tags.close()
    assert tags.scripts == 1
