"""The component: shape of its output, evidence, negation, nesting, settings, and robustness."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.annotations import Attribution, annotations_of
from dprk_extract.attribution.confidence import calibrated, read_off
from dprk_extract.attribution.factory import make_tagger
from dprk_extract.attribution.linking.assemble import attributions
from dprk_extract.attribution.taggers import Piece

if TYPE_CHECKING:
    from spacy.language import Language

WORDS = ["Kim", " said", " that", " talks", " failed", ".", ",", " ", "\n", "“", "”", '"', "'", ":", " — "]
WORDS += [" according to", " adding", " as", "..."]


def found(nlp: Language, text: str) -> list[Attribution]:
    return annotations_of(nlp(text)).attributions


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The minister did not say that the port was open.", True),
        ("The minister never claimed that the port was open.", True),
        ("Nobody said that the port was open.", True),
        ("The minister said that the port was not open.", False),
        ("The minister denied that the port was open.", False),
    ],
)
def test_negated_is_the_saying_not_the_said(rules_nlp: Language, text: str, negated: bool) -> None:
    assert [item.negated for item in found(rules_nlp, text)] == [negated]


def test_second_hand_report_is_nested(rules_nlp: Language) -> None:
    text = "KCNA reported that Kim said that the dam was safe."
    outer, inner = found(rules_nlp, text)
    assert (outer.outer, inner.outer) == (None, 0)
    assert inner.source is not None
    assert text[inner.source.start : inner.source.end] == "Kim"
    assert [text[part.start : part.end] for part in inner.fragments] == ["that the dam was safe"]


def test_every_find_names_its_evidence(rules_nlp: Language) -> None:
    items = found(rules_nlp, "“We left,” Han said. “We will return.”\n\n“The sea is wide.” — Mun")
    assert [item.evidence for item in items] == [
        ("tagger:rules", "link:through-cue", "link:continued", "marks:paired"),
        ("rule:dash-signature", "marks:paired"),
    ]
    assert all(0 < item.confidence < 1 for item in items)


def test_spans_are_marked_for_users_of_spacy(rules_nlp: Language) -> None:
    doc = rules_nlp("“We left,” Han said.")
    assert [span.text for span in doc.spans["contents"]] == ["We left,"]
    assert [span.label_ for span in doc.spans["contents"]] == ["direct"]
    assert [span.text for span in doc.spans["cues"]] == ["said"]
    assert [span.text for span in doc.spans["sources"]] == ["Han"]
    assert annotations_of(doc).tagger == "rules"


def test_the_built_in_tagger_is_named() -> None:
    assert make_tagger("rules").name == "rules"
    assert make_tagger("convolutional").name.startswith(("convolutional", "rules"))


def test_alone_in_a_pipeline_without_a_parse() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quote_attribution", config={"tagger": "rules"})
    text = "“The dam holds.” — Governor Mun"
    (item,) = annotations_of(nlp(text)).attributions
    assert item.source is not None
    assert text[item.source.start : item.source.end] == "Governor Mun"


AGENCY = "Pyongyang, May 3 (KCNA) -- The party wants peace. Kim said that the dam was safe. -0-"


@pytest.mark.parametrize(
    ("attitudes", "cues"), [("auto", ["said"]), ("keep", ["said", "wants"]), ("drop", ["said"])]
)
def test_attitudes_are_dropped_in_agency_style(rules_nlp: Language, attitudes: str, cues: list[str]) -> None:
    doc = rules_nlp.get_pipe("parser")(
        rules_nlp.get_pipe("tagger")(rules_nlp.get_pipe("tok2vec")(rules_nlp.make_doc(AGENCY)))
    )

    def piece(label: str, words: str) -> Piece:
        start = AGENCY.index(words)
        return Piece(label, start, start + len(words), 0.99)  # type: ignore[arg-type]

    pieces = [
        piece("SOURCE_L", "The party"), piece("CUE", "wants"), piece("CONTENT_R", "peace"),
        piece("SOURCE_L", "Kim"), piece("CUE", "said"), piece("CONTENT_R", "that the dam was safe"),
    ]  # fmt: skip
    items = attributions(doc, pieces, "test", attitudes)  # type: ignore[arg-type]
    assert sorted(AGENCY[i.cue.start : i.cue.end] for i in items if i.cue is not None) == cues


def test_labels_decide_which_cue_a_piece_belongs_to(rules_nlp: Language) -> None:
    text = "Han said the port was open, Mun replied no."
    doc = rules_nlp(text)

    def piece(label: str, words: str) -> Piece:
        start = text.index(words)
        return Piece(label, start, start + len(words), 0.9)  # type: ignore[arg-type]

    pieces = [
        piece("SOURCE_L", "Han"), piece("CUE", "said"), piece("CONTENT_L", "the port was open"),
        piece("SOURCE_L", "Mun"), piece("CUE", "replied"),
    ]  # fmt: skip
    (item,) = [
        a for a in attributions(doc, pieces, "test") if a.cue and text[a.cue.start : a.cue.end] == "replied"
    ]
    assert [text[part.start : part.end] for part in item.fragments] == ["the port was open"]
    assert item.source is not None
    assert text[item.source.start : item.source.end] == "Mun"


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.2), (0.5, 0.2), (0.75, 0.5), (1.0, 0.8), (2.0, 0.8)])
def test_confidence_is_read_between_points(score: float, expected: float) -> None:
    assert read_off([(0.5, 0.2), (1.0, 0.8)], score) == pytest.approx(expected)


def test_confidence_rises_with_the_score() -> None:
    values = [calibrated(score / 20, ("tagger:rules",), "direct") for score in range(21)]
    assert values == sorted(values)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_text_gives_exact_ordered_offsets(rules_nlp: Language, text: str) -> None:
    items = found(rules_nlp, text)
    assert [item.fragments[0].start for item in items] == sorted(item.fragments[0].start for item in items)
    for number, item in enumerate(items):
        assert item.outer is None or item.outer != number
        places = [*item.fragments, *(part for part in (item.cue, item.source) if part is not None)]
        assert all(0 <= part.start < part.end <= len(text) for part in places)
        for left, right in zip(item.fragments, item.fragments[1:], strict=False):
            assert left.end <= right.start


@pytest.mark.parametrize("text", ["Kim said “ ” on Monday.", "He said: “ “ ‘ now"])
def test_a_quotation_of_nothing_is_no_find(rules_nlp: Language, text: str) -> None:
    assert found(rules_nlp, text) == []


def test_time_is_linear(rules_nlp: Language) -> None:
    def seconds(paragraphs: int) -> float:
        doc = nlp_without("“We left,” Han said, adding that “the sea” was calm. " * 8 * paragraphs)
        began = time.process_time()
        attributions(doc, make_tagger("rules")(doc), "rules")
        return time.process_time() - began

    nlp_without: Callable[[str], spacy.tokens.Doc] = rules_nlp
    small, large = seconds(2), seconds(8)
    assert large < 12 * max(small, 0.02)
