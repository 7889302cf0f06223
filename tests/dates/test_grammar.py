"""The pattern language, and the data files written in it."""

from __future__ import annotations

import pytest

from dprk_extract.data import load_toml
from dprk_extract.dates.finder import grammar
from dprk_extract.dates.grammar import _Compiler
from dprk_extract.dates.reading import OPERATIONS
from dprk_extract.dates.values import is_valid
from dprk_extract.errors import DataError


def test_every_rule_has_its_operation_and_a_name_of_its_own() -> None:
    rules = grammar().rules
    assert {rule.operation for rule in rules} <= OPERATIONS.keys()
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(0 < rule.confidence < 1 for rule in rules)


def test_no_operation_is_without_a_rule() -> None:
    assert OPERATIONS.keys() == {rule.operation for rule in grammar().rules}


def test_event_dates_are_valid() -> None:
    for event in load_toml("dates/events.toml")["event"]:
        assert all(is_valid(value) for value in event["values"].values())


@pytest.mark.parametrize("pattern", ["MONTH ( DAY", "MONTH ) DAY", "NOSUCHCATEGORY"])
def test_a_broken_pattern_is_named(pattern: str) -> None:
    with pytest.raises(DataError, match="'mine'"):
        _Compiler(grammar().lexicon, "mine", pattern)


def test_captures_are_numbered_in_the_order_of_the_text() -> None:
    rules = grammar()
    pieces = rules.tokenizer("January 3 - February 5, 1950")
    groups = [
        m.groups for found in rules.matches(pieces) for m in found if m.rule.name == "day-before-range-year"
    ]
    assert groups == [{"MONTH": 0, "DAY": 1, "MONTH2": 3, "DAY2": 4, "YEAR": 6}]
