"""A plain joining of pieces into attributions, to measure a tagger by itself.

Each source and each content goes to the nearest cue of its paragraph on the side that its label names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from dprk_extract.attribution.taggers import Piece
from dprk_extract.paragraphs import paragraph_ranges
from training.corpus import GoldAttribution, Span


def link(pieces: Iterable[Piece], text: str) -> list[GoldAttribution]:
    """The attributions that the pieces make, by paragraph."""
    starts = [start for start, _ in paragraph_ranges(text)]
    by_paragraph: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_paragraph[bisect_right(starts, piece.start)].append(piece)
    return [found for _, group in sorted(by_paragraph.items()) for found in _link_paragraph(group)]


def _link_paragraph(pieces: list[Piece]) -> list[GoldAttribution]:
    cues = [piece for piece in pieces if piece.label.startswith("CUE")]
    sources = [piece for piece in pieces if piece.label.startswith("SOURCE")]
    contents = [piece for piece in pieces if piece.label.startswith("CONTENT")]
    source_of: dict[int, Piece] = {}
    for source in sources:
        at = _cue_of(source, cues)
        if at is not None and (at not in source_of or _gap(source, cues[at]) < _gap(source_of[at], cues[at])):
            source_of[at] = source
    said: dict[int, list[Span]] = defaultdict(list)
    found: list[GoldAttribution] = []
    for content in contents:
        at = _cue_of(content, cues)
        if at is None:
            nearest = min(sources, key=lambda source: _gap(source, content), default=None)
            found.append(GoldAttribution(_spans(nearest), (), _spans(content)))
        else:
            said[at].append((content.start, content.end))
    for at, spans in said.items():
        source = source_of.get(at)
        if source is None and cues[at].label == "CUE":
            before = [candidate for candidate in sources if candidate.end <= cues[at].start]
            source = before[-1] if before else next(iter(sources), None)
        found.append(GoldAttribution(_spans(source), _spans(cues[at]), tuple(sorted(spans))))
    return sorted(found, key=lambda attribution: attribution.content)


def _cue_of(piece: Piece, cues: list[Piece]) -> int | None:
    """The nearest cue on the side that the piece's label names, else the nearest at all."""
    after = piece.label.endswith("_L")
    right_side = [at for at, cue in enumerate(cues) if (cue.start >= piece.end) == after]
    return min(right_side or range(len(cues)), key=lambda at: _gap(piece, cues[at]), default=None)


def _gap(one: Piece, other: Piece) -> int:
    return max(one.start - other.end, other.start - one.end)


def _spans(piece: Piece | None) -> tuple[Span, ...]:
    return () if piece is None else ((piece.start, piece.end),)
