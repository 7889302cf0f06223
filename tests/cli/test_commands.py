"""The commands as a user runs them: formats, filters, exit codes, and bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dprk_extract.cli import run
from dprk_extract.schema import json_schema

COMMANDS = ("quotes", "speakers", "dates", "numbers", "statements", "compare", "timeline", "extract")
ARTICLE = """SEOUL, March 3, 2024 (Harbor Daily) - Two boats sank near the harbour, the coast guard said.

“We searched for five hours,” Captain Mira Olsen said on Friday. “The water was 4 degrees.”

Mayor Jon Bek denied that he had closed the port on February 2.
"""
HOSTILE = (
    "“=HYPERLINK(1) is what we saw beside [/red] and \x1b[31m<script>alert(1)</script>,” Mayor Jon Bek said.\n\n"
    "“@SUM(1) is what we found,” Mira Olsen said.\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "boats.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def validate(instance: Any, record: str = "envelope") -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{record}"}).validate(instance)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_valid_by_the_schema(cli: Run, article: Path, command: str) -> None:
    code, out, err = cli(command, "--json", "--quiet", str(article))
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    validate(envelope)
    assert envelope["items"], command
    assert [document["source_id"] for document in envelope["documents"]] == ["boats"]


@pytest.mark.parametrize("command", COMMANDS)
def test_jsonl_lines_are_valid_items(cli: Run, article: Path, command: str) -> None:
    code, out, _ = cli(command, "--jsonl", str(article))
    assert code == 0
    for line in out.splitlines():
        validate(json.loads(line), "item")


def test_find_gives_the_place(cli: Run, article: Path) -> None:
    code, out, _ = cli("find", "searched for five hours", "--json", str(article))
    assert code == 0
    envelope = json.loads(out)
    validate(envelope)
    match = envelope["items"][0]
    assert ARTICLE[match["start"] : match["end"]] == match["text"]
    assert "five hours" in match["text"]


def test_find_says_what_was_not_said(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The ministry has not said that forty boats left the harbour. Jon Bek said that forty boats left the harbour.\n"
    )
    _, out, _ = cli("find", "forty boats left the harbour", "--jsonl", str(path))
    assert sorted(json.loads(line)["negated"] for line in out.splitlines()) == [False, True]
    _, table, _ = cli("find", "forty boats left the harbour", "--format", "table", str(path))
    assert table.count("(not said)") == 1


def test_explain_shows_each_mention(cli: Run, article: Path) -> None:
    code, out, _ = cli("speakers", "--explain", "Olsen", "--json", str(article))
    assert code == 0
    envelope = json.loads(out)
    validate(envelope)
    assert {item["name"] for item in envelope["items"]} == {"Mira Olsen"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "extract"])
def test_tsv_is_the_default_in_a_pipe(cli: Run, article: Path, command: str) -> None:
    code, out, _ = cli(command, str(article))
    assert code == 0
    lines = out.splitlines()
    assert len(lines) > 1
    assert len({line.count("\t") for line in lines}) == 1


def test_rerun_is_byte_identical(cli: Run, article: Path) -> None:
    assert cli("extract", str(article)) == cli("extract", str(article))


def test_offsets_in_the_output_hold(cli: Run, article: Path) -> None:
    _, out, _ = cli("extract", "--jsonl", str(article))
    rows = [json.loads(line) for line in out.splitlines()]
    placed = [row for row in rows if "start" in row]
    assert {row["type"] for row in placed} >= {"quote", "date", "number"}
    assert [row for row in placed if ARTICLE[row["start"] : row["end"]] != row["text"]] == []


def test_speaker_filter(cli: Run, article: Path) -> None:
    _, out, _ = cli("quotes", "--json", "--speaker", "mira-olsen", str(article))
    names = {item["speaker"]["name"] for item in json.loads(out)["items"]}
    assert names == {"Mira Olsen"}


def test_kind_filter_and_limit(cli: Run, article: Path) -> None:
    _, out, _ = cli("quotes", "--json", "--kind", "direct", "-n", "1", str(article))
    assert [item["kind"] for item in json.loads(out)["items"]] == ["direct"]


def test_since_keeps_what_was_said_later(cli: Run, article: Path) -> None:
    _, everything, _ = cli("timeline", "--json", str(article))
    _, later, _ = cli("timeline", "--json", "--since", "2030-01-01", str(article))
    assert json.loads(everything)["items"]
    assert json.loads(later)["items"] == []


def test_csv_cells_are_guarded(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "=cmd.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    code, out, _ = cli("quotes", "--csv", str(path))
    assert code == 0
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert "'=HYPERLINK(1) is what we saw beside [/red] and ␛[31m<script>alert(1)</script>," in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "@")]


def test_terminal_escapes_do_not_reach_any_output(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    for form in ("table", "tsv", "csv", "json", "jsonl"):
        code, out, _ = cli("quotes", "--format", form, str(path))
        assert code == 0
        assert "\x1b" not in out, form
        assert "[/red]" in out, form


def test_output_file_is_complete_or_absent(cli: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    code, out, _ = cli("quotes", "-o", str(target), str(article))
    assert (code, out) == (0, "")
    for line in target.read_text(encoding="utf-8").splitlines():
        validate(json.loads(line), "quote")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boats.txt", "out.jsonl"]


BAD = {
    "missing.txt": None,
    "empty.txt": b"",
    "binary.txt": b"\x7fELF\x00\x00\x01",
    "broken.jsonl": b'{"text": "A man said he saw it.", "id": "1"}\n{"text": \n',
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_and_the_rest_is_processed(
    cli: Run, article: Path, tmp_path: Path, name: str
) -> None:
    content = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = cli("quotes", "--json", str(tmp_path / name), str(article))
    assert code == 1
    assert len(err.splitlines()) == 1
    assert name in err
    assert "Traceback" not in err
    envelope = json.loads(out)
    validate(envelope)
    assert "boats" in {document["source_id"] for document in envelope["documents"]}
    (warning,) = envelope["warnings"]
    assert name in warning["source"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(cli: Run, article: Path) -> None:
    article.chmod(0)
    code, _, err = cli("quotes", str(article))
    article.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert code == 1
    assert "boats.txt" in err


def test_a_folder_without_articles_is_named(cli: Run, tmp_path: Path) -> None:
    code, _, err = cli("quotes", str(tmp_path))
    assert code == 1
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("quotes", "--format", "yaml"),
        ("quotes", "--published", "last week"),
        ("quotes", "--json", "--csv"),
        ("quotes", "--min-confidence", "2"),
        ("extract", "--csv"),
        ("quotes", "--knowledge", "nowhere.toml"),
        ("report", "--csv"),
        ("report", "--format", "json"),
        ("quotess",),
    ],
)
def test_usage_errors(cli: Run, article: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = cli(*arguments, str(article))
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err
    assert "Value error" not in err


def test_a_format_for_another_command_says_for_which(cli: Run, article: Path) -> None:
    code, _, err = cli("quotes", "--format", "sqlite", "-o", "x.db", str(article))
    assert code == 2
    assert "it is for extract" in err


def test_a_format_of_the_environment_stops_no_report(
    cli: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DPRK_EXTRACT_FORMAT", "json")
    assert cli("report", "-o", str(tmp_path / "r.html"), str(article))[0] == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_one_article_is_nothing_to_compare(cli: Run, article: Path) -> None:
    code, out, err = cli("compare", "--jsonl", str(article))
    assert (code, err) == (0, "one article only: there is nothing to compare it with\n")
    assert {json.loads(line)["status"] for line in out.splitlines()} == {"only"}
    assert cli("compare", "--jsonl", "-q", str(article))[2] == ""


def test_what_is_no_database_is_not_written_over(cli: Run, article: Path, tmp_path: Path) -> None:
    for place in (article, tmp_path, tmp_path / "no" / "where.db"):
        code, out, err = cli("extract", "--format", "sqlite", "-o", str(place), str(article))
        assert (code, out) == (2, "")
        assert err.startswith(f"dprk-extract: cannot write {place}: ")
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_help_says_each_command_in_full(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    code, out, _ = cli("--help")
    assert code == 0
    assert "..." not in out.split("Commands:")[1]
    _, out, _ = cli("numbers", "--help")
    assert "\n    dprk-extract numbers --unit km articles/\n" in out


def test_max_bytes_bounds_one_article(cli: Run, article: Path) -> None:
    code, out, err = cli("quotes", "--jsonl", "--max-bytes", "100", str(article))
    assert (code, out) == (1, "")
    assert "--max-bytes" in err
    code, _, _ = cli("quotes", "--jsonl", "--max-bytes", str(len(ARTICLE.encode())), str(article))
    assert code == 0


def test_compare_repeats_no_statement_of_a_conflict(cli: Run, tmp_path: Path) -> None:
    """Both readings stand in the conflict; neither stands once more among what only one source has."""
    for name, count in (("a", "14"), ("b", "19")):
        text = f"“We have counted {count} boats in the outer harbour since Monday,” Mayor Jon Bek said.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    code, out, _ = cli("compare", "--jsonl", str(tmp_path))
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["status"] for row in rows] == ["conflict"]
    assert {rows[0]["conflict"][side]["value"] for side in "ab"} == {"14 boat", "19 boat"}


def test_unwritable_output(cli: Run, article: Path, tmp_path: Path) -> None:
    code, out, err = cli("quotes", "-o", str(tmp_path / "no" / "where.csv"), str(article))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "cannot write" in err


def test_a_missing_model_says_how_to_install_it(cli: Run, article: Path) -> None:
    code, out, err = cli("quotes", "--model", "en_core_web_nothing", str(article))
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 1
    assert "spacy download en_core_web_nothing" in err


def test_doctor_is_content(cli: Run) -> None:
    code, out, _ = cli("doctor")
    assert code == 0
    assert "files as recorded" in out
    assert "BAD" not in out


def test_schema_command_and_docs_agree(cli: Run) -> None:
    _, out, _ = cli("schema")
    assert json.loads(out) == json_schema()
    _, markdown, _ = cli("schema", "--markdown")
    docs = Path(__file__).parents[2] / "docs" / "schema.md"
    assert docs.read_text(encoding="utf-8") == markdown
