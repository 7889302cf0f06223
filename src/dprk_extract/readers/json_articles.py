"""Articles in JSON and JSON Lines: one object each, its keys found from a list or given."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from dprk_extract.errors import EmptyInput, InputError, MalformedInput
from dprk_extract.readers.days import declared_day
from dprk_extract.readers.decoding import decode
from dprk_extract.readers.html import document_of_page
from dprk_extract.readers.keys import candidates, find
from dprk_extract.readers.lines import numbered_lines
from dprk_extract.readers.metadata import Declared, make_document
from dprk_extract.readers.sniff import looks_like_page
from dprk_extract.readers.source import Outcome, Source, prefixed, too_large, visible
from dprk_extract.records import Document

_CHUNK = 1 << 16
_LOOKED_AT = 20
"""Lines in which a broken JSON file is searched for whole records."""
_LARGEST_ARRAY = 50
"""A JSON file must be parsed as a whole, so it may hold no more than this many times one article's bytes."""


def read(source: Source) -> Iterator[Outcome]:
    """The articles of a ``.json`` file: one object, a list of them, an object around a list, or JSON Lines."""
    limit = source.options.max_bytes * _LARGEST_ARRAY
    start, follows = _opening(source, limit)
    if follows and _is_record(start.partition(b"\n")[0]):
        yield from _lines(source, prefixed(start, source.stream))
        return
    data = start + source.read(limit)
    try:
        value = _parsed(data, source.path)
    except MalformedInput:
        # One bad line must not cost the good ones.
        if not any(_is_record(line) for line in data.split(b"\n", _LOOKED_AT)[:_LOOKED_AT]):
            raise
        yield from _lines(source, prefixed(data, source.stream))
        return
    records = _listed(value)
    if records is None:
        yield _article(source, value, "")
        return
    if not records:
        raise EmptyInput(source.path, "a list without articles")
    for number, record in enumerate(records, 1):
        yield _outcome(source, record, f"#{number}")


def _opening(source: Source, limit: int) -> tuple[bytes, bool]:
    """The first line and what is at hand behind it, and whether anything follows that line."""
    parts = [source.stream.readline(source.options.max_bytes + 1)]
    size = 0
    while size <= limit and (more := source.stream.read1(_CHUNK)):
        parts.append(more)
        size += len(more)
        if more.strip():
            return b"".join(parts), True
    return b"".join(parts), False


def read_lines(source: Source) -> Iterator[Outcome]:
    """The articles of a JSON Lines stream, one by one; the memory used is that of one line."""
    yield from _lines(source, source.stream)


def _lines(source: Source, stream: io.BufferedReader) -> Iterator[Outcome]:
    seen = False
    for number, line in numbered_lines(stream, source.options.max_bytes):
        part = f":{number}"
        if line is None:
            seen = True
            yield too_large(source.path + part, source.options.max_bytes)
        elif line := line.strip(b"\x1e \t\r"):
            seen = True
            yield _line(source, line, part)
    if not seen:
        raise EmptyInput(source.path, "the file is empty")


def _line(source: Source, line: bytes, part: str) -> Outcome:
    try:
        return _article(source, _parsed(line, source.path + part), part)
    except InputError as error:
        return error


def _outcome(source: Source, record: Any, part: str) -> Outcome:
    try:
        return _article(source, record, part)
    except InputError as error:
        return error


def _article(source: Source, record: Any, part: str) -> Document:
    path = source.path + part
    if not isinstance(record, Mapping):
        raise MalformedInput(path, f"a JSON {_json_type(record)} where an article object was expected")
    keys = source.options.keys
    text, page = _text(record, keys.text)
    if text is None and page is None:
        wanted = f"no text under the key {keys.text!r}" if keys.text else "no key with an article's text"
        raise MalformedInput(path, f"{wanted} (keys: {_shown(record)})")
    declared = declared_of(record, source)
    if text is None:
        return document_of_page(source, page or "", declared, part=part)
    return make_document(source, text, declared, part=part)


def declared_of(record: Mapping[str, Any], source: Source) -> Declared:
    """What a record says of its article beside the text."""
    keys = source.options.keys
    days = (declared_day(value) for value in candidates(record, "date", keys.date))
    return Declared(
        source_id=find(record, "id", keys.id),
        title=find(record, "title", keys.title),
        publisher=find(record, "publisher", keys.publisher),
        published=next((day for day in days if day), None),
        url=find(record, "url"),
    )


def _text(record: Mapping[str, Any], given: str | None) -> tuple[str | None, str | None]:
    """The text, or the page it has to be taken from."""
    for value in candidates(record, "text", given):
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return (None, value) if looks_like_page(value[:1000]) else (value, None)
        if given is not None and isinstance(value, str):
            return value, None
    return None, (find(record, "html") if given is None else None)


def _parsed(data: bytes, path: str) -> Any:
    try:
        return json.loads(decode(data, path))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise MalformedInput(path, f"not valid JSON: {error.msg} at {where}") from None
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a number of too many digits"
        raise MalformedInput(path, f"not usable JSON: {reason}") from None


def _is_record(line: bytes) -> bool:
    try:
        value = json.loads(line)
        return isinstance(value, dict) and bool(value)
    except (ValueError, RecursionError):
        return False


def _listed(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and not any(isinstance(text, str) for text in candidates(value, "text")):
        return next((found for found in candidates(value, "lists") if isinstance(found, list)), None)
    return None


def _json_type(value: Any) -> str:
    names = {bool: "boolean", str: "string", list: "array", type(None): "null"}
    return names.get(type(value), "number")


def _shown(record: Mapping[str, Any]) -> str:
    names = [visible(key[:40]) for key in list(record)[:8]]
    return ", ".join(names) + (", …" if len(record) > 8 else "") if names else "none"
