"""The pipeline with nothing but the quantities behind the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dprk_extract.annotations import QuantityMention, annotations_of

if TYPE_CHECKING:
    from spacy.language import Language

Finder = Callable[[str], list[QuantityMention]]


@pytest.fixture(scope="session")
def numbers_nlp() -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(components=["quantities"])


@pytest.fixture(scope="session")
def find(numbers_nlp: Language) -> Finder:
    """Text → the quantities found in it."""

    def run(text: str) -> list[QuantityMention]:
        return annotations_of(numbers_nlp(text)).quantities

    return run
