"""Reports that a tagger saw by halves: source and cue, but not what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dprk_extract.annotations import Attribution
from dprk_extract.attribution.linking.assemble import attributions
from dprk_extract.attribution.taggers import Label, Piece

if TYPE_CHECKING:
    from spacy.language import Language


def linked(nlp: Language, text: str, *marked: tuple[Label, str]) -> list[tuple[str, str]]:
    """Source and content of what is made of ``marked`` stretches of the text."""
    pieces = [Piece(label, text.index(words), text.index(words) + len(words), 0.9) for label, words in marked]
    found: list[Attribution] = attributions(nlp(text), pieces, "convolutional")
    return [
        (text[a.source.start : a.source.end], text[part.start : part.end])
        for a in found
        if a.source is not None
        for part in a.fragments
    ]


def test_what_stands_before_the_cue_is_said_though_an_aside_follows(rules_nlp: Language) -> None:
    text = "The ferry sank on Monday, the ministry said, days after the guards warned of a storm."
    found = linked(
        rules_nlp,
        text,
        ("SOURCE_L", "the ministry"),
        ("CUE", "said"),
        ("SOURCE_L", "the guards"),
        ("CUE", "warned of"),
        ("CONTENT_R", "a storm"),
    )
    assert found == [("the ministry", "The ferry sank on Monday"), ("the guards", "a storm")]


def test_a_cue_marked_as_nobodys_has_the_subject_of_its_verb(rules_nlp: Language) -> None:
    text = "The ferry sank on Monday, the ministry said."
    found = linked(rules_nlp, text, ("CONTENT_L", "The ferry sank on Monday"), ("CUE_N", "said"))
    assert found == [("the ministry", "The ferry sank on Monday")]


def test_a_cue_marked_as_nobodys_stays_so_where_the_subject_is_empty(rules_nlp: Language) -> None:
    text = "It says that the ferry sank on Monday."
    found = linked(rules_nlp, text, ("CONTENT_R", "that the ferry sank on Monday"), ("CUE_N", "says"))
    assert found == []


def test_a_report_behind_a_dateline(rules_nlp: Language) -> None:
    text = "SEOUL, March 4 (Wire) - The ferry sank on Monday, the ministry said, days after it was mended."
    found = linked(rules_nlp, text, ("SOURCE_L", "the ministry"), ("CUE", "said"))
    assert ("the ministry", "The ferry sank on Monday") in found
    assert not any("SEOUL" in content for _, content in found)
