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

    ``borders`` and ``sizes`` say where the sequences in ``scores`` begin and how long they are.
    """
    tags = np.zeros(len(scores), dtype=np.int64)
    probability = np.ones(len(scores))
    forbidden = forbidden_transitions()
    chain = Transitions(
        np.where(forbidden, np.float32(_NEVER), transitions.between),
        np.where(_INSIDE, np.float32(_NEVER), transitions.first),
        transitions.last,
    )
    # Sequences of like length go together, so that the padding stays small beside what it pads.
    magnitude = np.frexp(sizes.astype(np.float64))[1] // 2
    for size in np.unique(magnitude):
        chosen = np.flatnonzero(magnitude == size)
        length = int(sizes[chosen].max())
        steps = np.arange(length)
        inside = steps < sizes[chosen, None]
        index = np.where(inside, borders[chosen, None] + steps, 0)
        batch = np.float32(transitions.scale) * scores[index]
        batch -= batch.max(axis=2, keepdims=True)
        path = _viterbi(batch, sizes[chosen], chain)
        marginals = _marginals(batch, sizes[chosen], chain)
        tags[index[inside]] = path[inside]
        probability[index[inside]] = np.take_along_axis(marginals, path[:, :, None], axis=2)[:, :, 0][inside]
    return tags, probability


def _viterbi(scores: Floats, sizes: Ints, chain: Transitions) -> Ints:
    """The best path of each sequence; ``scores`` is ``[sequences, steps, tags]``."""
    count, steps, _ = scores.shape
    back = np.zeros(scores.shape, dtype=np.int8)
    best = scores[:, 0] + chain.first
    final = best.copy()
    into = np.ascontiguousarray(chain.between.T)
    for step in range(1, steps):
        options = best[:, None, :] + into
        chosen = options.argmax(axis=2)
        back[:, step] = chosen
        best = np.take_along_axis(options, chosen[:, :, None], axis=2)[:, :, 0]
        best += scores[:, step]
        ended = sizes == step + 1
        if ended.any():
            final[ended] = best[ended]
    path = np.zeros((count, steps), dtype=np.int64)
    tag = (final + chain.last).argmax(axis=1)
    sequences = np.arange(count)
    for step in range(steps - 1, -1, -1):
        path[:, step] = tag
        tag = np.where(sizes > step, back[sequences, step, tag], tag)
    return path


def _marginals(scores: Floats, sizes: Ints, chain: Transitions) -> npt.NDArray[np.float64]:
    """Each tag's probability at each step, ``[sequences, steps, tags]``, by scaled forward and backward passes."""
    weights = np.exp(scores.astype(np.float64))
    between = np.exp(chain.between.astype(np.float64))
    last = np.exp(chain.last.astype(np.float64))
    forward = np.empty_like(weights)
    state = forward[:, 0] = weights[:, 0] * np.exp(chain.first.astype(np.float64))
    for step in range(1, scores.shape[1]):
        state = state @ between
        state *= weights[:, step]
        if step % RESCALE == 0:
            state /= state.sum(axis=1, keepdims=True) + _TINY
        forward[:, step] = state
    weights *= np.where(np.arange(scores.shape[1]) < sizes[:, None], 1.0, 0.0)[:, :, None]
    ends = np.arange(scores.shape[1]) == sizes[:, None] - 1
    backward = np.empty_like(weights)
    state = np.zeros_like(state)
    for step in range(scores.shape[1] - 1, -1, -1):
        state += ends[:, step, None] * last
        backward[:, step] = state
        state = (state * weights[:, step]) @ between.T
        if step % RESCALE == 0:
            state /= state.sum(axis=1, keepdims=True) + _TINY
    forward *= backward
    forward /= forward.sum(axis=2, keepdims=True) + _TINY
    return forward


def _joined(
    tags: Ints, probability: npt.NDArray[np.float64], rows: Ints, borders: set[int], table: TokenTable
) -> Iterator[Piece]:
    """Join the tags of neighbouring tokens into pieces."""
    begun = reached = -1
    chosen = tags.tolist()
    for place in (*np.flatnonzero(tags != OUTSIDE).tolist(), len(chosen)):
        if begun >= 0:
            broken = place == len(chosen) or place in borders or place > reached + 1
            if not broken and is_inside(chosen[place]):
                reached = place
                continue
            label = label_of(chosen[begun])
            assert label is not None
            score = float(probability[begun : reached + 1].mean())
            yield Piece(
                label, int(table.starts[rows[begun]]), int(table.ends[rows[reached]]), min(score, 1.0)
            )
        begun = reached = place
