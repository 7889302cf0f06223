"""How much of the inputs has been read: for an estimate of the time that is left."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Meter:
    """Bytes read of ``total``, as stored (packed files count packed), and ``documents`` made of them so far.

    ``total`` is None where an input has no known size: a pipe, standard input.
    """

    def __init__(self, paths: Iterable[str | Path] | None) -> None:
        self.total = None if paths is None else sum(_size(path) for path in paths)
        self.documents = 0
        self._finished = 0
        self._open: BinaryIO | None = None

    def begin(self, stream: BinaryIO) -> None:
        """A file was opened."""
        self._open = stream

    def end(self, path: str) -> None:
        """The file was read to its end, or given up."""
        self._finished += _size(path)
        self._open = None

    @property
    def share(self) -> float | None:
        """The part of all bytes that has been read, 0 to 1; None where that is not known."""
        if not self.total:
            return None
        here = self._open.tell() if self._open is not None and not self._open.closed else 0
        return min(1.0, (self._finished + here) / self.total)


def _size(path: str | Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 -- the names may be any bytes
    except (OSError, ValueError):
        return 0
