"""Each class of expression in a sentence of its own, with a twin in which the rule must not fire."""

from __future__ import annotations

import pytest

from dprk_extract.annotations import Timex
from dprk_extract.dates import find_timexes

DAY = "2024-11-20"  # a Wednesday


def values(text: str, anchor: str | None = DAY) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in find_timexes(text, anchor)]


def only(text: str, anchor: str | None = DAY) -> Timex:
    (found,) = find_timexes(text, anchor)
    return found


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("The summit was on June 12, 2018, in a hotel.", "June 12, 2018", "2018-06-12"),
        ("The summit was on 12 June 2018 in a hotel.", "12 June 2018", "2018-06-12"),
        ("The treaty of the 4th of May, 1951 was signed.", "the 4th of May, 1951", "1951-05-04"),
        ("They met on Friday, Sept. 27, 2024.", "Friday, Sept. 27, 2024", "2024-09-27"),
        ("It opened in July 2018.", "July 2018", "2018-07"),
        ("It opened in late 2018.", "late 2018", "2018"),
        ("It opened on 2018-06-12.", "2018-06-12", "2018-06-12"),
        ("It opened on 6/12/2018.", "6/12/2018", "2018-06-12"),
        ("It opened on 12.06.2018.", "12.06.2018", "2018-06-12"),
        ("Prices rose in the early 1980s.", "the early 1980s", "198"),
        ("Prices rose in the '90s.", "the '90s", "199"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("The war ended in 146 BC.", "146 BC", "BC0146"),
        ("It happened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It happened in the summer of 2018.", "the summer of 2018", "2018-SU"),
        ("Exports fell in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
        ("Exports fell in Q3 2018.", "Q3 2018", "2018-Q3"),
        ("Exports fell in the first half of 2018.", "the first half of 2018", "2018-H1"),
        ("Sales of fiscal 2018 fell.", "fiscal 2018", "2018"),
        ("The drill runs March 3-5, 2018.", "March 3-5, 2018", "2018-03-03/2018-03-05"),
        ("He ruled there 2011–2019.", "2011–2019", "2011/2019"),
        ("The 2012/13 harvest failed.", "2012/13", "2012/2013"),
        ("Sales of FY2014 fell.", "FY2014", "2014"),
        ("It fell in 44 B.C. to them.", "44 B.C.", "BC0044"),
        ("It fell in A.D. 79 to ash.", "A.D. 79", "0079"),
        ("He ruled 1941-2 alone.", "1941-2", "1941/1942"),
        ("It was filed 21-Mar-2013.", "21-Mar-2013", "2013-03-21"),
        ("It was filed 20130321.", "20130321", "2013-03-21"),
        ("Mills rose in the mid-1800s.", "the mid-1800s", "18"),
        ("It opened at 1430 hours on 6 June 1944.", "1430 hours on 6 June 1944", "1944-06-06T14:30"),
        ("They struck on the night of June 6, 1944.", "the night of June 6, 1944", "1944-06-06TNI"),
    ],
)
def test_dates_with_their_year(text: str, expected: str, value: str) -> None:
    assert values(text) == [(expected, value)]
    assert only(text).anchor is None


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("The minister spoke on November 8.", "November 8", "2024-11-08"),
        ("The pact will be signed on January 9.", "January 9", "2025-01-09"),
        ("The envoy came in March and left.", "March", "2024-03"),
        ("The envoy came last October.", "last October", "2023-10"),
        ("The envoy will come next February.", "next February", "2025-02"),
        ("The envoy came in June last year.", "June last year", "2023-06"),
        ("He said Monday that talks failed.", "Monday", "2024-11-18"),
        ("Talks will start on Friday.", "Friday", "2024-11-22"),
        ("He left last Friday.", "last Friday", "2024-11-15"),
        ("He died Tuesday night.", "Tuesday night", "2024-11-19TNI"),
        ("He arrived yesterday.", "yesterday", "2024-11-19"),
        ("He arrived this morning.", "this morning", "2024-11-20TMO"),
        ("He arrived last night.", "last night", "2024-11-19TNI"),
        ("He arrived last week.", "last week", "2024-W46"),
        ("He arrived earlier this year.", "earlier this year", "2024"),
        ("The fair opens next month.", "next month", "2024-12"),
        ("He died two years ago.", "two years ago", "2022"),
        ("He died almost six months ago.", "almost six months ago", "2024-05"),
        ("He died three days ago.", "three days ago", "2024-11-17"),
        ("They parted decades ago.", "decades ago", "PAST_REF"),
        ("It will open by the end of the year.", "the end of the year", "2024"),
        ("It opened last summer.", "last summer", "2024-SU"),
        ("They rallied over the weekend.", "the weekend", "2024-W46-WE"),
        ("Shops open on Thanksgiving Day.", "Thanksgiving Day", "2024-11-28"),
        ("He will speak at 5 p.m. EST Friday.", "5 p.m. EST Friday", "2024-11-22T17:00"),
        ("He has recently spoken.", "recently", "PAST_REF"),
        ("He is now at home.", "now", "PRESENT_REF"),
        ("He will soon speak.", "soon", "FUTURE_REF"),
        ("He was a student at the time.", "the time", "PAST_REF"),
        ("It met on the second Monday in October.", "the second Monday in October", "2024-10-14"),
        ("It was shut two Fridays ago.", "two Fridays ago", "2024-11-08"),
        ("It began a quarter century ago.", "a quarter century ago", "1999"),
        ("It grew over the same month last year.", "the same month last year", "2023-11"),
        ("He came the day before yesterday.", "the day before yesterday", "2024-11-18"),
        ("It was due on the 5th of this month.", "the 5th of this month", "2024-11-05"),
        ("They sang last Christmas.", "last Christmas", "2023-12-25"),
        ("It landed at 1500 GMT.", "1500 GMT", "2024-11-20T15:00"),
        ("It landed overnight.", "overnight", "2024-11-19TNI"),
        ("Storms will come this winter.", "this winter", "2024-WI"),
        ("He was there in the week of March 6.", "the week of March 6", "2024-W10"),
    ],
)
def test_dates_counted_from_publication(text: str, expected: str, value: str) -> None:
    assert values(text) == [(expected, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister spoke on November 8.", "XXXX-11-08"),
        ("He arrived yesterday.", "XXXX-XX-XX"),
        ("He arrived earlier this year.", "XXXX"),
        ("He arrived last month.", "XXXX-XX"),
        ("He arrived last week.", "XXXX-WXX"),
        ("He left on Monday.", "XXXX-WXX-1"),
        ("He died two years ago.", "XXXX"),
        ("Exports fell in the third quarter.", "XXXX-Q3"),
        ("On the same day, he spoke.", "XXXX-XX-XX"),
        ("Flags flew on the Day of the Sun.", "XXXX-04-15"),
    ],
)
def test_without_publication_nothing_is_guessed(text: str, value: str) -> None:
    found = only(text, None)
    assert found.value == value
    assert (found.earliest, found.latest, found.anchor) == (None, None, None)
    assert found.edtf in (None, value)


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("The siege lasted two weeks.", "two weeks", "P2W"),
        ("It took more than four hours.", "more than four hours", "PT4H"),
        ("They waited two and a half years.", "two and a half years", "P2Y6M"),
        ("They waited a year and a half.", "a year and a half", "P1Y6M"),
        ("The 10-year plan failed.", "10-year", "P10Y"),
        ("Snow is due over the next four days.", "the next four days", "P4D"),
        ("It ended decades of isolation.", "decades", "PXDE"),
        ("They talked for months.", "months", "PXM"),
        ("The port has been busy in recent weeks.", "recent weeks", "PXW"),
        ("Talks stalled in the following years.", "the following years", "PXY"),
        ("He was away for a few days.", "a few days", "PXD"),
        ("It lasted twenty-five minutes.", "twenty-five minutes", "PT25M"),
        ("It stood for hundreds of years.", "hundreds of years", "PXY"),
        ("He made a weeklong visit.", "weeklong", "P1W"),
        ("He made a month-long visit.", "month-long", "P1M"),
        ("He drew a two-and-a-half-year term.", "two-and-a-half-year", "P2Y6M"),
    ],
)
def test_durations(text: str, expected: str, value: str) -> None:
    assert values(text) == [(expected, value)]
    assert only(text).timex_type == "DURATION"
    assert only(text).edtf is None


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("They train every day.", "every day", "P1D"),
        ("They train each Thursday.", "each Thursday", "XXXX-WXX-4"),
        ("They march every October.", "every October", "XXXX-10"),
        ("They train on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They train daily.", "daily", "P1D"),
        ("It loses $33 million a year.", "a year", "P1Y"),
        ("They vote every five years.", "every five years", "P5Y"),
    ],
)
def test_sets(text: str, expected: str, value: str) -> None:
    assert values(text) == [(expected, value)]
    assert only(text).timex_type == "SET"


@pytest.mark.parametrize(
    "text",
    [
        "He may leave.",
        "May he live long.",
        "They march on.",
        "The march went through the town.",
        "He came second in the race.",
        "It was his second visit.",
        "Version 2.0.19 is out.",
        "They won 3-2 at home.",
        "The F-35 and the GBU-39 flew with Flight 1992.",
        "Some 2000 people and 1950 troops came.",
        "It costs $2018 or 2018%.",
        "Sun reported a loss.",
        "Theresa May spoke with April Smith.",
        "The 48-year-old driver fell.",
        "They shot 10:1 odds.",
        "More than a quarter of it was lost.",
        "He worked for The Daily Mail.",
        "The fall of the wall was near.",
        "Resolution 1718 was passed.",
        "June 31 and February 30 are no days.",
        "It was the third time in as many weeks.",
        "In “This Morning” he spoke.",
        "The quarter of a million men left.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert values(text) == []


def test_an_ordinal_behind_a_month_may_belong_to_a_quarter() -> None:
    found = dict(values("In October third-quarter profit fell."))
    assert found == {"October": "2024-10", "third-quarter": "2024-Q3"}


def test_the_verb_may_beside_the_month() -> None:
    assert values("He may come in May.") == [("May", "2025-05")]


def test_both_ends_of_a_range_place_it_in_the_whole_interval() -> None:
    first, last = find_timexes("They held three summits between 2018 and 2019.")
    assert (first.value, last.value) == ("2018", "2019")
    assert {(t.edtf, t.earliest, t.latest) for t in (first, last)} == {
        ("2018/2019", "2018-01-01", "2019-12-31")
    }


def test_an_enumeration_is_no_range() -> None:
    first, last = find_timexes("There were summits in 2018 and 2019.")
    assert (first.edtf, last.edtf) == ("2018", "2019")


def test_the_first_day_of_a_range_takes_the_month_behind_it() -> None:
    assert values("It ran from 10 to 12 June 1944.") == [("10", "1944-06-10"), ("12 June 1944", "1944-06-12")]
    assert values("He drew 10 and 12 apples.") == []


def test_a_range_of_days_shares_the_month() -> None:
    assert values("The show ran from July 20 to 27.", "2024-08-04") == [
        ("July 20", "2024-07-20"),
        ("27", "2024-07-27"),
    ]


def test_a_count_behind_a_day_is_no_day() -> None:
    assert values("On June 8, 274 people died.", "2024-06-13") == [("June 8", "2024-06-08")]


def test_comparisons_take_the_quarter_before_them() -> None:
    text = "Profit in the third quarter was 3 million, up from 2 million a year earlier."
    assert values(text) == [("the third quarter", "2024-Q3"), ("a year earlier", "2023-Q3")]
    assert values("He was a major a year ago.") == [("a year ago", "2023")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Exports fell in October from a year earlier.", "2023-10"),
        ("Exports fell 5 percent in October compared with a year ago.", "2023-10"),
        ("In October trade fell 3 percent from the same month last year.", "2023-10"),
        ("In October trade fell 3 percent from the same period a year earlier.", "2023-10"),
        ("Net in the third quarter rose from a year earlier.", "2023-Q3"),
        ("Exports fell in October. He had left a year earlier.", "2023"),
        ("He came in October and left for the place he had visited a year earlier.", "2023"),
    ],
)
def test_a_figure_is_compared_with_its_like(text: str, value: str) -> None:
    assert values(text)[-1][1] == value


@pytest.mark.parametrize("text", ["The daily Kest Post said so.", "A paper (Harbor Daily) said so."])
def test_a_newspaper_is_no_set(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["He posts daily.", "The daily flights were cut.", "It flies (daily)."])
def test_what_is_done_daily_is_a_set(text: str) -> None:
    assert [value for _, value in values(text)] == ["P1D"]


@pytest.mark.parametrize("text", ["The rules changed after 9/11.", "The Sept. 11 attacks changed the rules."])
def test_september_11_is_a_day_of_2001(text: str) -> None:
    assert [value for _, value in values(text)] == ["2001-09-11"]


def test_other_fractions_and_days_are_not() -> None:
    assert values("The score was 9/11, and 9/11 of the sum, $9/11, 8/11 and 9/11/2 were lost.") == []
    assert values("The Sept. 12 attacks failed.") == [("Sept. 12", "2024-09-12")]
    assert values("He spoke on Sept. 11.") == [("Sept. 11", "2024-09-11")]
    assert values("The Sept. 11 attacks failed.", "1990-11-20") == [("Sept. 11", "1990-09-11")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales rose in the quarter ended Sept. 30.", "2024-Q3"),
        ("Sales rose in the quarter ended July 31.", "2024-Q2"),
        (
            "Net fell in the third quarter. A charge is expected in the fourth quarter. A year ago it rose.",
            "2023-Q3",
        ),
        ("Net fell in the fourth quarter ended Aug. 31. A year ago it rose.", "2023-Q4"),
        ("Net fell in the third quarter. The year-ago results were better.", "2023-Q3"),
        (
            "Net fell in the third quarter and in the first nine months. The year-ago results were better.",
            "2023",
        ),
        ("Net fell in the third quarter and in the first nine months, unlike the 2023 period.", "2023"),
    ],
)
def test_results_are_compared_with_a_period_that_is_over(text: str, value: str) -> None:
    assert value in [found for _, found in values(text)][-2:]


def test_high_noon_is_no_time() -> None:
    assert values("It was high noon for the council.") == []
    assert values("It met at noon.") == [("noon", "2024-11-20T12:00")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It opened 10:30 GMT.", "2024-11-20T10:30:00Z"),
        ("It opened 10:30 KST.", "2024-11-20T10:30:00+09:00"),
        ("Filed 2018-06-12T17:00+0900.", "2018-06-12T17:00:00+09:00"),
        ("Filed 2018-06-12T17:00+00:00.", "2018-06-12T17:00:00Z"),
        ("Filed 2018-06-12T17:00.", "2018-06-12T17:00:00"),
    ],
)
def test_zones_are_written_as_edtf_has_them(text: str, edtf: str) -> None:
    assert only(text).edtf == edtf
