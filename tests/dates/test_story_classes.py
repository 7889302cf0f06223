"""Classes of expression in a story or in news, each with a twin in which the rule must not fire."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract.dates import find_timexes

STORY = (
    "The town was founded in 1890 and burned in 1901. The first siege was in May 1903, the second in July 1904. "
    "In 1911 it grew. On 3 March 1912 the war came. "
)
DAY = "2024-11-20"  # a Wednesday


def told(nlp: Language, text: str, words: str, anchor: str | None = None) -> str:
    """The value of ``words``; empty where no such expression is found."""
    return next(
        (t.value for t in find_timexes(text, anchor, nlp(text)) if text[t.start : t.end] == words), ""
    )


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # clock times of a day that the story names beside them, or goes on to
        ("At four o'clock on the morning of the 5th.", "four o'clock on the morning of the 5th", "1912-03-05T04:00"),
        ("The guns opened up at 6 a.m. on the 9th.", "6 a.m. on the 9th", "1912-03-09T06:00"),
        ("At eight the next morning they left.", "eight the next morning", "1912-03-04T08:00"),
        ("At eight they left.", "eight", ""),
        ("By three that afternoon it was over.", "three that afternoon", "1912-03-03T15:00"),
        ("At two that night it was over.", "two that night", "1912-03-03T02:00"),
        ("At six in the morning on 7 April 1912 they left.", "six in the morning on 7 April 1912", "1912-04-07T06:00"),
        ("At noon on the 5th they left.", "noon on the 5th", "1912-03-05T12:00"),
        ("By the following noon they had left.", "the following noon", "1912-03-04T12:00"),
        ("On the evening of the 5th they met. At 4 a.m. they left.", "4 a.m.", "1912-03-06T04:00"),
        ("On the evening of the 5th they met. At 8 p.m. they left.", "8 p.m.", "1912-03-05T20:00"),
        ("At half past ten they met, and at one o'clock they ate.", "one o'clock", "1912-03-03T13:00"),
        ("At half past ten they met, and at eleven o'clock they ate.", "eleven o'clock", "1912-03-03T11:00"),
        # hours from a clock time
        ("At 10 p.m. they met. Three hours later they left.", "Three hours later", "1912-03-04T01:00"),
        ("They met in the hall. Three hours later they left.", "Three hours later", "PT3H"),
        ("Forty-eight hours later they left.", "Forty-eight hours later", "1912-03-05"),
        # numbered days
        ("On the 7th Congress voted.", "the 7th", "1912-03-07"),
        ("On the 7th Fleet nobody counted.", "the 7th", ""),
        ("It went on from the 5th to the 9th.", "the 9th", "1912-03-09"),
        ("In the last week of the month it snowed.", "the last week of the month", "1912-03"),
        ("By the end of the day it was theirs.", "the end of the day", "1912-03-03"),
        # looks back and ahead, which the story does not follow
        ("In January 1913 it fell. On 14 December the council had met.", "14 December", "1912-12-14"),
        ("In January 1913 it fell. On 14 December the council met.", "14 December", "1913-12-14"),
        ("In January 1913 it fell. On 14 December they had met. On 6 May it rose.", "6 May", "1913-05-06"),
        ("It was to be held in July 1916. In April nobody came.", "April", "1912-04"),
        ("It was held in July 1916. In August nobody came.", "August", "1916-08"),
        ("The army dispersed for the winter. The next day it rained.", "The next day", "1912-03-04"),
        # years and seasons of the story
        ("In 1915 it fell. The next spring it rose.", "The next spring", "1916-SP"),
        ("It rose in the spring of the following year.", "the spring of the following year", "1913-SP"),
        ("It rose in November of the same year.", "November of the same year", "1912-11"),
        ("Three years after that it rose.", "Three years after that", "1915"),
        ("Three years after that battle it rose.", "Three years", "P3Y"),
        ("Two years on, it rose.", "Two years on", "1914"),
        ("For a century afterwards it was quiet.", "a century afterwards", "P100Y"),
        ("A century afterwards it was quiet.", "A century afterwards", "2012"),
        # counts and names
        ("Two thousand men came.", "Two thousand", ""),
        ("It was there for more than two thousand years.", "more than two thousand years", "P2000Y"),
        ("It ended in the year two thousand.", "the year two thousand", "2000"),
        ("A truce of three years and eight months was made.", "three years and eight months", "P3Y8M"),
        ("The truce held three years. Eight months of war came.", "three years", "P3Y"),
        ("They were there for three years and two kings.", "three years", "P3Y"),
        ("On October 14 troops came.", "October 14", "1912-10-14"),
        ("In October 14 troops came.", "October 14", ""),
        ("The October War was short.", "October", ""),
        ("The October meeting was short.", "October", "1912-10"),
        ("In the early hours of October 22 it fell.", "October 22", "1912-10-22"),
        ("The Hundred Days were over.", "The Hundred Days", ""),
        ("The hundred days were over.", "The hundred days", "P100D"),
        ("It is kept every October 6.", "every October 6", "XXXX-10-06"),
        ("To this day it stands.", "this day", "PRESENT_REF"),
        # days beside holidays
        ("The day before Christmas they met.", "The day before Christmas", "1912-12-24"),
        ("They sang at Christmas.", "Christmas", "1912-12-25"),
        ("They sang White Christmas songs.", "Christmas", ""),
    ],
)  # fmt: skip
def test_story(nlp: Language, text: str, words: str, value: str) -> None:
    assert told(nlp, STORY + text, words) == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # put off or set for a day
        ("Officials postponed until Tuesday morning any action.", "Tuesday morning", "2024-11-26TMO"),
        ("Officials took until Tuesday morning to act.", "Tuesday morning", "2024-11-19TMO"),
        ("The deadline was extended to Friday.", "Friday", "2024-11-22"),
        ("The road was built to Friday on time.", "Friday", "2024-11-15"),
        ("A hearing was set for Friday.", "Friday", "2024-11-22"),
        ("They set a deadline of Friday for the vote.", "Friday", "2024-11-22"),
        ("The sales figures for October extended the gain.", "October", "2024-10"),
        ("Until Monday, they had not named him.", "Monday", "2024-11-18"),
        # bodies and events have timetables, persons in captions do not
        ("The council meets on Saturday.", "Saturday", "2024-11-23"),
        ("Kim meets the envoy on Saturday, state media said.", "Saturday", "2024-11-16"),
        ("A summit follows on Tuesday.", "Tuesday", "2024-11-26"),
        ("The move follows Tuesday's vote.", "Tuesday", "2024-11-19"),
        # the month of something that exists
        ("Under a June agreement the North will close the plant.", "June", "2024-06"),
        ("Under a June plan the North will close the plant.", "June", "2025-06"),
        ("An April letter was found.", "April", "2024-04"),
        # quarters of a named year are one expression
        ("Sales rose in last year's third quarter.", "last year's third quarter", "2023-Q3"),
        ("Sales will rise in next year's first quarter.", "next year's first quarter", "2025-Q1"),
        ("Sales fell in the first two quarters of 1990.", "the first two quarters of 1990", "1990-H1"),
        ("Last year's third attempt failed.", "Last year", "2023"),
        ("The quarter-to-quarter rise was small.", "The quarter", ""),
        # the day that a clock time is of
        ("A hearing was set for Friday at 11 a.m. in Seoul.", "11 a.m.", "2024-11-22T11:00"),
        ("The office opens on Friday. He called at 11 a.m. to ask.", "11 a.m.", "2024-11-20T11:00"),
        ("It was the first test since Nov. 8. He spoke at noon.", "noon", "2024-11-20T12:00"),
        ("It was tested on Nov. 8. He spoke at noon.", "noon", "2024-11-08T12:00"),
        # others
        ("Schools open a week from today.", "a week from today", "2024-11-27"),
        ("They are to leave by the weekend.", "the weekend", "2024-W47-WE"),
        ("He resigned in the autumn of 2019 and died the following January.", "the following January", "2020-01"),
        ("It was held in early October last year.", "early October last year", "2023-10"),
        ("Police met on election day.", "election day", ""),
        ("The office opened in June 2000. Later in the day he left.", "Later in the day", "2024-11-20"),
    ],
)  # fmt: skip
def test_news(nlp: Language, text: str, words: str, value: str) -> None:
    assert told(nlp, text, words, DAY) == value


ANCIENT = "The war was fought from 431 BC to 404 BC. In the spring of 431 BC the king marched. Plague came in 430 BC. "
EARLY = "In May 530 it was built. The fleet sailed on 21 June 533 and landed in August. In April 536 it came back. "


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (ANCIENT, "the spring of 431 BC", "BC0431-SP"),
        (ANCIENT + "That winter they left.", "That winter", "BC0430-WI"),
        (ANCIENT + "In August they left.", "August", "BC0430-08"),
        (ANCIENT + "The next year they left.", "The next year", "BC0429"),
        (ANCIENT + "In the same year they left.", "the same year", "BC0430"),
        (ANCIENT + "They left before the end of the year.", "the end of the year", "BC0430"),
        (ANCIENT + "Five years earlier they had left.", "Five years earlier", "BC0435"),
        (ANCIENT + "In August or September 429 BC they left.", "August", "BC0429-08"),
        (ANCIENT + "It was ended in the 420s BC.", "the 420s BC", "BC042"),
        (ANCIENT + "The stone was found in 1890. Ten years later it was sold.", "Ten years later", "1900"),
        (EARLY, "21 June 533", "0533-06-21"),
        (EARLY, "August", "0533-08"),
        (EARLY, "April 536", "0536-04"),
        (EARLY + "The following spring it left.", "The following spring", "0537-SP"),
        (EARLY + "In 561 or 562 it ended.", "562", "0562"),
        (EARLY + "By the 580s it was over.", "the 580s", "058"),
        (EARLY + "The first days of March 537 were cold.", "The first days of March 537", "0537-03"),
        ("In April 536 workers left. It was built in 1998 and sold in 2001.", "April 536", ""),
        ("The plant made 580s and 747s.", "580s", ""),
    ],
)
def test_years_of_three_digits_and_before_our_era(nlp: Language, text: str, words: str, value: str) -> None:
    assert told(nlp, text, words) == value


def test_a_year_in_a_heading_frames_what_is_below_it_and_is_no_step(nlp: Language) -> None:
    text = (
        "The river was crossed on 3 May 1862 and again on 9 June 1862. In 1863 it was quiet.\n\n1865\n\n"
        "Two years later the valley still fed the army. In May it was burned."
    )
    assert told(nlp, text, "Two years later") == "1865"
    assert told(nlp, text, "May") == "1865-05"


@pytest.mark.parametrize("anchor", [None, DAY])
def test_a_history_with_a_word_of_today_is_still_one(nlp: Language, anchor: str | None) -> None:
    text = (
        STORY
        + "On 9 May the town fell; it is now a park. On 20 July 1913 it was freed. To this day it is kept."
    )
    assert told(nlp, text, "9 May", anchor) == "1912-05-09"


def test_an_obituary_is_news(nlp: Language) -> None:
    text = (
        "Marta Lind, who led the harbour union in the strike of 1951, died on Sunday in Kest. She was 94. Born in May "
        "1930, she went to sea in 1946 and came ashore in 1949. In March 1951 she was jailed; two years later she was "
        "freed. In June 1960 she entered parliament, where she sat until 1984. In 1990 she wrote her memoirs. She will "
        "be buried on Saturday. Flags flew at half-mast on November 18."
    )
    assert told(nlp, text, "Sunday", DAY) == "2024-11-17"
    assert told(nlp, text, "two years later", DAY) == "1953"
    assert told(nlp, text, "Saturday", DAY) == "2024-11-23"
    assert told(nlp, text, "November 18", DAY) == "2024-11-18"


def test_news_that_looks_back_on_years_is_no_history(nlp: Language) -> None:
    text = (
        "The council met on Monday. The pact of 1994 failed in 2002, the one of 2005 in 2009. Last week the envoy said "
        "that a third, made on 29 February 2012, was dead. On November 9 he left."
    )
    assert told(nlp, text, "November 9", DAY) == "2024-11-09"
