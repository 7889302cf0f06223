"""Statements that somebody else relays, and sentences of the narrator's before a quotation; each with a twin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.attribution.conftest import Said

from dprk_extract.annotations import annotations_of

if TYPE_CHECKING:
    from spacy.language import Language

Say = Callable[[str], list[Said]]


@pytest.mark.parametrize("verb", ["quoted", "cited"])
def test_who_is_quoted_as_saying_is_the_source(rules_nlp: Language, verb: str) -> None:
    text = f"Yonhap {verb} an official as saying the port was shut."
    outer, inner = annotations_of(rules_nlp(text)).attributions
    assert inner.source is not None
    assert text[inner.source.start : inner.source.end] == "an official"
    assert [text[part.start : part.end] for part in inner.fragments] == ["the port was shut"]
    assert outer.source is not None
    assert text[outer.source.start : outer.source.end] == "Yonhap"
    assert inner.outer == 0


def test_quotation_before_quoted_as_saying(say: Say) -> None:
    found = say("“We will not go,” Yonhap quoted a diplomat as saying on Monday.")
    assert Said("a diplomat", "saying", ("We will not go,",), "direct") in found


def test_passive_without_an_outlet(say: Say) -> None:
    found = say("The minister was quoted as saying that the port was shut.")
    assert found == [Said("The minister", "saying", ("that the port was shut",), "indirect")]


def test_saying_without_as_is_the_subjects_own(say: Say) -> None:
    found = say("Yonhap quoted an official and left, saying that the port was shut.")
    assert [(item.source, item.contents) for item in found if item.cue == "saying"] == [
        ("Yonhap", ("that the port was shut",))
    ]


def test_participle_keeps_its_source_inside_a_report(rules_nlp: Language) -> None:
    text = "The minister rejected the offer, saying that her country had no need of it, state media reported."
    found = annotations_of(rules_nlp(text)).attributions
    saying = next(a for a in found if a.cue is not None and text[a.cue.start : a.cue.end] == "saying")
    assert saying.source is not None
    assert text[saying.source.start : saying.source.end] == "The minister"


def test_sentence_of_the_narrator_before_a_quotation(say: Say) -> None:
    assert say("Will she return? ‘In October, if I can,’ she says.") == [
        Said("she", "says", ("In October, if I can,",), "direct")
    ]
    assert say("Hundreds marched to the town hall; “Save our crossing,” their banners read.") == [
        Said("their banners", "read", ("Save our crossing,",), "direct")
    ]


def test_words_that_run_into_the_quotation_belong_to_it(say: Say) -> None:
    (found,) = say("The envoy’s tone was “all but warm, if that can be said,” said Park.")
    assert found.contents[0].startswith("The envoy’s tone was")
