"""The difference between two wordings, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from dprk_extract.merge.words import Word, split_words

ChangeKind = Literal["same", "only_a", "only_b"]
Step = tuple[ChangeKind, int, int]
MOST_COMPARED = 25_000_000
"""Pairs of words, of which each takes a bit of memory: those of two texts of 5,000 words each."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words that both have, or only one has; ``text`` is a slice of ``a`` where both have it."""

    kind: ChangeKind
    text: str


def difference(a_text: str, b_text: str) -> tuple[Change, ...]:
    """How to turn ``a_text`` into ``b_text``: the shortest list of kept, left out and added stretches of words.

    Words are compared without case and typography; punctuation alone makes no difference. Of longer texts than
    ``MOST_COMPARED`` allows, all between the first and the last difference is left out and added.
    """
    a, b = split_words(a_text), split_words(b_text)
    steps = _steps([word.form for word in a], [word.form for word in b])
    return tuple(
        Change(kind, _slice(b_text, b, start, end) if kind == "only_b" else _slice(a_text, a, start, end))
        for kind, start, end in steps
    )


def _steps(a: list[str], b: list[str]) -> list[Step]:
    """The kinds of stretches, each with its first word and the one behind its last in the text that has it."""
    before = _in_common(a, b)
    behind = _in_common(a[before:][::-1], b[before:][::-1])
    end_a, end_b = len(a) - behind, len(b) - behind
    if (end_a - before) * (end_b - before) > MOST_COMPARED:
        around: list[Step] = [("same", 0, before), ("only_a", before, end_a), ("only_b", before, end_b)]
        return [step for step in [*around, ("same", end_a, len(a))] if step[1] < step[2]]
    steps: list[Step] = []
    added: list[Step] = []
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            steps += [*added, ("same", step.src_start, step.src_end)]
            added = []
        elif step.tag == "delete":
            steps.append(("only_a", step.src_start, step.src_end))
        else:  # what b has instead stands behind what a has
            added.append(("only_b", step.dest_start, step.dest_end))
    return steps + added


def _in_common(a: list[str], b: list[str]) -> int:
    """How many words both begin with."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _slice(text: str, words: list[Word], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end]
