"""The attribution component alone, behind the model's tagger and parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dprk_extract.annotations import Attribution, annotations_of
from dprk_extract.attribution.linking.assemble import attributions
from dprk_extract.attribution.taggers import Piece

if TYPE_CHECKING:
    from spacy.language import Language


class Said(NamedTuple):
    """An attribution in words: who, cue, contents, kind."""

    source: str | None
    cue: str | None
    contents: tuple[str, ...]
    kind: str


Link = Callable[..., list[Said]]
_MARK = re.compile(r"\[(\w+):(.*?)\]", re.S)


@pytest.fixture(scope="session")
def rules_nlp() -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(components=("quote_attribution",), config={"quote_attribution": {"tagger": "rules"}})


@pytest.fixture(scope="session")
def say(rules_nlp: Language) -> Callable[[str], list[Said]]:
    """What the rules find in a text."""

    def run(text: str) -> list[Said]:
        return _said(text, annotations_of(rules_nlp(text)).attributions)

    return run


@pytest.fixture(scope="session")
def link(rules_nlp: Language) -> Link:
    """Attributions of a text in which ``[LABEL:words]`` marks the pieces, all with one score."""

    def run(marked: str, score: float = 0.95) -> list[Said]:
        text, pieces, last = "", [], 0
        for match in _MARK.finditer(marked):
            text += marked[last : match.start()]
            start = len(text)
            text += match[2]
            pieces.append(Piece(match[1], start, len(text), score))  # type: ignore[arg-type]
            last = match.end()
        text += marked[last:]
        return _said(text, attributions(rules_nlp(text), pieces, "convolutional"))

    return run


def _said(text: str, found: Sequence[Attribution]) -> list[Said]:
    return [
        Said(
            text[a.source.start : a.source.end] if a.source else None,
            text[a.cue.start : a.cue.end] if a.cue else None,
            tuple(text[f.start : f.end] for f in a.fragments),
            a.kind,
        )
        for a in found
    ]
