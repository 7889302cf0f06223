"""Quality and speed of the quantities.

    python benchmarks/numbers/run.py --data FOLDER --bench FOLDER

``--data`` holds ``newsquant`` and ``kcna``, ``--bench`` the scorers ``numbers`` and ``domain``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.numbers.component import Ordinals, Quantities
from dprk_extract.pipeline import load_pipeline

SETS = ("dev", "age", "currency", "dimension", "temperature")
# The scorer knows these three currencies by name only; everywhere else it reads ISO codes.
NAMES = {"CRC": "costa rican colón", "GEL": "georgian lari", "LAK": "lao kip"}


def load_module(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location(f"bench_{path.parent.name}_{path.stem}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predictions(component: Quantities, docs: Iterable[Doc], ids: Iterable[str]) -> list[dict[str, Any]]:
    rows = []
    for name, doc in zip(ids, docs, strict=True):
        quantities = [
            {
                "start": q.start,
                "end": q.end,
                "value": q.value,
                "value_hi": q.value_high,
                "unit": NAMES.get(q.unit or "", q.unit),
                "bound": q.bound,
                "concept": doc.text[q.what.start : q.what.end] if q.what else None,
            }
            for q in component.find(doc)
        ]
        rows.append({"doc": name, "quantities": quantities})
    return rows


def newsquant(nlp: Language, data: Path, scorer: ModuleType) -> None:
    print(f"{'set':12} {'value':>6} {'+unit':>6} {'+bound':>6} {'concept':>7}   (F1; concept: token F1)")
    for name in SETS:
        rows = read_rows(data / "newsquant" / f"{name}.jsonl")
        found = predictions(Quantities(), nlp.pipe(row["text"] for row in rows), (row["doc"] for row in rows))
        result = scorer.score(rows, found)
        concept = result.get("concept", {}).get("token F1", "")
        figures = [result[key]["F1"] for key in ("value", "value+unit", "value+unit+bound")]
        bound = f"{figures[2]:6.1f}" if name == "dev" else "     -"
        print(f"{name:12} {figures[0]:6.1f} {figures[1]:6.1f} {bound} {concept!s:>7}")


def number_words(nlp: Language, data: Path, scorer: ModuleType) -> None:
    excluded = tomllib.loads((Path(__file__).parent / "excluded.toml").read_text(encoding="utf-8"))
    left_out = {excluded["prefix"] + number for reason in excluded["reason"] for number in reason["ids"]}
    rows = read_rows(data / "newsquant" / "number-words.jsonl")
    found = predictions(Quantities(), nlp.pipe(row["text"] for row in rows), (row["doc"] for row in rows))
    kept = {row["doc"] for row in rows} - left_out
    for label, ids in (("all", None), ("asked", kept)):
        value = scorer.score(rows, found, ids)["value"]
        print(f"number words, {label:6} value recall {value['R']:5.1f}  ({value['tp']} of {value['gold']})")
    for reason in excluded["reason"]:
        print(f"  left out: {len(reason['ids']):3} sentences: {reason['why']}")


ORDINALS: tuple[Ordinals, ...] = ("none", "counting", "all")


def domain(nlp: Language, data: Path, bench: Path) -> list[Doc]:
    loader, scorer = load_module(bench / "domain" / "load.py"), load_module(bench / "domain" / "score.py")
    rows = list(loader.load(str(data / "kcna" / "articles.jsonl"), str(bench / "domain" / "gold_dev.jsonl")))
    docs = list(nlp.pipe(text for _, text, _, _ in rows))
    for ordinals in ORDINALS:
        component = Quantities(ordinals=ordinals)
        found = [
            {"doc": row[0], "numbers": rows_of["quantities"]}
            for row, rows_of in zip(rows, predictions(component, docs, (row[0] for row in rows)), strict=True)
        ]
        result = scorer.score([row[3] for row in rows], found)["numbers_value_unit"]
        print(
            f"domain, ordinals {ordinals:8}: value and unit "
            f"P {result['P']:.1f} R {result['R']:.1f} F1 {result['F1']:.1f}"
        )
    return docs


def speed(docs: list[Doc]) -> None:
    component, words = Quantities(), sum(len(doc.text.split()) for doc in docs)
    for doc in docs:
        component.find(doc)
    begin = time.process_time()
    for doc in docs:
        component.find(doc)
    print(f"speed on top of the parse: {words / (time.process_time() - begin):,.0f} words per CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    args = parser.parse_args()
    nlp = load_pipeline(components=[])
    scorer = load_module(args.bench / "numbers" / "score.py")
    newsquant(nlp, args.data, scorer)
    number_words(nlp, args.data, scorer)
    docs = domain(nlp, args.data, args.bench)
    dev = read_rows(args.data / "newsquant" / "dev.jsonl")
    speed([*docs, *nlp.pipe(row["text"] for row in dev)])


if __name__ == "__main__":
    main()
