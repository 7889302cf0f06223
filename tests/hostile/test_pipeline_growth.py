"""Time keeps in proportion to the text, whatever the text is. All shapes: ``benchmarks/speed/growth.py``."""

from __future__ import annotations

import time
import tomllib
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language
from tests.hostile.growth import grows_linearly

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


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("shape", WORST)
def test_an_article_takes_time_in_proportion(nlp: Language, shape: str) -> None:
    assert grows_linearly(partial(repeated, SHAPES[shape]), lambda text: extract(text, nlp=nlp), 2_000)


@pytest.mark.parametrize("shape", SHAPES)
def test_marks_and_paragraphs_are_found_in_time_in_proportion(shape: str) -> None:
    def find(text: str) -> None:
        quoted_regions(text)
        paragraph_ranges(text)

    assert grows_linearly(partial(repeated, SHAPES[shape]), find, 20_000)


def test_the_quotations_that_a_content_touches_are_looked_up_not_searched() -> None:
    def touch(text: str) -> None:
        boundaries = Boundaries(text, quoted_regions(text))
        assert all(len(boundaries.touching(Range(r.start, r.end))) == 1 for r in boundaries.regions)

    assert grows_linearly(partial(repeated, SHAPES["pairs"]), touch, 100_000)


def test_statements_are_kept_in_time_in_proportion() -> None:
    def keep(length: int) -> None:
        coverage = Coverage(length, [])
        for start in range(0, length, 20):
            coverage.add(Draft([Range(start, start + 10)], Range(start + 12, start + 16), None, 0.5))
            assert len(coverage.touches(Range(start, start + 20))) == 1

    assert grows_linearly(lambda length: length, keep, 100_000)


def test_a_million_marks_are_read(nlp: Language) -> None:
    """They took the tokenizer more than minutes, and the model 15 GB."""
    began = time.process_time()
    assert len(nlp.make_doc("“" * 1_000_000).text) == 1_000_000
    assert time.process_time() - began < 2
    found = extract("“" * 100_000 + " Two ships left, said Ri Chol Su.", nlp=nlp)
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Ri Chol Su"]
