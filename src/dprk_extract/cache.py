"""Extractions kept between runs, by the article's content and the pipeline's fingerprint.

One SQLite file in the user's cache folder. Safe with several processes at once and after a kill (each entry is one
transaction); bounded in size, oldest use first out. A cache that cannot be used is no error: it is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dprk_extract.codec import decode, encode, field_types
from dprk_extract.records import Document, Extraction

MAX_BYTES = 512 * 1024 * 1024
_DAY = 86_400
_TABLE = """
create table if not exists extractions (
    key text primary key, used integer not null, size integer not null, body blob not null
) without rowid
"""
_PARTS = ("quotes", "dates", "numbers", "entities", "sentences", "tagger")
"""The fields of an extraction beside its document, as they are stored."""


def cache_folder() -> Path:
    """The user's cache folder (``DPRK_EXTRACT_CACHE``, else by the XDG convention)."""
    chosen = os.environ.get("DPRK_EXTRACT_CACHE")
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "dprk-extract"


class Cache:
    """A store of extractions for one pipeline ``fingerprint``."""

    def __init__(self, folder: Path, fingerprint: str, *, max_bytes: int = MAX_BYTES) -> None:
        self._fingerprint = fingerprint
        self._max_bytes = max_bytes
        self._connection = _connected(folder)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, documents: Sequence[Document]) -> list[Extraction | None]:
        """The extraction of each document that is stored, else None."""
        if self._connection is None:
            return [None] * len(documents)
        keys = [self._key(document) for document in documents]
        marks = ",".join("?" * len(keys))
        try:
            rows = self._connection.execute(
                f"select key, body, used from extractions where key in ({marks})",
                keys,
            ).fetchall()
            self._touch([key for key, _, used in rows if used < time.time() - _DAY])
        except sqlite3.Error:
            return [None] * len(documents)
        bodies = {key: body for key, body, _ in rows}
        return [_unpacked(bodies.get(key), document) for key, document in zip(keys, documents, strict=True)]

    def put(self, extractions: Iterable[Extraction]) -> None:
        """Store extractions, and drop what was not used for longest where the store has grown too large."""
        if self._connection is None:
            return
        now = int(time.time())
        rows = []
        for extraction in extractions:
            body = _packed(extraction)
            rows.append((self._key(extraction.document), now, len(body), body))
        try:
            with self._connection as connection:
                connection.executemany("insert or replace into extractions values (?, ?, ?, ?)", rows)
                self._shrink(connection)
        except sqlite3.Error:
            self.close()  # full disk, locked for too long, a broken file: go on without

    def _touch(self, keys: list[str]) -> None:
        """Note the use, at most once a day an entry, so that reading stays reading."""
        if keys and self._connection is not None:
            with self._connection as connection:
                now = int(time.time())
                connection.executemany(
                    "update extractions set used = ? where key = ?", [(now, key) for key in keys]
                )

    def _shrink(self, connection: sqlite3.Connection) -> None:
        total = connection.execute("select coalesce(sum(size), 0) from extractions").fetchone()[0]
        if total <= self._max_bytes:
            return
        rows = connection.execute("select key, size from extractions order by used, key").fetchall()
        gone = []
        for key, size in rows:
            if total <= self._max_bytes * 3 // 4:
                break
            gone.append((key,))
            total -= size
        connection.executemany("delete from extractions where key = ?", gone)

    def _key(self, document: Document) -> str:
        digest = hashlib.sha256(self._fingerprint.encode())
        for part in (document.text, str(document.published), document.title or "", document.publisher or ""):
            digest.update(b"\0" + part.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def clear(folder: Path) -> int:
    """Remove the store; the number of bytes that were freed."""
    freed = 0
    for path in sorted(folder.glob("extractions.sqlite*")):
        freed += path.stat().st_size
        path.unlink(missing_ok=True)
    return freed


def _connected(folder: Path) -> sqlite3.Connection | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / "extractions.sqlite", timeout=5.0)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute(_TABLE)
    except (OSError, sqlite3.Error):
        return None
    return connection


class _Stored(Extraction):
    """An extraction from the store. A part is made into records when it is first asked for: few commands need all."""

    __slots__ = ("_parts",)

    _parts: dict[str, str]

    @classmethod
    def of(cls, document: Document, parts: dict[str, str]) -> _Stored:
        stored = object.__new__(cls)
        object.__setattr__(stored, "document", document)
        object.__setattr__(stored, "_parts", parts)
        return stored

    def __getattr__(self, name: str) -> Any:
        """The field ``name``, whose slot is still empty."""
        if name not in _PARTS:
            raise AttributeError(name)
        value = decode(field_types(Extraction)[name], json.loads(self._parts.pop(name)))
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extraction):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ("document", *_PARTS))

    __hash__ = Extraction.__hash__


def _packed(extraction: Extraction) -> bytes:
    """One line of JSON a part, without the document itself: whoever asks has it."""
    kinds = field_types(Extraction)
    parts = (encode(kinds[name], getattr(extraction, name)) for name in _PARTS)
    lines = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def _unpacked(body: bytes | None, document: Document) -> Extraction | None:
    if body is None:
        return None
    try:
        # The checksum inside vouches for the rest, and the fingerprint in the key for its form.
        lines = zlib.decompress(body).decode("utf-8", "surrogatepass").split("\n")
        return _Stored.of(document, dict(zip(_PARTS, lines, strict=True)))
    except (ValueError, TypeError, zlib.error):
        return None
