"""Transcripts, quotations inside quotations, and finds that are no statements; each with a twin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.attribution.conftest import Said

from dprk_extract.annotations import Range, annotations_of
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.linking.sound import is_statement

if TYPE_CHECKING:
    from spacy.language import Language

Say = Callable[[str], list[Said]]

TURNS = (
    "Ines Moor: Good evening. What did you see?\n\n"
    "Han Sol: A roof. The institute said last month that the yard was empty. That was wrong.\n\n"
    "Ines Moor: Thank you.\n\n"
    "Han Sol: I said that it was not."
)


def test_every_turn_is_one_quote_of_its_label(say: Say) -> None:
    turns = [(item.source, item.contents) for item in say(TURNS) if item.cue == ":"]
    assert turns == [
        ("Ines Moor", ("Good evening. What did you see?",)),
        ("Han Sol", ("A roof. The institute said last month that the yard was empty. That was wrong.",)),
        ("Ines Moor", ("Thank you.",)),
        ("Han Sol", ("I said that it was not.",)),
    ]


def test_what_others_said_is_nested_in_the_turn_and_ends_with_its_sentence(rules_nlp: Language) -> None:
    found = annotations_of(rules_nlp(TURNS)).attributions
    (inner,) = [item for item in found if item.outer is not None]
    part = inner.fragments[0]
    assert TURNS[part.start : part.end].removeprefix("that ") == "the yard was empty"
    assert found[inner.outer or 0].source is not None


def test_a_turn_goes_on_without_a_label(say: Say) -> None:
    text = TURNS.replace("A roof. ", "A roof.\n\n")
    second = next(item for item in say(text) if item.contents[0].startswith("A roof."))
    assert second.contents[-1].endswith("That was wrong.")


def test_two_labels_make_no_transcript(say: Say) -> None:
    assert say("Weather: The rain will stop.\n\nHarbour: It stays shut.\n\nThe ferry left at noon.") == []


def test_quotation_inside_a_quotation_with_its_own_cue(rules_nlp: Language) -> None:
    text = "“An officer brought us tea. He said, ‘You are mad, but you are quiet.’ We laughed,” Park said."
    _outer, inner = annotations_of(rules_nlp(text)).attributions
    assert inner.outer == 0
    assert inner.source is not None
    assert text[inner.source.start : inner.source.end] == "He"
    assert text[inner.fragments[0].start : inner.fragments[0].end] == "You are mad, but you are quiet."


@pytest.mark.parametrize(
    "text",
    [
        "“I said, ‘You are mad, but you are quiet,’ and left,” Park said.",
        "“They live in the ‘village of a hundred and one bells’ now,” Park said.",
    ],
)
def test_own_words_and_names_inside_a_quotation_are_none(say: Say, text: str) -> None:
    assert len(say(text)) == 1


def judged(nlp: Language, text: str, source: str | None, cue: str, content: str, sure: float) -> bool:
    def place(words: str) -> Range:
        return Range(text.index(words), text.index(words) + len(words))

    held = Draft([place(content)], place(cue), place(source) if source else None, sure, ["tagger:any"])
    return is_statement(nlp(text), text, held, sure)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("The envoy sees it differently now.", "The envoy", "sees", "it differently", False),
        ("The envoy said much the same.", "The envoy", "said", "much the same", True),
        ("Kim’s willingness to talk is new.", "Kim", "willingness", "to talk", False),
        ("Kim’s claim that he won is new.", "Kim", "claim", "that he won", True),
        ("Its support for the plan is new.", None, "support for", "the plan", False),
        ("The launch raised fears about a war.", "The launch", "raised fears about", "a war", False),
        ("The minister raised fears about a war.", "The minister", "raised fears about", "a war", True),
    ],
)
def test_finds_that_are_no_statements(
    rules_nlp: Language, text: str, source: str | None, cue: str, content: str, kept: bool
) -> None:
    assert judged(rules_nlp, text, source, cue, content, 0.45) is kept


def test_a_sure_find_is_kept(rules_nlp: Language) -> None:
    text = "The envoy backs the new plan."
    assert judged(rules_nlp, text, "The envoy", "backs", "the new plan", 0.8)
    assert not judged(rules_nlp, text, "The envoy", "backs", "the new plan", 0.3)


def test_a_headlines_noun_is_no_statement_where_a_sentence_may_hold_one(rules_nlp: Language) -> None:
    title = "Ministry clarifies report on missing trawler"
    assert not judged(rules_nlp, title, "Ministry", "clarifies", "report on missing trawler", 0.6)
    sentence = "The ministry clarified the report on the trawler."
    assert judged(rules_nlp, sentence, "The ministry", "clarified", "the report on the trawler", 0.6)
