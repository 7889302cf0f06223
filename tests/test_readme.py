"""What the README shows is what the program prints.

``UPDATE_README=1 pytest tests/test_readme.py`` writes the outputs anew; without it, a difference fails.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.S)
PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.S)
UPDATE = bool(os.environ.get("UPDATE_README"))


def shell(command: str) -> str:
    """What the command prints, in a terminal of 100 columns without colour."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stderr == ""
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n") + "\n"


def compare(match: re.Match[str], printed: str) -> None:
    if UPDATE:
        start, end = match.span("output")
        text = README.read_text(encoding="utf-8")
        assert text.count(match[0]) == 1
        new = match[0][: start - match.start()] + printed + match[0][end - match.start() :]
        README.write_text(text.replace(match[0], new), encoding="utf-8")
    else:
        assert printed == match["output"]


@pytest.mark.parametrize(
    "match", CONSOLE.finditer(README.read_text(encoding="utf-8")), ids=lambda match: match["command"][:60]
)
def test_console(match: re.Match[str]) -> None:
    if "jq " in match["command"] and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    compare(match, shell(match["command"]))


def test_python() -> None:
    (match,) = PYTHON.finditer(README.read_text(encoding="utf-8"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(match["code"], "README.md", "exec"), {})
    compare(match, out.getvalue())


def test_every_command_is_listed() -> None:
    from dprk_extract.cli.app import app

    names = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    listed = set(
        re.findall(
            r"`([a-z]+)`", README.read_text(encoding="utf-8").split("## Commands")[1].split("**Inputs")[0]
        )
    )
    assert names <= listed
