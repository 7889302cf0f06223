""" "The paper", "the agency": the outlet named before, where exactly one fits."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


@pytest.mark.parametrize(
    ("before", "noun", "name"),
    [
        ("The Northern Ledger printed the figures.", "the paper", "Northern Ledger"),
        ("The daily Kest Post printed the figures.", "the newspaper", "Kest Post"),
        ("Minju Joson printed the figures.", "the newspaper", "Minju Joson"),
        ("KCNA carried the figures.", "the agency", "KCNA"),
        ("KCNA carried the figures.", "the state news agency", "KCNA"),
        ("Kest Lantern, a weekly, printed the figures.", "the newspaper", "Kest Lantern"),
        ("Corvania Radio gave the figures.", "the broadcaster", "Corvania Radio"),
    ],
)
def test_an_outlet_goes_on_speaking(before: str, noun: str, name: str) -> None:
    article = read(f"{before} The mine is old. [1:It will close], |1:{noun}| <1:wrote>.")
    assert (article.names, article.ways) == ([name], ["description"])
    guess = article.guesses[0]
    assert guess is not None and guess.kind == "organisation"


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("The Northern Ledger and the Kest Post printed the figures.", "the paper"),  # two fit
        ("KCNA carried the figures.", "the newspaper"),  # another kind of outlet
        ("The Northern Ledger printed the figures.", "a newspaper"),
        ("The Northern Ledger printed the figures.", "the party newspaper"),
        ("The mine printed the figures.", "the newspaper"),
        ("Heath Ledger printed the figures.", "the newspaper"),  # a person
    ],
)
def test_where_none_or_several_fit_the_words_stay(before: str, noun: str) -> None:
    article = read(f"{before} The mine is old. [1:It will close], |1:{noun}| <1:wrote>.")
    assert article.names == [noun]


def test_the_outlet_of_the_paragraph_comes_first() -> None:
    article = read(
        "The Calder Gazette printed the figures.\n\n"
        "The Northern Ledger printed none. [1:It will close], |1:the paper| <1:wrote>."
    )
    assert article.names == ["Northern Ledger"]


def test_a_paper_long_after_may_be_a_document() -> None:
    filler = "The mine is old. It was dug by hand. It has two shafts. It leaks in the spring. "
    article = read(f"The Northern Ledger was read. {filler}[1:It will close], |1:the paper| <1:said>.")
    assert article.names == ["the paper"]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("KCNA carried the figures. The Mine Safety Agency met.", "Mine Safety Agency"),
        ("The Mine Safety Agency met. KCNA carried the figures.", "the agency"),
        ("KCNA and Yonhap News Agency carried the figures.", "the agency"),
    ],
)
def test_an_agency_beside_a_news_agency(before: str, name: str) -> None:
    assert read(f"{before} [1:It will close], |1:the agency| <1:said>.").names == [name]
