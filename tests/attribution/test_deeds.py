"""A deed voices nothing, and who stands inside of its description did not speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dprk_extract.api import extract

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Olsen's decision to send 40 boats to support the island's forces immediately raised further concerns "
         "about the deepening ties between Kest and Norra.", set()),
        ("The island's forces raised concerns about the deepening ties between Kest and Norra.",
         {"The island's forces"}),
    ],
)  # fmt: skip
def test_a_deed_does_not_speak(nlp: Language, text: str, sources: set[str]) -> None:
    found = extract(text, nlp=nlp)
    quotes = [quote for quote in found.quotes if "deepening ties" in quote.text]
    assert {
        quote.speaker.mention.text for quote in quotes if quote.speaker and quote.speaker.mention
    } == sources
