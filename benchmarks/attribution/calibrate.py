"""Make the tables of ``data/attribution/confidence.toml``.

``python benchmarks/attribution/calibrate.py --data FOLDER --bench FOLDER --tagger NAME`` runs one tagger over a split
and prints, for each kind of find, the points of an isotonic regression (Ayer et al. 1955, pooled adjacent violators)
of "content and source right" on the raw score. Also prints the calibration error of tables made from one half of the
articles and read on the other.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from predictions import Run, judged, run, scorer

import dprk_extract.attribution.linking.finish as finish

MIN_BIN = 40
Sample = tuple[float, bool]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--tagger", default="convolutional")
    options = parser.parse_args()
    # The raw score is what is to be calibrated, and nothing may be left out.
    finish.calibrated = lambda score, *_: score
    finish.least_confidence = lambda: 0.0
    outcome = run(options.data, options.bench, options.split, options.tagger)
    halves = [samples(outcome, options.bench, half) for half in (0, 1)]
    for name in sorted({*halves[0], *halves[1]}):
        both = halves[0].get(name, []) + halves[1].get(name, [])
        print(f"{name} = {[list(point) for point in isotonic(both)]}  # {len(both)} finds")
    for here, there in ((0, 1), (1, 0)):
        print(f"# error on the other half: {error(halves[here], halves[there]):.3f}")


def samples(outcome: Run, bench: Path, half: int) -> dict[str, list[Sample]]:
    """(score, right) of every find, by table, of every second article."""
    from dprk_extract.attribution.confidence import table_name

    score = scorer(bench)
    found: dict[str, list[Sample]] = defaultdict(list)
    for article in outcome.articles[half::2]:
        for item, right in zip(article.found, judged(article, score), strict=True):
            found[table_name(item.evidence, item.kind)].append((item.confidence, right))
    return found


def isotonic(data: list[Sample]) -> list[tuple[float, float]]:
    """Points (score, share right), rising; each stands for at least MIN_BIN finds where there are so many."""
    blocks: list[list[float]] = []  # sum of scores, right, count
    previous = None
    for score, right in sorted(data):
        if not blocks or (blocks[-1][2] >= MIN_BIN and score != previous):
            blocks.append([0.0, 0.0, 0.0])
        previous = score
        blocks[-1][0] += score
        blocks[-1][1] += right
        blocks[-1][2] += 1
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    # One right and one wrong find are added, so that no share is 0 or 1.
    return [(round(s / n, 3), round((right + 1) / (n + 2), 3)) for s, right, n in pooled]


def error(made: dict[str, list[Sample]], read: dict[str, list[Sample]]) -> float:
    """Expected calibration error, in ten bins, of tables from ``made`` on ``read``."""
    from dprk_extract.attribution.confidence import read_off

    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for name, members in read.items():
        points = isotonic(made[name]) if name in made else [(0.5, 0.5)]
        for score, right in members:
            value = read_off(points, score)
            bins[min(9, int(value * 10))].append((value, right))
    total = sum(len(members) for members in bins.values())
    return sum(abs(sum(v for v, _ in m) - sum(r for _, r in m)) for m in bins.values()) / total


if __name__ == "__main__":
    main()
