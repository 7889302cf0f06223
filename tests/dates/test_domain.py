"""Dates of the DPRK: Juche years, named days, congresses, Korean time, glued names."""

from __future__ import annotations

import pytest

from dprk_extract.dates import find_timexes


def values(text: str, anchor: str | None = None) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in find_timexes(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("He came there in July Juche 65 (1976).", "July Juche 65 (1976)", "1976-07"),
        ("The plant was opened on March 5, Juche 111 (2022).", "March 5, Juche 111 (2022)", "2022-03-05"),
        ("The plant was opened in Juche 40.", "Juche 40", "1951"),
        ("Flags flew on the Day of the Sun.", "the Day of the Sun", "2024-04-15"),
        ("It was opened on the Day of the Shining Star.", "the Day of the Shining Star", "2024-02-16"),
        ("They marched on Party Foundation Day, 2015.", "Party Foundation Day, 2015", "2015-10-10"),
        (
            "Much was built since the Eighth Congress of the WPK.",
            "the Eighth Congress of the WPK",
            "2021-01-05/2021-01-12",
        ),
        (
            "No word came after the 9th Plenary Meeting of the 8th Central Committee of the WPK.",
            "the 9th Plenary Meeting of the 8th Central Committee of the WPK",
            "2023-12-26/2023-12-30",
        ),
        ("It flew at 6:30 a.m. KST on November 4.", "6:30 a.m. KST on November 4", "2024-11-04T06:30"),
        ("The song says so in March last.", "March last", "2024-03"),
        ("They bowed on the lunar New Year's Day.", "the lunar New Year's Day", "2024-02-10"),
        ("Families met at Chuseok.", "Chuseok", "2024-09-17"),
        ("Families met at Chuseok 2020.", "Chuseok 2020", "2020-10-01"),
        ("They met on Seollal, 2028.", "Seollal, 2028", "2028-01-27"),
        ("ComradeKim Jong Unvisited it on November 4.", "November 4", "2024-11-04"),
    ],
)  # fmt: skip
def test_domain(text: str, expected: str, value: str) -> None:
    assert values(text, "2024-11-05") == [(expected, value)]


@pytest.mark.parametrize(
    "text",
    [
        "The Juche idea guides them.",
        "He read the decisions of the Eighth Congress of the WPK.",
        "The May Day Stadium was full.",
        "They bowed on the lunar calendar's day.",
        "Juche 65 (1999) is a slip of the pen.".replace("Juche 65 (1999)", "Juche idea 65"),
    ],
)
def test_domain_twins(text: str) -> None:
    assert values(text, "2024-11-05") == []


def test_korean_time_keeps_its_zone() -> None:
    (found,) = find_timexes("It flew at 6:30 a.m. KST on November 4, 2024.")
    assert found.edtf == "2024-11-04T06:30:00+09:00"


def test_one_day_is_no_part_of_the_date() -> None:
    assert values("One day in July 2016 he came.") == [("July 2016", "2016-07")]


def test_a_lunar_holiday_outside_the_table_is_left_open() -> None:
    assert values("They met at Chuseok.") == [("Chuseok", "XXXX-XX-XX")]
    assert values("They met at Chuseok 1812.") == [("1812", "1812")]


def test_a_named_day_is_of_the_year_that_the_sentence_names() -> None:
    text = "July 27, 1953 is kept as the V-Day. They marched on Victory Day in Pyongyang, V-Day."
    assert values(text, "2024-08-05")[:2] == [("July 27, 1953", "1953-07-27"), ("the V-Day", "1953-07-27")]
    assert values(text, "2024-08-05")[-1] == ("V-Day", "2024-07-27")
