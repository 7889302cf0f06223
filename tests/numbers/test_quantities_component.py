"""The component as such: offsets, other components' dates, ordinals on request, hostile text, time."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import isfinite

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import QuantityMention, Timex, annotations_of
from dprk_extract.numbers.component import Quantities

Finder = Callable[[str], list[QuantityMention]]
BLANK = spacy.blank("en")
PIECES = st.sampled_from(
    "one two half a third dozen hundred million of and or to between $ US$ € % - – −5 1,000 8 274 3.5 2018 "  # noqa: SIM905
    "June may per km/h m kg °C ( ) , . : / ½ men people rose not will Kim 46 -0- 1/2 7 th e10 the \x00 ﷽ 🚀".split()
)
GAPS = st.sampled_from(["", " ", "\u202f", "\n", "\n\n"])


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(PIECES, max_size=25).map(" ".join),
        st.lists(st.one_of(PIECES, GAPS), max_size=25).map("".join),
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_exact_sorted_offsets(numbers_nlp: Language, text: str) -> None:
    doc = numbers_nlp(text)
    found = annotations_of(doc).quantities
    assert found == sorted(found, key=lambda q: (q.start, q.end))
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        for part in (quantity.unit_range, quantity.what):
            assert part is None or 0 <= part.start < part.end <= len(text)
        assert quantity.value == quantity.value
    assert found == Quantities().find(doc)


@given(st.text(alphabet="0123456789 ,.-/$%km", max_size=60))
@settings(max_examples=100, deadline=None)
def test_works_without_tagger_and_parser(text: str) -> None:
    doc = Quantities()(BLANK(text))
    assert len(doc.spans["quantities"]) <= len(annotations_of(doc).quantities)


def test_alone_in_a_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quantities")
    (quantity,) = nlp("It costs $5 million")._.dprk.quantities
    assert (quantity.value, quantity.unit) == (5e6, "USD")


def test_spans_carry_the_unit(numbers_nlp: Language) -> None:
    doc = numbers_nlp("They sent more than 10,000 troops.")
    (span,) = doc.spans["quantities"]
    assert (span.text, span.label_) == ("more than 10,000 troops", "troop")
    (quantity,) = annotations_of(doc).quantities
    assert doc.text[quantity.start : quantity.end] == span.text
    assert quantity.unit_range is not None
    assert doc.text[quantity.unit_range.start : quantity.unit_range.end] == "troops"


def _dated(numbers_nlp: Language, text: str, words: str, kind: str) -> Doc:
    with numbers_nlp.select_pipes(disable=["quantities"]):
        doc = numbers_nlp(text)
    start = text.index(words)
    timex = Timex(start, start + len(words), kind, "X", None, None, None, None, "test", 1.0)  # type: ignore[arg-type]
    annotations_of(doc).timexes.append(timex)
    return doc


def test_dates_of_another_component_are_left_out(numbers_nlp: Language) -> None:
    text = "The 1800 treaty named 1,200 villages."
    assert [q.value for q in Quantities().find(_dated(numbers_nlp, text, "1800", "DATE"))] == [1200]


def test_a_limit_or_a_unit_outweighs_a_bare_year(numbers_nlp: Language) -> None:
    for text in ("It has more than 1800 customers.", "It has 1800 sq m of space."):
        assert [q.value for q in Quantities().find(_dated(numbers_nlp, text, "1800", "DATE"))] == [1800]


def test_lengths_of_time_stay_quantities(numbers_nlp: Language) -> None:
    doc = _dated(numbers_nlp, "He left three years ago.", "three years ago", "DATE")
    assert [(q.value, q.unit) for q in Quantities().find(doc)] == [(3, "year")]


def test_all_ordinals_on_request(numbers_nlp: Language) -> None:
    doc = numbers_nlp(
        "The 71st anniversary and the twenty-first meeting followed his first term, a second late."
    )
    assert Quantities(ordinals="none").find(doc) == []
    found = Quantities(ordinals="all").find(doc)
    assert [(q.value, q.unit) for q in found] == [
        (71, "ordinal"),
        (21, "ordinal"),
        (1, "ordinal"),
        (2, "ordinal"),
    ]
    dated = numbers_nlp("On the 4th of May, 20 men left.")
    assert [q.unit for q in Quantities(ordinals="all").find(dated)] == ["man"]


def test_single_things_are_less_sure(find: Finder) -> None:
    (first, second) = find("One envoy met 20 officials.")
    assert first.confidence < second.confidence


@pytest.mark.parametrize(
    "piece", ["1 ", "1,000 ", "one hundred and ", "$ 1 ", "-5 ", "10 to ", "(1) ", "1/2 ", "half a "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    """Ten times the text takes about ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        doc = BLANK(piece * length)
        begin = time.process_time()
        Quantities().find(doc)
        return time.process_time() - begin

    seconds(100)
    small = max(min(seconds(200) for _ in range(3)), 0.002)
    assert seconds(2000) < 40 * small


@pytest.mark.parametrize(
    "text", ["9" * 5000, "9" * 400 + " men", "May " + "1" * 5000, "7" * 5000 + "th", "1/" + "3" * 5000]
)
def test_endless_figures_do_no_harm(text: str) -> None:
    for quantity in Quantities(ordinals="all").find(BLANK(text)):
        assert isfinite(quantity.value)
