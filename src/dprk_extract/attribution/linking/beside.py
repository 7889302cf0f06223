"""Quotations and the cue that stands beside them.

Where the rules see cue and speaker right beside a quotation, that goes before what a tagger made of it: a source in
another sentence, the speaker's description as a second content, words behind the cue that only tell when or of what.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Draft, overlap
from dprk_extract.attribution.rules.frames import Frame
from dprk_extract.attribution.rules.lexicon import cue_lexicon

_STOP = re.compile(r"[^\W_][.!?][\"”’']?\s+[\"“‘']?[^\W\d_a-z]")
_OPEN = (",", "?", "!", "…", "—", "–")
MAX_BESIDE = 80  # code points between a quotation and the cue of its frame


def beside(drafts: Sequence[Draft], frames: Sequence[Frame], boundaries: Boundaries) -> list[Draft]:
    """The drafts, each in agreement with the frame beside its quotation; new ones for quotations of other cues."""
    near = _Frames(frames, boundaries)
    found = []
    for draft in drafts:
        turned = (
            near.with_cue(draft) if draft.source is not None and boundaries.is_quoted(draft.source) else None
        )
        if turned is not None:
            draft.contents, draft.source = list(turned.contents), turned.source
            draft.note("link:beside")
        for part in list(draft.contents):
            frame = near.of(part) if boundaries.is_quoted(part) else None
            if frame is None or draft.cue is None:
                continue
            if overlap(frame.cue, draft.cue):
                _agree(draft, frame, boundaries)
            elif _apart(part, draft.cue, boundaries.text) and not _apart(part, frame.cue, boundaries.text):
                draft.contents.remove(part)
                found.append(Draft([part], frame.cue, frame.source, frame.score, [frame.rule, "link:beside"]))
        without_tail(draft, boundaries)
        _without_next_sentence(draft, boundaries)
        if draft.contents:
            found.append(draft)
    return found


class _Frames:
    """The frames of quotations with a cue and a speaker right beside them."""

    def __init__(self, frames: Sequence[Frame], boundaries: Boundaries) -> None:
        told = [f for f in frames if f.rule == "rule:quotation" and f.source is not None]
        pairs = [(part, frame) for frame in told for part in frame.contents if boundaries.is_quoted(part)]
        self._pairs = sorted(pairs, key=lambda pair: pair[0].start)
        self._starts = [part.start for part, _ in self._pairs]

    def with_cue(self, draft: Draft) -> Frame | None:
        """The frame with the draft's cue, where the draft's source is its quotation."""
        if draft.source is None or draft.cue is None:
            return None
        frame = self.of(draft.source)
        return frame if frame is not None and overlap(frame.cue, draft.cue) else None

    def of(self, part: Range) -> Frame | None:
        """The frame whose quotation is ``part``."""
        at = bisect_right(self._starts, max(part.start, part.end - 1)) - 1
        if at < 0:
            return None
        said, frame = self._pairs[at]
        gap = max(frame.cue.start - said.end, said.start - frame.cue.end)
        return frame if 2 * overlap(said, part) > part.end - part.start and gap <= MAX_BESIDE else None


def _agree(draft: Draft, frame: Frame, boundaries: Boundaries) -> None:
    """Take the frame's source where the draft's is a quotation or in another sentence; a source is no content."""
    assert draft.cue is not None
    assert frame.source is not None
    own = frame.source
    source = draft.source
    if source is None or boundaries.is_quoted(source) or _apart(source, draft.cue, boundaries.text):
        held = any(overlap(own, part) for part in draft.contents if boundaries.is_quoted(part))
        if not held:
            draft.source = own
            draft.note("link:beside")
    if draft.source is not None and overlap(draft.source, own):
        left = [p for p in draft.contents if boundaries.is_quoted(p) or not overlap(p, own)]
        draft.contents = left or draft.contents


def without_tail(draft: Draft, boundaries: Boundaries) -> None:
    """ "“...,” Roe said of the prospect of war": what stands behind the cue is not what was said."""
    cue = draft.cue
    if cue is None or len(draft.contents) < 2:
        return
    words = boundaries.text[cue.start : cue.end].lower().split()
    if not any(word in cue_lexicon().saying for word in words):
        return
    before = [part for part in draft.contents if part.end <= cue.start and boundaries.is_quoted(part)]
    if not before or not _leads_on(boundaries, before[-1]):
        return
    kept = [part for part in draft.contents if part.end <= cue.start or boundaries.touching(part)]
    if len(kept) < len(draft.contents):
        draft.contents = kept
        draft.note("link:no-tail")


def _without_next_sentence(draft: Draft, boundaries: Boundaries) -> None:
    """ "The ministry said A. B is no more than that": a part without marks in the sentence behind the cue's is none."""
    cue = draft.cue
    if cue is None or len(draft.contents) < 2:
        return
    text = boundaries.text
    near = [p for p in draft.contents if not (p.start >= cue.end and _apart(cue, p, text))]
    far = [p for p in draft.contents if p not in near]
    if near and all(p.start >= cue.end for p in near):
        draft.contents = [*near, *(p for p in far if boundaries.touching(p) or _opens_sentence(p, text))]


def _opens_sentence(part: Range, text: str) -> bool:
    before = text[max(0, part.start - 4) : part.start].rstrip()
    return text[part.start].isupper() and before[-1:] in (".", "!", "?")


def _leads_on(boundaries: Boundaries, part: Range) -> bool:
    """Whether the quotation leads on to its cue: it ends in a comma, or one stands behind it."""
    text = boundaries.text
    said = text[part.start : part.end].rstrip()
    return said.endswith(_OPEN) or text[part.end : part.end + 3].lstrip("\"”’'» ")[:1] in (",", "—", "–")


def _apart(part: Range, other: Range, text: str) -> bool:
    """Whether a sentence ends between the two."""
    first, last = (part, other) if part.start < other.start else (other, part)
    return _STOP.search(text, max(first.end - 2, first.start), min(last.start + 2, last.end)) is not None
