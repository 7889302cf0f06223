"""The two seed articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from dprk_extract.annotations import Timex
from dprk_extract.dates import find_timexes

SEEDS = Path(__file__).parents[2] / "seeds"


def found(prefix: str, anchor: str | None) -> dict[str, Timex]:
    (path,) = SEEDS.glob(f"{prefix}*.txt")
    text = path.read_text(encoding="utf-8")
    return {text[t.start : t.end]: t for t in find_timexes(text, anchor)}


@pytest.mark.parametrize("anchor", [None, "2025-11-20"])
def test_first_seed(anchor: str | None) -> None:
    dates = found("000", anchor)
    day = "2025-11-08" if anchor else None
    assert {words: t.value for words, t in dates.items()} == {
        "the same day": "XXXX-XX-XX",
        "November 8": day or "XXXX-11-08",
        "recent weeks": "PXW",
        "recently": "PAST_REF",
        "2018": "2018",
        "2019": "2019",
        "decades": "PXDE",
        "June 12, 2018": "2018-06-12",
        "the time": "PAST_REF",
        "a year": "P1Y",
    }
    assert dates["November 8"].edtf == (day or "XXXX-11-08")
    assert dates["November 8"].earliest == day
    assert dates["2018"].edtf == dates["2019"].edtf == "2018/2019"


@pytest.mark.parametrize("anchor", [None, "2024-11-20"])
def test_second_seed(anchor: str | None) -> None:
    dates = found("002", anchor)
    assert {words: t.value for words, t in dates.items()} == {
        "2019": "2019",
        "the past": "PAST_REF",
        "the following years": "PXY",
        "now": "PRESENT_REF",
        "Earlier this year": "2024" if anchor else "XXXX",
        "recently": "PAST_REF",
    }
    assert dates["Earlier this year"].edtf == ("2024" if anchor else None)
