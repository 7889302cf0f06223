"""Finding the text, the title and the rest in a record whose keys nobody agreed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from dprk_extract.data import load_toml

_IGNORED = re.compile(r"[_\-\s]")


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(name) for name in load_toml("readers/keys.toml")[field]))


def _plain(name: str) -> str:
    return _IGNORED.sub("", name).lower()


def candidates(record: Mapping[str, Any], field: str, given: str | None = None) -> list[Any]:
    """The values that may be the record's ``field``, best first; those under the key ``given`` alone, if given."""
    if given is not None:
        if given in record:
            return [record[given]]
        return [value for value in [_step(record, given.split("."), exact=True)] if value is not None]
    plain = {_plain(key): value for key, value in reversed(list(record.items()))}
    values = []
    for name in _names(field):
        value = plain.get(name)
        if value is None and "." in name:
            value = _step(record, name.split("."), exact=False)
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


def _step(record: Mapping[str, Any], names: list[str], *, exact: bool) -> Any:
    value: Any = record
    for name in names:
        if not isinstance(value, Mapping):
            return None
        found = value.get(name) if exact else None
        if found is None and not exact:
            found = next((inner for key, inner in value.items() if _plain(key) == name), None)
        value = found
    return value
