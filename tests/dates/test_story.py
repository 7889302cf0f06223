"""Anchors in the text: narratives, datelines, the last date mentioned."""

from __future__ import annotations

from dprk_extract.annotations import Timex
from dprk_extract.dates import find_timexes

HISTORY = (
    "The siege began on 25 June 1950. Three days later the bridge fell. By August only the port was left. "
    "On 15 September the fleet landed; the following week it took the town. The next winter was hard. "
    "On 14 March 1951 the town changed hands. That spring two attacks failed. The following year was quiet. "
    "A truce was signed in 1953. In 1954 a fence was built. Today it still stands."
)


def table(text: str, anchor: str | None = None) -> dict[str, str]:
    return {text[t.start : t.end]: t.value for t in find_timexes(text, anchor)}


def one(text: str, words: str, anchor: str | None) -> Timex:
    return next(t for t in find_timexes(text, anchor) if text[t.start : t.end] == words)


def test_a_history_is_counted_from_the_last_date_mentioned() -> None:
    expected = {
        "25 June 1950": "1950-06-25",
        "Three days later": "1950-06-28",
        "August": "1950-08",
        "15 September": "1950-09-15",
        "the following week": "1950-W38",
        "14 March 1951": "1951-03-14",
        "That spring": "1951-SP",
        "The following year": "1952",
        "1953": "1953",
        "Today": "PRESENT_REF",
    }
    for anchor in (None, "2012-05-01"):
        found = table(HISTORY, anchor)
        assert {words: found.get(words) for words in expected} == expected
    assert one(HISTORY, "Three days later", None).anchor == "text:1950-06-25"


def test_the_story_passes_the_turn_of_the_year() -> None:
    text = "It began in May 1949 after 1948. On 3 December 1950 they left. In January they came. In 1955 it ended."
    assert table(text)["January"] == "1951-01"


def test_news_with_one_old_year_stays_news() -> None:
    text = "The summit of June 12, 2018 failed. On November 8, the minister spoke. Yesterday he was silent."
    assert table(text)["November 8"] == "XXXX-11-08"
    assert table(text, "2025-11-20")["November 8"] == "2025-11-08"


def test_a_year_at_the_head_of_the_sentence_holds_to_its_end() -> None:
    text = "In 1994, when the talks failed, both armies stood ready on June 15. On October 21 he said so this week."
    found = table(text, "2024-11-20")
    assert found["June 15"] == "1994-06-15"
    assert found["October 21"] == "2024-10-21"


def test_a_dateline_is_what_today_means() -> None:
    text = "SEOUL, Nov. 8 (Reuters) - The minister left today. He will be back on Monday."
    found = table(text, "2024-11-09")
    assert found == {"Nov. 8": "2024-11-08", "today": "2024-11-08", "Monday": "2024-11-11"}
    assert one(text, "today", "2024-11-09").anchor == "dateline:2024-11-08"


def test_a_dateline_with_its_year_anchors_an_undated_article() -> None:
    text = "PYONGYANG, November 4, 2024 (KCNA) -- The respected Comrade visited the plant yesterday."
    assert table(text)["yesterday"] == "2024-11-03"


def test_a_dateline_without_year_anchors_nothing() -> None:
    text = "Pyongyang, November 4 (KCNA) -- The respected Comrade visited the plant yesterday."
    assert table(text) == {"November 4": "XXXX-11-04", "yesterday": "XXXX-XX-XX"}


def test_the_same_day_after_a_day() -> None:
    text = "Aides met on November 8. On the same day, the minister spoke. The next day he left."
    assert table(text, "2024-11-20")["the same day"] == "2024-11-08"
    assert table(text, "2024-11-20")["The next day"] == "2024-11-09"
    assert table(text)["the same day"] == "XXXX-11-08"


def test_a_day_counted_from_a_month_stays_open() -> None:
    text = "It was built in 1949 and 1951. In June 1950 they left. Two days later they were back. It fell in 1960."
    assert table(text)["Two days later"] == "1950-06-XX"


def test_a_time_is_of_the_day_just_named() -> None:
    text = "The test was on October 31. It began at 7:10 a.m. local time."
    assert table(text, "2024-11-20")["7:10 a.m. local time"] == "2024-10-31T07:10"


def test_a_history_that_opens_with_a_day_is_not_given_a_year() -> None:
    text = "The landing of June 6 was bold. It was planned in 1942 and May 1943. In 1944 it fell; in 1945 it ended."
    assert table(text, "2010-02-02")["June 6"] == "XXXX-06-06"


def test_a_dateline_makes_news_of_many_years() -> None:
    text = (
        "GENEVA, Nov. 8 (Reuters) - Talks failed in 1994, 1999, 2005 and 2008. "
        "In 1976 nobody came. On November 4, he spoke."
    )
    assert table(text, "2024-11-08")["November 4"] == "2024-11-04"


def test_the_weekdays_of_a_story_go_forward() -> None:
    text = (
        "War came in 1936, 1937, 1938, 1939, 1940 and 1941. "
        "On Monday, 5 June 1944 it rained. On Tuesday they landed. In 1945 it ended."
    )
    assert table(text, "2010-02-02")["Tuesday"] == "1944-06-06"


def test_years_in_undated_news_lend_no_year() -> None:
    text = "It tested in 2006, 2009, 2013, 2016 and 2017. On November 8, the minister denounced the drills."
    assert table(text)["November 8"] == "XXXX-11-08"
    assert table(text, "2025-11-20")["November 8"] == "2025-11-08"
