"""The difference between two wordings, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from dprk_extract.merge.words import Word, split_words

ChangeKind = Literal["same", "only_a", "only_b"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words that both have, or only one has; ``text`` is a slice of ``a`` where both have it."""

    kind: ChangeKind
    text: str


def difference(a_text: str, b_text: str) -> tuple[Change, ...]:
    """How to turn ``a_text`` into ``b_text``: the shortest list of kept, left out and added stretches of words.

    Words are compared without case and typography; punctuation alone makes no difference.
    """
    a, b = split_words(a_text), split_words(b_text)
    steps: list[tuple[ChangeKind, int, int]] = []
    added: list[tuple[ChangeKind, int, int]] = []
    for step in Indel.opcodes([word.form for word in a], [word.form for word in b]):
        if step.tag == "equal":
            steps += [*added, ("same", step.src_start, step.src_end)]
            added = []
        elif step.tag == "delete":
            steps.append(("only_a", step.src_start, step.src_end))
        else:  # what b has instead stands behind what a has
            added.append(("only_b", step.dest_start, step.dest_end))
    steps += added
    return tuple(
        Change(kind, _slice(b_text, b, start, end) if kind == "only_b" else _slice(a_text, a, start, end))
        for kind, start, end in steps
    )


def _slice(text: str, words: list[Word], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end]
