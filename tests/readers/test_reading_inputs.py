"""Which files are read: directories, patterns, names, archives."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from dprk_extract.errors import EmptyInput, InputError, MalformedInput, UndecodableInput, UnreadableInput
from dprk_extract.readers import names_from, read_documents
from dprk_extract.records import Document

TEXT = "Two ships left, said Ri Chol Su."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "z/c.txt",
        "m/d.TXT",
        ".hidden/e.txt",
        ".f.txt",
        "g.png",
        "noend",
        "m/x.csv",
    ):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"{TEXT} {name}", encoding="utf-8")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    return tmp_path


def paths(outcomes: object) -> list[str]:
    return [o.path if isinstance(o, Document) else str(o) for o in outcomes]  # type: ignore[attr-defined]


def test_a_directory_is_read_sorted_and_without_what_is_hidden(folder: Path) -> None:
    expected = [str(folder / name) for name in ("a.md", "b.txt", "m/d.TXT", "z/c.txt")]
    assert paths(read_documents([folder])) == expected


def test_the_given_order_and_each_name_once(folder: Path) -> None:
    given = [folder / "z" / "c.txt", str(folder / "b.txt"), folder, folder / "z" / ".." / "b.txt"]
    names = [Path(p).name for p in paths(read_documents(given))]
    assert names == ["c.txt", "b.txt", "a.md", "d.TXT"]


def test_a_named_file_is_read_whatever_its_ending(folder: Path) -> None:
    found = list(read_documents([folder / "noend", folder / ".f.txt", folder / "m" / "x.csv"]))
    assert [d.source_id for d in found if isinstance(d, Document)] == ["noend", ".f", "x"]


def test_patterns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert paths(read_documents(["*.txt"])) == ["b.txt"]
    assert paths(read_documents(["**/*.txt"])) == ["b.txt", "z/c.txt"]
    assert paths(read_documents(["[zm]"])) == ["m/d.TXT", "z/c.txt"]
    (error,) = read_documents(["*.nothing"])
    assert isinstance(error, UnreadableInput)
    Path("[zm]").write_text(TEXT, encoding="utf-8")
    assert paths(read_documents(["[zm]"])) == ["[zm]"]


def test_nul_separated_names() -> None:
    listed = b"a b.txt\0\0new\nline.txt\0-\0caf\xe9\0last"
    assert [os.fsencode(p) for p in names_from(io.BytesIO(listed))] == [
        b"a b.txt", b"new\nline.txt", b"-", b"caf\xe9", b"last",
    ]  # fmt: skip


def test_a_path_called_dash_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text(TEXT, encoding="utf-8")
    from_file, from_stdin = read_documents([Path("-"), "-"], stdin=io.BytesIO(b"Other text."))
    assert isinstance(from_file, Document) and from_file.text == TEXT
    assert isinstance(from_stdin, Document) and from_stdin.path == "stdin"


@pytest.mark.parametrize("first", [b"{", b"[", b"<", b"%", b"P", b"\x1f"])
def test_stdin_is_sniffed_and_odd_beginnings_are_text(first: bytes) -> None:
    (found,) = read_documents(["-"], stdin=io.BytesIO(first + b" said Ri Chol Su."))
    assert isinstance(found, Document)


def test_gzip_of_records_and_of_text(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(3))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    (tmp_path / "2025-11-18_b.txt.gz").write_bytes(gzip.compress(TEXT.encode(), mtime=0))
    text, *records = read_documents([tmp_path])
    assert isinstance(text, Document) and text.source_id == "2025-11-18_b"
    assert text.published_from == "file-name"
    assert [d.source_id for d in records if isinstance(d, Document)] == ["a:1", "a:2", "a:3"]


def test_zip_of_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/2025-11-18_b.txt", TEXT)
        archive.writestr("a.jsonl", '{"id": "x", "text": "One."}\n{bad\n')
        archive.writestr("__MACOSX/._a.txt", "no")
        archive.writestr("logo.png", "no")
        archive.writestr("empty.txt", "")
        archive.writestr("in.zip", b"PK\x03\x04")
    one, bad, empty, nested, two = read_documents([path])
    assert isinstance(one, Document) and (one.source_id, one.path) == ("x", f"{path}/a.jsonl:1")
    assert isinstance(bad, MalformedInput) and bad.source == f"{path}/a.jsonl:2"
    assert isinstance(empty, EmptyInput)
    assert isinstance(nested, UndecodableInput)
    assert isinstance(two, Document) and two.source_id == "2025-11-18_b"


@pytest.mark.parametrize(
    ("data", "name", "error", "word"),
    [
        (b"PK\x03\x04junk", "a.zip", MalformedInput, "damaged"),
        (gzip.compress(b"x" * 5000, mtime=0)[:20], "a.txt.gz", MalformedInput, "damaged"),
        (b"\x1f\x8bjunk", "a.txt.gz", MalformedInput, "damaged"),
        (
            gzip.compress(gzip.compress(b"x", mtime=0), mtime=0),
            "a.gz",
            UndecodableInput,
            "archive in an archive",
        ),
        (b"\0" * 257 + b"ustar", "a.tar", UndecodableInput, "tar archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", UndecodableInput, "Office"),
    ],
)
def test_archives_that_cannot_be_read(
    tmp_path: Path, data: bytes, name: str, error: type[InputError], word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = read_documents([path])
    assert type(found) is error and word in str(found)


def test_an_office_document_is_no_archive_of_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    (found,) = read_documents([path])
    assert isinstance(found, UndecodableInput) and "Office" in str(found)


def test_empty_archives_and_directories(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    (tmp_path / "empty").mkdir()
    first, second = read_documents([tmp_path / "a.zip", tmp_path / "empty"])
    assert isinstance(first, EmptyInput)
    assert isinstance(second, UnreadableInput) and "no articles" in str(second)


@pytest.mark.parametrize("count", [20, 2000])
def test_the_records_before_the_end_of_a_cut_gzip_file(tmp_path: Path, count: int) -> None:
    # Text that hardly packs, so that half of the file holds half of the records.
    lines = [
        f'{{"id": "{n}", "text": "{hashlib.sha256(bytes([n % 256])).hexdigest()} {n}"}}\n'
        for n in range(count)
    ]
    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress("".join(lines).encode(), mtime=0)
    path.write_bytes(packed[: len(packed) // 2])
    *records, error = read_documents([path])
    assert isinstance(error, MalformedInput) and error.source == str(path) and "damaged" in str(error)
    assert [d.source_id for d in records if isinstance(d, Document)] == [str(n) for n in range(len(records))]
    assert len(records) > count // 10


def test_a_member_that_points_out_of_its_archive_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../up.txt", "/root.txt", "..\\windows.txt", ".hidden/no.txt"):
            archive.writestr(name, TEXT)
    found = [d.path for d in read_documents([path]) if isinstance(d, Document)]
    assert sorted(found) == sorted(
        f"{path}/{name}" for name in ("../../up.txt", "/root.txt", "..\\windows.txt")
    )
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]
