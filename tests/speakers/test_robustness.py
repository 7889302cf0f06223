"""No text makes it raise, and its cost grows with the text only."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.annotations import Attribution, Range, annotations_of
from dprk_extract.speakers.component import SpeakerIdentity

BLANK = spacy.blank("en")
IDENTITY = SpeakerIdentity()
WORDS = [
    "Kim", "Jong", "Un", "No", "So", "Jr.", "Sr.", "II", "Mr.", "Mrs.", "President", "of", "the", "and", "'s", ",",
    ".", "-", "said", "he", "she", "they", "who", "which", "his", "“", "”", '"', "\n", "\n\n", "(", ")", "--", "May",
    "General", "Secretary", "South", "Korea", "Pyongyang", "U.S.", "Trump", "spokesman", "a", "By", "É", "김정은", "1",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(1, 20), st.integers(0, 90), st.integers(0, 9)), max_size=4
    ),
)
@settings(max_examples=150, deadline=None)
def test_never_raises(words: list[str], places: list[tuple[int, int, int, int]]) -> None:
    text = " ".join(words)
    doc = BLANK(text)
    made = [
        Attribution("direct", (Range(min(a, len(text)), min(a + n, len(text))),), None,
                    Range(min(s, len(text)), min(s + m, len(text))) if m else None, 1.0, (), outer=a % 5)
        for a, n, s, m in places
    ]  # fmt: skip
    annotations_of(doc).attributions = made
    IDENTITY(doc)
    notes = annotations_of(doc)
    assert len(notes.attributions) == len(made)
    for entity in notes.entities:
        assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)


@pytest.mark.parametrize(
    "unit",
    [
        "Kim Jong Un met Kim Yo Jong. ",
        "the president of the president of ",
        "He said she ",
        "Ann Bo Cy, ",
        "A-",
    ],
)
def test_the_cost_is_linear(unit: str) -> None:
    def cost(times: int) -> float:
        doc = BLANK(unit * times)
        begun = time.process_time()
        IDENTITY(doc)
        return time.process_time() - begun

    cost(50)
    assert cost(2000) < 40 * max(cost(200), 0.005)
