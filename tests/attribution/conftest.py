"""The attribution component alone, behind the model's tagger and parser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dprk_extract.annotations import annotations_of

if TYPE_CHECKING:
    from spacy.language import Language


class Said(NamedTuple):
    """An attribution in words: who, cue, contents, kind."""

    source: str | None
    cue: str | None
    contents: tuple[str, ...]
    kind: str


@pytest.fixture(scope="session")
def rules_nlp() -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(components=("quote_attribution",), config={"quote_attribution": {"tagger": "rules"}})


@pytest.fixture(scope="session")
def say(rules_nlp: Language) -> Callable[[str], list[Said]]:
    """What the rules find in a text."""

    def run(text: str) -> list[Said]:
        return [
            Said(
                text[a.source.start : a.source.end] if a.source else None,
                text[a.cue.start : a.cue.end] if a.cue else None,
                tuple(text[f.start : f.end] for f in a.fragments),
                a.kind,
            )
            for a in annotations_of(rules_nlp(text)).attributions
        ]

    return run
