"""Time keeps in proportion to the text, whatever the text is. All shapes: ``benchmarks/speed/growth.py``."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from dprk_extract.annotations import Range
from dprk_extract.api import extract
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Coverage, Draft
from dprk_extract.attribution.marks import quoted_regions
from dprk_extract.paragraphs import paragraph_ranges

SHAPES = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))
WORST = (
    "pairs", "pairs-without-an-end", "opening", "nestedpairs", "unclosed-paragraphs", "he-said", "according-behind",
    "numbers", "years", "fullnames", "interview", "glued-colons",
)  # fmt: skip
SHORT, TIMES = 2_000, 4


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def in_proportion(work: Callable[[int], object]) -> bool:
    """Whether TIMES the size takes no more than twice TIMES the time, on the better of two tries."""

    def seconds(size: int) -> float:
        began = time.process_time()
        work(size)
        return time.process_time() - began

    return any(seconds(TIMES) < 2 * TIMES * seconds(1) + 0.2 for _ in range(2))


@pytest.mark.parametrize("shape", WORST)
def test_an_article_takes_time_in_proportion(nlp: Language, shape: str) -> None:
    assert in_proportion(lambda size: extract(repeated(SHAPES[shape], size * SHORT), nlp=nlp))


@pytest.mark.parametrize("shape", SHAPES)
def test_marks_and_paragraphs_are_found_in_time_in_proportion(shape: str) -> None:
    def find(size: int) -> None:
        text = repeated(SHAPES[shape], size * 20_000)
        quoted_regions(text)
        paragraph_ranges(text)

    assert in_proportion(find)


def test_the_quotations_that_a_content_touches_are_looked_up_not_searched() -> None:
    def touch(size: int) -> None:
        text = repeated(SHAPES["pairs"], size * 100_000)
        boundaries = Boundaries(text, quoted_regions(text))
        assert all(len(boundaries.touching(Range(r.start, r.end))) == 1 for r in boundaries.regions)

    assert in_proportion(touch)


def test_statements_are_kept_in_time_in_proportion() -> None:
    def keep(size: int) -> None:
        coverage = Coverage(size * 100_000, [])
        for start in range(0, size * 100_000, 20):
            coverage.add(Draft([Range(start, start + 10)], Range(start + 12, start + 16), None, 0.5))
            assert len(coverage.touches(Range(start, start + 20))) == 1

    assert in_proportion(keep)


def test_a_million_marks_are_read(nlp: Language) -> None:
    """They took the tokenizer more than minutes, and the model 15 GB."""
    began = time.process_time()
    assert len(nlp.make_doc("“" * 1_000_000).text) == 1_000_000
    assert time.process_time() - began < 2
    found = extract("“" * 100_000 + " Two ships left, said Ri Chol Su.", nlp=nlp)
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Ri Chol Su"]
