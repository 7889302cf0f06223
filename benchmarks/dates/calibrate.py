#!/usr/bin/env python3
"""Print ``data/dates/confidence.toml``: how often each rule's value was right on the development documents.

    python benchmarks/dates/calibrate.py --data FOLDER --bench FOLDER > confidence.toml

Counted is every expression of a rule that overlaps a gold one, in the development two thirds of TimeBank + AQUAINT and
in the KCNA development articles; right is one with the gold value. Expressions that the gold does not have are left
out: it marks the same word here and passes over it there, which says nothing of the rule. A rule's share is drawn to
the share of its operation, and that to the share of all rules, by ``WEIGHT`` made-up cases each: a rare rule is not
taken for sure, and one that was never seen has the confidence of its like.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from run import is_held_out, load_module

from dprk_extract.dates import find_timexes
from dprk_extract.dates.finder import grammar
from dprk_extract.pipeline import load_pipeline

WEIGHT = 4


def _drawn(right: int, found: int, prior: float) -> float:
    return (right + WEIGHT * prior) / (found + WEIGHT)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    options = parser.parse_args()
    nlp = load_pipeline(components=())
    scorer = load_module(options.bench / "dates/score.py")
    loader = load_module(options.bench / "dates/load_timeml.py")
    kcna = load_module(options.bench / "domain/load.py")
    documents = [
        (doc["text"], doc["dct"][:10], [(t["start"], t["end"], {t["value"]}) for t in doc["timexes"]])
        for name in ("TimeBank", "AQUAINT")
        for doc in loader.load(str(options.data / "timeml" / name))
        if not is_held_out(doc["doc"])
    ]
    for _, text, published, row in kcna.load(str(options.data / "kcna/articles.jsonl")):
        gold = [(t["start"], t["end"], {t["value"], *t.get("alt", [])}) for t in row["dates"]]
        documents.append((text, published, gold))
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for text, published, gold in documents:
        timexes = find_timexes(text, published, nlp(text))
        pairs = scorer.align(
            [{"start": s, "end": e} for s, e, _ in gold], [{"start": t.start, "end": t.end} for t in timexes]
        )
        for g, p in pairs:
            found[timexes[p].rule.partition("+")[0]] += 1
            right[timexes[p].rule.partition("+")[0]] += timexes[p].value in gold[g][2]
    overall = sum(right.values()) / sum(found.values())
    print(
        "# Share of right values of each rule on the development documents, drawn to the share of its like;"
    )
    print("# written by benchmarks/dates/calibrate.py.")
    print(f"default = {overall:.2f}\n\n[rules]")
    rules = sorted(grammar().rules, key=lambda rule: rule.name)
    for rule in rules:
        like = [other.name for other in rules if other.operation == rule.operation]
        prior = _drawn(sum(right[name] for name in like), sum(found[name] for name in like), overall)
        print(f'"{rule.name}" = {min(_drawn(right[rule.name], found[rule.name], prior), 0.99):.2f}')
    return 0


if __name__ == "__main__":
    sys.exit(main())
