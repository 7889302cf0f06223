"""WARC archives of web pages, by fastwarc (extra ``warc``)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from dprk_extract.errors import EmptyInput, InputError, MalformedInput
from dprk_extract.readers.decoding import decode
from dprk_extract.readers.html import decode_page, document_of_page
from dprk_extract.readers.metadata import Declared, make_document
from dprk_extract.readers.source import MissingReader, Outcome, Source, too_large

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)


class _Forward(io.RawIOBase):
    """A stream that only goes forward and still knows where it is, as fastwarc asks of every stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at


def read(source: Source) -> Iterator[Outcome]:
    """The pages that an archive holds; what is neither HTML nor plain text is left out.

    A page's own address is its ``source_id``. The time of the crawl is no day of publication.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingReader(
            source.path, "WARC needs an extra: run `pip install 'dprk-extract[warc]'`"
        ) from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    stream, number, end = _Forward(source.stream), 0, 0
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"):
            end = _least_end(record)
            kind = _kind(record)
            if kind:
                number += 1
                outcome = _page(source, record, f"#{number}", is_text=kind in _TEXTS)
                record.reader.consume()
                if stream.tell() < end:
                    break  # half a page is no article
                yield outcome
    except InputError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise MalformedInput(source.path, f"a damaged WARC archive: {error}") from None
    if stream.tell() < end:
        raise MalformedInput(source.path, "a damaged WARC archive: it ends within a record")
    if not number:
        raise EmptyInput(source.path, "no web pages in this archive")


def _least_end(record: Any) -> int:
    """Where in the stream the record ends at the earliest, by what it says of itself."""
    headers = sum(len(name) + len(value) for name, value in record.headers.items())
    stated = record.headers.get("Content-Length", "0")
    return int(record.stream_pos) + headers + (int(stated) if stated.isdecimal() else 0)


def _kind(record: Any) -> str | None:
    """The media type of a record that can be an article."""
    if record.is_http:
        stated = record.http_content_type if record.http_headers.status_code == 200 else None
    else:
        stated = record.headers.get("Content-Type")
    kind = (stated or "").split(";")[0].strip().lower()
    return kind if kind in _PAGES or kind in _TEXTS else None


def _page(source: Source, record: Any, part: str, *, is_text: bool) -> Outcome:
    path, limit = source.path + part, source.options.max_bytes
    try:
        raw = record.reader.read(limit + 1)
        if len(raw) > limit:
            raise too_large(path, limit)
        address = record.headers.get("WARC-Target-URI")
        declared = Declared(source_id=address, url=address)
        if is_text:
            return make_document(source, decode(raw, path), declared, raw=raw, part=part)
        return document_of_page(source, decode_page(raw, path), declared, raw=raw, part=part)
    except InputError as error:
        return error
    except (OSError, ValueError) as error:
        return MalformedInput(path, f"a damaged record: {error}")
