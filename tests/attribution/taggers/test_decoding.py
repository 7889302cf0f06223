"""The decoder against brute force, and what pieces must never do."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.attribution.taggers.decode import Transitions, decode, pieces_of, plain_transitions
from dprk_extract.attribution.taggers.tags import (
    LABELS,
    OUTSIDE,
    TAGS,
    begin,
    forbidden_transitions,
    label_of,
)
from dprk_extract.attribution.taggers.tokens import TokenTable

FEW = [OUTSIDE, begin("CUE"), begin("CUE") + 1, begin("CONTENT_R"), begin("CONTENT_R") + 1]


def table(sizes: list[int]) -> TokenTable:
    """Paragraphs of so many one-letter words each."""
    count = sum(sizes)
    starts = np.arange(count) * 2
    paragraph = np.repeat(np.arange(len(sizes)), sizes)
    nothing = np.zeros(count, dtype=np.int64)
    no = nothing.astype(bool)
    return TokenTable(starts, starts + 1, no, paragraph, no, no, nothing, nothing)


def speaking_for(*tags: int) -> np.ndarray:
    scores = np.full((len(tags), len(TAGS)), -9.0, dtype=np.float32)
    scores[np.arange(len(tags)), tags] = 0.0
    return scores


def random_chain(seed: int) -> Transitions:
    rng = np.random.default_rng(seed)
    count = len(TAGS)
    between, first, last = rng.normal(size=(count, count)), rng.normal(size=count), rng.normal(size=count)
    return Transitions(*(array.astype(np.float32) for array in (between, first, last)))


def brute_force(scores: np.ndarray, chain: Transitions) -> tuple[tuple[int, ...], np.ndarray]:
    """The best legal path and the marginal probabilities, by trying every path."""
    forbidden = forbidden_transitions()
    found: dict[tuple[int, ...], float] = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        if path[0] != OUTSIDE and path[0] % 2 == 0:
            continue
        if any(forbidden[pair] for pair in pairwise(path)):
            continue
        value = (
            chain.first[path[0]] + chain.last[path[-1]] + sum(scores[i, tag] for i, tag in enumerate(path))
        )
        value += sum(chain.between[pair] for pair in pairwise(path))
        found[path] = float(value)
    weights = np.exp(np.array(list(found.values())))
    marginals = np.zeros_like(scores, dtype=np.float64)
    for path, weight in zip(found, weights / weights.sum(), strict=True):
        marginals[np.arange(len(path)), list(path)] += weight
    return max(found, key=lambda path: found[path]), marginals


@pytest.mark.parametrize("seed", range(4))
def test_the_path_and_its_probabilities_are_those_of_brute_force(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(3, len(TAGS))).astype(np.float32)
    chain = random_chain(seed)
    path, marginals = brute_force(scores, chain)
    tags, probability = decode(scores, np.array([0]), np.array([3]), chain)
    assert tuple(tags) == path
    np.testing.assert_allclose(probability, marginals[np.arange(3), list(path)], rtol=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 1000))
def test_paragraphs_do_not_touch_each_other(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), len(TAGS))).astype(np.float32) * 2
    chain = random_chain(seed)
    borders = np.cumsum([0, *sizes[:-1]])
    tags, probability = decode(scores, borders, np.array(sizes), chain)
    for border, size in zip(borders, sizes, strict=True):
        alone = decode(scores[border : border + size], np.array([0]), np.array([size]), chain)
        np.testing.assert_array_equal(tags[border : border + size], alone[0])
        np.testing.assert_allclose(probability[border : border + size], alone[1], rtol=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 1000), st.floats(0.1, 50))
def test_pieces_are_in_order_and_apart_and_within_paragraphs(
    sizes: list[int], seed: int, size: float
) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), len(TAGS))) * size
    words = table(sizes)
    pieces = pieces_of(scores.astype(np.float32), words, plain_transitions())
    ends = 2 * np.cumsum(sizes)
    for one, other in pairwise(pieces):
        assert one.end <= other.start
    for piece in pieces:
        assert 0 <= piece.start < piece.end
        assert 0 < piece.score <= 1
        assert np.searchsorted(ends, piece.start, side="right") == np.searchsorted(
            ends, piece.end - 1, side="right"
        )


def test_an_inside_tag_without_a_beginning_is_not_obeyed() -> None:
    inside = begin("SOURCE_L") + 1
    pieces = pieces_of(speaking_for(inside, inside), table([2]), plain_transitions())
    assert [(p.label, p.start, p.end) for p in pieces] in ([], [("SOURCE_L", 0, 3)], [("SOURCE_L", 2, 3)])


def test_two_pieces_of_one_label_side_by_side_stay_two() -> None:
    cue = begin("CUE")
    pieces = pieces_of(speaking_for(cue, cue + 1, cue), table([3]), plain_transitions())
    assert [(p.start, p.end) for p in pieces] == [(0, 3), (4, 5)]


def test_a_piece_ends_with_its_paragraph() -> None:
    content = begin("CONTENT_R")
    pieces = pieces_of(
        speaking_for(content, content + 1, content, content + 1), table([2, 2]), plain_transitions()
    )
    assert [(p.start, p.end) for p in pieces] == [(0, 3), (4, 7)]


def test_sure_scores_give_sure_pieces_and_unsure_ones_do_not() -> None:
    cue = begin("CUE")
    sure = pieces_of(3 * speaking_for(cue), table([1]), plain_transitions())[0].score
    unsure = pieces_of(speaking_for(cue) / 8, table([1]), plain_transitions())[0].score
    assert sure > 0.99
    assert unsure < 0.4


def test_learned_transitions_can_overrule_scores() -> None:
    scores = speaking_for(begin("CUE"), OUTSIDE) / 9
    chain = plain_transitions()
    chain.between[begin("CUE"), begin("CUE") + 1] = 5
    assert [p.end for p in pieces_of(scores, table([2]), plain_transitions())] == [1]
    assert [p.end for p in pieces_of(scores, table([2]), chain)] == [3]


def test_every_tag_has_its_label() -> None:
    assert [label_of(begin(label)) for label in LABELS] == list(LABELS)
    assert [label_of(begin(label) + 1) for label in LABELS] == list(LABELS)
    assert label_of(OUTSIDE) is None
