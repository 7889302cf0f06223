"""Speed and memory, as ratios measured in one run: ``python benchmarks/speed/run.py --texts FOLDER``.

FOLDER holds plain text articles. The table is printed as Markdown, for ``docs/performance.md``. Whole processes are
timed from outside in turn (A B A B ...) and the median of the ratios is given; throughput is words per CPU second.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BARE = """
import sys
import spacy
nlp = spacy.load({model!r})
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as stream:
        nlp(stream.read())
"""
SHORT_ARTICLE = (
    "SEOUL, March {day}, 2024 - Two boats with {n} people sank near harbour {n}, the coast guard said. "
    "“We searched for five hours,” Captain Mira Olsen said. Mayor Jon Bek denied that the port had been closed."
)


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


def model_folder() -> str:
    from dprk_extract.model import DEFAULT_MODEL
    from dprk_extract.model import model_folder as find

    return str(find(DEFAULT_MODEL))


def start_up(program: str, seeds: list[str], runs: int) -> list[tuple[str, float, str]]:
    """Ratios of whole processes against a ten-line script that parses the same texts."""
    bare = [sys.executable, "-c", BARE.format(model=model_folder()), *seeds]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DPRK_EXTRACT_CACHE": folder}
        cases = {
            "quotes, cold cache": ([program, "quotes", "--no-cache", *seeds], "at most 1.3"),
            "quotes, warm cache": ([program, "quotes", *seeds], "at most 0.2"),
            "--help": ([program, "--help"], "at most 0.15"),
        }
        for command in (bare, *(case for case, _ in cases.values())):
            seconds(command, environment)
        rows = []
        for name, (command, target) in cases.items():
            pairs = [(seconds(command, environment), seconds(bare, environment)) for _ in range(runs)]
            ratio = statistics.median(a / b for a, b in pairs)
            own = statistics.median(a for a, _ in pairs)
            rows.append((f"{name} ({own:.2f} s) / bare script", ratio, target))
        return rows


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def throughput(texts: list[str], runs: int, taggers: Sequence[str]) -> list[tuple[str, float, str]]:
    """Words per CPU second of the whole extraction against bare ``nlp.pipe`` of the full model."""
    import spacy

    from dprk_extract.extraction import extract_documents
    from dprk_extract.pipeline import load_pipeline
    from dprk_extract.records import Document

    words = sum(len(text.split()) for text in texts)
    documents = [
        Document(id=str(i), source_id=str(i), path=str(i), text=text, sha256="")
        for i, text in enumerate(texts)
    ]
    full = spacy.load(model_folder())
    list(full.pipe(texts[:4]))
    rows: list[tuple[str, float, str]] = []
    for tagger in taggers:
        nlp = load_pipeline(config={"quote_attribution": {"tagger": tagger}})
        list(extract_documents(documents[:4], nlp))
        pairs = []
        for _ in range(runs):
            ours = cpu(lambda nlp=nlp: list(extract_documents(documents, nlp)))
            pairs.append((ours, cpu(lambda: list(full.pipe(texts)))))
        ratio = statistics.median(bare / ours for ours, bare in pairs)
        rate = words / statistics.median(ours for ours, _ in pairs)
        target = "at least 0.5" if tagger == "accurate" else "at least 0.8"
        rows.append((f"extract, {tagger} ({rate:,.0f} words/CPU s) / bare nlp.pipe", ratio, target))
    return rows


def jsonl(path: Path, texts: list[str]) -> Path:
    lines = (json.dumps({"id": str(i), "text": text}, ensure_ascii=False) for i, text in enumerate(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def two_processes(program: str, texts: list[str], runs: int) -> tuple[str, float, str]:
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", texts * 2)
        command = [program, "quotes", "--no-cache", "--jsonl", str(source)]
        pairs = [
            (seconds(command, dict(os.environ)), seconds([*command, "--jobs", "2"], dict(os.environ)))
            for _ in range(runs)
        ]
        return "two processes / one", statistics.median(one / two for one, two in pairs), "at least 1.8"


def rerun(program: str, texts: list[str], runs: int) -> tuple[str, float, str]:
    """Seconds of a rerun over 1,000 cached articles."""
    with tempfile.TemporaryDirectory() as folder:
        thousand = [
            f"{text}\n{i}" for i, text in zip(range(1000), texts * (1000 // len(texts) + 1), strict=False)
        ]
        source = jsonl(Path(folder) / "a.jsonl", [text[:3000] for text in thousand])
        environment = {**os.environ, "DPRK_EXTRACT_CACHE": folder}
        command = [program, "quotes", "--jsonl", str(source)]
        seconds(command, environment)
        again = statistics.median(seconds(command, environment) for _ in range(runs))
        return "rerun over 1,000 cached articles, seconds", again, "under 2"


def memory(program: str, articles: int) -> tuple[str, float, str]:
    """Peak resident memory in GB of a run over a long stream of short articles."""
    with tempfile.TemporaryDirectory() as folder:
        made = [SHORT_ARTICLE.format(day=i % 28 + 1, n=i) for i in range(articles)]
        source = jsonl(Path(folder) / "a.jsonl", made)
        seconds([program, "quotes", "--no-cache", "--jsonl", str(source)], dict(os.environ))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
        return f"peak memory over {articles:,} streamed articles, GB", peak, "under 1"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of plain text articles")
    parser.add_argument("--seeds", type=Path, default=Path(__file__).parents[2] / "seeds")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100_000, help="length of the stream for the memory")
    parser.add_argument("--taggers", nargs="+", default=["convolutional"])
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    program = str(Path(sys.executable).with_name("dprk-extract"))
    seeds = sorted(str(path) for path in options.seeds.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.texts.glob("*.txt"))]
    rows = [
        memory(program, options.articles),  # first: the peak is that of all child processes so far
        *start_up(program, seeds, options.runs),
        *throughput(texts, options.runs, options.taggers),
        two_processes(program, texts, options.runs),
        rerun(program, texts, options.runs),
    ]
    print("| what | measured | wanted |\n|---|---|---|")
    for name, value, target in rows:
        print(f"| {name} | {value:.2f} | {target} |")


if __name__ == "__main__":
    main()
