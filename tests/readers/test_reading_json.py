"""JSON and JSON Lines: shapes, keys, places in the container, and one error a bad record."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.errors import InputError, MalformedInput, OversizedInput
from dprk_extract.readers import JsonKeys, read_documents
from dprk_extract.records import Document

TEXT = "“Two ships left,” said Ri Chol Su."


def read(data: object, **options: Any) -> list[Document | InputError]:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(read_documents(["-"], stdin=io.BytesIO(raw), **options))


def one(data: object, **options: Any) -> Document:
    (found,) = read(data, **options)
    assert isinstance(found, Document), found
    return found


SHAPES: dict[str, tuple[dict[str, Any], tuple[str | None, str | None, str]]] = {
    "kcna-archive": (
        {
            "topic": "News",
            "headline": "Ships Leave",
            "link": "http://www.kcna.kp/en/article/q/1.kcmsf",
            "date": "2025-11-18",
            "story_text": TEXT,
        },
        ("Ships Leave", "KCNA", "record"),
    ),
    "trafilatura": (
        {
            "title": "Ships Leave",
            "hostname": "harbor.example",
            "date": "2025-11-18",
            "id": None,
            "raw_text": "other",
            "text": TEXT,
            "source": "https://harbor.example/ships",
            "source-hostname": "Harbor Daily",
            "filedate": "2026-01-01",
        },
        ("Ships Leave", "Harbor Daily", "record"),
    ),
    "schema.org": (
        {
            "headline": "Ships Leave",
            "datePublished": "2025-11-18T08:00:00+09:00",
            "dateModified": "2025-12-01",
            "publisher": {"@type": "Organization", "name": "Harbor Daily"},
            "articleBody": TEXT,
        },
        ("Ships Leave", "Harbor Daily", "record"),
    ),
    "news-api": (
        {
            "source": {"id": None, "name": "Harbor Daily"},
            "title": "Ships Leave",
            "publishedAt": "2025-11-18T08:00:00Z",
            "content": TEXT,
        },
        ("Ships Leave", "Harbor Daily", "record"),
    ),
    "guardian": (
        {
            "webTitle": "Ships Leave",
            "webPublicationDate": "2025-11-18T08:00:00Z",
            "webUrl": "https://www.theguardian.com/x",
            "fields": {"body": "<p>markup</p>", "bodyText": TEXT},
        },
        ("Ships Leave", "The Guardian", "record"),
    ),
    "address-only": (
        {"text": TEXT, "url": "https://en.harbor.example/2025/11/18/ships"},
        (None, "en.harbor.example", "url"),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_in_use(shape: str) -> None:
    record, (title, publisher, origin) = SHAPES[shape]
    found = one(record)
    assert found.text == TEXT
    assert (found.title, found.publisher) == (title, publisher)
    assert (found.published, found.published_from) == (date(2025, 11, 18), origin)


def test_given_keys_and_no_others() -> None:
    record = {
        "text": "not this",
        "t": {"en": TEXT},
        "n": 7,
        "d": "2025-11-18",
        "date": "2020-01-01",
        "title": "T",
    }
    keys = JsonKeys(text="t.en", id="n", date="d", title="headline")
    found = one(record, keys=keys)
    assert (found.text, found.source_id, found.published, found.title) == (
        TEXT,
        "7",
        date(2025, 11, 18),
        None,
    )
    (error,) = read(record, keys=JsonKeys(text="body"))
    assert isinstance(error, MalformedInput)
    assert "'body'" in str(error)


def test_ids_and_places(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in ({"id": "a-1", "text": TEXT}, {"text": TEXT})))
    first, second = read_documents([path])
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.source_id, first.path) == ("a-1", f"{path}:1")
    assert (second.source_id, second.path) == ("wire:2", f"{path}:2")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ([{"text": TEXT}, {"text": TEXT}], ["stdin#1", "stdin#2"]),
        ({"status": "ok", "articles": [{"text": TEXT}]}, ["stdin#1"]),
        ({"response": {"results": [{"text": TEXT}]}}, ["stdin#1"]),
        ({"text": TEXT}, ["stdin"]),
        (json.dumps({"text": TEXT}, indent=2).encode(), ["stdin"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["stdin:1", "stdin:2"]),
        (b'\xef\xbb\xbf{"text": "One."}\r\n\r\n{"text": "Two."}', ["stdin:1", "stdin:3"]),
    ],
)
def test_shapes_of_files(data: object, paths: list[str]) -> None:
    found = read(data)
    assert [getattr(outcome, "path", outcome) for outcome in found] == paths


def test_each_bad_line_is_one_error_that_names_it(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT}).encode()
    lines = [good, b"{bad", b"", b"[1]", b'{"title": "no text"}', b'{"text": ""}', b'{"text": "\\ud800 said."}',
             b'{"text": "a\xff\xfe"}', b"[" * 100_000, b'{"text": ' + b"1" * 5000 + b"}", good]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = list(read_documents([path]))
    errors = {e.source.rpartition(":")[2]: e for e in found if isinstance(e, InputError)}
    assert [d.path.rpartition(":")[2] for d in found if isinstance(d, Document)] == ["1", "7", "8", "11"]
    assert list(errors) == ["2", "4", "5", "6", "9", "10"]
    assert all(e.source.startswith(f"{path}:") and "\n" not in str(e) for e in errors.values())


def test_a_bad_first_line_does_not_cost_the_others() -> None:
    bad, good = read(b'{bad\n{"text": "Two ships left."}\n')
    assert isinstance(bad, MalformedInput) and bad.source == "stdin:1"
    assert isinstance(good, Document) and good.path == "stdin:2"
    (whole,) = read(b'{\n"text": "Two ships left.",\n}\n')
    assert isinstance(whole, MalformedInput) and whole.source == "stdin"


def test_lone_surrogates_become_one_replacement_each() -> None:
    found = one(b'{"text": "a\\ud800b\\udc00\\ud83d\\ude00", "title": "\\udfff!", "id": "\\ud800"}')
    assert found.text == "a\ufffdb\ufffd\N{GRINNING FACE}"
    assert (found.title, found.source_id) == ("\ufffd!", "\ufffd")


def test_a_page_in_a_record_is_read_as_a_page() -> None:
    page = f"<p>{TEXT}</p><p>The ministry did not say where they went.</p>"
    for record in ({"content": page}, {"html": page}):
        found = one(record)
        assert found.text.splitlines() == [TEXT, "The ministry did not say where they went."]


def test_paragraphs_in_a_list_are_lines() -> None:
    assert one({"text": ["One.", "Two."]}).text == "One.\nTwo."


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    lines = b"".join(b'{"text": "%s"}\n' % (b"x" * n) for n in (10, 500_000, 20))
    first, second, third = read(lines, max_bytes=1000)
    assert isinstance(first, Document) and isinstance(third, Document)
    assert isinstance(second, OversizedInput)
    assert second.source == "stdin:2"


class Endless(io.RawIOBase):
    """An endless JSON Lines stream that counts what was taken from it."""

    def __init__(self) -> None:
        self.lines = (json.dumps({"id": n, "text": TEXT}).encode() + b"\n" for n in itertools.count())
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        line = next(self.lines)
        buffer[: len(line)] = line
        self.taken += 1
        return len(line)


def test_an_endless_stream_is_read_lazily() -> None:
    stream = Endless()
    documents: Iterator[Document | InputError] = read_documents(["-"], stdin=stream)  # type: ignore[arg-type]
    for number in range(5):
        found = next(documents)
        assert isinstance(found, Document) and found.source_id == str(number)
        # One line of lookahead where the format is decided, and no more.
        assert stream.taken <= number + 3
    documents.close()  # type: ignore[attr-defined]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "id", "source", "url", "articles", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_documents_or_errors(value: Any) -> None:
    for outcome in read(value):
        assert isinstance(outcome, Document | InputError)
        if isinstance(outcome, Document):
            assert outcome.text.strip()
            outcome.text.encode()
