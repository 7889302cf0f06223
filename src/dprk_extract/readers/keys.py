"""Finding the text, the title and the rest in a record whose keys nobody agreed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from dprk_extract.data import load_toml

_IGNORED = re.compile(r"[_\-\s]")
_LONGEST = 40  # longer keys are none of ours, and need not be kept in the cache


@cache
def _names(field: str) -> tuple[tuple[str, ...], ...]:
    """The plain names of a field, each with the steps of its dotted path."""
    plain = dict.fromkeys(_normal(name) for name in load_toml("readers/keys.toml")[field])
    return tuple((name, *name.split(".")) if "." in name else (name,) for name in plain)


@lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    return _IGNORED.sub("", name).lower()


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """``record`` by its plain keys; of two keys that are alike the first counts."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if len(key) <= _LONGEST and value is not None:
            found.setdefault(_normal(key), value)
    return found


def candidates(record: Mapping[str, Any], field: str, given: str | None = None) -> list[Any]:
    """The values that may be the record's ``field``, best first; those under the key ``given`` alone, if given."""
    if given is not None:
        value = record[given] if given in record else _given(record, given.split("."))
        return [] if value is None else [value]
    plain = _plain(record)
    values = []
    for name, *path in _names(field):
        value = plain.get(name)
        if value is None and path:
            value = _along(plain, path)
        if value is not None:
            values.append(value)
    return values


def find(record: Mapping[str, Any], field: str, given: str | None = None) -> str | None:
    """The first candidate that is words or a number, as a string; None where there is none."""
    for value in candidates(record, field, given):
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _given(record: Mapping[str, Any], path: list[str]) -> Any:
    value: Any = record
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _along(plain: Mapping[str, Any], path: list[str]) -> Any:
    value = plain.get(path[0])
    for name in path[1:]:
        value = _plain(value).get(name) if isinstance(value, Mapping) else None
    return value
