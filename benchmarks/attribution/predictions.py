"""Run the attribution component over a PolNeAR split, in the shape that the scorer reads."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import Attribution, annotations_of
from dprk_extract.attribution.marks import quoted_regions
from dprk_extract.pipeline import load_pipeline


@dataclass(frozen=True)
class Article:
    """One article with its gold and with what we find."""

    id: str
    text: str
    gold: list[dict[str, Any]]
    found: list[Attribution]


@dataclass
class Run:
    """The outcome of one run: articles, words, and the CPU seconds of the parse and of the attribution."""

    articles: list[Article]
    words: int
    parse_seconds: float
    attribution_seconds: float
    tagger: str


def scorer(bench: Path) -> ModuleType:
    """The scorer in the bench folder, as a module."""
    sys.path.insert(0, str(bench / "attribution"))
    import score  # type: ignore[import-not-found]

    module: ModuleType = score
    return module


def parsed(nlp: Language, texts: list[str]) -> Iterator[Doc]:
    """The texts behind the model's tagger and parser, without the attribution."""
    with nlp.select_pipes(disable=["quote_attribution"]):
        yield from nlp.pipe(texts, batch_size=8)


def run(data: Path, bench: Path, split: str, tagger: str, limit: int | None = None) -> Run:
    """Annotate the split with the given tagger."""
    scorer(bench)
    from load_polnear import iter_docs  # type: ignore[import-not-found]

    gold = list(iter_docs(str(data / "polnear"), split))[:limit]
    nlp = load_pipeline(components=("quote_attribution",), config={"quote_attribution": {"tagger": tagger}})
    component = nlp.get_pipe("quote_attribution")
    began = time.process_time()
    docs = list(parsed(nlp, [text for _, text, _ in gold]))
    between = time.process_time()
    for doc in docs:
        component(doc)
    ended = time.process_time()
    articles = [
        Article(name, text, atts, annotations_of(doc).attributions)
        for (name, text, atts), doc in zip(gold, docs, strict=True)
    ]
    words = sum(len(text.split()) for _, text, _ in gold)
    return Run(articles, words, between - began, ended - between, annotations_of(docs[0]).tagger)


def as_predictions(article: Article, marks: bool = True) -> list[dict[str, Any]]:
    """What was found in one article as the scorer's dictionaries.

    ``marks`` adapts one convention of annotation to the other: PolNeAR counts a pair of quotation marks that encloses
    a content as part of it, our records leave it outside. A fragment that such a pair encloses exactly gets its two
    marks; nothing else is changed.
    """
    regions = quoted_regions(article.text) if marks else []
    enclosing = {(region.inner_start, region.inner_end): [region.start, region.end] for region in regions}
    return [
        {
            "content": [
                enclosing.get((part.start, part.end), [part.start, part.end]) for part in item.fragments
            ],
            "source": [[item.source.start, item.source.end]] if item.source is not None else [],
            "cue": [[item.cue.start, item.cue.end]] if item.cue is not None else [],
            "kind": item.kind,
        }
        for item in article.found
    ]


def judged(article: Article, score: ModuleType) -> list[bool]:
    """For each attribution found, whether content and source are right by the scorer's rules."""
    text = article.text
    regions = score.quoted_regions(text)
    inside = score.wordy(text, [(s, e) for s, e, _ in regions])
    gold = [score.Item(text, regions, inside, item) for item in article.gold]
    found = [score.Item(text, regions, inside, item) for item in as_predictions(article)]
    right = {j for _, j in score.match(gold, found, True)}
    return [number in right for number in range(len(found))]
