"""Expressions of news and history, class by class, each with a twin that is none or another one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract.dates import find_timexes

DAY = "2024-11-20"  # a Wednesday


def values(text: str, anchor: str | None = DAY, nlp: Language | None = None) -> list[tuple[str, str]]:
    found = find_timexes(text, anchor, None if nlp is None else nlp(text))
    return [(text[t.start : t.end], t.value) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the clock as it is spoken, and other halves and quarters
        ("They met at half past ten.", [("half past ten", "2024-11-20T10:30")]),
        ("They met at a quarter to five.", [("a quarter to five", "2024-11-20T04:45")]),
        ("They met at ten minutes past three.", [("ten minutes past three", "2024-11-20T03:10")]),
        ("They met at a quarter past forty.", [("a quarter", "P1Q")]),
        ("They met at eleven in the morning.", [("eleven in the morning", "2024-11-20T11:00")]),
        ("It opened 14:00 local time.", [("14:00 local time", "2024-11-20T14:00")]),
        # the edges of the day
        ("They left at dawn.", [("dawn", "2024-11-20TMO")]),
        ("They left at dawn on November 5.", [("dawn on November 5", "2024-11-05TMO")]),
        ("It was the dawn of hope.", []),
        ("By late afternoon it rained.", [("late afternoon", "2024-11-20TAF")]),
        # days of a list, days with their weekday, days of the month
        (
            "On October 23, 24 and 25 it rained.",
            [("October 23", "2024-10-23"), ("24", "2024-10-24"), ("25", "2024-10-25")],
        ),
        (
            "On 3, 4 and 5 May it rained.",
            [("3", "2024-05-03"), ("4", "2024-05-04"), ("5 May", "2024-05-05")],
        ),
        ("It rained in rooms 3, 4 and 5.", []),
        ("She came on the second of December.", [("the second of December", "2024-12-02")]),
        ("She was the second in December.", [("December", "2024-12")]),
        ("She came on May the 12th.", [("May the 12th", "2024-05-12")]),
        ("She came on Tuesday the 19th.", [("Tuesday the 19th", "2024-11-19")]),
        ("It was signed on 26/27 May 2018.", [("26/27 May 2018", "2018-05-26/2018-05-27")]),
        (
            "He left on November 2. On the 5th he came back.",
            [("November 2", "2024-11-02"), ("the 5th", "2024-11-05")],
        ),
        ("He left on November 2. On the 5th Fleet's ships he served.", [("November 2", "2024-11-02")]),
        ("He left on November 2 with the 7th and 8th divisions.", [("November 2", "2024-11-02")]),
        ("On the 5th floor they met.", []),
        # a weekday beside a day picks the year in which they agree
        ("It was signed on Thursday, March 2.", [("Thursday, March 2", "2023-03-02")]),
        ("It was signed on Saturday, March 2.", [("Saturday, March 2", "2024-03-02")]),
        # steps back and ahead
        ("It fell a week ago Monday.", [("a week ago Monday", "2024-11-11")]),
        ("You said this 20 years ago.", [("20 years ago", "2004")]),
        ("He said so a long time ago.", [("a long time ago", "PAST_REF")]),
        ("It takes a long time.", []),
        ("Years from now they will know.", [("Years from now", "FUTURE_REF")]),
        (
            "It was built in May 2010. Half a year later it fell.",
            [("May 2010", "2010-05"), ("Half a year later", "2010-11")],
        ),
        # what is told as over does not lie ahead
        (
            "It began on November 2. It was still ruled so 200 years later.",
            [("November 2", "2024-11-02"), ("200 years later", "XXXX")],
        ),
        # now, soon and the future
        ("For the time being they wait.", [("the time being", "PRESENT_REF")]),
        ("He came as recently as last month.", [("last month", "2024-10")]),
        ("It will end soon.", [("soon", "FUTURE_REF")]),
        ("It came not a moment too soon.", []),
        ("It left shortly thereafter.", []),
        ("The not-too-distant future is dark.", [("The not-too-distant future", "FUTURE_REF")]),
        ("They wait at the moment.", [("the moment", "PRESENT_REF")]),
        ("They wept at the moment Kim came.", []),
        ("He spoke by then.", [("then", "PAST_REF")]),
        ("It was signed by then-Minister Ri.", []),
        # stretches and rates
        ("They paid $15 an hour and a meal.", [("an hour", "PT1H")]),
        ("He got a year-end bonus.", [("year-end", "2024")]),
        ("It rained all day.", [("all day", "P1D")]),
        ("Over the years it grew.", [("the years", "PXY")]),
        ("In the weeks that followed it rained.", [("the weeks", "PXW")]),
        ("It met every Monday and Thursday.", [("every Monday", "XXXX-WXX-1"), ("Thursday", "XXXX-WXX-4")]),
        ("It met in the winter of 2012-13.", [("the winter of 2012-13", "2012-WI")]),
        ("The year Kim died was hard.", []),
        ("The year was hard.", [("The year", "2024")]),
        ("In March sales fell, compared with March.", [("March", "2024-03"), ("March", "2024-03")]),
        # names
        ("USA Today and Korea Today said so today.", [("today", "2024-11-20")]),
        ("He was on The Tonight Show tonight.", [("tonight", "2024-11-20TNI")]),
    ],
)  # fmt: skip
def test_expression(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, nlp=nlp) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soon the port was lost.", []),
        ("The future impact is unknown; he spoke of the future.", [("the future", "FUTURE_REF")]),
        ("The contract would last four years.", [("four years", "P4Y")]),
        ("The contract ran the last four years.", [("the last four years", "P4Y")]),
        ("In June 2023 it was dry. That July was wet.", [("June 2023", "2023-06"), ("That July", "2023-07")]),
        ("He said that July was wet.", [("July", "2024-07")]),
        (
            "It began on November 2. Later in the day it ended.",
            [("November 2", "2024-11-02"), ("Later in the day", "2024-11-02")],
        ),
    ],
)
def test_expression_by_the_parse(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, nlp=nlp) == expected


@pytest.mark.parametrize(
    "text",
    ["Tuesday the 31st", "every Monday and Monday", "a week ago Monday", "at dawn on the 31st", "0 minutes past 0",
     "99,999 weeks ago Monday", "30/31 February 2018", "the night of 30/31 February", "on the 31st",
     "February the 30th", "half past 99", "2, 3 and 40 May", "that May", "the second of February of that year"],
)  # fmt: skip
@pytest.mark.parametrize("anchor", [None, "0001-01-01", "9999-12-31", DAY])
def test_no_expression_raises(text: str, anchor: str | None) -> None:
    for story in (text, f"In 1950, in May 1951 and on 6 June 1952 and in 1953 it was so. {text}."):
        assert all(t.value for t in find_timexes(story, anchor))
