"""Lines of a stream, one at a time, in memory bounded by the longest line allowed."""

from __future__ import annotations

import io
from collections.abc import Iterator

_CHUNK = 1 << 16


def numbered_lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """``(number, line)`` of each line that is not empty, counted from 1; None for one of more than ``limit`` bytes.

    A line is given out as soon as it is complete, so that a slow pipe can be followed.
    """
    number, size = 1, 0
    parts: list[bytes] = []
    # read1 gives what a pipe has, and does not wait for a whole chunk.
    while chunk := stream.read1(_CHUNK):
        pieces = chunk.split(b"\n")
        open_piece = pieces.pop()
        for piece in pieces:
            if size or piece:
                size += len(piece)
                parts.append(piece)
                yield number, (b"".join(parts) if size <= limit else None)
                parts, size = [], 0
            number += 1
        size += len(open_piece)
        # What goes beyond the limit is counted and let go.
        if size <= limit:
            parts.append(open_piece)
        else:
            parts.clear()
    if size:
        yield number, (b"".join(parts) if size <= limit else None)
