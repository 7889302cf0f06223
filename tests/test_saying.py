"""When something was said: a date of the saying, and twins in which the same date belongs to something else."""

from __future__ import annotations

from datetime import date

import pytest

from dprk_extract import extract
from dprk_extract.records import Quote

PUBLISHED = date(2024, 3, 7)


def said_on(text: str, words: str) -> str | None:
    """The EDTF day of the saying of the statement that holds ``words``."""
    found = extract(text, published=PUBLISHED)
    holding = [quote for quote in found.quotes if words in quote.text]
    assert holding, [quote.text for quote in found.quotes]
    quote: Quote = min(holding, key=lambda quote: len(quote.text))
    return next((mention.edtf for mention in found.dates if mention.id == quote.said_on), None)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The harbour will close, Mayor Ana Ruiz said on Tuesday.", "will close", "2024-03-05"),
        ("The harbour will close, Mayor Ana Ruiz told reporters Tuesday.", "will close", "2024-03-05"),
        ("On Tuesday, Mayor Ana Ruiz said the harbour will close.", "will close", "2024-03-05"),
        ("Mayor Ana Ruiz on Tuesday said the harbour will close.", "will close", "2024-03-05"),
        ("In a statement on Tuesday, Ana Ruiz said the harbour will close.", "will close", "2024-03-05"),
        ("At Monday's debate, Ana Ruiz said the harbour will close.", "will close", "2024-03-04"),
        ("In a 2019 memo, the agency said the harbour would close.", "would close", "2019"),
        ("A report released on Monday said the harbour will close.", "will close", "2024-03-04"),
        ("Speaking in Oslo on Monday, Ana Ruiz said the harbour will close.", "will close", "2024-03-04"),
        ("Ana Ruiz visited Oslo on Monday and said the harbour will close.", "will close", "2024-03-04"),
        (
            "Ana Ruiz ended a meeting on Monday by saying that the harbour will close.",
            "will close",
            "2024-03-04",
        ),
    ],
)
def test_the_day_of_the_saying(text: str, words: str, day: str) -> None:
    assert said_on(text, words) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Ruiz, who met the crew in 2019, said the harbour will close.", "will close"),
        ("Ana Ruiz, mayor since 2019, said the harbour will close.", "will close"),
        ("After meeting the crew on Monday, Ana Ruiz said the harbour will close.", "will close"),
        ("The harbour will close, said Ana Ruiz, the head of the 2019 campaign.", "will close"),
        ("Ahead of Friday's vote, Ana Ruiz said the harbour will close.", "will close"),
        ("The storm came on Monday, and Ana Ruiz says the harbour will close.", "will close"),
        ("Until Monday, Ana Ruiz had said that the harbour will close.", "will close"),
        ("The ferry sank on Monday, Ana Ruiz said.", "ferry sank"),
    ],
)
def test_another_day_in_the_sentence(text: str, words: str) -> None:
    assert said_on(text, words) is None


def test_a_report_within_a_report_has_its_own_day() -> None:
    text = "The newspaper reported on Tuesday that Ana Ruiz told the crew that the harbour will close."
    assert said_on(text, "that Ana Ruiz told") == "2024-03-05"
    assert said_on(text, "the harbour will close.".rstrip(".")) is None


def test_without_a_year_the_day_stays_open() -> None:
    found = extract("The harbour will close, Mayor Ana Ruiz said on March 5.")
    (mention,) = found.dates
    assert found.quotes[0].said_on == mention.id
    assert mention.edtf == "XXXX-03-05"
