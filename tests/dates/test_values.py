"""Values, intervals and EDTF: invariants over generated values and hostile texts."""

from __future__ import annotations

import time
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.dates import find_timexes
from dprk_extract.dates.named import day_in_year, easter
from dprk_extract.dates.shifting import period_value, shift, unit_value
from dprk_extract.dates.values import edtf, interval, is_valid

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2200, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
VOCABULARY = (
    "the a last next this two twenty hundred and of in on at by from to until between since early late mid - – , . ( ) "
    "May March Sept. Sun Friday Mondays week weeks year years quarter day days second third 3 12 31 24 1950 2018 '89 "
    "1980s 10:30 a.m. GMT 6/12/2018 2018-06-12 ago later earlier before after following every each daily now soon "
    "recent past future summer fall morning night noon Juche half century decades BC will was met \n\n \n % $ Q3"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@settings(max_examples=60)
@given(DAYS, UNITS)
def test_a_unit_covers_its_day(day: date, unit: str) -> None:
    value = unit_value(day, unit)
    assert value is not None and is_valid(value)
    days = interval(value)
    assert days is not None and days[0] <= days[1]
    if unit != "weekend":
        assert days[0] <= day.isoformat() <= days[1]
    # Round trip: the unit of the first day of the interval is the value again.
    assert unit_value(date.fromisoformat(days[0]), unit) == value


@given(DAYS, UNITS, st.integers(-50, 50))
def test_shifting_there_and_back(day: date, unit: str, count: int) -> None:
    moved = shift(day, unit, count)
    if moved is None:
        return
    back = shift(moved, unit, -count)
    assert back is not None
    assert abs((back - day).days) <= 3  # the ends of months are cut


@settings(max_examples=40, deadline=None)
@given(DAYS, UNITS)
def test_edtf_of_a_unit_is_valid_and_covers_the_interval(day: date, unit: str) -> None:
    value = str(unit_value(day, unit))
    form, days = edtf(value), interval(value)
    assert form is not None and days is not None
    parsed = parse_edtf(form)
    if "X" not in form and "/" not in form:
        low, high = parsed.lower_strict(), parsed.upper_strict()
        assert f"{low.tm_year:04d}-{low.tm_mon:02d}-{low.tm_mday:02d}" == days[0]
        assert f"{high.tm_year:04d}-{high.tm_mon:02d}-{high.tm_mday:02d}" == days[1]


@pytest.mark.parametrize(
    ("value", "form", "days"),
    [
        ("2018", "2018", ("2018-01-01", "2018-12-31")),
        ("2018-02", "2018-02", ("2018-02-01", "2018-02-28")),
        ("2018-06-12", "2018-06-12", ("2018-06-12", "2018-06-12")),
        ("2018-06-12T10:30", "2018-06-12T10:30:00", ("2018-06-12", "2018-06-12")),
        ("2018-06-12TNI", "2018-06-12", ("2018-06-12", "2018-06-12")),
        ("2018-W01", "2018-01-01/2018-01-07", ("2018-01-01", "2018-01-07")),
        ("2018-W01-WE", "2018-01-06/2018-01-07", ("2018-01-06", "2018-01-07")),
        ("2018-Q3", "2018-07/2018-09", ("2018-07-01", "2018-09-30")),
        ("2018-H1", "2018-01/2018-06", ("2018-01-01", "2018-06-30")),
        ("2018-SU", "2018-22", ("2018-06-01", "2018-08-31")),
        ("2018-WI", "2018-12/2019-02", ("2018-12-01", "2019-02-28")),
        ("198", "198X", ("1980-01-01", "1989-12-31")),
        ("19", "19XX", ("1900-01-01", "1999-12-31")),
        ("2018/2019", "2018/2019", ("2018-01-01", "2019-12-31")),
        ("1950-06-XX", "1950-06-XX", ("1950-06-01", "1950-06-30")),
        ("XXXX-11-08", "XXXX-11-08", None),
        ("XXXX-11", "XXXX-11", None),
        ("BC0044", "-0043", ("-0043-01-01", "-0043-12-31")),
        ("BC0044-03-15", "-0043-03-15", ("-0043-03-15", "-0043-03-15")),
        ("BC0044-03", "-0043-03", ("-0043-03-01", "-0043-03-31")),
        ("BC0490-SU", "-0489-22", ("-0489-06-01", "-0489-08-31")),
        ("BC0490-WI", "-0489-12/-0488-02", ("-0489-12-01", "-0488-02-29")),
        ("BC0001-WI", "0000-12/0001-02", ("0000-12-01", "0001-02-28")),
        ("BC049", "-0498/-0489", ("-0498-01-01", "-0489-12-31")),
        ("XXXX", None, None),
        ("XXXX-XX-XX", None, None),
        ("XXXX-WXX-1", None, None),
        ("PAST_REF", None, None),
        ("P3M", None, None),
    ],
)
def test_values(value: str, form: str | None, days: tuple[str, str] | None) -> None:
    assert is_valid(value)
    assert edtf(value) == form
    assert interval(value) == days
    if form is not None:
        parse_edtf(form)


@pytest.mark.parametrize(
    "value", ["2018-13", "2018-02-30", "2018-6", "P", "PT", "P3", "18-06", "", "2018-06-12T25:00"]
)
def test_invalid_values(value: str) -> None:
    assert not is_valid(value)


@given(st.sampled_from(["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"]),
       st.one_of(st.none(), st.integers(1, 500), st.integers(1, 20).map(lambda n: n + 0.5)))  # fmt: skip
def test_periods_are_valid(unit: str, count: float | None) -> None:
    assert is_valid(period_value(unit, count))


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS))
def test_invariants_on_any_mixture_of_time_words(text: str, anchor: date | None) -> None:
    found = find_timexes(text, anchor)
    assert found == find_timexes(text, anchor)
    end = 0
    for timex in found:
        assert end <= timex.start < timex.end <= len(text)
        end = timex.end
        assert is_valid(timex.value), timex
        assert (timex.earliest is None) == (timex.latest is None)
        if timex.earliest is not None and timex.latest is not None and not timex.earliest.startswith("-"):
            assert timex.earliest <= timex.latest
        if timex.timex_type in ("DURATION", "SET") or timex.value.endswith("_REF"):
            assert timex.edtf is None
        if timex.edtf is not None:
            parse_edtf(timex.edtf)
        assert 0 < timex.confidence <= 1 and timex.rule
        if anchor is None and timex.value.startswith("XXXX"):
            assert timex.earliest is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_is_taken(text: str, anchor: date | None) -> None:
    for timex in find_timexes(text, anchor):
        assert 0 <= timex.start < timex.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "May ",
        "the last ",
        "12:",
        "1/",
        "2018-",
        "\n",
        "twenty ",
        "a few ",
        "(",
        "'",
        "early late mid-",
        ".",
    ],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def cost(count: int) -> float:
        text = piece * count
        started = time.process_time()
        find_timexes(text, "2024-11-20")
        return time.process_time() - started

    cost(100)
    small, large = cost(500), cost(4000)
    assert large < 24 * small + 0.25


def test_an_unusable_anchor_is_refused() -> None:
    with pytest.raises(ValueError):
        find_timexes("yesterday", "soon")


def test_easter() -> None:
    assert [easter(year) for year in (1818, 1943, 2000, 2024, 2038)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


def test_named_days_before_their_founding_have_no_date() -> None:
    assert day_in_year({"month": 4, "day": 15, "since": 1912}, 1900) is None
    assert day_in_year({"month": 5, "weekday": 1, "nth": -1}, 2024) == date(2024, 5, 27)
    assert day_in_year({"month": 11, "weekday": 4, "nth": 4}, 2024) == date(2024, 11, 28)
