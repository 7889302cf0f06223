"""The standard streams as a program at the end of a pipe needs them: UTF-8, and every failure to write understood."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import BinaryIO, TextIO, TypeVar, cast

from dprk_extract.errors import UnwritableOutput

T = TypeVar("T")


class ReaderGone(Exception):
    """Whoever read standard output has stopped: the end of the work, and no failure of it."""


def prepare() -> None:
    """Replace the three streams. A stream that the caller closed is None in Python.

    ``print(file=None)`` would write messages among the data, so the null device stands in its place: for reading only
    where it stands for standard output, whose rows must not be lost in silence.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - it stays open to the end
    out, messages = _bytes_of(sys.stdout, "rb"), _bytes_of(sys.stderr, "wb")
    at_terminal = out.isatty()
    # Line ends as the formats write them, on every system.
    sys.stdout = _Output(
        out, encoding="utf-8", errors="backslashreplace", newline="", line_buffering=at_terminal
    )
    sys.stderr = _Messages(messages, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def close() -> None:
    """Write what still waits. Raises UnwritableOutput."""
    try:
        sys.stdout.flush()
    except ReaderGone:
        return


def _bytes_of(stream: TextIO | None, mode: str) -> BinaryIO:
    # Not detached: what asks for the terminal's size asks the stream that Python opened.
    return cast(BinaryIO, open(os.devnull, mode)) if stream is None else stream.buffer  # noqa: PTH123


class _Output(io.TextIOWrapper):
    """Standard output. Raises ReaderGone at a closed pipe, UnwritableOutput at any other failure."""

    def write(self, text: str, /) -> int:
        return self._tried(lambda: super(_Output, self).write(text))

    def flush(self) -> None:
        self._tried(super().flush)

    def _tried(self, action: Callable[[], T]) -> T:
        try:
            return action()
        except BrokenPipeError:
            self._silence()
            raise ReaderGone from None
        except OSError as error:
            self._silence()
            raise UnwritableOutput(f"cannot write to standard output: {error.strerror or error}") from None

    def _silence(self) -> None:
        """Let what is still buffered go nowhere: Python writes it at exit, and would complain again."""
        if self.writable():
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


class _Messages(io.TextIOWrapper):
    """Standard error. A message that nobody can read must not end the work that it is about."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            return
