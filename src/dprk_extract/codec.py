"""Records to JSON values and back, by their type hints; extractions to bytes, for the cache and between processes.

Fields become lists in the order of declaration. Both ends must be of one version; exchange with others is the
business of :mod:`dprk_extract.render`.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dprk_extract.records import Document, Extraction

Convert = Callable[[Any], Any]
_PARTS = ("quotes", "dates", "numbers", "entities", "sentences", "tagger")
"""The fields of an extraction beside its document, as they are packed."""


def pack(extraction: Extraction) -> bytes:
    """Everything but the document, which whoever unpacks it must have: one line of JSON a part, compressed."""
    body: bytes | None = getattr(extraction, "body", None)
    if body is not None:
        return body
    kinds = field_types(Extraction)
    parts = (encode(kinds[name], getattr(extraction, name)) for name in _PARTS)
    lines = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def unpack(body: bytes, document: Document) -> Extraction:
    """The extraction of ``document`` that was packed as ``body``. Raises ValueError where ``body`` is damaged."""
    try:
        # The checksum inside vouches for the lines, so that they need not be read before they are wanted.
        lines = zlib.decompress(body).decode("utf-8", "surrogatepass").split("\n")
        parts = dict(zip(_PARTS, lines, strict=True))
    except (TypeError, zlib.error) as error:
        raise ValueError(str(error)) from None
    packed = object.__new__(_Packed)
    for name, value in (("document", document), ("body", body), ("parts", parts)):
        object.__setattr__(packed, name, value)
    return packed


class _Packed(Extraction):
    """An extraction whose parts are made into records when they are first asked for: few commands need all."""

    __slots__ = ("body", "parts")

    body: bytes
    parts: dict[str, str]

    def __getattr__(self, name: str) -> Any:
        """The field ``name``, whose slot is still empty."""
        if name not in _PARTS:
            raise AttributeError(name)
        value = decode(field_types(Extraction)[name], json.loads(self.parts.pop(name)))
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extraction):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ("document", *_PARTS))

    __hash__ = Extraction.__hash__


def encode(kind: Any, value: Any) -> Any:
    """``value`` of the type ``kind`` (a class of :mod:`dprk_extract.records`, or a field's type) as JSON values."""
    return _encoder(kind)(value)


def decode(kind: Any, value: Any) -> Any:
    """The value of the type ``kind`` that ``encode`` gave as ``value``, whose lists are used up.

    Raises ValueError or TypeError on values that are not of that form.
    """
    return _decoder(kind)(value)


@cache
def field_types(kind: Any) -> dict[str, Any]:
    """The type of each field of a record's class, in the order of declaration."""
    hints = get_type_hints(kind)
    return {item.name: hints[item.name] for item in fields(kind)}


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> Convert:
    if is_dataclass(kind):
        return _record_encoder(kind)
    if kind is date:
        return date.isoformat
    return _generic(kind, _encoder, list)


@cache
def _decoder(kind: Any) -> Convert:
    if is_dataclass(kind):
        return _record_decoder(kind)
    if kind is date:
        return date.fromisoformat
    return _generic(kind, _decoder, tuple)


def _record_encoder(kind: Any) -> Convert:
    parts = [(name, _encoder(hint)) for name, hint in field_types(kind).items()]
    return lambda record: [convert(getattr(record, name)) for name, convert in parts]


def _record_decoder(kind: Any) -> Convert:
    """Most fields are what JSON gives: only the others are touched, in the list that was just parsed."""
    parts = [_decoder(hint) for hint in field_types(kind).values()]
    changed = [(place, part) for place, part in enumerate(parts) if part is not _same]
    size = len(parts)

    def decoded(values: Any) -> Any:
        if len(values) != size:
            raise ValueError(f"{len(values)} values for the {size} fields of {kind.__name__}")
        for place, part in changed:
            values[place] = part(values[place])
        return kind(*values)

    return decoded


def _generic(kind: Any, convert: Callable[[Any], Convert], collect: Callable[[Any], Any]) -> Convert:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = convert(next(part for part in arguments if part is not type(None)))
        return inner if inner is _same else lambda value: None if value is None else inner(value)
    if origin is tuple:
        parts = [convert(part) for part in arguments if part is not ...]
        if ... in arguments:
            item = parts[0]
            return collect if item is _same else lambda values: collect([item(value) for value in values])
        if all(part is _same for part in parts):
            return collect
        return lambda values: collect([part(value) for part, value in zip(parts, values, strict=True)])
    if origin is Literal or kind in (str, int, float, bool):
        return _same
    raise TypeError(f"no way to store {kind!r}")
