"""Phrases that name an office or a relative, resolved with a day."""

from __future__ import annotations

from datetime import date

import pytest

from dprk_extract.knowledge import KnowledgeBase


def ids(kb: KnowledgeBase, role: str, day: date | None) -> list[str]:
    return sorted(entry.id for entry in kb.holder(role, day))


@pytest.mark.parametrize(
    ("role", "day", "holder"),
    [
        ("the North Korean leader", date(2024, 5, 1), "kim-jong-un"),
        ("the North Korean leader", date(2005, 5, 1), "kim-jong-il"),
        ("the North Korean leader", date(1990, 5, 1), "kim-il-sung"),
        ("North Korea's leader", date(2024, 5, 1), "kim-jong-un"),
        ("North Korean dictator", date(2024, 5, 1), "kim-jong-un"),
        ("the leader of the DPRK", date(2024, 5, 1), "kim-jong-un"),
        ("the North's leader", date(2024, 5, 1), "kim-jong-un"),
        ("the reclusive North Korean leader", date(2024, 5, 1), "kim-jong-un"),
        ("Supreme Leader Kim", date(2024, 5, 1), "kim-jong-un"),
        ("South Korean President", date(2018, 5, 1), "moon-jae-in"),
        ("South Korea’s president", date(2023, 5, 1), "yoon-suk-yeol"),
        ("acting South Korean president", None, ""),
        ("South Korean acting president", date(2025, 1, 15), "choi-sang-mok"),
        ("South Korean unification minister", date(2025, 9, 1), "chung-dong-young"),
        ("U.S. President", date(2018, 6, 12), "donald-trump"),
        ("the president of the United States", date(2022, 6, 12), "joe-biden"),
        ("US Secretary of State", date(2018, 6, 12), "mike-pompeo"),
        ("Pentagon chief", date(2018, 6, 12), "jim-mattis"),
        ("Russian President", date(2010, 1, 1), "dmitry-medvedev"),
        ("Chinese leader", date(2024, 1, 1), "xi-jinping"),
        ("Japanese prime minister", date(2024, 1, 1), "fumio-kishida"),
        ("U.N. Secretary-General", date(2010, 1, 1), "ban-ki-moon"),
        ("the UN chief", date(2020, 1, 1), "antonio-guterres"),
        ("IAEA Director General", date(2021, 1, 1), "rafael-grossi"),
        ("North Korean defence minister", date(2025, 11, 8), "no-kwang-chol"),
        ("Pyongyang's foreign minister", date(2018, 6, 1), "ri-yong-ho-diplomat"),
        ("North Korea's top diplomat", date(2023, 6, 1), "choe-son-hui"),
    ],
)
def test_holder(kb: KnowledgeBase, role: str, day: date | None, holder: str) -> None:
    assert ids(kb, role, day) == ([holder] if holder else [])


@pytest.mark.parametrize(
    ("role", "day"),
    [
        ("the North Korean leader", None),
        ("the former South Korean president", date(2024, 1, 1)),
        ("the late North Korean leader", date(2024, 1, 1)),
        ("the president", date(2024, 1, 1)),
        ("the minister", date(2024, 1, 1)),
        ("the French leader", date(2024, 1, 1)),
        ("South Korean president", date(2025, 5, 1)),
        ("South Korean leader of the opposition", date(2024, 1, 1)),
        ("leader", date(2024, 1, 1)),
        ("", date(2024, 1, 1)),
    ],
)
def test_no_holder_is_guessed(kb: KnowledgeBase, role: str, day: date | None) -> None:
    assert ids(kb, role, day) == []


def test_a_day_of_change_has_two_holders(kb: KnowledgeBase) -> None:
    assert ids(kb, "U.S. president", date(2021, 1, 20)) == ["donald-trump", "joe-biden"]


def test_running_ministers_are_not_relied_on_for_ever(kb: KnowledgeBase) -> None:
    assert ids(kb, "North Korean foreign minister", date(2025, 12, 1)) == ["choe-son-hui"]
    assert ids(kb, "North Korean foreign minister", date(2031, 12, 1)) == []
    assert ids(kb, "North Korean leader", date(2026, 12, 1)) == ["kim-jong-un"]


@pytest.mark.parametrize(
    ("surface", "relative"),
    [
        ("Kim Jong Un's sister", "kim-yo-jong"),
        ("Kim Jong-un’s powerful sister", "kim-yo-jong"),
        ("the sister of Kim Jong Un", "kim-yo-jong"),
        ("the North Korean leader's younger sister", "kim-yo-jong"),
        ("leader Kim's sister", "kim-yo-jong"),
        ("Kim Jong Il's sister", "kim-kyong-hui"),
        ("Kim Jong Un's wife", "ri-sol-ju"),
        ("Kim Jong Un's half-brother", "kim-jong-nam"),
    ],
)
def test_relatives(kb: KnowledgeBase, surface: str, relative: str) -> None:
    assert [entry.id for entry in kb.relative(surface, date(2024, 1, 1))] == [relative]


@pytest.mark.parametrize(
    "surface",
    ["Kim's sister", "Kim Jong Un's tailor", "the sister", "sister", "South Korea's sister", "'s sister", ""],
)
def test_no_relative_is_guessed(kb: KnowledgeBase, surface: str) -> None:
    assert kb.relative(surface, date(2024, 1, 1)) == ()
