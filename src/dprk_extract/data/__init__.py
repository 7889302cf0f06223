"""Vocabulary, knowledge and weights, as files. Code asks for them here and never spells words out itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dprk_extract.errors import DataError


def resource(name: str) -> Traversable:
    """The packaged file ``name`` (a path below this folder, with slashes)."""
    found = files(__name__)
    for part in name.split("/"):
        found = found / part
    return found


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The parsed TOML file ``name``. The result is shared: do not change it."""
    try:
        return tomllib.loads(resource(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data file {name}: {error}") from error
