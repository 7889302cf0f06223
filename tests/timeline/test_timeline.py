"""The timeline on short articles of our own writing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.builder import Said, article

from dprk_extract.merge import merge_statements
from dprk_extract.records import Extraction, TimelineEntry
from dprk_extract.timeline import build_timeline


def timeline(*found: Extraction) -> list[TimelineEntry]:
    return build_timeline(found, merge_statements(found))


def test_one_event_of_two_sources_is_one_entry() -> None:
    (entry,) = timeline(
        article("The drills in the strait began on November 10.", "Harbor Daily", "2025-11-18"),
        article("On November 10 the drills in the strait started.", "Steppe Herald", "2025-11-19"),
    )
    assert (entry.date, entry.earliest, entry.sources) == ("2025-11-10", "2025-11-10", 2)
    assert {member.outlet for member in entry.members} == {"Harbor Daily", "Steppe Herald"}


def test_of_a_month_and_a_day_in_it_the_day_is_kept() -> None:
    (entry,) = timeline(
        article("The office for freight opened in March 2019.", "Harbor Daily"),
        article("The office for freight opened on March 4, 2019.", "Steppe Herald"),
    )
    assert (entry.date, entry.date_text) == ("2019-03-04", "March 4, 2019")


def test_two_dates_of_one_event_are_two_entries_that_name_their_conflict() -> None:
    first, second = timeline(
        article("The drills in the strait began on November 10.", "Harbor Daily", "2025-11-18"),
        article("The drills in the strait began on November 12.", "Steppe Herald", "2025-11-19"),
    )
    assert (first.date, second.date) == ("2025-11-10", "2025-11-12")
    assert first.conflicts == second.conflicts != ()


def test_entries_are_sorted_and_those_without_a_year_stand_at_the_end() -> None:
    text = (
        "The museum was founded in 1948. The envoy left on November 8. The talks ended on June 12, 2018.\n"
        "The railway was built in 1936."
    )
    entries = timeline(article(text, "Harbor Daily", None))
    assert [entry.date for entry in entries] == ["1936", "1948", "2018-06-12", "XXXX-11-08"]
    assert (entries[-1].earliest, entries[-1].latest) == (None, None)


def test_durations_and_numbers_alone_place_nothing() -> None:
    assert timeline(article("The talks lasted three hours. The navy lost 12 boats.", "Harbor Daily")) == []


def test_the_day_of_a_saying_dates_the_sentence() -> None:
    text = "On November 8 the minister denounced the plan as “a grave step”, threatening “a sharper answer” to it."
    said = [
        Said("a grave step", "Ri Chol", "mixed", cue="denounced"),
        Said("a sharper answer", "Ri Chol", cue="threatening"),
    ]
    found = article(text, "Harbor Daily", None, said)
    quotes = tuple(replace(quote, said_on=found.dates[0].id) for quote in found.quotes)
    (entry,) = timeline(replace(found, quotes=quotes))
    assert (entry.date, entry.text, entry.speaker) == ("XXXX-11-08", text, "Ri Chol")
    assert {member.statement.text for member in entry.members} == {"a grave step", "a sharper answer"}


def test_a_date_inside_a_statement_dates_what_it_says_and_keeps_its_words() -> None:
    text = "He said the bridge would open on January 15, 2026."
    said = Said("the bridge would open on January 15, 2026", "Ri Chol", "indirect", cue="said")
    (entry,) = timeline(article(text, "Harbor Daily", "2025-11-18", [said]))
    assert (entry.date, entry.date_text, entry.kind) == ("2026-01-15", "January 15, 2026", "indirect")
    assert entry.text == said.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Output in the valley rose to 40 tons from 30.5 tons last year.", []),
        ("Output in the valley was larger than last year with 40 tons.", []),
        ("Output in the valley rose to 40 tons last year.", ["2024"]),
        ("The delegation of 12 came back from Tarn last year.", ["2024"]),
        ("The bridge in the valley was built no later than last year.", ["2024"]),
        ("Boats came from Tarn. Output in the valley was 40 tons last year.", ["2024"]),
        ("Output in the valley rose to 40 tons from 30 tons in 2019.", ["2019"]),
    ],
)
def test_what_a_value_is_compared_with_is_no_event(text: str, wanted: list[str]) -> None:
    assert [entry.date for entry in timeline(article(text, "Harbor Daily", "2025-11-18"))] == wanted


@pytest.mark.parametrize(("ends", "entries"), [(("1983/1986", "1983/1986"), 1), (("1983", "1986"), 2)])
def test_the_two_ends_of_a_span_are_one_entry(ends: tuple[str, str], entries: int) -> None:
    text = "Owner of the ferries between 1983 and 1986, the mayor offered his view of the harbour."
    said = Said("his view of the harbour", "Ri Chol", "indirect", cue="offered")
    found = article(text, "Harbor Daily", None, [said])
    dates = tuple(replace(day, edtf=end) for day, end in zip(found.dates, ends, strict=True))
    quotes = tuple(replace(quote, said_on=dates[1].id) for quote in found.quotes)
    assert len(timeline(replace(found, dates=dates, quotes=quotes))) == entries


def test_the_dateline_is_no_event() -> None:
    text = "SEOUL, November 18, 2025 (Harbor Daily) - The envoy left on November 8."
    assert [entry.date for entry in timeline(article(text, "Harbor Daily", "2025-11-18"))] == ["2025-11-08"]


WHEN = ["on November 3", "on November 4, 2024", "in March 2019", "in 2018", "on September 9"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WHEN), min_size=1, max_size=3), min_size=1, max_size=3), st.booleans()
)
def test_every_date_is_in_one_entry_and_order_of_input_makes_no_difference(
    years: list[list[str]], known: bool
) -> None:
    found = [
        article(
            " ".join(f"The navy sank {n} boats {when}." for n, when in enumerate(whens, 21)),
            f"Outlet {number}", "2025-11-18" if known else None,
        )
        for number, whens in enumerate(years)
    ]  # fmt: skip
    entries = timeline(*found)
    assert entries == timeline(*reversed(found))
    placed = [entry.earliest for entry in entries]
    assert placed == sorted(placed, key=lambda day: (day is None, day or ""))
    dates = {mention.edtf for extraction in found for mention in extraction.dates}
    assert {entry.date for entry in entries} <= dates
    members = {(m.statement.document, m.statement.start) for entry in entries for m in entry.members}
    assert len(members) == sum(map(len, years))
