"""Where output goes: standard output, or a file that is complete or absent."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dprk_extract.cli.streams import ReaderGone
from dprk_extract.errors import UnwritableOutput


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when it is complete."""
    if path is None:
        with contextlib.suppress(ReaderGone):
            yield sys.stdout
            sys.stdout.flush()
        return
    if path.exists() and not path.is_file():  # a device or a pipe; a folder fails here
        with complaining(path), path.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    with complaining(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with complaining(path), os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        _replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


@contextlib.contextmanager
def complaining(path: Path) -> Iterator[None]:
    """Turn a failure to write ``path`` into UnwritableOutput."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableOutput(f"cannot write {path}: {error.strerror or error}") from None


def _replace(temporary: str, path: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    with complaining(path):
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
