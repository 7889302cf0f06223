"""Measure merging: judged pairs of real statements, and invented stories with traps.

usage: python benchmarks/merge/run.py --data FOLDER --bench FOLDER [--split dev]

--data   the folder that holds ``polnear``
--bench  the folder that holds ``dedup`` (``gold_SPLIT.jsonl``, ``build_spans.py``, ``score.py``) and ``merge``
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

import stories
from spans import gold_extractions, span_id

from dprk_extract.merge import merge_statements
from dprk_extract.merge.words import split_words
from dprk_extract.records import Extraction

RUN = 5


def linked_pairs(named: list[tuple[str, Extraction]]) -> set[frozenset[str]]:
    """The pairs of span ids that stand in one group or are linked as overlapping in part."""
    comparison = merge_statements([extraction for _, extraction in named])
    spans = {quote.id: span_id(name, quote) for name, extraction in named for quote in extraction.quotes}
    ids = {
        member.statement.id: spans[member.statement.quote]
        for group in comparison.groups
        for member in group.members
        if member.statement.quote
    }
    groups = [[ids[m.statement.id] for m in g.members if m.statement.id in ids] for g in comparison.groups]
    pairs = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    return pairs | {
        frozenset((ids[link.a], ids[link.b]))
        for link in comparison.related
        if link.a in ids and link.b in ids
    }


def quoted_runs(named: list[tuple[str, Extraction]]) -> dict[str, set[tuple[str, ...]]]:
    """The runs of five words in the quoted statements, by span id."""
    found = {}
    for name, extraction in named:
        for quote in extraction.quotes:
            if quote.kind != "indirect":
                forms = [word.form for part in quote.fragments for word in split_words(part.text)]
                runs = {tuple(forms[at : at + RUN]) for at in range(len(forms) - RUN + 1)}
                found[span_id(name, quote)] = runs
    return found


def dedup(data: Path, bench: Path, split: str) -> None:
    named = list(gold_extractions(data / "polnear", bench, split))
    pairs = linked_pairs(named)
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "pairs.jsonl"
        rows = [dict(zip("ab", sorted(pair), strict=True)) for pair in pairs if len(pair) == 2]
        predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        gold = bench / f"gold_{split}.jsonl"
        command = [sys.executable, bench / "score.py", gold, predicted, "--no-transitive"]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    runs = quoted_runs(named)
    wanted = hit = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one, other = (f"{row[k]['doc']}:{row[k]['start']}-{row[k]['end']}" for k in "ab")
        if row["final"] in ("same", "partial") and runs.get(one, set()) & runs.get(other, set()):
            wanted += 1
            hit += frozenset((one, other)) in pairs
    print(f"pairs that share a quoted run of {RUN} words: {hit} of {wanted} linked\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    given = parser.parse_args()
    dedup(given.data, given.bench / "dedup", given.split)
    stories.report(given.bench / "merge")


if __name__ == "__main__":
    main()
