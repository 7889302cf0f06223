"""Records to JSON values and back, from their type hints: fields become lists in the order of declaration.

Made for storage between runs of one version (the cache), not for exchange: that is :mod:`dprk_extract.render`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]


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
