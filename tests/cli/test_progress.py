"""The progress line: what it says, and when it is there."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dprk_extract.cli import progress, run
from dprk_extract.cli.progress import Progress, report
from dprk_extract.readers import Meter, meter_for, read_documents


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("Jon Bek said he saw it. " * 10, encoding="utf-8")
    return tmp_path


def test_the_meter_follows_the_reading(folder: Path) -> None:
    meter = meter_for([str(folder)])
    shares = []
    for _ in read_documents([str(folder)], meter=meter):
        shares.append(meter.share)
    assert shares == [0.25, 0.5, 0.75, 1.0]
    assert (meter.total, meter.documents, meter.share) == (960, 4, 1.0)


def test_lines_of_one_file_count_by_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Jon Bek said he saw it, and more of it than he had asked for."}\n' * 4000, "utf-8"
    )
    meter = meter_for([path])
    documents = read_documents([path], meter=meter)
    for _ in range(2000):
        next(documents)
    assert meter.share == pytest.approx(0.5, abs=0.2)


def test_nothing_is_known_of_a_pipe(folder: Path) -> None:
    assert meter_for([str(folder), "-"]).share is None


def test_a_missing_file_has_no_size_and_does_no_harm(folder: Path) -> None:
    assert meter_for([str(folder), str(folder / "none.txt"), "no*.pattern"]).total == 960


def test_time_left_goes_by_what_is_done() -> None:
    meter = Meter([])
    assert report(10, 5.0, meter) == "10 articles, 2.0 a second"
    meter = Meter([__file__])
    meter.end(__file__)
    meter.documents = 40
    assert report(10, 5.0, meter) == "10 articles, 2.0 a second, 15 s left"
    assert report(10, 500.0, meter) == "10 articles, 0.0 a second, 25 min left"
    assert report(1, 5000.0, meter) == "1 article, 0.0 a second, 54.2 h left"


def test_the_line_is_cleared_for_messages_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_OFTEN", -1.0)
    line = Progress(hidden=False)
    assert list(line.over("abc", Meter(None))) == ["a", "b", "c"]
    shown = sys.stderr.getvalue()
    assert "3 articles" in shown
    assert shown.endswith("\r")
    last = shown.rstrip("\r").rpartition("\r")[2]
    assert last.strip() == ""


def test_the_line_is_cleared_where_enough_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_OFTEN", -1.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    text = "Captain Mira Olsen said on March 2, 2024 that 40 boats had left.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    assert run(["quotes", "--no-cache", "--format", "table", "-n", "1", str(tmp_path)]) == 0
    assert "Mira Olsen" in capsys.readouterr().out
    shown = sys.stderr.getvalue()
    assert "1 article," in shown
    assert shown.endswith("\r")


def test_short_runs_and_pipes_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(Progress(hidden=False).over("abc", Meter(None))) == ["a", "b", "c"]
    assert sys.stderr.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert Progress(hidden=False).hidden
