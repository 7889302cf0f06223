"""Taggers: each marks sources, cues and contents in a parsed document, behind one interface.

The labels carry direction, because with them linking is nearly free: a ``SOURCE_L`` stands to the left of its cue,
a ``CONTENT_R`` to the right of its cue, a ``CUE_N`` has no source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from spacy.tokens import Doc

Label = Literal["SOURCE_L", "SOURCE_R", "CUE", "CUE_N", "CONTENT_L", "CONTENT_R"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled stretch of text, as code points; ``score`` is the tagger's mean probability of its labels."""

    label: Label
    start: int
    end: int
    score: float


class Tagger(Protocol):
    """Marks the pieces of one document, in text order and without overlap."""

    name: str

    def __call__(self, doc: Doc) -> list[Piece]: ...
