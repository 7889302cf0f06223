"""Fixtures that several rooms share. The pipeline is loaded once for the whole run, and only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from dprk_extract.records import Extraction


@pytest.fixture(scope="session")
def nlp() -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline()


def _sample(nlp: Language, published: date | None = None) -> list[Extraction]:
    from dprk_extract.extraction import extract_documents
    from dprk_extract.readers import sample_documents
    from dprk_extract.records import Extraction

    documents = [replace(document, published=published) for document in sample_documents()]
    found = list(extract_documents(documents, nlp))
    assert all(isinstance(extraction, Extraction) for extraction in found)
    return [extraction for extraction in found if isinstance(extraction, Extraction)]


@pytest.fixture(scope="session")
def seeds(nlp: Language) -> Sequence[Extraction]:
    """The extractions of the two seed articles, without a publication date."""
    return _sample(nlp)


@pytest.fixture(scope="session")
def dated_seeds(nlp: Language) -> Sequence[Extraction]:
    """The same, as published on 20 November 2025."""
    return _sample(nlp, date(2025, 11, 20))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DPRK_EXTRACT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
