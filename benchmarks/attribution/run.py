"""Measure quote attribution on PolNeAR: ``python benchmarks/attribution/run.py --data FOLDER --bench FOLDER``.

Prints the figures of the scorer in the bench folder beside those of published tools on the same articles, by kind,
with intervals over documents, the reliability of the confidence, and the speed. The corpus counts the quotation marks
around a content as part of it, our records do not: contents that a pair of marks encloses are scored with their marks,
and the figures without them are printed too.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType
from typing import Any

from predictions import Run, as_predictions, judged, run, scorer

PEERS = {  # on the same development articles, with the same scorer
    "Citron, cue model retrained": (41.0, 80.9),
    "GenderGapTracker": (40.0, None),
    "sayswho": (27.0, None),
    "textacy": (24.0, None),
    "two human annotators": ("73-75", "95-97"),
}
ROWS = (
    "content_chars",
    "spans_relaxed",
    "spans_exact",
    "attribution",
    "direct_quote",
    "direct_quote_speaker",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    parser.add_argument("--bench", type=Path, required=True, help="folder that holds attribution/score.py")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--tagger", default="convolutional")
    parser.add_argument("--bootstrap", type=int, default=300, help="resamples of the documents")
    parser.add_argument("--limit", type=int, help="only so many articles")
    options = parser.parse_args()
    outcome = run(options.data, options.bench, options.split, options.tagger, options.limit)
    score = scorer(options.bench)
    gold = [(article.id, article.text, article.gold) for article in outcome.articles]
    found = {article.id: as_predictions(article) for article in outcome.articles}
    bare = {article.id: as_predictions(article, marks=False) for article in outcome.articles}
    figures = score.evaluate(gold, found, None, options.bootstrap)
    print(f"PolNeAR {options.split}, {len(gold)} articles, tagger {outcome.tagger}\n")
    print_figures(figures, score.evaluate(gold, bare))
    print_peers(figures)
    print_reliability(outcome, score)
    print_speed(outcome)


def print_figures(figures: dict[str, Any], bare: dict[str, Any]) -> None:
    print(f"{'':24}{'P':>7}{'R':>7}{'F1':>7}   95 % over documents   F1 without enclosing marks")
    for row in ROWS:
        value = figures[row]
        interval = figures.get("ci95", {}).get(row)
        shown = f"   {interval[0]:.1f}-{interval[1]:.1f}" if interval else ""
        print(
            f"{row.replace('_', ' '):24}{value['P']:7.1f}{value['R']:7.1f}{value['F1']:7.1f}{shown:20}"
            f"{bare[row]['F1']:10.1f}"
        )
    source = figures["source"]
    print(f"source, given the content: right {source['accuracy']:.1f}, missing {source['missing']:.1f}\n")
    print(f"{'by kind of gold':24}{'gold':>7}{'content R':>11}{'attribution R':>15}")
    for name, value in figures["strata"].items():
        print(f"{name:24}{value['gold']:7}{value['content_recall']:11.1f}{value['attribution_recall']:15.1f}")


def print_peers(figures: dict[str, Any]) -> None:
    print(f"\n{'':30}{'attribution':>12}{'direct quote + speaker':>25}")
    ours = (figures["attribution"]["F1"], figures["direct_quote_speaker"]["F1"])
    for name, (attribution, quote) in {"dprk-extract": ours, **PEERS}.items():
        shown = [
            value if isinstance(value, str) else f"{value:.1f}" if value else "-"
            for value in (attribution, quote)
        ]
        print(f"{name:30}{shown[0]:>12}{shown[1]:>25}")


def print_reliability(outcome: Run, score: ModuleType) -> None:
    """How often finds of a confidence are right: the two columns should agree."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for article in outcome.articles:
        for item, right in zip(article.found, judged(article, score), strict=True):
            bins[min(9, int(item.confidence * 10))].append((item.confidence, right))
    total = sum(map(len, bins))
    gap = 0.0
    print(f"\n{'confidence':>12}{'finds':>8}{'mean':>8}{'right':>8}")
    for number, members in enumerate(bins):
        if members:
            mean = sum(confidence for confidence, _ in members) / len(members)
            right = sum(ok for _, ok in members) / len(members)
            gap += abs(mean - right) * len(members) / total
            bar = "#" * round(right * 30)
            print(f"{number / 10:8.1f}-{(number + 1) / 10:.1f}{len(members):8}{mean:8.2f}{right:8.2f}  {bar}")
    print(f"expected calibration error {gap:.3f}")


def print_speed(outcome: Run) -> None:
    print(
        f"\nwords per CPU second: parse {outcome.words / outcome.parse_seconds:,.0f}, "
        f"attribution over the parse {outcome.words / outcome.attribution_seconds:,.0f}"
    )


if __name__ == "__main__":
    main()
