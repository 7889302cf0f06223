"""Progress on stderr: only at a terminal, and only for runs that last longer than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dprk_extract.readers import Meter

T = TypeVar("T")
_PATIENCE = 1.0
_OFTEN = 0.2


class Progress:
    """One line with a count, a rate and the time that is left. Whoever prints a message clears it before."""

    def __init__(self, *, hidden: bool) -> None:
        self.hidden = hidden or not sys.stderr.isatty()
        self._began = self._shown_at = time.monotonic()
        self._width = 0

    def over(self, items: Iterable[T], meter: Meter) -> Iterator[T]:
        """The items, with the line shown while they come."""
        if self.hidden:
            yield from items
            return
        try:
            for count, item in enumerate(items, start=1):
                now = time.monotonic()
                if now - self._began > _PATIENCE and now - self._shown_at > _OFTEN:
                    self._shown_at = now
                    self._show(report(count, now - self._began, meter))
                yield item
        finally:
            self.clear()

    def clear(self) -> None:
        """Make room for another message."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0

    def _show(self, text: str) -> None:
        try:
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
        except (OSError, ValueError):
            columns = 80
        text = text[: max(columns - 1, 0)]
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


def report(count: int, elapsed: float, meter: Meter) -> str:
    """What the line says after ``count`` articles and ``elapsed`` seconds."""
    said = f"{count:,} article{'' if count == 1 else 's'}, {count / elapsed:,.1f} a second"
    share = meter.share
    if not share or not meter.documents:
        return said
    # What was read may still wait for the pipeline.
    done = share * count / max(count, meter.documents)
    return f"{said}, {_duration(elapsed * (1 - done) / done)} left"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
