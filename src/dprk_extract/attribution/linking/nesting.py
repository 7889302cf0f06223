"""Attributions inside the content of others: "KCNA reported that Kim said ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Coverage, Draft, clipped, overlap
from dprk_extract.attribution.marks import QuotedRegion, word_count
from dprk_extract.attribution.rules.frames import MIN_SCORE, REPORTED, Frame, base_form
from dprk_extract.attribution.rules.gaps import Gap, Places, gaps
from dprk_extract.attribution.rules.lexicon import cue_lexicon
from dprk_extract.attribution.rules.quoted import quote_frames

_QUOTING = frozenset(["rule:quotation", "rule:embedded-clause"])
_NESTING = REPORTED | _QUOTING
MIN_QUOTED = 4  # words
_SELF = frozenset(["i", "me", "we", "us", "you", "my", "our"])


def nested_drafts(
    doc: Doc, coverage: Coverage, frames: Sequence[Frame], boundaries: Boundaries
) -> list[Draft]:
    """Drafts from the frames that lie wholly in one content and whose cue no draft has.

    The inner cue must be a plain word of saying with a clause ("said that"), or the outer one a plain report
    ("according to", "reported"): other cues inside of contents are seldom sayings.
    """
    lexicon = cue_lexicon()
    cues = bytearray(len(boundaries.text))
    for draft in coverage.drafts:
        if draft.cue is not None:
            cues[draft.cue.start : draft.cue.end] = b"\1" * (draft.cue.end - draft.cue.start)
    found = []
    for frame in frames:
        if frame.rule not in _NESTING or frame.source is None:
            continue
        if frame.score < MIN_SCORE and frame.rule != "rule:embedded-clause":
            continue
        if any(cues[frame.cue.start : frame.cue.end]):
            continue
        held = _holder(frame, coverage)
        if held is None or held[0].cue is None:
            continue
        holder, whole = held
        assert holder.cue is not None
        quoting = frame.rule in _QUOTING
        if quoting and not _is_told_of(doc, frame, boundaries.text):
            continue
        told = _says(boundaries.text, holder.cue, lexicon.reporting)
        plain = frame.rule == "rule:clause" and _says(boundaries.text, frame.cue, lexicon.saying)
        if not (told or plain or quoting):
            continue
        own = [part for part in frame.contents if 2 * overlap(part, whole) >= part.end - part.start]
        parts = [fit for part in own if (fit := boundaries.snap(clipped(part, whole))) is not None]
        if parts:
            how = "link:told-within" if quoting else "link:nested"
            found.append(Draft(parts, frame.cue, frame.source, frame.score, [frame.rule, how]))
    return found


def _is_told_of(doc: Doc, frame: Frame, text: str) -> bool:
    """Whether somebody named is told to have said the quotation: not "what it calls “a threat”", "firms say “no”"."""
    assert frame.source is not None
    source = doc.char_span(frame.source.start, frame.source.end, alignment_mode="expand")
    cue = doc.char_span(frame.cue.start, frame.cue.end, alignment_mode="expand")
    if not source or not cue or not source.root.tag_.startswith("NN"):
        return False
    said = frame.contents[0]
    told = cue[-1].tag_ in ("VBD", "VBZ", "VBN") and base_form(cue[-1]) in cue_lexicon().clause
    return told and word_count(text[said.start : said.end]) >= MIN_QUOTED


def quoted_in_quotations(doc: Doc, boundaries: Boundaries) -> list[Draft]:
    """Quotations inside of quotations that have a cue of saying there: "“He said, ‘You are mad.’”"."""
    lexicon = cue_lexicon()
    text = boundaries.text
    if not boundaries.nested:
        return []
    found = []
    places = Places.of(doc, text)
    for start, end, inside in _nested_regions(boundaries):
        for gap in gaps(places, inside, start, end):
            for frame in quote_frames(gap, text, lexicon):
                parts = [part for part in frame.contents if start <= part.start and part.end <= end]
                quoted = frame.rule == "rule:quotation" and _says(text, frame.cue, lexicon.saying)
                if parts and quoted and frame.source is not None and _told(frame, gap, text):
                    found.append(
                        Draft(parts, frame.cue, frame.source, frame.score, [frame.rule, "link:nested"])
                    )
    return found


def _told(frame: Frame, gap: Gap, text: str) -> bool:
    """Whether the inner cue tells of somebody else, who did say it: not "I said", "I would have them say"."""
    assert frame.source is not None
    words = text[frame.source.start : frame.source.end].lower().split()
    cue = [token for token in gap.tokens if frame.cue.start <= token.idx < frame.cue.end]
    return not set(words[:1]) & _SELF and bool(cue) and cue[-1].tag_ in ("VBD", "VBZ")


def _nested_regions(boundaries: Boundaries) -> Iterator[tuple[int, int, list[QuotedRegion]]]:
    """The inside of each outermost region that holds others, and those others."""
    held: dict[tuple[int, int], list[QuotedRegion]] = {}
    for region in boundaries.nested:
        for outer in boundaries.touching(Range(region.start, region.end)):
            held.setdefault((outer.inner_start, outer.inner_end), []).append(region)
    for (start, end), inside in held.items():
        yield start, end, inside


def _says(text: str, cue: Range, words: frozenset[str]) -> bool:
    return any(word in words for word in text[cue.start : cue.end].lower().split())


def _holder(frame: Frame, coverage: Coverage) -> tuple[Draft, Range] | None:
    """The draft of which one content holds source and cue of the frame, and that content.

    The clause of the inner cue may run over the content's end, where the parse takes the outer cue for a part of it:
    "Kim said the dam was safe, KCNA reported".
    """
    assert frame.source is not None
    first, last = sorted((frame.source, frame.cue), key=lambda part: part.start)
    hull = Range(first.start, last.end)
    holders = coverage.touches(hull)
    if len(holders) != 1:
        return None
    whole = next((p for p in holders[0].contents if p.start <= hull.start and hull.end <= p.end), None)
    return (holders[0], whole) if whole is not None else None


def outer_indices(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one in whose content its cue and contents lie; the narrowest where several."""
    outer: list[int | None] = [None] * len(drafts)
    opened = sorted(
        ((part, number) for number, draft in enumerate(drafts) for part in draft.contents),
        key=lambda item: (item[0].start, -item[0].end),
    )
    hulls = sorted(
        ((_hull(draft), number) for number, draft in enumerate(drafts)), key=lambda item: item[0].start
    )
    active: list[tuple[Range, int]] = []
    waiting = 0
    for hull, number in hulls:
        while waiting < len(opened) and opened[waiting][0].start <= hull.start:
            active.append(opened[waiting])
            waiting += 1
        active = [item for item in active if item[0].end > hull.start]
        holding = [
            item for item in active if item[1] != number and item[0].end >= hull.end and item[0] != hull
        ]
        if holding:
            outer[number] = min(holding, key=lambda item: (item[0].end - item[0].start, item[1]))[1]
    return outer


def _hull(draft: Draft) -> Range:
    parts = [*draft.contents, *([draft.cue] if draft.cue is not None else [])]
    return Range(min(part.start for part in parts), max(part.end for part in parts))
