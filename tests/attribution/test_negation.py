"""Whether the saying is negated: a "not" of the cue, and none in what is said."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract import extract


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("“Are we ready? Probably not,” Captain Mira Olsen said.", False),
        ("“The ferry is not ready,” Captain Mira Olsen said.", False),
        ("Captain Mira Olsen did not say that the ferry was ready.", True),
        ("Captain Mira Olsen never said that the ferry was ready.", True),
        ("Captain Mira Olsen denied that the ferry was ready.", False),
    ],
)
def test_negation_belongs_to_the_cue(nlp: Language, text: str, negated: bool) -> None:
    found = extract(text, nlp=nlp)
    assert [quote.negated for quote in found.quotes] == [negated]
