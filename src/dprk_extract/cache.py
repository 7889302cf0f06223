"""Extractions kept between runs, by the article's content and the pipeline's fingerprint.

One SQLite file in the user's cache folder. Safe with several processes at once and after a kill (each entry is one
transaction); bounded in size, oldest use first out. A cache that cannot be used is no error: it is left alone.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from dprk_extract.codec import pack, unpack
from dprk_extract.records import Document, Extraction

MAX_BYTES = 512 * 1024 * 1024
_DAY = 86_400
_TABLE = """
create table if not exists extractions (
    key text primary key, used integer not null, size integer not null, body blob not null
) without rowid
"""


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
        return [_found(bodies.get(key), document) for key, document in zip(keys, documents, strict=True)]

    def put(self, extractions: Iterable[Extraction]) -> None:
        """Store extractions, and drop what was not used for longest where the store has grown too large."""
        if self._connection is None:
            return
        now = int(time.time())
        packed = ((self._key(extraction.document), pack(extraction)) for extraction in extractions)
        rows = [(key, now, len(body), body) for key, body in packed]
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
        total = _used_bytes(connection)
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


def _used_bytes(connection: sqlite3.Connection) -> int:
    """What the store takes, without looking at every entry as a sum over them would, chunk for chunk."""
    pages, free, size = (
        int(connection.execute(f"pragma {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _found(body: bytes | None, document: Document) -> Extraction | None:
    try:
        return None if body is None else unpack(body, document)
    except ValueError:
        return None
