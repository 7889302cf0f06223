"""Reports whose statement stands before their cue: "A, the army said in a notice against B"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft, overlap
from dprk_extract.attribution.rules.frames import Frame
from dprk_extract.attribution.rules.lexicon import cue_lexicon

_RULES = frozenset(["rule:clause", "rule:parenthetical"])
_CLAUSAL = frozenset(["that", "if", "whether", "because", "how"])
MIN_LENGTH = 12  # code points of a statement


def complete(doc: Doc, text: str, drafts: Sequence[Draft], frames: Sequence[Frame]) -> None:
    """Give plain reports the clause before their cue that the parse sees, and take from them where and why.

    Only where the tagger has found nothing before the cue but a part of that clause.
    """
    before = {frame.cue.start: frame for frame in frames if frame.rule in _RULES and _front(frame)}
    if not before:
        return
    for draft in drafts:
        cue = draft.cue
        if cue is None or draft.source is None or not _is_plain(text, cue):
            continue
        frame = next((before[at] for at in range(cue.start, cue.end) if at in before), None)
        if frame is None or (frame.source is not None and not overlap(frame.source, draft.source)):
            continue
        front = _front(frame)
        said = [part for part in draft.contents if part.end <= cue.start]
        tails = [part for part in draft.contents if part.start >= cue.end]
        kept = [part for part in tails if not _is_circumstance(doc, text, cue, part)]
        if not said and not kept and all(_is_free(part, draft, drafts) for part in front):
            draft.contents = list(front)
            draft.note("link:clause-before")
        elif said and len(kept) < len(tails):
            draft.contents = [*said, *kept]


def _front(frame: Frame) -> list[Range]:
    """The parts of the frame's content that stand before its cue, unless more stands behind it."""
    front = [p for p in frame.contents if p.end <= frame.cue.start and p.end - p.start >= MIN_LENGTH]
    return front if len(front) == len(frame.contents) else []


def _is_plain(text: str, cue: Range) -> bool:
    return any(word in cue_lexicon().saying for word in text[cue.start : cue.end].lower().split())


def _is_circumstance(doc: Doc, text: str, cue: Range, part: Range) -> bool:
    """Whether the part behind the cue hangs on a preposition: "in protest against the drills"."""
    span = doc.char_span(part.start, part.end, alignment_mode="expand")
    if not span or any(mark in text[part.start : part.end] for mark in '"“”«»'):
        return False
    led = span[0] if span[0].tag_ == "IN" else doc[span.start - 1] if span.start else span[0]
    leans = led.tag_ == "IN" and led.lower_ not in _CLAUSAL and led.idx >= cue.start
    return leans and ":" not in text[cue.start : part.start]


def _is_free(part: Range, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether no other draft reaches over the borders of the part."""
    for other in drafts:
        if other is draft:
            continue
        held = [*other.contents, *([other.cue] if other.cue is not None else [])]
        if any(overlap(one, part) and not (part.start <= one.start and one.end <= part.end) for one in held):
            return False
    return True
