"""The scorer itself, and what it demands of a gold file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from tests.gold.gold import Answer, Article, Item, gold_answer, locate, read_articles
from tests.gold.scoring import MEASURES, Tally, score

from dprk_extract.records import Bound, QuoteKind

TEXT = 'Han said "the dam holds" on May 3. Mun saw 40 boats and 12 buoys. Han said it was late.'
ROWS: dict[str, Any] = {
    "date": [{"words": "May 3", "value": "2024-05-03"}],
    "number": [
        {"words": "40 boats", "value": 40, "unit": "boat"},
        {"words": "12 buoys", "value": 12, "unit": "buoy"},
    ],
    "quote": [
        {"words": "the dam holds", "kind": "direct", "speaker": ["Han", "Governor Han"]},
        {"words": "it was late", "kind": "indirect", "speaker": "Han", "optional": True},
    ],
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_articles()


@pytest.fixture
def gold() -> Answer:
    return gold_answer(TEXT, ROWS)


def scored(gold: Answer, found: Answer) -> dict[str, Tally]:
    return score([("small", gold, found)])


def test_gold_against_itself_is_100(articles: list[Article]) -> None:
    tallies = score((a.document.source_id, a.gold, a.gold) for a in articles)
    assert {name: (t.precision, t.recall, t.f1) for name, t in tallies.items()} == dict.fromkeys(
        MEASURES, (100, 100, 100)
    )
    assert not any(t.missed or t.spurious for t in tallies.values())


def test_empty_answer_is_0(articles: list[Article]) -> None:
    tallies = score((a.document.source_id, a.gold, Answer()) for a in articles)
    assert {name: (t.precision, t.recall, t.f1) for name, t in tallies.items()} == dict.fromkeys(
        MEASURES, (0, 0, 0)
    )
    wanted = [item for a in articles for item in a.gold.dates if not item.optional]
    assert len(tallies["dates_with_value"].missed) == len(wanted)


def test_gold_speaks_the_words_of_the_records(articles: list[Article]) -> None:
    for article in articles:
        assert {q.kind for q in article.gold.quotes} <= set(get_args(QuoteKind))
        assert {bound for n in article.gold.numbers for bound in n.bound} <= set(get_args(Bound))
        assert 120 <= len(article.document.text.split()) <= 220


def test_wrong_speaker_is_named(gold: Answer) -> None:
    wrong = replace(gold, quotes=(replace(gold.quotes[0], speaker=("Mun",)),))
    tallies = scored(gold, wrong)
    assert tallies["quote_spans"].f1 == 100
    assert tallies["quotes_with_speaker"].f1 == tallies["speakers_of_matched_quotes"].f1 == 0
    (line,) = tallies["quotes_with_speaker"].missed
    assert line == (
        "small: «the dam holds» [direct, Han or Governor Han]  found: «the dam holds» [direct, Mun]"
    )


def test_any_reading_of_gold_is_right(gold: Answer) -> None:
    other = replace(gold, quotes=(replace(gold.quotes[0], speaker=("the Governor Han",)),))
    assert scored(gold, other)["quotes_with_speaker"].f1 == 100


def test_optional_items_count_neither_way(gold: Answer) -> None:
    without = scored(gold, replace(gold, quotes=gold.quotes[:1]))["quote_spans"]
    within = scored(gold, gold)["quote_spans"]
    assert (without.gold, without.found, within.found) == (1, 1, 1)


@pytest.mark.parametrize(
    "change", [{"ends": (41.0, 41.0)}, {"ends": (40.0, 50.0)}, {"unit": ("ship",)}, {"ends": (0.0, 0.0)}]
)
def test_wrong_number_is_missed_and_spurious(gold: Answer, change: dict[str, Any]) -> None:
    boats, buoys = gold.numbers
    tally = scored(gold, replace(gold, numbers=(replace(boats, **change), buoys)))[
        "numbers_with_value_and_unit"
    ]
    assert (tally.precision, tally.recall) == (50, 50)
    assert len(tally.missed) == len(tally.spurious) == 1
    assert "spurious  small: «40 boats»" in tally.errors()


def test_bound_is_judged_where_the_number_is_right(gold: Answer) -> None:
    boats, buoys = gold.numbers
    tallies = scored(gold, replace(gold, numbers=(replace(boats, bound=("~",)), buoys)))
    assert tallies["numbers_with_value_and_unit"].f1 == 100
    assert tallies["bounds_of_matched_numbers"].f1 == 50


def test_wrong_date_value(gold: Answer) -> None:
    wrong = replace(gold, dates=(replace(gold.dates[0], value=("2023-05-03",)),))
    assert scored(gold, wrong)["dates_with_value"].f1 == 0


@pytest.mark.parametrize(("kept", "right"), [(7, 1), (4, 0)])
def test_quotes_pair_from_half_of_their_characters_on(gold: Answer, kept: int, right: int) -> None:
    quote = gold.quotes[0]  # 11 characters that are no white space
    short = replace(quote, places=frozenset(sorted(quote.places)[:kept]))
    assert scored(gold, replace(gold, quotes=(short,)))["quote_spans"].right == right


def test_one_find_serves_one_gold_item(gold: Answer) -> None:
    both = Item(
        gold.numbers[0].places | gold.numbers[1].places,
        "40 boats and 12 buoys",
        ends=(40.0, 40.0),
        unit=("boat",),
        bound=("=",),
    )
    tally = scored(gold, replace(gold, numbers=(both,)))["numbers_with_value_and_unit"]
    assert (tally.right, tally.gold, tally.found) == (1, 2, 1)


def test_words_are_located() -> None:
    assert TEXT[slice(*locate(TEXT, "Han", 2))] == "Han"
    assert locate(TEXT, "Han", 2)[0] > locate(TEXT, "Han", 1)[0] == 0
    start, end = locate(TEXT, "Mun saw [...] buoys", None)
    assert TEXT[start:end] == "Mun saw 40 boats and 12 buoys"


@pytest.mark.parametrize(
    ("words", "nth", "message"),
    [
        ("boat", None, "not in the text"),
        ("Han", None, "2 times"),
        ("Han", 3, "2 times"),
        ("Mun", 0, "1 times"),
    ],
)
def test_words_that_cannot_be_located(words: str, nth: int | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        locate(TEXT, words, nth)


def test_a_misspelt_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="valu"):
        gold_answer(TEXT, {"date": [{"words": "May 3", "value": "2024-05-03", "valu": "x"}]})
    with pytest.raises(ValueError, match="dates"):
        gold_answer(TEXT, {"dates": []})
