"""PDF, by pypdf (extra ``pdf``): the text layer, with lines joined into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from dprk_extract.data import load_toml
from dprk_extract.errors import InputError, MalformedInput, OversizedInput, UndecodableInput
from dprk_extract.readers.metadata import Declared, make_document
from dprk_extract.readers.reflow import paragraphs_of
from dprk_extract.readers.source import MissingReader, Outcome, Source
from dprk_extract.records import MAX_CHARS

MAX_PAGES = 2000
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read(source: Source) -> Iterator[Outcome]:
    """The one article of a PDF file. Its dates of making are those of a file, so no day of publication is read."""
    try:
        import pypdf
    except ImportError:
        raise MissingReader(
            source.path, "PDF needs an extra: run `pip install 'dprk-extract[pdf]'`"
        ) from None
    raw = source.read()
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        # Without a password of its own, a PDF is only locked against changes, and every viewer shows it.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UndecodableInput(source.path, "an encrypted PDF")
        if len(reader.pages) > MAX_PAGES:
            raise OversizedInput(source.path, f"more than {MAX_PAGES:,} pages")
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > MAX_CHARS:
                raise OversizedInput(source.path, f"more than the limit of {MAX_CHARS:,} characters")
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:  # a file can break the parser in many ways; each means the same to the user
        raise MalformedInput(source.path, f"a damaged PDF ({type(error).__name__})") from error
    text = paragraphs_of(pages)
    if not text.strip():
        raise MalformedInput(source.path, "a PDF without a text layer (a scan?)")
    declared = Declared(title=_telling(title))
    yield make_document(source, text, declared, raw=raw, name=source.name)


def _telling(title: object) -> str | None:
    """The title that the file states, unless it is one that a program filled in."""
    if not isinstance(title, str) or re.search(load_toml("readers/reflow.toml")["no_title"], title[:300]):
        return None
    return title
