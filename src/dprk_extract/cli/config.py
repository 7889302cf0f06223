"""Defaults from files: ``[tool.dprk-extract]`` of the working folder's pyproject.toml over the user's config.toml."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from dprk_extract.errors import UsageError

COMMANDS = (
    "quotes",
    "speakers",
    "dates",
    "numbers",
    "statements",
    "compare",
    "timeline",
    "find",
    "extract",
    "report",
)


def defaults() -> dict[str, dict[str, Any]]:
    """The default map for click: option values by command. A flag or an environment variable wins."""
    settings = {**_table(user_config_file()), **_table(Path("pyproject.toml"), "tool", "dprk-extract")}
    values = {key.replace("-", "_"): value for key, value in settings.items()}
    return dict.fromkeys(COMMANDS, values)


def user_config_folder() -> Path:
    """The folder of ``config.toml`` and of the user's own knowledge files."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "dprk-extract"


def user_config_file() -> Path:
    return user_config_folder() / "config.toml"


def _table(path: Path, *keys: str) -> dict[str, Any]:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if keys:  # another tool's file: its owner will hear of it from that tool
            return {}
        raise UsageError(f"{path}: {error}") from None
    for key in keys:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return table if isinstance(table, dict) else {}
