"""Zip files of articles and gzip files, unpacked as they are read and never beyond what is plausible."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, cast

from dprk_extract.errors import EmptyInput, InputError, MalformedInput, OversizedInput, UndecodableInput
from dprk_extract.readers.metadata import load_endings
from dprk_extract.readers.registry import read_source
from dprk_extract.readers.sniff import by_signature
from dprk_extract.readers.source import Outcome, Source, open_source

RATIO = 200
"""Text packs to a tenth of its size or so; beyond this factor a file is made to harm."""
FLOOR = 64_000_000
"""Bytes that any archive may unpack to, however small it is."""
_BROKEN = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, OSError, struct.error,
)  # fmt: skip
"""What the standard library raises on damaged archives: far more than its documentation says."""
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_NOT_NESTED = ("gzip", "zip", "warc")


class _Counted(io.RawIOBase):
    """A packed stream that knows how much of it was read."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._packed.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends in OversizedInput where it grows out of proportion to what it is packed in."""

    def __init__(self, path: str, unpacked: io.BufferedIOBase, packed: _Counted | int) -> None:
        self._path = path
        self._unpacked = unpacked
        self._packed = packed
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            # As much as there is: a full read that ends in damage would throw away what came before.
            data = self._unpacked.read1(len(buffer))
        except _BROKEN as error:
            raise MalformedInput(self._path, f"a damaged archive: {error}") from None
        buffer[: len(data)] = data
        self.given += len(data)
        packed = self._packed if isinstance(self._packed, int) else self._packed.taken
        if self.given > max(FLOOR, RATIO * packed):
            raise OversizedInput(self._path, f"unpacks to more than {RATIO} times its size")
        return len(data)


def read_gzip(source: Source) -> Iterator[Outcome]:
    """What a ``.gz`` file holds, read by the name without that ending and by its first bytes."""
    counted = _Counted(source.stream)
    with gzip.GzipFile(fileobj=io.BufferedReader(counted)) as unpacked:
        stream = io.BufferedReader(_Bounded(source.path, unpacked, counted), 1 << 16)
        name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
        inner = open_source(source.path, name, stream, source.options)
        if by_signature(inner.head, source.path) in {"gzip", "zip"}:
            raise UndecodableInput(source.path, "an archive in an archive: unpack it first")
        yield from read_source(inner)


def read_zip(source: Source) -> Iterator[Outcome]:
    """The articles of a zip file, by their names in sorted order; other members and hidden ones are left out."""
    try:
        archive = zipfile.ZipFile(_seekable(source))
    except _BROKEN as error:
        raise MalformedInput(source.path, f"a damaged archive: {error}") from None
    with archive:
        names = {member.filename for member in archive.infolist()}
        if names & _OFFICE:
            raise UndecodableInput(source.path, "this is an Office document: save it as text, HTML or PDF")
        members = sorted((m for m in archive.infolist() if _is_article(m)), key=lambda m: m.filename)
        if not members:
            raise EmptyInput(source.path, "no articles in this archive (no file with a known ending)")
        for member in members:
            yield from _member(source, archive, member)


def _seekable(source: Source) -> IO[bytes]:
    """The archive as a file; in memory and bounded if it comes through a pipe, as its directory is at its end."""
    if source.raw.seekable():
        return source.raw
    return io.BytesIO(source.read(RATIO * source.options.max_bytes))


def _is_article(member: zipfile.ZipInfo) -> bool:
    place = PurePath(member.filename.replace("\\", "/"))  # as some programs of Windows part them
    hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts if part != "..")
    return not (member.filename.endswith("/") or hidden) and place.suffix.lower() in load_endings()


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Outcome]:
    path = f"{source.path}/{member.filename}"
    if member.flag_bits & 1:
        yield UndecodableInput(path, "encrypted")
        return
    try:
        with archive.open(member) as unpacked:
            stream = io.BufferedReader(
                _Bounded(path, cast(io.BufferedIOBase, unpacked), member.compress_size), 1 << 16
            )
            inner = open_source(path, PurePath(member.filename).name, stream, source.options)
            if inner.head and by_signature(inner.head, path) in _NOT_NESTED:
                raise UndecodableInput(path, "an archive in an archive: unpack it first")
            yield from read_source(inner)
    except InputError as error:
        yield error
    except _BROKEN as error:
        yield MalformedInput(path, f"a damaged archive: {error}")
