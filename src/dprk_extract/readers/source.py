"""What a reader is given: a named stream, the options, and the limits of size."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Protocol

from dprk_extract.errors import InputError, MissingExtra, OversizedInput
from dprk_extract.records import Document

MAX_BYTES = 10_000_000
"""Default limit of one article, in bytes as stored (containers of articles are not limited as a whole)."""
HEAD = 4096
_CHUNK = 1 << 16

Outcome = Document | InputError


class MissingReader(InputError, MissingExtra):
    """An input whose format needs an extra that is not installed."""

    code = "E303"


@dataclass(frozen=True, slots=True)
class JsonKeys:
    """The keys of the user's records, where they are not to be found by themselves. A dot steps into an object."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all inputs of a run."""

    published: date | None = None
    keys: JsonKeys = JsonKeys()
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open. ``path`` is what messages and records show; ``name`` the bare file name or ``""``.

    ``head`` holds the first bytes of ``stream``, which still delivers them; ``raw`` is what ``stream`` reads from.
    """

    path: str
    name: str
    stream: io.BufferedReader
    head: bytes
    options: Options
    raw: IO[bytes]

    def read(self, limit: int | None = None) -> bytes:
        """All of it. Raises OversizedInput beyond ``limit`` bytes, by default that of one article."""
        limit = self.options.max_bytes if limit is None else limit
        parts, size = [], 0
        # Asked for all at once, a buffered stream makes room for all of the limit.
        while size <= limit and (part := self.stream.read1(_CHUNK)):
            parts.append(part)
            size += len(part)
        if size > limit:
            raise too_large(self.path, limit)
        return b"".join(parts)


class Reader(Protocol):
    """What a format's module offers."""

    def __call__(self, source: Source) -> Iterator[Outcome]:
        """The articles of ``source``. What spoils one of them is yielded, what spoils all of them raised."""


class _Prefixed(io.RawIOBase):
    """A stream some bytes of which were already taken."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            taken, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            read1 = getattr(self._rest, "read1", self._rest.read)
            taken = read1(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)


def open_source(path: str, name: str, stream: IO[bytes], options: Options) -> Source:
    """A Source over ``stream``, whose first bytes are looked at without being lost."""
    head = b""
    read1 = getattr(stream, "read1", stream.read)
    while len(head) < HEAD:
        try:
            taken = read1(HEAD - len(head))
        except InputError:
            if not head:
                raise
            break  # whoever reads on will meet it again, behind what is there
        head += taken
        # A pipe may stay open for long: one whole line is enough to know a stream of records.
        if not taken or (b"\n" in head.lstrip() and head.lstrip()[:1] == b"{"):
            break
    return Source(path, name, prefixed(head, stream), head, options, stream)


def prefixed(head: bytes, rest: IO[bytes]) -> io.BufferedReader:
    """A stream of ``head`` and then ``rest``."""
    return io.BufferedReader(_Prefixed(head, rest), _CHUNK)


def too_large(path: str, limit: int) -> OversizedInput:
    """The error for an article beyond the limit."""
    size = f"{limit / 1e6:g} MB" if limit >= 100_000 else f"{limit:,} bytes"
    return OversizedInput(path, f"larger than the limit of {size} for one article (--max-bytes)")


def visible(text: str) -> str:
    """``text`` on one line: what does not print, or turns the writing direction, as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(char) for char in text)


def _escape(char: str) -> str:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return char.encode("unicode_escape").decode("ascii")
    return char


def encodable(text: str) -> str:
    """``text`` with each lone surrogate replaced by U+FFFD, one code point for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
