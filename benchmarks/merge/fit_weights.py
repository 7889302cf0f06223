"""Fit the weights of ``data/merge/decision.toml`` to judged pairs, and say how far they can be trusted.

usage: python benchmarks/merge/fit_weights.py --data POLNEAR --bench DEDUP

The judged pairs of the train split stand in ``judged_train.tsv`` (documents by hash, offsets, label: no text); those of
the dev split in the bench folder. Prints the weights fitted to both, and pair figures of three kinds: fitted on train
and measured on dev; cross-validated over dev; fitted on both.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spans import gold_extractions, span_id

from dprk_extract.merge.features import features_of
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.merge.vetoes import compare_numbers

RIDGE = 1.0
POSITIVE = ("same", "partial")
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Pairs:
    names: tuple[str, ...]
    x: Array
    y: Array


def profiles(data: Path, bench: Path, split: str, hashed: bool) -> dict[str, Profile]:
    found: dict[str, Profile] = {}
    for name, extraction in gold_extractions(data, bench, split):
        quotes = {quote.id: quote for quote in extraction.quotes}
        for profile in DocumentView(extraction).profiles():
            if profile.statement.quote:
                quote = quotes[profile.statement.quote]
                found[span_id(extraction.document.id if hashed else name, quote)] = profile
    return found


def judged(rows: list[tuple[str, str, str]], found: dict[str, Profile]) -> Pairs:
    scored, labels = [], []
    for one, other, label in rows:
        if one in found and other in found:
            a, b = found[one], found[other]
            scored.append(features_of(a, b, compare_numbers(a, b).told).scored)
            labels.append(label in POSITIVE)
    names = tuple(scored[0])
    return Pairs(names, np.array([[row[name] for name in names] for row in scored]), np.array(labels))


def fit(x: Array, y: Array) -> Array:
    """Weights and, last, the bias, by Newton's method."""
    design = np.c_[x, np.ones(len(x))]
    weights = np.zeros(design.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[-1, -1] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - y) + ridge @ weights
        hessian = (design * (p * (1 - p))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def scores(weights: Array, x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.c_[x, np.ones(len(x))] @ weights)))


def figures(chosen: Array, y: Array) -> tuple[float, float, float]:
    hits = int((chosen & y).sum())
    precision, recall = hits / max(1, int(chosen.sum())), hits / max(1, int(y.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_threshold(p: Array, y: Array) -> float:
    return float(max(np.arange(0.15, 0.75, 0.02), key=lambda at: figures(p > at, y)[2]))


def cross_validated(train: Pairs, dev: Pairs, repeats: int = 20, folds: int = 5) -> Array:
    """Figures per repeat: weights and threshold from the other folds and train."""
    rng = np.random.default_rng(0)
    found = []
    for _ in range(repeats):
        fold = rng.integers(0, folds, len(dev.y))
        chosen = np.zeros(len(dev.y), bool)
        for at in range(folds):
            rest = fold != at
            weights = fit(np.r_[train.x, dev.x[rest]], np.r_[train.y, dev.y[rest]])
            p = scores(weights, dev.x)
            chosen[fold == at] = p[fold == at] > best_threshold(p[rest], dev.y[rest])
        found.append(figures(chosen, dev.y))
    return np.array(found)


def span_of(place: dict[str, Any]) -> str:
    return f"{place['doc']}:{place['start']}-{place['end']}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    given = parser.parse_args()
    lines = (Path(__file__).parent / "judged_train.tsv").read_text(encoding="utf-8").splitlines()
    train_rows = [(a, b, label) for a, b, label in (line.split("\t") for line in lines if line[:1] != "#")]
    gold = [json.loads(line) for line in (given.bench / "gold_dev.jsonl").read_text("utf-8").splitlines()]
    dev_rows = [(span_of(row["a"]), span_of(row["b"]), row["final"]) for row in gold]
    train = judged(train_rows, profiles(given.data, given.bench, "train", hashed=True))
    dev = judged(dev_rows, profiles(given.data, given.bench, "dev", hashed=False))
    print(f"judged pairs: train {len(train.y)} ({train.y.sum()} positive), dev {len(dev.y)} ({dev.y.sum()})")
    p = scores(fit(train.x, train.y), dev.x)
    print("train -> dev, threshold .4: P {:.3f} R {:.3f} F1 {:.3f}".format(*figures(p > 0.4, dev.y)))
    runs = cross_validated(train, dev)
    print(
        "cross-validated on dev: P {:.3f} R {:.3f} F1 {:.3f}".format(*runs.mean(0)),
        f"(sd of F1 {runs[:, 2].std():.3f})",
    )
    weights = fit(np.r_[train.x, dev.x], np.r_[train.y, dev.y])
    for name, value in zip((*train.names, "bias"), weights, strict=True):
        print(f"{name} = {value:.2f}")
    p = scores(weights, dev.x)
    for at in np.arange(0.2, 0.6, 0.04):
        print("dev at {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}".format(at, *figures(p > at, dev.y)))


if __name__ == "__main__":
    main()
