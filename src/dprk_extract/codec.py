"""Records to JSON values and back, from their type hints: fields become lists in the order of declaration.

Made for storage between runs of one version (the cache), not for exchange: that is :mod:`dprk_extract.render`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]


def encode(record: Any) -> Any:
    """``record``, a dataclass of :mod:`dprk_extract.records`, as JSON values."""
    kind: Any = type(record)
    return _encoder(kind)(record)


def decode(kind: type[T], value: Any) -> T:
    """The record of class ``kind`` that ``encode`` gave as ``value``. Raises on values that are not of that form."""
    hashable: Any = kind
    found = _decoder(hashable)(value)
    assert isinstance(found, kind)
    return found


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> Convert:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(item.name, _encoder(hints[item.name])) for item in fields(kind)]
        return lambda record: [convert(getattr(record, name)) for name, convert in parts]
    if kind is date:
        return date.isoformat
    return _generic(kind, _encoder, list)


@cache
def _decoder(kind: Any) -> Convert:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [_decoder(hints[item.name]) for item in fields(kind)]
        make: Any = kind
        return lambda values: make(*(part(value) for part, value in zip(parts, values, strict=True)))
    if kind is date:
        return date.fromisoformat
    return _generic(kind, _decoder, tuple)


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
        return lambda values: collect([part(value) for part, value in zip(parts, values, strict=True)])
    if origin is Literal or kind in (str, int, float, bool):
        return _same
    raise TypeError(f"no way to store {kind!r}")
