"""No merge across a negation, another number or another date; the twins of such pairs do merge."""

from __future__ import annotations

import pytest
from tests.merge.builder import Said, article
from tests.merge.pairs import APART, TOGETHER

from dprk_extract.merge import merge_statements


def groups(one: str, other: str, speaker: str | None, kind: str) -> list[int]:
    articles = [
        article(f"{text}.", outlet, "2025-11-18", [Said(text, speaker, kind)])
        for text, outlet in ((one, "Harbor Daily"), (other, "Steppe Herald"))
    ]
    return [len(group.members) for group in merge_statements(articles).groups]


@pytest.mark.parametrize("speaker", ["Ryom Chol Gun", None])
@pytest.mark.parametrize(("field", "one", "other"), APART)
def test_pairs_that_differ_in_one_field_stay_apart(
    field: str, one: str, other: str, speaker: str | None
) -> None:
    assert groups(one, other, speaker, "indirect") == [1, 1], field


@pytest.mark.parametrize(("field", "one", "other"), APART)
def test_quoted_pairs_stay_apart(field: str, one: str, other: str) -> None:
    assert groups(one, other, "Ryom Chol Gun", "direct") == [1, 1], field


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_twins_merge(one: str, other: str) -> None:
    assert groups(one, other, "Ryom Chol Gun", "indirect") == [2]


def test_most_pairs_that_stay_apart_are_reported_as_conflicts() -> None:
    found = 0
    for field, one, other in APART:
        articles = [
            article(f"{text}.", outlet, "2025-11-18", [Said(text, "Ryom Chol Gun", "indirect")])
            for text, outlet in ((one, "Harbor Daily"), (other, "Steppe Herald"))
        ]
        conflicts = merge_statements(articles).conflicts
        found += [conflict.field for conflict in conflicts] == [field]
    assert found >= 0.9 * len(APART)
