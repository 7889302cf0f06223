"""Whether time and memory keep in proportion on what was made to harm: ``python benchmarks/speed/growth.py``.

Each unit of ``tests/hostile/shapes.toml`` is repeated to a text of N and one of 2N characters, which go through the
whole extraction and the merge in this process; CPU seconds of both and their quotient are printed as Markdown. Then
whole commands read one line of a million opening marks, one article as long as an article may be, and a folder of
empty files.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

SHAPES = Path(__file__).parents[2] / "tests" / "hostile" / "shapes.toml"
LONGEST = 1_990_000
EMPTY = 100_000
SOME_INPUTS_FAILED = 1
Row = tuple[str, float, str]
Measured = tuple[str, float, float]


def shapes() -> dict[str, str]:
    """The units to repeat, by name."""
    return tomllib.loads(SHAPES.read_text(encoding="utf-8"))


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def measure(units: Mapping[str, str], characters: int) -> Iterator[Measured]:
    """``(name, seconds for N, seconds for 2N)`` of each shape; the best of three where they are out of proportion."""
    from dprk_extract.pipeline import load_pipeline

    nlp = load_pipeline()
    for name, unit in {"warm-up": "Two ships left, Ri said. ", **units}.items():
        once, twice = (_seconds(nlp, repeated(unit, n * characters)) for n in (1, 2))
        if twice > 2.2 * once:
            once, twice = (
                min(before, *(_seconds(nlp, repeated(unit, n * characters)) for _ in range(2)))
                for n, before in ((1, once), (2, twice))
            )
        if name != "warm-up":
            yield name, once, twice


def _seconds(nlp: Language, text: str) -> float:
    from dprk_extract.extraction import extract_documents
    from dprk_extract.merge import merge_statements
    from dprk_extract.records import Document, Extraction

    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=digest, source_id="text", path="text", text=text, sha256=digest)
    began = time.process_time()
    merge_statements([e for e in extract_documents([document], nlp) if isinstance(e, Extraction)])
    return time.process_time() - began


def summary(measured: Sequence[Measured], characters: int) -> list[Row]:
    """The worst of all shapes. Those read in a moment tell nothing about growth."""
    slow = [row for row in measured if row[2] > 0.5] or measured
    name, once, twice = max(slow, key=lambda row: row[2] / row[1])
    slowest, _, longest = max(measured, key=lambda row: row[2])
    size = f"{2 * characters:,} characters"
    growth = f"{len(measured)} hostile shapes: {size} / half of them, the worst ({name})"
    return [
        (growth, twice / once, "about 2"),
        (f"the slowest of them ({slowest}), seconds for {size}", longest, "bounded"),
    ]


def commands(program: str, texts: Sequence[str]) -> list[Row]:
    """Seconds and GB of whole commands on one input each."""
    inputs = {
        "a million opening marks": "“" * 1_000_000,
        f"an article of {LONGEST:,} characters": repeated("\n\n".join(texts), LONGEST),
    }
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in inputs.items():
            path = Path(folder) / "article.txt"
            path.write_text(text, encoding="utf-8")
            rows += _run(name, [program, "quotes", "--no-cache", "--jsonl", str(path)])
            path.unlink()
        for number in range(EMPTY):
            (Path(folder) / f"{number}.txt").touch()
        command = [program, "quotes", "--no-cache", "--jsonl", folder]
        rows += _run(f"{EMPTY:,} empty files", command, ends=SOME_INPUTS_FAILED)
    return rows


def _run(name: str, command: Sequence[str], ends: int = 0) -> list[Row]:
    """CPU seconds and greatest resident memory of one process that exits with ``ends`` (Linux)."""
    before, peak = resource.getrusage(resource.RUSAGE_CHILDREN), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            # Not ru_maxrss: it begins with what this process holds when it forks.
            peak = gigabytes(process.pid, "VmHWM") or peak
            time.sleep(0.02)
    if process.returncode != ends:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [(f"{name}, seconds", seconds, "bounded"), (f"{name}, GB", peak, "under 1")]


def gigabytes(process: int, field: str) -> float:
    """A figure of a process's memory, such as VmRSS (now) or VmHWM (at most); 0 where it has ended (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(field)), 0) / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=20_000, help="N")
    parser.add_argument("--texts", type=Path, help="folder of plain text articles for the long article")
    parser.add_argument("--only", nargs="+", choices=list(shapes()))
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    units = {name: unit for name, unit in shapes().items() if not options.only or name in options.only}
    measured = []
    print(
        f"| shape | {options.characters:,} characters, s | twice as many, s | quotient |\n|---|---|---|---|"
    )
    for name, once, twice in measure(units, options.characters):
        measured.append((name, once, twice))
        print(f"| {name} | {once:.2f} | {twice:.2f} | {twice / once:.2f} |", flush=True)
    rows = summary(measured, options.characters)
    if options.texts:
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.texts.glob("*.txt"))]
        rows += commands(str(Path(sys.executable).with_name("dprk-extract")), texts)
    for what, value, target in rows:
        print(f"| {what} | {value:.2f} | {target} |")


if __name__ == "__main__":
    main()
