"""Input that was made to harm: nothing hangs, nothing raises, each failure is one line, the rest is read.

Times are bounds with a wide margin: a violation means a wrong order of growth, not a slow machine.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile.growth import seconds

from dprk_extract.errors import EmptyInput, InputError, MalformedInput, OversizedInput, UnreadableInput
from dprk_extract.readers import archive as archives
from dprk_extract.readers import read_documents
from dprk_extract.readers.days import read_dateline
from dprk_extract.readers.html import check_limits
from dprk_extract.readers.source import visible
from dprk_extract.records import Document

GOOD = "Two ships left, said Ri Chol Su."


def read(data: bytes, **options: object) -> list[Document | InputError]:
    return list(read_documents(["-"], stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


def test_one_bad_file_never_stops_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.txt").write_text(GOOD)
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "d.txt").symlink_to("nowhere.txt")
    (tmp_path / "e.txt").mkdir()
    (tmp_path / "f.txt").write_text(GOOD)
    found = list(read_documents([tmp_path / "missing", tmp_path, "nul\0name"]))
    assert [type(o).__name__ for o in found] == [
        "UnreadableInput", "UndecodableInput", "Document", "UnreadableInput", "UnreadableInput", "Document",
        "UnreadableInput",
    ]  # fmt: skip
    assert all("\n" not in str(o) and "\0" not in str(o) for o in found if isinstance(o, InputError))
    assert "back to themselves" in str(found[3])


def test_pipes_sockets_and_devices_are_refused_before_they_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
    found = list(read_documents([tmp_path / "pipe", tmp_path / "socket", "/dev/zero", tmp_path]))
    assert [o.reason for o in found if isinstance(o, UnreadableInput)][:3] == [
        "a named pipe, not a file",
        "a socket, not a file",
        "a device, not a file",
    ]
    assert len(found) == 4


def test_a_shells_own_pipe_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, GOOD.encode())
    os.close(writer)
    (found,) = read_documents([f"/dev/fd/{reader}"])
    os.close(reader)
    assert isinstance(found, Document) and found.text == GOOD


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (found,) = read_documents([path])
    monkeypatch.undo()
    assert isinstance(found, UnreadableInput) and found.reason == "permission denied"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.txt", "a\\nb.txt"),
        ("\x1b[31mred.txt", "\\x1b[31mred.txt"),
        ("\u202etxt.exe.txt", "\\u202etxt.exe.txt"),
        ("a\u200bb.txt", "a\\u200bb.txt"),
        ("-rf.txt", "-rf.txt"),
        ("북한.txt", "북한.txt"),
        (os.fsdecode(b"caf\xe9.txt"), "caf\\udce9.txt"),
    ],
)
def test_names_are_shown_on_one_visible_line(tmp_path: Path, name: str, shown: str) -> None:
    (tmp_path / name).write_bytes(b"")
    (error,) = read_documents([tmp_path])
    assert isinstance(error, EmptyInput)
    assert str(error) == f"{tmp_path}/{shown}: the file is empty"
    (tmp_path / name).write_text(GOOD)
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Document)
    json.dumps([found.path, found.source_id], ensure_ascii=False).encode()


@given(st.text(st.characters(codec=None)))
def test_visible_text_prints_on_one_line(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown


def test_many_empty_records_and_many_empty_files(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").touch()
    found: list[object] = []
    assert seconds(lambda: found.extend(read_documents([tmp_path]))) < 2
    assert len(found) == 1000 and all(isinstance(o, EmptyInput) for o in found)
    lines = b'{"a":""}\n' * 10_000
    assert sum(isinstance(o, MalformedInput) for o in read(lines)) == 10_000


def test_failures_hold_nothing_of_what_was_read(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_bytes(b"\0" * 1_000_000)
    tracemalloc.start()
    found = [*read_documents([tmp_path]), *read(b'{"text": 1, "more": "' + b"a" * 1_000_000 + b'"}\n' * 2)]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) >= 21 and all(isinstance(o, InputError) for o in found)
    assert held < 1_000_000


class Records(io.RawIOBase):
    """A JSON Lines stream of ``count`` articles that lies nowhere."""

    def __init__(self, count: int) -> None:
        self.left = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self.left:
            return 0
        self.left -= 1
        line = json.dumps({"id": self.left, "text": GOOD * 20}).encode() + b"\n"
        buffer[: len(line)] = line
        return len(line)


def test_memory_does_not_grow_with_a_stream() -> None:
    peaks = []
    for count in (100, 1000):
        tracemalloc.start()
        assert sum(1 for _ in read_documents(["-"], stdin=Records(count))) == count  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


def test_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 10_000_000)
    tracemalloc.start()
    (found,) = read_documents([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, OversizedInput) and "10 MB" in str(found)
    assert peak < 40_000_000
    (found,) = read(b"word " * 450_000)
    assert isinstance(found, OversizedInput) and "characters" in str(found)


def test_decompression_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FLOOR", 5_000_000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 11_000_000))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text":"' + b"a" * 11_000_000))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 11_000_000)
        archive.writestr("b.txt", GOOD)
    tracemalloc.start()
    found = list(read_documents([tmp_path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(o).__name__ for o in found] == ["OversizedInput"] * 3 + ["Document"]
    assert "200 times" in str(found[1])
    assert peak < 40_000_000


def test_a_zip_that_lies_about_its_sizes() -> None:
    """The size in the directory is only a claim: what is unpacked is counted."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 11_000_000)
    lying = data.getvalue().replace((11_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (found,) = read(lying)
    assert isinstance(found, OversizedInput | MalformedInput)


PAGES = {
    "deep": b"<html><body>" + b"<div>" * 50_000 + GOOD.encode(),
    "unclosed": b"<html><body>" + b"<" * 100_000 + GOOD.encode(),
    "attributes": b"<html><body><div "
    + b" ".join(b"a%d=1" % n for n in range(40_000))
    + b">x</div></body></html>",
    "comments": b"<html><body>" + b"<!--" * 100_000,
    "one-line": b"<html><body><p>" + b"word " * 300_000 + b"</p></body></html>",
    "charset": b"<html><meta charset='" + b"x" * 4000 + b"'>" + GOOD.encode(),
    "json-ld": b"<html><script type='application/ld+json'>"
    + b"[" * 100_000
    + b"</script><p>"
    + GOOD.encode(),
}


@pytest.mark.parametrize("kind", PAGES)
def test_hostile_pages_end_in_time(kind: str) -> None:
    found: list[Document | InputError] = []
    assert seconds(lambda: found.extend(read(PAGES[kind]))) < 6
    assert len(found) == 1


def test_the_limits_of_a_page_are_not_those_of_real_pages() -> None:
    image = '<img alt="Two ships" src="data:image/png;base64,' + "QUJD" * 50_000 + '=="/>'
    check_limits("<p>Two ships left.</p>" * 5000 + image + "x = 1 " * 5000, "page")
    with pytest.raises(MalformedInput):
        check_limits("<p>" * 70_000, "page")


@pytest.mark.parametrize(
    "unit",
    [
        "A ",
        "A, ",
        "A' ",
        "A-",
        "A.A.",
        "(A ",
        "1 ",
        "Nov ",
        "Nov 1, ",
        "Nov 1, 2025 (A ",
        "A (A) ",
        "--",
        "\u3000",
    ],
)
def test_datelines_are_read_in_linear_time(unit: str) -> None:
    assert seconds(lambda: read_dateline(unit * 100_000)) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: " * 50_000,
        "---\n" + "a" * 50_000 + "\n---\n",
        "---\n" + "a:\n" * 3000 + "---\n" + GOOD,
        "---\n" + ("a " * 20 + "\n") * 400 + "---\n",
        "# " + " #" * 50_000 + "x",
    ],
)
def test_front_matter_and_headings_in_linear_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    assert seconds(lambda: list(read_documents([path]))) < 0.5


def test_text_with_escapes_and_bidi_controls_is_kept_as_it_is() -> None:
    text = "\x1b]8;;http://x\x07“Two ships”\u202e left,[/red] =HYPERLINK(1) said Ri.\u200b"
    (found,) = read(text.encode())
    assert isinstance(found, Document) and found.text == text


class Broken(io.RawIOBase):
    """A stream that fails in the middle."""

    def __init__(self) -> None:
        self.given = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.given:
            raise OSError(5, "Input/output error")
        self.given = True
        data = b'{"text": "One."}\n{"text": "Two."}\n{"te'
        buffer[: len(data)] = data
        return len(data)


def test_a_stream_that_breaks_gives_what_came_before() -> None:
    *found, error = read_documents(["-"], stdin=Broken())  # type: ignore[arg-type]
    assert isinstance(error, UnreadableInput) and "input/output error" in str(error).lower()
    assert all(isinstance(o, Document) for o in found)


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"WARC/1.0\r\n",
    b"<html>",
    b'{"text":',
    b'[{"',
    b"---\na: b\n",
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_no_bytes_raise(start: bytes, rest: bytes) -> None:
    for outcome in read(start + rest):
        assert isinstance(outcome, Document) or len(str(outcome).splitlines()) == 1


def small_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", GOOD)
    return data.getvalue()


CONTAINERS = {
    "zip": small_zip(),
    "gzip": gzip.compress(GOOD.encode(), mtime=0),
    "warc": b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 32\r\n\r\n"
    + GOOD.encode()
    + b"\r\n\r\n",
    "json": json.dumps([{"text": GOOD, "date": "2025-11-18", "url": "http://[a.org/x"}]).encode(),
    "matter": b"---\ndate: 2025-11-18\n---\n" + GOOD.encode(),
}


@pytest.mark.parametrize("kind", CONTAINERS)
def test_damage_at_any_place_is_foreseen(kind: str) -> None:
    """A bare InputError would be a failure that no reader expected."""
    whole = CONTAINERS[kind]
    for at in range(len(whole)):
        for damaged in (whole[:at], *(whole[:at] + bytes([b]) + whole[at + 1 :] for b in (0, 47, 255))):
            for outcome in read(damaged):
                assert isinstance(outcome, Document) or type(outcome) is not InputError, damaged
