"""Ordinals that say how many there have been, beside their twins that only say which one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dprk_extract.annotations import QuantityMention, Timex, annotations_of
from dprk_extract.numbers.component import Quantities

if TYPE_CHECKING:
    from spacy.language import Language

Finder = Callable[[str], list[QuantityMention]]


@pytest.mark.parametrize(
    ("text", "value", "what"),
    [
        ("The North carried out its sixth nuclear test.", 6, "nuclear test"),
        ("Pyongyang marked the 71st anniversary of the truce.", 71, "anniversary"),
        ("The envoys met for the third time.", 3, "time"),
        ("Imports fell for the fourth straight month.", 4, "straight month"),
        ("Imports fell for a seventh consecutive year.", 7, "consecutive year"),
        ("The reserve is the fifth of its kind in the country.", 5, None),
        ("The launch was its ninth this year.", 9, None),
        ("The shutdown was the second in three weeks.", 2, None),
        ("The release came before the twenty-first launch.", 21, "launch"),
        ("Residents oppose the fourth-round discharge of the water.", 4, "round"),
        ("She was the 12th person to cross the border.", 12, "person"),
    ],
)
def test_ordinals_that_count(find: Finder, text: str, value: float, what: str | None) -> None:
    found = [q for q in find(text) if q.unit == "ordinal"]
    assert [(q.value, q.unit_kind, q.bound, q.rule) for q in found] == [(value, "ordinal", "=", "ordinal")]
    assert (None if found[0].what is None else text[found[0].what.start : found[0].what.end]) == what


@pytest.mark.parametrize(
    "text",
    [
        "The first meeting took place in his first term.",
        "The 8th Congress met in spring.",
        "The Ninth Plenary Meeting was held there.",
        "They crossed the 38th parallel at night.",
        "It happened in the second half of the year.",
        "The firm grew in the third quarter.",
        "A third party joined the talks.",
        "It was the third largest test of all.",
        "It is the second-largest port of the country.",
        "He came third in the race.",
        "Every second test failed.",
        "The talks began on the 4th of May.",
        "Second, the talks failed.",
        "The Second World War had ended.",
        "He lives on the third floor.",
    ],
)
def test_ordinals_that_only_say_which(find: Finder, text: str) -> None:
    assert "ordinal" not in {q.unit for q in find(text)}


def test_the_setting(numbers_nlp: Language) -> None:
    doc = numbers_nlp("His second term brought the second test, and the first summit.")
    values = {
        name: [q.value for q in Quantities(ordinals=name).find(doc)]  # type: ignore[arg-type]
        for name in ("none", "counting", "all")
    }
    assert values == {"none": [], "counting": [2], "all": [2, 2, 1]}


def test_ordinals_in_dates_are_left_to_them(numbers_nlp: Language) -> None:
    text = "They spoke since the third meeting."
    with numbers_nlp.select_pipes(disable=["quantities"]):
        doc = numbers_nlp(text)
    assert [q.value for q in Quantities().find(doc)] == [3]
    start = text.index("the third")
    timex = Timex(start, start + 17, "DATE", "2021-02-08", None, None, None, None, "test", 1.0)
    annotations_of(doc).timexes.append(timex)
    assert Quantities().find(doc) == []


def test_a_planned_and_a_denied_one(find: Finder) -> None:
    (planned,) = find("The North plans to conduct its seventh nuclear test.")
    (denied,) = find("The North did not conduct its seventh nuclear test.")
    (done,) = find("The North conducted its seventh nuclear test.")
    assert [q.planned for q in (planned, denied, done)] == [True, False, False]
    assert [q.negated for q in (planned, denied, done)] == [False, True, False]
