"""From scores a token to pieces: the best legal sequence of tags, and how probable each tag is.

A linear chain over each paragraph (Viterbi 1967; forward-backward as in Rabiner 1989), run for many paragraphs at
once. No piece crosses a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dprk_extract.attribution.taggers import Piece
from dprk_extract.attribution.taggers.tags import OUTSIDE, TAGS, forbidden_transitions, is_inside, label_of
from dprk_extract.attribution.taggers.tokens import TokenTable

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_INSIDE = np.array([is_inside(tag) for tag in range(len(TAGS))])
_FORBIDDEN = forbidden_transitions()
_NEVER = -1e4
_TINY = 1e-200
# After so many steps the passes are scaled back, long before they could vanish.
RESCALE = 8


@dataclass(frozen=True, slots=True)
class Transitions:
    """Learned scores: ``between`` ``[from, to]`` neighbouring tags, ``first`` and ``last`` at a paragraph's ends.

    ``scale`` multiplies the tokens' scores before they meet these.
    """

    between: Floats
    first: Floats
    last: Floats
    scale: float = 1.0


def plain_transitions() -> Transitions:
    """Transitions that only forbid what is illegal."""
    nothing = np.zeros(len(TAGS), dtype=np.float32)
    return Transitions(np.zeros((len(TAGS), len(TAGS)), dtype=np.float32), nothing, nothing)


def pieces_of(scores: Floats, table: TokenTable, transitions: Transitions) -> list[Piece]:
    """The pieces that ``scores`` (``[tokens, tags]``, unnormalised log probabilities) speak for, in text order."""
    rows = np.flatnonzero(~table.spaces)
    paragraph = table.paragraph[rows]
    borders = np.flatnonzero(np.r_[True, paragraph[1:] != paragraph[:-1]]) if len(rows) else rows
    sizes = np.diff(np.r_[borders, len(rows)])
    tags, probability = decode(scores[rows], borders, sizes, transitions)
    return list(_joined(tags, probability, rows, set(borders.tolist()), table))


def decode(
    scores: Floats, borders: Ints, sizes: Ints, transitions: Transitions
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Each token's tag in the best sequence, and that tag's marginal probability.

    ``borders`` and ``sizes`` say where the sequences in ``scores`` begin and how long they are; they follow each
    other without gaps.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64), np.ones(0)
    chain = Transitions(
        np.where(_FORBIDDEN, np.float32(_NEVER), transitions.between),
        np.where(_INSIDE, np.float32(_NEVER), transitions.first),
        transitions.last,
    )
    steps = _Steps.of(borders, sizes)
    stepwise = np.empty_like(scores, dtype=np.float32)
    stepwise[steps.rows] = np.float32(transitions.scale) * scores
    stepwise -= stepwise.max(axis=1, keepdims=True)
    path = _viterbi(stepwise, steps, chain)
    marginals = _marginals(stepwise, steps, chain)
    chosen = path[steps.rows]
    return chosen, marginals[steps.rows, chosen]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Sequences laid out step by step: first the first token of each, then the second of each, and so on.

    Within a step the longer sequences come first, so that those which go on are the first rows of the step, and
    nothing is padded. ``rows`` is each token's row, ``ends`` the row of each sequence's last token, ``slices`` the
    rows of each step as ``(first, how many)``.
    """

    rows: Ints
    ends: Ints
    slices: list[tuple[int, int]]

    @classmethod
    def of(cls, borders: Ints, sizes: Ints) -> _Steps:
        rank = np.empty(len(sizes), dtype=np.int64)
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        step = np.arange(int(sizes.sum())) - np.repeat(borders, sizes)
        count = np.bincount(step)
        first = np.cumsum(count) - count
        rows = first[step] + np.repeat(rank, sizes)
        slices = list(zip(first.tolist(), count.tolist(), strict=True))
        return cls(rows, rows[borders + sizes - 1], slices)


def _viterbi(scores: Floats, steps: _Steps, chain: Transitions) -> Ints:
    """The best path of each sequence; ``scores`` is ``[tokens, tags]``, step by step."""
    (_, count), *following = steps.slices
    best = np.empty_like(scores)
    np.add(scores[:count], chain.first, out=best[:count])
    between = chain.between[:, None, :]
    options = np.empty((len(TAGS), count, len(TAGS)), dtype=np.float32)
    before = 0
    for first, count in following:
        into = options[:, :count]
        np.add(best[before : before + count].T[:, :, None], between, out=into)
        here = best[first : first + count]
        np.maximum.reduce(into, axis=0, out=here)
        here += scores[first : first + count]
        before = first
    path = np.empty(len(scores), dtype=np.int64)
    path[steps.ends] = (best[steps.ends] + chain.last).argmax(axis=1)
    into_tag = np.ascontiguousarray(chain.between.T)
    for (before, _), (first, count) in zip(steps.slices[-2::-1], steps.slices[:0:-1], strict=True):
        reached = best[before : before + count] + into_tag[path[first : first + count]]
        reached.argmax(axis=1, out=path[before : before + count])
    return path


def _marginals(scores: Floats, steps: _Steps, chain: Transitions) -> npt.NDArray[np.float64]:
    """Each tag's probability at each token, ``[tokens, tags]``, by scaled forward and backward passes."""
    weights = np.exp(scores.astype(np.float64))
    between = np.exp(chain.between.astype(np.float64))
    backwards = np.ascontiguousarray(between.T)
    (_, count), *following = steps.slices
    forward = np.empty_like(weights)
    np.multiply(weights[:count], np.exp(chain.first.astype(np.float64)), out=forward[:count])
    before = 0
    for step, (first, count) in enumerate(following, start=1):
        state = forward[first : first + count]
        np.matmul(forward[before : before + count], between, out=state)
        state *= weights[first : first + count]
        if step % RESCALE == 0:
            state /= state.sum(axis=1, keepdims=True) + _TINY
        before = first
    backward = np.empty_like(weights)
    backward[:] = np.exp(chain.last.astype(np.float64))
    for step in range(len(following), 0, -1):
        (before, _), (first, count) = steps.slices[step - 1], steps.slices[step]
        state = backward[before : before + count]
        rows = slice(first, first + count)
        np.matmul(backward[rows] * weights[rows], backwards, out=state)
        if step % RESCALE == 0:
            state /= state.sum(axis=1, keepdims=True) + _TINY
    forward *= backward
    forward /= forward.sum(axis=1, keepdims=True) + _TINY
    return forward


def _joined(
    tags: Ints, probability: npt.NDArray[np.float64], rows: Ints, borders: set[int], table: TokenTable
) -> Iterator[Piece]:
    """Join the tags of neighbouring tokens into pieces."""
    begun = reached = -1
    chosen = tags.tolist()
    starts, ends = table.starts[rows], table.ends[rows]
    for place in (*np.flatnonzero(tags != OUTSIDE).tolist(), len(chosen)):
        if begun >= 0:
            broken = place == len(chosen) or place in borders or place > reached + 1
            if not broken and is_inside(chosen[place]):
                reached = place
                continue
            label = label_of(chosen[begun])
            assert label is not None
            score = float(np.add.reduce(probability[begun : reached + 1])) / (reached + 1 - begun)
            yield Piece(label, int(starts[begun]), int(ends[reached]), min(score, 1.0))
        begun = reached = place
