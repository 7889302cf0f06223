"""All steps in order: one document's pieces become its attributions."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dprk_extract.annotations import Attribution, Range
from dprk_extract.attribution.linking.beside import beside
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.complete import complete
from dprk_extract.attribution.linking.continuation import Continuation
from dprk_extract.attribution.linking.drafts import Coverage, Draft, overlap
from dprk_extract.attribution.linking.finish import finish
from dprk_extract.attribution.linking.layouts import Layouts
from dprk_extract.attribution.linking.links import Reading, link
from dprk_extract.attribution.linking.nesting import nested_drafts, quoted_in_quotations
from dprk_extract.attribution.linking.relayed import relay, split_at_reports
from dprk_extract.attribution.linking.repair import Repair
from dprk_extract.attribution.linking.standing import Standing
from dprk_extract.attribution.linking.strict import Attitudes, drops_attitudes, is_said, quotes_words
from dprk_extract.attribution.linking.supplement import (
    add_reports,
    place_loose,
    split_at_participles,
    supplement,
)
from dprk_extract.attribution.linking.swallowed import free_sources, give_to_nearer
from dprk_extract.attribution.linking.turns import inside_turns
from dprk_extract.attribution.marks import quoted_regions
from dprk_extract.attribution.rules.frames import Frame, trimmed
from dprk_extract.attribution.rules.tagger import find_frames
from dprk_extract.attribution.taggers import Piece
from dprk_extract.paragraphs import paragraph_ranges

_OWN = frozenset(["i", "we"])


def attributions(
    doc: Doc, pieces: Sequence[Piece], tagger: str, attitudes: Attitudes = "auto"
) -> list[Attribution]:
    """Link ``pieces`` (by the tagger of that name), complete them by rules and marks, and finish them.

    ``attitudes`` says whether finds whose cue is no saying are kept; see :mod:`.strict`. Never raises;
    the result is in text order, with exact code-point offsets.
    """
    text = doc.text
    paragraphs = paragraph_ranges(text)
    regions = quoted_regions(text)
    boundaries = Boundaries(text, regions)
    frames = find_frames(doc, regions)
    standing = Standing(paragraphs, boundaries)
    linked, loose = link(Reading(doc, text, frames, boundaries.regions), pieces, paragraphs, tagger)
    drafts = _mended(doc, linked, pieces, frames, standing)
    layouts = Layouts(doc, paragraphs, boundaries)
    turns = layouts.turns()
    printed = [*layouts.blocks(), *(layouts.told() if not turns else [])]
    drafts = [draft for draft in drafts if not _in_block(doc, draft, layouts.announcement, printed)]
    strict = drops_attitudes(text, attitudes)
    if strict:
        drafts = [draft for draft in drafts if is_said(doc, draft) or quotes_words(doc, draft, boundaries)]
        frames = [frame for frame in frames if is_said(doc, frame)]
    coverage = Coverage(len(text), drafts)
    split_at_participles(coverage, frames, boundaries)
    supplement(coverage, frames, boundaries, layouts.announcement)
    layouts.run(coverage)
    if not strict:
        place_loose(coverage, loose, frames, boundaries, f"tagger:{tagger}")
    add_reports(coverage, frames, boundaries)
    Continuation(doc, standing).run(coverage)
    for told in (*split_at_reports(coverage, frames, boundaries), *relay(doc, coverage, boundaries)):
        if told.source is not None:
            told.source = standing.without_dateline(told.source)
        coverage.add(told)
    nested = nested_drafts(doc, coverage, frames, boundaries)
    nested += quoted_in_quotations(doc, boundaries)
    own = [d for d in (*coverage.drafts, *nested) if d.contents and not _is_own_voice(doc, d, printed)]
    blocks = [*printed, *turns]
    for block in blocks:
        block.source = _behind_dateline(block, standing)
    for draft in own:
        draft.contents = [standing.without_dateline(content) for content in draft.contents]
    if turns:
        own = inside_turns(own, turns, text)
    return finish(doc, [*blocks, *own], boundaries)


def _mended(
    doc: Doc, linked: Sequence[Draft], pieces: Sequence[Piece], frames: Sequence[Frame], standing: Standing
) -> list[Draft]:
    """What the tagger cut, swallowed or gave to the wrong one put right, and snapped to quotation marks."""
    boundaries = standing.boundaries
    Repair(doc, doc.text, pieces).run(linked, frames)
    complete(doc, doc.text, linked, frames)
    free_sources(doc, linked, boundaries)
    give_to_nearer(doc, linked, frames, boundaries)
    return beside(snapped(linked, standing), frames, boundaries)


def _behind_dateline(block: Draft, standing: Standing) -> Range | None:
    """The block's source, without the dateline and never the dateline itself."""
    source, cue = block.source, block.cue
    if source is None or cue is None or cue.start <= source.end:
        return source
    behind = standing.without_dateline(Range(source.start, cue.start))
    if behind.start < source.end:
        return standing.without_dateline(source)
    return trimmed(standing.text, behind) or source


def snapped(drafts: Sequence[Draft], standing: Standing) -> list[Draft]:
    """The drafts with their contents snapped to quotation marks; those left without a word are dropped."""
    kept = []
    for draft in drafts:
        fitting = [standing.boundaries.snap(content) for content in draft.contents]
        own = [standing.led_by(part, draft.cue) for part in fitting if part is not None]
        draft.contents = [piece for part in own for piece in standing.parts(part)]
        draft.contents = standing.without_narration(draft.contents, draft.cue)
        if draft.source is not None:
            draft.source = standing.without_dateline(draft.source)
        if draft.contents:
            kept.append(draft)
    return kept


def _in_block(doc: Doc, draft: Draft, announcement: Range | None, printed: Sequence[Draft]) -> bool:
    """Whether the draft only announces a statement printed whole, or is what its own "I" or "we" says in it."""
    if draft.cue is None:
        return False
    if announcement is not None and overlap(draft.cue, announcement):
        return True
    if any(overlap(draft.cue, block.cue) for block in printed if block.cue is not None):
        return True
    return _is_own_voice(doc, draft, printed)


def _is_own_voice(doc: Doc, draft: Draft, printed: Sequence[Draft]) -> bool:
    """Whether the draft is only what the "I" or "we" of a statement printed whole says in it."""
    if draft.cue is None:
        return False
    inside = any(overlap(draft.cue, part) for block in printed for part in block.contents)
    return inside and _speaks_for_itself(doc, draft)


def _speaks_for_itself(doc: Doc, draft: Draft) -> bool:
    """Whether the source, or the subject of the clause that it stands in, is "I" or "we"."""
    assert draft.cue is not None
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    if draft.source is not None:
        if doc.text[draft.source.start : draft.source.end].lower() in _OWN:
            return True
        source = doc.char_span(draft.source.start, draft.source.end, alignment_mode="expand")
        root = source.root.head if source else None
    else:
        root = span.root if span else None
    return root is not None and any(c.lower_ in _OWN and c.dep_ == "nsubj" for c in root.children)
