"""Progress on stderr: only at a terminal, and only for runs that last longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 1.0


def progress(items: Iterable[T], *, hidden: bool) -> Iterator[T]:
    """The items, with a count and a rate shown while they come."""
    if hidden or not sys.stderr.isatty():
        yield from items
        return
    began = time.monotonic()
    status = None
    try:
        for count, item in enumerate(items, start=1):
            elapsed = time.monotonic() - began
            if elapsed > _PATIENCE:
                if status is None:
                    from rich.console import Console

                    status = Console(stderr=True).status("")
                    status.start()
                status.update(f"{count} articles, {count / elapsed:.1f} a second")
            yield item
    finally:
        if status is not None:
            status.stop()
