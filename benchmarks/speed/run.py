"""Speed and memory, as ratios measured in one run: ``python benchmarks/speed/run.py --texts FOLDER``.

FOLDER holds plain text articles. The table is printed as Markdown, for ``docs/performance.md``. Whole processes are
timed from outside in turn (A B A B ...) and the median of the ratios is given; throughput is words per CPU second.
``--only memory --articles 100000`` is the long run over a stream.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from growth import commands, gigabytes, measure, shapes, summary

BARE = """
import sys
import spacy
nlp = spacy.load({model!r})
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as stream:
        nlp(stream.read())
"""
SHORT_ARTICLE = (
    "SEOUL, March {day}, 2024 - The {ship} with {n} people sank, Captain Mira {name} said. "
    "Mayor Jon {name} denied it."
)
SYLLABLES = ("ka", "lo", "mi", "ren", "tos", "vi", "bra", "dun", "eg", "osh", "pel", "chi", "ung", "hyo")
PARTS = ("start", "throughput", "processes", "rerun", "memory", "growth")
Row = tuple[str, float, str]


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


def model_folder() -> str:
    from dprk_extract.parse.model import model_folder as find
    from dprk_extract.recipe import DEFAULT_MODEL

    return str(find(DEFAULT_MODEL))


def start_up(program: str, seeds: list[str], runs: int) -> list[Row]:
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


def throughput(texts: list[str], runs: int, taggers: Sequence[str]) -> list[Row]:
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
    rows: list[Row] = []
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


def two_processes(program: str, texts: list[str], runs: int) -> list[Row]:
    """Wall time of one process over that of two, on enough text that loading the model does not decide."""
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", texts * 3)
        command = [program, "quotes", "--no-cache", "--jsonl", str(source)]
        pairs = [
            (seconds(command, dict(os.environ)), seconds([*command, "--jobs", "2"], dict(os.environ)))
            for _ in range(runs)
        ]
        ratio = statistics.median(one / two for one, two in pairs)
        return [(f"two processes / one, {3 * len(texts)} articles", ratio, "at least 1.8")]


def rerun(program: str, texts: list[str], runs: int) -> list[Row]:
    """Seconds of a rerun over 1,000 cached articles, no two of which are the same."""
    with tempfile.TemporaryDirectory() as folder:
        thousand = [f"{texts[number % len(texts)][:3000]}\n{number}" for number in range(1000)]
        source = jsonl(Path(folder) / "a.jsonl", thousand)
        environment = {**os.environ, "DPRK_EXTRACT_CACHE": folder}
        command = [program, "quotes", "--jsonl", str(source)]
        seconds([*command, "--jobs", "2"], environment)
        again = statistics.median(seconds(command, environment) for _ in range(runs))
        return [("rerun over 1,000 cached articles, seconds", again, "under 2")]


def memory(program: str, articles: int) -> list[Row]:
    """Resident memory of a run over a long stream of short articles, each of which brings new words."""
    words = random.Random(5)
    made = [
        SHORT_ARTICLE.format(day=number % 28 + 1, n=number, name=_name(words), ship=_name(words))
        for number in range(articles)
    ]
    sizes: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", made)
        command = [program, "quotes", "--no-cache", "--jsonl", str(source)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                thousand = int(json.loads(line)["path"].rpartition(":")[2]) // 1000
                if thousand not in sizes:
                    sizes[thousand] = gigabytes(process.pid, "VmRSS")
    first, peak = sizes[1], max(sizes.values())
    return [
        (f"resident memory at most, {articles:,} streamed articles, GB", peak, "under 1"),
        (f"the same / after the first thousand ({first:.2f} GB)", peak / first, "flat"),
    ]


def grown(program: str, texts: list[str], characters: int) -> list[Row]:
    """Time and memory of texts made to harm; ``growth.py`` gives the figures of each."""
    return [*summary(list(measure(shapes(), characters)), characters), *commands(program, texts)]


def _name(words: random.Random) -> str:
    return "".join(words.choices(SYLLABLES, k=3)).capitalize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of plain text articles")
    parser.add_argument("--seeds", type=Path, default=Path(__file__).parents[2] / "seeds")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=20_000, help="length of the stream for the memory")
    parser.add_argument("--characters", type=int, default=20_000, help="length of the hostile texts")
    parser.add_argument("--taggers", nargs="+", default=["convolutional"])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    program = str(Path(sys.executable).with_name("dprk-extract"))
    seeds = sorted(str(path) for path in options.seeds.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.texts.glob("*.txt"))]
    parts: dict[str, Callable[[], list[Row]]] = {
        "start": lambda: start_up(program, seeds, options.runs),
        "throughput": lambda: throughput(texts, options.runs, options.taggers),
        "processes": lambda: two_processes(program, texts, options.runs),
        "rerun": lambda: rerun(program, texts, options.runs),
        "memory": lambda: memory(program, options.articles),
        "growth": lambda: grown(program, texts, options.characters),
    }
    print("| what | measured | wanted |\n|---|---|---|")
    for part in options.only:
        for name, value, target in parts[part]():
            print(f"| {name} | {value:.2f} | {target} |", flush=True)


if __name__ == "__main__":
    main()
