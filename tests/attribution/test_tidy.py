"""Sources without what does not belong to them; each with a twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.linking.tidy import tidied

if TYPE_CHECKING:
    from spacy.language import Language


def source_of(nlp: Language, text: str, source: str) -> str:
    at = text.index(source)
    draft = Draft([Range(len(text) - 2, len(text) - 1)], None, Range(at, at + len(source)), 0.9)
    tidied(nlp(text), draft)
    assert draft.source is not None
    return text[draft.source.start : draft.source.end]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("The paper Northern Ledger Friday", "The paper Northern Ledger"),
        ("The minister on Friday", "The minister"),
        ("Minister Leo Marsh on October 19", "Minister Leo Marsh"),
        ("Marsh at", "Marsh"),
        ("- The agency", "The agency"),
        ("Prime Minister Theresa May", "Prime Minister Theresa May"),
        ("USA Today", "USA Today"),
        ("A poll released Friday", "A poll released Friday"),
        ("Friday", "Friday"),
    ],
)
def test_borders_of_a_source(rules_nlp: Language, source: str, kept: str) -> None:
    assert source_of(rules_nlp, f"{source} said that the road was closed.", source) == kept


def test_a_full_stop_is_no_source(rules_nlp: Language) -> None:
    text = "Anheuser-Osei Cos. said it plans to cut prices."
    assert source_of(rules_nlp, text, ".") == "Anheuser-Osei Cos."
