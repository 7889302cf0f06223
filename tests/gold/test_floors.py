"""The pipeline on the gold articles: no figure may fall under its floor."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.gold.gold import read_articles
from tests.gold.scoring import MEASURES, Tally, score_pipeline, table

if TYPE_CHECKING:
    from spacy.language import Language

FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tallies(nlp: Language) -> dict[str, Tally]:
    return score_pipeline(nlp, read_articles())


def test_every_measure_has_a_floor() -> None:
    assert set(FLOORS) == set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES)
def test_floor(tallies: dict[str, Tally], measure: str) -> None:
    tally, floor = tallies[measure], FLOORS[measure]
    if tally.f1 < floor:
        message = f"{measure}: F1 {tally.f1:.1f} is under its floor of {floor:.1f}"
        pytest.fail(f"{message}\n{tally.errors()}\n\n{table(tallies)}", pytrace=False)
