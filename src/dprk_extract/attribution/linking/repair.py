"""Contents that a tagger cut in the middle of a phrase are completed by the parse.

A fragment that ends in a word which needs what follows it ("past talks with") takes in the rest of its phrase, one
that begins behind its own determiner takes that in, and fragments of one cue with only a word or two between them
are one. Nothing reaches over another cue, source or content, a quotation mark or the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.rules.frames import Frame
from dprk_extract.attribution.taggers import Piece

_LEANS_RIGHT = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "aux",
        "auxpass",
        "neg",
        "mark",
        "quantmod",
        "case",
        "predet",
        "nmod",
    ]
)
_LEANS_LEFT = frozenset(["det", "amod", "compound", "nummod", "poss", "predet", "quantmod", "nmod"])
_GOVERNS = frozenset(["prep", "agent", "dative"])
_WHOLE = frozenset(["rule:clause", "rule:parenthetical", "rule:according-to", "rule:per"])
_BORDERS = frozenset('"“”‘’«»\n:;')
MAX_GAP = 20
MAX_SHIFT = 6  # "that " may stand on either side of the border
MAX_REACH = 60


class Repair:
    """Completes the fragments of one document's drafts."""

    def __init__(self, doc: Doc, text: str, pieces: Sequence[Piece]) -> None:
        self.doc = doc
        self.text = text
        self._taken = bytearray(len(text) + 1)
        for piece in pieces:
            self._taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)

    def run(self, drafts: Sequence[Draft], frames: Sequence[Frame]) -> None:
        whole = {at: f for f in frames if f.rule in _WHOLE for at in range(f.cue.start, f.cue.end)}
        for draft in drafts:
            draft.contents = self._joined([self._completed(part) for part in draft.contents])
            cue = range(draft.cue.start, draft.cue.end) if draft.cue is not None else ()
            frame = next((whole[at] for at in cue if at in whole), None)
            if frame is not None:
                draft.contents = [self._as_long_as(frame, part) for part in draft.contents]

    def _as_long_as(self, frame: Frame, part: Range) -> Range:
        """``part``, to the end of the clause that the rules see there, where nothing else stands in between."""
        for clause in frame.contents:
            together = abs(clause.start - part.start) <= MAX_SHIFT and part.end < clause.end
            if together and not any(self._taken[part.end : clause.end]):
                return Range(part.start, clause.end)
        return part

    def _free(self, start: int, end: int) -> bool:
        """Whether the text between holds no piece, mark or line break."""
        between = self.text[start:end]
        ended = between[:1] in (".", "!", "?") and between[1:2].isspace()
        return not ended and not any(self._taken[start:end]) and not any(c in _BORDERS for c in between)

    def _joined(self, parts: list[Range]) -> list[Range]:
        out: list[Range] = []
        for part in sorted(parts, key=lambda p: p.start):
            if out and part.start - out[-1].end <= MAX_GAP and self._free(out[-1].end, part.start):
                out[-1] = Range(out[-1].start, max(out[-1].end, part.end))
            else:
                out.append(part)
        return out

    def _completed(self, part: Range) -> Range:
        span = self.doc.char_span(part.start, part.end, alignment_mode="expand")
        if not span:  # a part that is only white space may have no token
            return part
        start, end = part.start, part.end
        last = self._end_of_phrase(span[-1])
        if last is not None and last.i > span[-1].i:
            stop = last.idx + len(last)
            if stop - end <= MAX_REACH and self._free(end, stop):
                end = stop
        first = span[0]
        while first.i > 0 and self._belongs(self.doc[first.i - 1], first):
            first = self.doc[first.i - 1]
        if first.idx < start and self._free(first.idx, start):
            start = first.idx
        return Range(start, end)

    def _end_of_phrase(self, token: Token) -> Token | None:
        if token.dep_ in _LEANS_RIGHT and token.head.i > token.i:
            return token.head
        if token.dep_ in _GOVERNS:
            child = next((c for c in token.rights if c.dep_ in ("pobj", "pcomp")), None)
            return child.right_edge if child is not None else None
        return None

    def _belongs(self, before: Token, first: Token) -> bool:
        return before.dep_ in _LEANS_LEFT and before.head.i >= first.i and not before.is_space
