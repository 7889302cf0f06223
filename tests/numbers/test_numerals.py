"""Number words and figures → values, without any context."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import Numeral
from dprk_extract.numbers.numerals import read_numeral

SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def read(text: str) -> Numeral:
    numeral = read_numeral(Atoms(text), 0)
    assert numeral is not None, text
    return numeral


def spell(number: int, *, linked: bool) -> str:
    """English words for 0 to 999 999 999 999; ``linked`` puts "and" behind the hundreds."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = f" {spell(number % size, linked=linked)}" if number % size else ""
            return f"{spell(number // size, linked=linked)} {name}{rest}"
    if number >= 100:
        rest = f"{' and' if linked else ''} {spell(number % 100, linked=linked)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


@given(st.integers(0, 10**12 - 1), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_spelled_number_reads_as_itself(number: int, linked: bool) -> None:
    text = spell(number, linked=linked)
    numeral = read(text)
    assert numeral.value == number
    assert numeral.last == len(Atoms(text))


@given(st.integers(0, 10**15), st.sampled_from([",", " ", "\u202f", "\u00a0"]))
@settings(max_examples=200, deadline=None)
def test_grouped_figures_read_as_themselves(number: int, separator: str) -> None:
    assert read(f"{number:,}".replace(",", separator)).value == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16 533.396 billion", 16_533.396e9),
        ("1,00,000", 100_000),
        ("2½", 2.5),
        ("7 3/4", 7.75),
        ("1/16", 0.0625),
        (".25", 0.25),
        ("1.3e6", 1.3e6),
        ("4 hundred million", 400e6),
        ("4 thousand 3 hundred and 21", 4321),
        ("two and a half million", 2.5e6),
        ("3 million and a half", 3.5e6),
        ("five billion and three quarters", 5.75e9),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("two-thirds", 2 / 3),
        ("one-eighth", 0.125),
        ("three twenty-fifths", 0.12),
        ("nine point nought four", 9.04),
        ("three lakh crore", 3e12),
        ("sixfold", 6),
        ("10 bn", 10e9),
        ("25k", 25_000),
    ],
)
def test_forms(text: str, value: float) -> None:
    assert read(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens", 12, 120),
        ("hundreds", 100, 1000),
        ("tens of thousands", 10_000, 100_000),
        ("hundreds of millions", 1e8, 1e9),
        ("several hundred", 100, 1000),
        ("a few thousand", 1000, 10_000),
    ],
)
def test_vague_plurals_are_ranges(text: str, low: float, high: float) -> None:
    numeral = read(text)
    assert (numeral.value, numeral.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one two", 1),  # two numbers side by side are not added
        ("three and four", 3),
        ("8, 274", 8),  # a day and a count, no thousands
        ("22,24", 22.24),
        ("2.9 million 9 litre cases", 2.9e6),
        ("3 million 500 thousand", 3.5e6),
        ("2 million and two houses", 2e6),
        ("2 million and 500 men", 2e6),
        ("22,24,26", 22),
        ("5 000 000 000 0", 5e9),
    ],
)
def test_a_numeral_ends_where_another_begins(text: str, value: float) -> None:
    assert read(text).value == value


@pytest.mark.parametrize(
    "text", ["a third party", "a third-party audit", "quarter", "a quarter", "tens", "few men"]
)
def test_ordinals_and_idle_words_are_no_numerals(text: str) -> None:
    assert read_numeral(Atoms(text), 0) is None
