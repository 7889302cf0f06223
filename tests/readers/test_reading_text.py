"""Plain text and Markdown: what is decoded, and that offsets stay those of the file."""

from __future__ import annotations

import codecs
import hashlib
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.errors import EmptyInput, UndecodableInput
from dprk_extract.readers import read_documents, sample_documents
from dprk_extract.records import Document, content_id

BODY = "“We will answer,” said Ri Chol Su of the ministry.\nHe did not say when.\n"


def read_one(path: Path, **options: object) -> Document:
    (found,) = read_documents([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Document), found
    return found


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_text_file_is_its_decoded_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "talks.txt", BODY)
    found = read_one(path)
    assert found == Document(
        id=content_id("talks", BODY),
        source_id="talks",
        path=str(path),
        text=BODY,
        sha256=hashlib.sha256(BODY.encode()).hexdigest(),
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + BODY.encode(), BODY),
        (BODY.replace("\n", "\r\n").encode(), BODY.replace("\n", "\r\n")),
        (BODY.encode("utf-16"), BODY),
        (codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"), BODY),
        (BODY.encode("cp1252"), BODY),
        (b"The caf\xe9 was full, he said.", "The café was full, he said."),
        # A UTF-8 file with one damaged place keeps its quotation marks.
        (BODY.encode() + b"Also \xff this.", BODY + "Also \ufffd this."),
        (
            ('"No," said Ri (리철수) of the ministry (외무성) in Pyongyang (평양).' * 3).encode("cp949"),
            '"No," said Ri (리철수) of the ministry (외무성) in Pyongyang (평양).' * 3,
        ),
    ],
    ids=["utf-8-bom", "crlf", "utf-16", "utf-16-be", "cp1252", "one-letter", "damaged-utf-8", "korean"],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    found = read_one(write(tmp_path, "a.txt", data))
    assert found.text == text
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_valid_utf8_is_never_changed(text: str) -> None:
    (found,) = read_documents(["-"], stdin=io.BytesIO(f"The ministry said: {text}".encode()))
    assert isinstance(found, Document)
    assert found.text == f"The ministry said: {text}"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_one_error(data: bytes) -> None:
    outcomes = list(read_documents(["-"], stdin=io.BytesIO(data)))
    assert len(outcomes) >= 1
    for outcome in outcomes:
        assert isinstance(outcome, Document) or "\n" not in str(outcome)


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (b"", EmptyInput, "empty"),
        (b" \r\n\t\n", EmptyInput, "no text"),
        ("\ufeff".encode(), EmptyInput, "no text"),
        (b"text\0text", UndecodableInput, "binary"),
        (b"\x89PNG\r\n\x1a\n....", UndecodableInput, "PNG"),
        (b"\xff\xfea\x00b", UndecodableInput, "utf-16"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, error: type[Exception], word: str) -> None:
    (found,) = read_documents([write(tmp_path, "a.txt", data)])
    assert type(found) is error
    assert word in str(found)
    assert str(found).startswith(str(tmp_path / "a.txt"))


FRONT = '---\ntitle: "The talks: round two"\ndate: 2025-11-18\noutlet: Harbor Daily\ntags:\n  - ships\n---\n'


def test_front_matter_is_read_and_blanked(tmp_path: Path) -> None:
    whole = FRONT + "\n" + BODY
    found = read_one(write(tmp_path, "a.md", whole))
    assert (found.title, found.publisher) == ("The talks: round two", "Harbor Daily")
    assert (found.published, found.published_from) == (date(2025, 11, 18), "front-matter")
    assert len(found.text) == len(whole)
    assert found.text.strip() == BODY.strip()
    at = found.text.index("said")
    assert whole[at : at + 4] == "said"


def test_front_matter_with_crlf(tmp_path: Path) -> None:
    whole = (FRONT + BODY).replace("\n", "\r\n")
    found = read_one(write(tmp_path, "a.txt", whole))
    assert found.published == date(2025, 11, 18)
    assert found.text.index("“") == whole.index("“")


@pytest.mark.parametrize(
    "text",
    [
        "---\nNo key stands on this line.\n---\n" + BODY,
        "---\ndate: 2025-11-18\n" + BODY,
        BODY + "---\ndate: 2025-11-18\n---\n",
        "---\n---\n" + BODY,
    ],
    ids=["rule", "unclosed", "not-first", "nothing-in-it"],
)
def test_dashes_alone_are_no_front_matter(tmp_path: Path, text: str) -> None:
    found = read_one(write(tmp_path, "a.md", text))
    assert found.text == text
    assert found.published is None


def test_the_heading_of_markdown_is_its_title(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "a.md", f"# Talks fail #\n\n{BODY}")).title == "Talks fail"
    assert read_one(write(tmp_path, "b.txt", f"# Talks fail #\n\n{BODY}")).title is None


def test_the_sample_is_the_two_articles() -> None:
    found = list(sample_documents())
    assert [d.path for d in found] == ["000_692c865fe852f61a.txt", "002_06e9c24ce2b7baa8.txt"]
    assert [d.source_id for d in found] == ["000_692c865fe852f61a", "002_06e9c24ce2b7baa8"]
    assert all(d.published is None for d in found)
    assert "Kevin Kim" in found[0].text
