"""One module a format. The readers of formats that need an extra are imported when such an input comes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from dprk_extract.errors import InputError, UnreadableInput
from dprk_extract.readers.sniff import format_of
from dprk_extract.readers.source import Outcome, Reader, Source, visible

READERS = {
    "text": "text:read",
    "html": "html:read",
    "json": "json_articles:read",
    "jsonl": "json_articles:read_lines",
    "gzip": "archive:read_gzip",
    "zip": "archive:read_zip",
    "pdf": "pdf:read",
    "warc": "warc:read",
}
"""The reading function of each format of ``data/readers/endings.toml``, as ``module:function``."""


def reader_for(format_name: str) -> Reader:
    """The function that reads ``format_name``."""
    module, _, function = READERS[format_name].partition(":")
    return cast(Reader, getattr(import_module(f"{__package__}.{module}"), function))


def read_source(source: Source) -> Iterator[Outcome]:
    """The articles of one open input; every failure is yielded as an InputError, none is raised."""
    try:
        yield from map(_shown, reader_for(format_of(source.head, source.name, source.path))(source))
    except InputError as error:
        yield _shown(error)
    except OSError as error:
        yield UnreadableInput(visible(source.path), error.strerror or str(error))
    except Exception as error:  # a parser's fault on one file must not cost the others
        yield InputError(visible(source.path), f"could not be read ({type(error).__name__})")


def _shown(outcome: Outcome) -> Outcome:
    """Messages stay on one line, whatever a file is called.

    A failure is made anew: the traceback of one that was raised keeps alive all that had been read of its input.
    """
    if isinstance(outcome, InputError):
        return type(outcome)(visible(outcome.source), visible(outcome.reason))
    return outcome
