#!/usr/bin/env python3
"""Score the dates component with the scorers of a bench folder, and time it.

    python benchmarks/dates/run.py --data FOLDER --bench FOLDER

FOLDER of ``--data`` holds ``timeml/TimeBank``, ``timeml/AQUAINT`` (TimeML documents) and ``kcna/articles.jsonl``;
FOLDER of ``--bench`` holds ``dates/load_timeml.py``, ``dates/score.py`` and ``domain/load.py``, ``domain/score.py``.
TimeML documents are split by the SHA-256 of their names: rules were written on two thirds (``development``) and
never on the other third (``held out``). The publication day is given to the component, as in TempEval-3.
Speed is in words per second of CPU time, over the parse, one core.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language

from dprk_extract.dates import find_timexes
from dprk_extract.pipeline import load_pipeline

SUBSETS = ("DAY", "EXPLICIT", "IMPLICIT", "MONTH", "YEAR", "REF", "TIME", "DURATION", "SET")


def load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no such scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_held_out(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


class Clock:
    """Words and seconds of CPU time of the component alone."""

    def __init__(self) -> None:
        self.words, self.seconds = 0, 0.0

    def timexes(self, nlp: Language, text: str, published: str | None) -> list[dict[str, Any]]:
        doc = nlp(text)
        started = time.process_time()
        found = find_timexes(text, published, doc)
        self.seconds += time.process_time() - started
        self.words += len(text.split())
        return [{"start": t.start, "end": t.end, "type": t.timex_type, "value": t.value} for t in found]


def timeml(nlp: Language, data: Path, bench: Path, clock: Clock) -> None:
    loader, scorer = load_module(bench / "dates/load_timeml.py"), load_module(bench / "dates/score.py")
    gold = [doc for name in ("TimeBank", "AQUAINT") for doc in loader.load(str(data / "timeml" / name))]
    found = {
        doc["doc"]: {"doc": doc["doc"], "timexes": clock.timexes(nlp, doc["text"], doc["dct"][:10])}
        for doc in gold
    }
    parts = {
        "all": gold,
        "development": [doc for doc in gold if not is_held_out(doc["doc"])],
        "held out": [doc for doc in gold if is_held_out(doc["doc"])],
    }
    print(
        f"{'TimeBank + AQUAINT':20} {'strict':>7} {'relaxed':>8} {'type':>6} {'value':>6} {'lenient':>8} | by class"
    )
    for name, documents in parts.items():
        by_name = {doc["doc"]: doc for doc in documents}
        total = scorer.summarise(scorer.score(by_name, found)[0])
        lenient = scorer.summarise(scorer.score(by_name, found, scorer.lenient_map)[0])
        subsets = " ".join(
            f"{key} {total['subsets'][key]['end_to_end']:.1f}" for key in SUBSETS if key in total["subsets"]
        )
        print(
            f"{name:20} {total['strict_f1']:7.2f} {total['relaxed_f1']:8.2f} {total['type_f1']:6.2f} "
            f"{total['value_f1']:6.2f} {lenient['value_f1']:8.2f} | {subsets}"
        )


def domain(nlp: Language, data: Path, bench: Path, clock: Clock) -> None:
    loader, scorer = load_module(bench / "domain/load.py"), load_module(bench / "domain/score.py")
    gold: list[dict[str, Any]] = []
    predictions: list[dict[str, Any]] = []
    rows: Iterable[tuple[str, str, str, dict[str, Any]]] = loader.load(str(data / "kcna/articles.jsonl"))
    for name, text, published, row in rows:
        gold.append(row)
        predictions.append({"doc": name, "dates": clock.timexes(nlp, text, published)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        result = scorer.score(gold, scorer.read(str(path)))
    for key in ("dates_span", "dates_value"):
        row = result[key]
        print(f"KCNA {key:15} P {row['P']:6.2f}  R {row['R']:6.2f}  F1 {row['F1']:6.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    options = parser.parse_args()
    nlp, clock = load_pipeline(components=()), Clock()
    timeml(nlp, options.data, options.bench, clock)
    domain(nlp, options.data, options.bench, clock)
    print(f"speed over the parse: {clock.words / clock.seconds:,.0f} words per second of CPU time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
