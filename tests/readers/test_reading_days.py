"""Publication days: every written form, and the forms that must not become one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.readers import read_documents
from dprk_extract.readers.days import (
    day_in_name,
    day_in_title,
    day_in_url,
    day_signed,
    declared_day,
    read_dateline,
)
from dprk_extract.records import Document

DAY = date(2025, 11, 18)


@pytest.mark.parametrize(
    "value",
    [
        "2025-11-18", "2025-11-18T23:30:00-05:00", "2025-11-18 10:00", "2025/11/18", "2025.11.18", "2025. 11. 18.",
        "20251118", "20251118T103000Z", "20251118103000", 20251118, "Juche114.11.18.", "Juche 114 (2025).11.18.",
        "Juche 114(2025) November 18", "November 18, 2025", "Nov. 18, 2025 10:05 am", "Tuesday, November 18, 2025",
        "18 November 2025", "18-Nov-2025", "Tue, 18 Nov 2025 10:00:00 GMT", "18/11/2025", "11/18/2025",
        1763424000, "1763424000", 1763424000000, 1763424000.5,
    ],
)  # fmt: skip
def test_declared_days(value: object) -> None:
    assert declared_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None, "", True, "yesterday", "10/12/2024", "2025-02-30", "2025", "November 2025", "November 18", "2025-11",
        "1850-01-01", "2025-111-18", "18 Foo 2025", 12345, -5, float("nan"), float("inf"), 1e300, {"day": 1},
        "Juche 113",
    ],
)  # fmt: skip
def test_what_declares_no_day(value: object) -> None:
    assert declared_day(value) is None


def test_equal_digits_are_not_ambiguous() -> None:
    assert declared_day("11/11/2025") == date(2025, 11, 11)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_declared_day_never_raises(value: object) -> None:
    found = declared_day(value)
    assert found is None or 1900 <= found.year <= 2100


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_iso_days_come_back(day: date) -> None:
    assert declared_day(day.isoformat()) == day
    assert declared_day(f"{day:%B} {day.day}, {day.year}") == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-11-18_talks.txt", DAY), ("talks-2025-11-18.txt", DAY), ("20251118.txt", DAY),
        ("wire_20251118_3.html", DAY), ("2025.11.18 talks.txt", DAY), ("2025_11_18.txt", DAY),
        ("2025-11-18 again 2025-11-18.txt", DAY),
        ("000_692c865fe852f61a.txt", None), ("a20251118b.txt", None), ("120251118.txt", None),
        ("18-11-2025.txt", None), ("2025-11.txt", None), ("2025-13-18.txt", None), ("2025-11_18.txt", None),
        ("2025-11-18_on_2018-06-12.txt", None), ("talks.txt", None), ("30251118.txt", None),
    ],
)  # fmt: skip
def test_days_in_names(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.org/2025/11/18/talks", DAY), ("https://a.org/2025/nov/18/talks", DAY),
        ("https://a.org/news/2025-11-18/talks", DAY), ("https://a.org/view/20251118/1", DAY),
        ("https://a.org/2025/11/talks", None), ("https://a.org/x?d=/2025/11/18/", None),
        ("https://a.org/AEN20251118001", None),
    ],
)  # fmt: skip
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert day_in_url(url) == day


@pytest.mark.parametrize(
    ("text", "day", "agency"),
    [
        ("SEOUL, November 18, 2025 (Peninsula Wire) - Two ships", DAY, "Peninsula Wire"),
        ("SEOUL, Nov. 18, 2025 — Two ships", DAY, None),
        ("18 November 2025 (Harbor Daily) – Two ships", DAY, "Harbor Daily"),
        ("Ships leave port\n\nNEW YORK (AP) — Two ships", None, "AP"),
        ("LANGLEY, Va., Nov 18 (Reuters) - Two ships", None, "Reuters"),
        ("Pyongyang, December 24 (KCNA) -- Two ships", None, "KCNA"),
        ("Two ships left port (Reuters) - and came back", None, None),
        ("The ministry (MFA) said - on November 18, 2025 - no", None, None),
        ("On November 18, 2025, two ships left.", None, None),
        ("SEOUL - Two ships", None, None),
        ("SEOUL, February 30, 2025 (Wire) - Two ships", None, "Wire"),
        ("a\nb\nc\nSEOUL, November 18, 2025 (Wire) - too deep in the text", None, None),
    ],
)
def test_datelines(text: str, day: date | None, agency: str | None) -> None:
    found = read_dateline(text)
    assert (found.published, found.agency) == (day, agency)


def test_juche_days_of_the_agency_itself() -> None:
    assert day_in_title("Ships Leave Port [Juche114.11.18.]") == DAY
    assert day_in_title("Juche 114 Is a Year of Ships") is None
    assert day_signed("Two ships left. -0- www.kcna.kp (Juche114.11.18.)") == DAY
    assert day_signed("In Juche 114 (2025) two ships left.") is None


def read_one(path: Path, published: date | None = None) -> Document:
    (found,) = read_documents([path], published=published)
    assert isinstance(found, Document)
    return found


def test_the_order_of_origins(tmp_path: Path) -> None:
    """What an article declares goes before what the user said, and that before what only suggests a day."""
    option = date(2024, 1, 2)
    dateline = "SEOUL, November 18, 2025 (Wire) - Two ships left.\n"
    matter = "---\ndate: 2023-03-04\n---\n"
    cases = [
        ("2022-05-06_a.md", matter + dateline, option, (date(2023, 3, 4), "front-matter")),
        ("2022-05-06_b.md", dateline, option, (option, "option")),
        ("2022-05-06_c.md", dateline, None, (date(2022, 5, 6), "file-name")),
        ("d.md", dateline, None, (DAY, "dateline")),
        ("e.md", "---\ndate: soon\n---\n" + dateline, None, (DAY, "dateline")),
        ("f.md", "Two ships left.", None, (None, None)),
    ]
    for name, text, flag, expected in cases:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        found = read_one(path, flag)
        assert (found.published, found.published_from) == expected, name
