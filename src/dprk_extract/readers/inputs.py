"""What the user names → open inputs → documents, lazily and in the given order."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dprk_extract.errors import UnreadableInput
from dprk_extract.readers.metadata import load_endings
from dprk_extract.readers.meter import Meter
from dprk_extract.readers.registry import read_source
from dprk_extract.readers.source import MAX_BYTES, JsonKeys, Options, Outcome, open_source, visible

STDIN = "-"
STDIN_NAME = "stdin"
_GLOB = frozenset("*?[")
_KINDS = (
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
)
_NAMES_CHUNK = 1 << 16


def read_documents(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    keys: JsonKeys | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Outcome]:
    """The documents of ``inputs``, lazily and in the given order; each failure is yielded, none is raised.

    An input is a file, a directory (searched recursively in sorted order for files with a known ending; hidden
    ones are skipped, links to directories not followed), a pattern with ``*``, ``?`` or ``[`` that names no file,
    or the string ``"-"`` for ``stdin``. A ``Path`` is always taken as it is. The same name given twice is read
    once.

    ``published`` is used for documents that do not declare a day of publication themselves. ``max_bytes`` limits
    one article, not a container of articles. ``stdin`` defaults to that of the process; ``meter`` is told what was
    read.
    """
    options = Options(published, keys or JsonKeys(), max_bytes)
    meter = meter or Meter(None)
    for found in _once(inputs):
        if isinstance(found, UnreadableInput):
            outcomes: Iterable[Outcome] = [found]
        elif found is None:
            outcomes = _read_stdin(stdin, options)
        else:
            outcomes = _read_file(found, options, meter)
        for outcome in outcomes:
            meter.documents += 1
            yield outcome


def meter_for(inputs: Iterable[str | Path]) -> Meter:
    """A meter for ``read_documents`` of the same inputs: their folders and patterns are looked through for it."""
    paths: list[str] = []
    for found in _once(inputs):
        if found is None:
            return Meter(None)
        if isinstance(found, str):
            paths.append(found)
    return Meter(paths)


def _once(inputs: Iterable[str | Path]) -> Iterator[str | UnreadableInput | None]:
    """The files that the inputs name, each once; None stands for standard input."""
    seen: set[str] = set()
    for given in inputs:
        for found in (None,) if given == STDIN else _expanded(given):
            # Path.absolute keeps "..", resolve follows links.
            key = os.path.abspath(found) if isinstance(found, str) else STDIN  # noqa: PTH100
            if isinstance(found, UnreadableInput) or key not in seen:
                seen.add(key)
                yield found


def names_from(stream: BinaryIO) -> Iterator[Path]:
    """The file names of a NUL-separated list (``find -print0``), lazily; empty ones are skipped."""
    pending: list[bytes] = []  # the parts of a name that has not ended
    while chunk := stream.read(_NAMES_CHUNK):
        first, *others = chunk.split(b"\0")
        pending.append(first)
        for part in others:
            name, pending = b"".join(pending), [part]
            if name:
                yield Path(os.fsdecode(name))
    if name := b"".join(pending):
        yield Path(os.fsdecode(name))


def _expanded(given: str | Path) -> Iterator[str | UnreadableInput]:
    name = os.fspath(given)
    if not name:
        yield UnreadableInput("''", "an empty name")
    elif "\0" in name:
        yield UnreadableInput(visible(name), "a NUL character in the name")
    elif Path(name).is_dir():
        yield from _directory(name)
    elif isinstance(given, str) and _GLOB & set(name) and not os.path.lexists(name):
        yield from _matching(name)
    else:
        yield name


def _matching(pattern: str) -> Iterator[str | UnreadableInput]:
    """What a pattern names. Unlike the glob module, Path.glob does not follow links below ``**`` in circles."""
    place = Path(pattern)
    relative = place.relative_to(place.anchor)
    wanted_hidden = {part for part in relative.parts if part.startswith(".")}
    try:
        found = sorted(Path(place.anchor).glob(str(relative)))
    except (ValueError, OSError) as error:
        yield UnreadableInput(visible(pattern), str(error).lower())
        return
    found = [m for m in found if all(p in wanted_hidden or p[0] != "." for p in m.parts)]
    if not found:
        yield UnreadableInput(visible(pattern), "no file matches this pattern")
    for match in found:
        if not match.is_dir():
            yield str(match)
        elif "**" not in pattern:  # "**" names directories beside the files in them
            yield from _directory(str(match))


def _directory(folder: str) -> Iterator[str | UnreadableInput]:
    seen = False
    for found in _walk(folder, load_endings()):
        seen = True
        yield found
    if not seen:
        yield UnreadableInput(visible(folder), "no articles in this directory (no file with a known ending)")


def _walk(folder: str, endings: frozenset[str]) -> Iterator[str | UnreadableInput]:
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as listing:
                entries = sorted((e for e in listing if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield UnreadableInput(visible(place), _reason(error))
            continue
        # Files before the folders beside them; folders are taken from the end of the list.
        yield from (
            e.path
            for e in entries
            if os.path.splitext(e.name)[1].lower() in endings  # noqa: PTH122 -- one Path a file is slow
            and (e.is_symlink() or e.is_file(follow_symlinks=False))
        )
        waiting.extend(e.path for e in reversed(entries) if e.is_dir(follow_symlinks=False))


def _read_file(path: str, options: Options, meter: Meter) -> Iterator[Outcome]:
    try:
        stream = _opened(path)
    except OSError as error:
        yield UnreadableInput(visible(path), _reason(error))
        return
    except UnreadableInput as error:
        yield error
        return
    meter.begin(stream)
    with stream:
        try:
            source = open_source(path, Path(path).name, stream, options)
        except OSError as error:
            yield UnreadableInput(visible(path), _reason(error))
            return
        yield from read_source(source)
    meter.end(path)


def _opened(path: str) -> BinaryIO:
    """``path`` open for reading. Pipes and devices are refused before opening: they may block or never end."""
    mode = os.stat(path).st_mode  # noqa: PTH116
    # A shell's <(command) is a pipe that is open already.
    inherited = path.startswith(("/dev/fd/", "/proc/self/fd/")) or path == "/dev/stdin"
    for is_kind, kind in _KINDS:
        if is_kind(mode) and not inherited:
            raise UnreadableInput(visible(path), kind)
    return open(path, "rb")  # noqa: PTH123


def _read_stdin(stdin: BinaryIO | None, options: Options) -> Iterator[Outcome]:
    try:
        source = open_source(STDIN_NAME, "", stdin or sys.stdin.buffer, options)
    except OSError as error:
        yield UnreadableInput(STDIN_NAME, _reason(error))
        return
    yield from read_source(source)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "no such file or directory"
    if error.errno == errno.ELOOP:
        return "links that lead back to themselves"
    return (error.strerror or str(error)).lower()
