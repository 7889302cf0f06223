"""Confidence: how often attributions with the same score and evidence were right on held-back training articles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from dprk_extract.data import load_toml
from dprk_extract.records import QuoteKind


def calibrated(score: float, evidence: Sequence[str], kind: QuoteKind) -> float:
    """The probability, in 0..1, that content and source are right.

    A table of points (score, share right) for each kind of find, read with straight lines between the points; see
    ``data/attribution/confidence.toml`` for how it was made.
    """
    return read_off(_tables().get(table_name(evidence, kind), _tables()["default"]), score)


def read_off(points: Sequence[tuple[float, float]], score: float) -> float:
    """The value at ``score`` on the straight lines between ``points``; level beyond both ends."""
    if score <= points[0][0]:
        return round(points[0][1], 3)
    for (left, low), (right, high) in pairwise(points):
        if score <= right:
            share = (score - left) / (right - left) if right > left else 1.0
            return round(low + share * (high - low), 3)
    return round(points[-1][1], 3)


def least_confidence() -> float:
    """Below it an indirect find is left out: wrong too often to be worth reading."""
    return float(load_toml("attribution/confidence.toml")["least_indirect"])


def table_name(evidence: Sequence[str], kind: QuoteKind) -> str:
    """The table for a find: by its tagger, or "rule" where a rule made it, and its kind."""
    if "link:nested" in evidence:
        return "nested"
    tagger = next((item.partition(":")[2] for item in evidence if item.startswith("tagger:")), "rule")
    return f"{tagger.partition('-')[0]}-{kind}"


@cache
def _tables() -> dict[str, list[tuple[float, float]]]:
    tables = load_toml("attribution/confidence.toml")["tables"]
    return {
        name: [(float(score), float(share)) for score, share in points] for name, points in tables.items()
    }
