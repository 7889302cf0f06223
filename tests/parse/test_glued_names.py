"""Archive text that lost the spaces around leaders' names."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.annotations import Context, annotations_of
from dprk_extract.parse.glued_names import GluedNames

NLP = spacy.blank("en")
CUT = GluedNames()


def words(text: str) -> list[str]:
    return [token.text for token in CUT(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ComradeKim Jong Unsaid", ["Comrade", "Kim", "Jong", "Un", "said"]),
        ("toKim Jong Unwho", ["to", "Kim", "Jong", "Un", "who"]),
        ("ChairmanKim Jong Ilon June 3", ["Chairman", "Kim", "Jong", "Il", "on", "June", "3"]),
        ("Kim Il SungUniversity", ["Kim", "Il", "Sung", "University"]),
        ("ofKim Il SungandKim Jong Ilfor", ["of", "Kim", "Il", "Sung", "and", "Kim", "Jong", "Il", "for"]),
    ],
)
def test_names_are_cut_free(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text", ["Kim Jong Ung", "Kim Jong Unhye", "Kim Jong Ilnam", "PaulKim Roe", "McKim Jong"]
)
def test_other_names_stay_whole(text: str) -> None:
    assert words(text) == text.split()


def test_ordinary_text_is_the_same_document() -> None:
    doc = NLP.make_doc("Kim Jong Un said nothing.")
    assert CUT(doc) is doc


def test_annotations_and_context_are_carried_over() -> None:
    doc = NLP.make_doc("ComradeKim Jong Unsaid")
    annotations_of(doc).context = Context(title="A title")
    made = CUT(doc)
    assert made is not doc
    assert annotations_of(made).context.title == "A title"


def test_the_callers_context_survives_the_pipe() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("glued_names", first=True)
    found = list(nlp.pipe([("ComradeKim Jong Unsaid", 7), ("Nothing", 8)], as_tuples=True))
    assert [context for _, context in found] == [7, 8]
    assert len(found[0][0]) == 5


PIECES = ["Kim Jong Un", "Kim Il Sung", "Comrade", "said", " ", "\n", ".", "-", "Ung", "é", "의"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_text_and_offsets_never_change(text: str) -> None:
    doc = CUT(NLP.make_doc(text))
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
