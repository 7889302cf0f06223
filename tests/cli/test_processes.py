"""What only whole processes show: closed pipes, interrupts, kills, standard input, and what is imported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "from dprk_extract.cli import main; main()"]
ARTICLE = (
    "“We searched for {n} hours,” Captain Mira Olsen said on March {day}, 2024. The water was 4 degrees.\n"
)


def articles(path: Path, count: int) -> Path:
    lines = [
        json.dumps({"id": str(n), "text": ARTICLE.format(n=n, day=n % 28 + 1) * 5}) for n in range(count)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "DPRK_EXTRACT_CACHE": str(tmp_path / "cache")}


def test_standard_input_is_read_and_the_sample_is_not(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "quotes", "--jsonl"], input=ARTICLE.format(n=5, day=2), capture_output=True, text=True,
        check=True, env=environment(tmp_path),
    )  # fmt: skip
    assert [json.loads(line)["speaker"]["name"] for line in done.stdout.splitlines()] == ["Mira Olsen"]
    assert done.stderr == ""


def test_empty_standard_input_is_an_error_and_no_reason_for_the_sample(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "quotes", "--jsonl"], input="", capture_output=True, text=True, check=False,
        env=environment(tmp_path),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 300)
    process = subprocess.Popen(
        [*PROGRAM, "quotes", "--jsonl", str(source)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), error) == (0, b"")


@pytest.mark.parametrize(
    ("closing", "code", "said"),
    [
        ("> /dev/full", 2, "No space left"),
        (">&-", 2, "cannot write to standard output"),
        ("<&-", 1, "stdin"),
        ("missing.txt 2>&-", 1, ""),
    ],
)
def test_full_and_closed_streams(tmp_path: Path, closing: str, code: int, said: str) -> None:
    source = tmp_path / "none.txt"
    source.write_text("Nothing here.\n", encoding="utf-8")
    inputs = "" if closing == "<&-" else str(source)
    done = subprocess.run(
        ["bash", "-c", f'"$0" -c "$1" dates --csv {inputs} {closing}', sys.executable, PROGRAM[2]],
        capture_output=True, text=True, check=False, env=environment(tmp_path), cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert "dprk-extract:" not in done.stdout


@pytest.mark.parametrize(
    "command", ["--help", "--version", "quotes --help", "schema", "cache where", "doctor"]
)
@pytest.mark.parametrize(
    ("streams", "code", "said"),
    [
        (">&-", 2, "dprk-extract: cannot write to standard output: not writable\n"),
        ("> /dev/full", 2, "dprk-extract: cannot write to standard output: No space left on device\n"),
        (">&- 2>&-", 2, ""),
        ("2> /dev/full", 0, ""),
        ("| true", 0, ""),
    ],
)
def test_what_prints_without_articles_knows_bad_streams_too(
    tmp_path: Path, command: str, streams: str, code: int, said: str
) -> None:
    shell = f'set -o pipefail; "$0" -c "$1" {command} {streams}'
    done = subprocess.run(
        ["bash", "-c", shell, sys.executable, PROGRAM[2]],
        capture_output=True, text=True, check=False, env=environment(tmp_path), cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, said)


def test_a_message_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text(ARTICLE.format(n=5, day=2), encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", '"$0" -c "$1" dates missing.txt one.txt 2> /dev/full', sys.executable, PROGRAM[2]],
        capture_output=True, text=True, check=False, env=environment(tmp_path), cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert "2024-03-02" in done.stdout


def heed_interrupts() -> None:
    """A shell that starts the tests in the background lets its children ignore them."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_gives_130_and_no_traceback(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 3000)
    process = subprocess.Popen(
        [*PROGRAM, "quotes", "--jsonl", str(source)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(tmp_path), preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in error


def test_ctrl_c_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    """A terminal sends the interrupt to the whole group: the workers must leave it to the process in front."""
    source = articles(tmp_path / "a.jsonl", 3000)
    process = subprocess.Popen(
        [*PROGRAM, "quotes", "--jsonl", "--jobs", "2", str(source)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(tmp_path), start_new_session=True, preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=120)
    assert (process.returncode, error) == (130, b"")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds the workers in /proc")
def test_a_killed_worker_is_said_in_one_line(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 3000)
    process = subprocess.Popen(
        [*PROGRAM, "quotes", "--jsonl", "--jobs", "2", str(source)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(tmp_path),
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    os.kill(int(children[0]), signal.SIGKILL)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 1
    assert len(error.splitlines()) == 1
    assert b"--jobs" in error


def test_a_killed_run_resumed_gives_the_same_file(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 160)
    whole, resumed = tmp_path / "whole.jsonl", tmp_path / "resumed.jsonl"
    command = [*PROGRAM, "quotes", "--resume", str(source), "-o"]
    process = subprocess.Popen([*command, str(resumed)], env=environment(tmp_path))
    store = tmp_path / "cache" / "extractions.sqlite-wal"
    for _ in range(600):
        if store.exists() and store.stat().st_size > 50_000:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert not resumed.exists()
    subprocess.run([*command, str(resumed)], check=True, env=environment(tmp_path))
    subprocess.run([*PROGRAM, "quotes", "--no-cache", str(source), "-o", str(whole)], check=True)
    assert resumed.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema"], ["quotes", "--help"]])
def test_no_heavy_import_for_light_work(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom dprk_extract.cli import run\n"
        f"assert run({arguments!r}) == 0\n"
        "heavy = {'spacy', 'pydantic', 'numpy', 'rich', 'trafilatura', 'rapidfuzz', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_cached_rerun_imports_nothing_heavy(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 3)
    code = (
        "import sys\nfrom dprk_extract.cli import run\n"
        f"assert run(['quotes', '--jsonl', {str(source)!r}]) == 0\n"
        "heavy = {'spacy', 'pydantic', 'numpy', 'rapidfuzz', 'multiprocessing', 'importlib.metadata'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment(tmp_path),
        )
        for _ in range(2)
    ]
    assert "'spacy'" in runs[0].stderr
    assert runs[1].stderr == "[]\n"
    assert runs[0].stdout == runs[1].stdout
