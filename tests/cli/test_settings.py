"""Settings from files and the environment, the user's own keys and knowledge, and the sample at a terminal."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from dprk_extract.cli import run

KNOWLEDGE = """
[bek-jon]
kind = "person"
name = "Jonathan Bek"
aliases = ["Jon Bek"]
country = "NO"
description = "mayor of an invented town"
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "a.txt"
    path.write_text("Jon Bek said on November 8 that 40 boats had left the harbour.\n", encoding="utf-8")
    return path


def dates(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run(["dates", "--jsonl", *arguments]) == 0
    return [json.loads(line)["value"] for line in capsys.readouterr().out.splitlines()]


def test_working_folder_wins_over_user_config_and_a_flag_over_both(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dates(capsys, str(article)) == ["XXXX-11-08"]
    config = tmp_path / "config" / "dprk-extract" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('published = "2021-12-01"\n', encoding="utf-8")
    assert dates(capsys, str(article)) == ["2021-11-08"]
    (tmp_path / "pyproject.toml").write_text(
        '[tool.dprk-extract]\npublished = "2022-12-01"\n', encoding="utf-8"
    )
    assert dates(capsys, str(article)) == ["2022-11-08"]
    assert dates(capsys, "--published", "2023-12-01", str(article)) == ["2023-11-08"]


def test_the_environment_wins_over_files(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.dprk-extract]\npublished = "2022-12-01"\n', encoding="utf-8"
    )
    monkeypatch.setenv("DPRK_EXTRACT_PUBLISHED", "2020-12-01")
    assert dates(capsys, str(article)) == ["2020-11-08"]


def test_a_broken_user_config_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config" / "dprk-extract" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("published = \n", encoding="utf-8")
    assert run(["dates", str(article)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def speaker_id(capsys: pytest.CaptureFixture[str], *arguments: str) -> str | None:
    assert run(["quotes", "--jsonl", *arguments]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    found: str | None = row["speaker"]["id"]
    return found


def test_knowledge_of_ones_own(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert speaker_id(capsys, str(article)) is None
    own = tmp_path / "own.toml"
    own.write_text(KNOWLEDGE, encoding="utf-8")
    assert speaker_id(capsys, "--knowledge", str(own), str(article)) == "bek-jon"
    folder = tmp_path / "config" / "dprk-extract" / "knowledge"
    folder.mkdir(parents=True)
    own.rename(folder / "own.toml")
    assert speaker_id(capsys, str(article)) == "bek-jon"


def test_keys_of_ones_own(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.jsonl"
    record = {
        "nr": "n-7",
        "words": article.read_text(encoding="utf-8"),
        "day": "2020-12-01",
        "paper": "Kest Post",
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    keys = ["--text-key", "words", "--date-key", "day", "--publisher-key", "paper", "--id-key", "nr"]
    assert run(["extract", "--jsonl", *keys, str(path)]) == 0
    document = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (document["source_id"], document["publisher"], document["published"]) == (
        "n-7", "Kest Post", "2020-12-01",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_input_at_a_terminal_runs_on_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    seen = b""

    def read(descriptor: int) -> bytes:
        nonlocal seen
        data = os.read(descriptor, 65536)
        seen += data
        return data

    code = "from dprk_extract.cli import main; main()"
    status = pty.spawn([sys.executable, "-c", code, "numbers"], read)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"built-in sample of two articles" in seen
    assert b"10,000" in seen
