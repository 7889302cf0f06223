"""HTML pages, and the PDF and WARC formats that need an extra."""

from __future__ import annotations

import gzip
import io
import sys
from datetime import date
from pathlib import Path

import pytest

from dprk_extract.errors import InputError, MalformedInput, MissingExtra, OversizedInput, UndecodableInput
from dprk_extract.readers import read_documents
from dprk_extract.readers.reflow import paragraphs_of
from dprk_extract.records import Document

PARAGRAPHS = (
    "“Two ships left the port at dawn,” said Ri Chol Su, who speaks for the harbour office of the city.",
    "The ministry did not say where the ships were bound, and did not answer questions on Tuesday.",
    "Fishermen told reporters that the ships carried grain, as they had done in October of the year before.",
)
DAY = date(2025, 11, 18)


def page(head: str = "", body: str = "") -> str:
    inner = body or "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!doctype html><html><head><title>Ships | Harbor</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Ships leave port</h1>{inner}</article><footer>© 2019 Harbor Daily</footer></body></html>"
    )


def read(data: str | bytes) -> list[Document | InputError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_documents(["-"], stdin=io.BytesIO(raw)))


def one(data: str | bytes) -> Document:
    (found,) = read(data)
    assert isinstance(found, Document), found
    return found


def test_the_main_text_of_a_page() -> None:
    found = one(page())
    assert found.text.splitlines() == ["Ships leave port", *PARAGRAPHS]
    assert found.title == "Ships | Harbor"


def test_quotation_elements_get_their_marks() -> None:
    quoting = "<p><q>We <b>know</b></q>, said Ri Chol Su of the harbour office, <q cite='x'>and</q> left.</p>"
    body = f"{quoting}<p>{PARAGRAPHS[1]}</p>"
    assert "“We know”, said Ri Chol Su of the harbour office, “and” left." in one(page(body=body)).text


META = {
    "open-graph": '<meta property="og:title" content="Ships leave">'
    '<meta property="og:site_name" content="Harbor Daily">'
    '<meta property="article:published_time" content="2025-11-18T08:00:00Z">'
    '<meta property="article:modified_time" content="2025-12-01">',
    "json-ld": '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"}, {"@type":'
    ' ["NewsArticle"], "headline": "Ships leave", "datePublished": "2025-11-18",'
    ' "publisher": {"name": "Harbor Daily"}}]}'
    "</script>",
    "dublin-core": '<meta name="DC.title" content="Ships leave"><meta name="dc.publisher" content="Harbor Daily">'
    '<meta name="DC.date.issued" content="2025-11-18">',
}


@pytest.mark.parametrize("kind", META)
def test_what_a_page_declares(kind: str) -> None:
    found = one(page(META[kind]))
    assert (found.title, found.publisher) == ("Ships leave", "Harbor Daily")
    assert (found.published, found.published_from) == (DAY, "html-meta")


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:modified_time" content="2025-12-01">',
        '<meta name="date" content="10/12/2025">',
        '<script type="application/ld+json">{broken</script>',
        '<script type="application/ld+json">{"@type": "Event", "datePublished": "2025-12-01"}</script>',
    ],
)
def test_no_day_is_found_where_none_is_declared(head: str) -> None:
    """Neither the year in the footer, nor a change, nor another thing's date is the day of publication."""
    assert one(page(head)).published is None


def test_the_address_tells_day_and_outlet_where_nothing_else_does() -> None:
    found = one(page('<link rel="canonical" href="https://www.nknews.org/2025/11/18/ships">'))
    assert (found.publisher, found.published, found.published_from) == ("NK News", DAY, "url")


def test_a_page_in_its_declared_encoding() -> None:
    found = one(page('<meta charset="iso-8859-1">').encode("cp1252"))
    assert PARAGRAPHS[0] in found.text
    korean = page(
        '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">',
        f"<p>{'리철수 said no. ' * 30}</p>",
    )
    assert "리철수 said no." in one(korean.encode("cp949", "ignore")).text


@pytest.mark.parametrize("data", ["<html><body></body></html>", "<html></html>", "<!doctype html>", "<div>"])
def test_a_page_without_an_article(data: str) -> None:
    (found,) = read(data)
    assert isinstance(found, MalformedInput)


def pdf(pages: list[list[str]]) -> bytes:
    """A minimal PDF with one text line for each string."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * n} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def test_pdf() -> None:
    pytest.importorskip("pypdf")
    found = one(
        pdf(
            [
                [
                    "Two ships left the port at dawn, the harbour of-",
                    "fice said on Tuesday, and it did not say more.",
                ]
            ]
        )
    )
    assert (
        found.text
        == "Two ships left the port at dawn, the harbour office said on Tuesday, and it did not say more."
    )
    for data, word in ((pdf([[]]), "text layer"), (pdf([["x"]])[:200], "damaged")):
        (error,) = read(data)
        assert isinstance(error, MalformedInput) and word in str(error)


@pytest.mark.parametrize(("start", "extra"), [(b"%PDF-1.4\n", "pdf"), (b"WARC/1.0\r\n", "warc")])
def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch, start: bytes, extra: str) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (error,) = read(start)
    assert isinstance(error, InputError) and isinstance(error, MissingExtra)
    assert str(error).endswith(f"run `pip install 'dprk-extract[{extra}]'`")
    assert error.code == "E303"


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Ships leave port", "Ships leave port"),
        ("Microsoft Word - ships v2", None),
        ("ships", None),
        ("two ships.docx", None),
    ],
)
def test_titles_that_a_program_filled_in(stated: str, title: str | None) -> None:
    pytest.importorskip("pypdf")
    info = f"<< /Title ({stated}) >>".encode()
    data = pdf([["Two ships left the port."]]).replace(
        b"/Root 1 0 R >>", b"/Root 1 0 R /Info " + info + b" >>"
    )
    assert one(data).title == title


def test_reflow_of_printed_lines() -> None:
    line = "The harbour office of the city said on Tuesday that two ships had left"
    pages = [
        [
            "Harbor Daily 12",
            f"{line} the port for a long-",
            "range voyage and would be followed by others with-",
            "in a week.",
        ],
        [
            "Harbor Daily 13",
            "It did not say more about where the ships were bound, and the Kim-",
            "Ri talks went on until",
        ],
        ["Harbor Daily 14", "the end of the week, as the ministry had said they would do.", "14"],
    ]
    assert paragraphs_of(["\n".join(p) for p in pages]).split("\n") == [
        f"{line} the port for a long-range voyage and would be followed by others within a week.",
        "It did not say more about where the ships were bound, and the Kim-Ri talks went on until the end of the week, "
        "as the ministry had said they would do.",
    ]


def record(url: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_warc(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    archive = (
        record("https://www.nknews.org/2025/11/18/ships", page().encode())
        + record("https://harbor.example/logo", b"\x89PNG", "image/png")
        + record("https://harbor.example/gone", page().encode(), status="404 Not Found")
        + record("https://harbor.example/front", b"<html></html>")
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(archive))
    article, front = read_documents([path])
    assert isinstance(article, Document)
    assert (article.source_id, article.path) == ("https://www.nknews.org/2025/11/18/ships", f"{path}#1")
    assert (article.publisher, article.published, article.published_from) == ("NK News", DAY, "url")
    assert isinstance(front, MalformedInput) and front.source == f"{path}#2"
    (broken,) = read(b"WARC/junk" * 50)
    assert isinstance(broken, MalformedInput)


@pytest.mark.parametrize("lost", [40, 200, 450])
def test_an_archive_that_is_cut_off_gives_its_whole_pages(lost: int) -> None:
    pytest.importorskip("fastwarc")
    whole = record("https://harbor.example/1", page().encode())
    cut = record("https://harbor.example/2", page().encode())
    first, error = read(whole + cut[:-lost])
    assert isinstance(first, Document) and first.source_id == "https://harbor.example/1"
    assert isinstance(error, MalformedInput) and "ends within a record" in str(error)
    assert [type(found) for found in read(whole + cut)] == [Document, Document]


def test_a_page_beyond_the_limit_ends_no_archive() -> None:
    pytest.importorskip("fastwarc")
    large = record("https://harbor.example/1", page(body="<p>" + "x " * 50_000 + "</p>").encode())
    archive = large + record("https://harbor.example/2", page().encode())
    first, second = read_documents(["-"], stdin=io.BytesIO(archive), max_bytes=20_000)
    assert isinstance(first, OversizedInput)
    assert isinstance(second, Document) and second.source_id == "https://harbor.example/2"


@pytest.mark.parametrize(("password", "readable"), [("", True), ("open sesame", False)])
def test_a_pdf_that_is_only_locked_against_changes(password: str, readable: bool) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Two ships left the port at dawn."]])))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (found,) = read(out.getvalue())
    if readable:
        assert isinstance(found, Document) and found.text == "Two ships left the port at dawn."
    else:
        assert isinstance(found, UndecodableInput) and "encrypted" in str(found)
