"""Scores taggers on annotated articles with the scorer of a benchmark folder."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dprk_extract.attribution.taggers import Piece
from training.corpus import Article, GoldAttribution
from training.linking import link


def load_scorer(bench: Path) -> Any:
    """The module ``attribution/score.py`` of the folder ``bench``."""
    folder = bench / "attribution"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("attribution_score", folder / "score.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def figures(scorer: Any, articles: Sequence[Article], pieces: Mapping[str, list[Piece]]) -> dict[str, float]:
    """The scorer's headline figures in percent, of ``pieces`` by article."""
    gold = [(a.id, a.text, [_as_dict(x) for x in a.attributions]) for a in articles]
    said = {a.id: [_as_dict(x) for x in link(pieces[a.id], a.text)] for a in articles}
    found = scorer.evaluate(gold, said)
    names = ("attribution", "content_chars", "direct_quote", "direct_quote_speaker", "spans_relaxed")
    result = {name: found[name]["F1"] for name in names}
    result["source_accuracy"] = found["source"]["accuracy"]
    result["indirect_recall"] = found["strata"]["indirect"]["content_recall"]
    return {name: round(value, 2) for name, value in result.items()}


def _as_dict(attribution: GoldAttribution) -> dict[str, list[list[int]]]:
    return {
        role: [list(span) for span in getattr(attribution, role)] for role in ("source", "cue", "content")
    }
