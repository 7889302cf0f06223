"""Quotations that the tagger missed, given to the cue that the rules see beside or above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Coverage, Draft, inner, overlap
from dprk_extract.attribution.marks import QuotedRegion
from dprk_extract.attribution.rules.frames import MIN_SCORE, Frame
from dprk_extract.attribution.rules.lexicon import cue_lexicon
from dprk_extract.attribution.taggers import Piece

MIN_LOOSE = 0.8
_REPORTS = frozenset(["rule:according-to", "rule:per"])
_CLAUSES = frozenset(["rule:clause", "rule:parenthetical"])
MAX_JOINT = 24
MAX_AWAY = 600
_JOINTS = frozenset(["and", "or", "but", "a", "an", "the", "to", "then", "also", "as", "that"])


def supplement(
    coverage: Coverage, frames: Sequence[Frame], boundaries: Boundaries, announcement: Range | None = None
) -> None:
    """Cover the quoted regions that no content covers but that stand in a content of ``frames``.

    ``announcement`` is left alone: what it quotes is a title.
    """
    holders = _holders(frames, boundaries)
    previous: QuotedRegion | None = None
    for region in boundaries.regions:
        part, before = inner(region), previous
        previous = region
        if part.end <= part.start or coverage.owner(part) is not None:
            continue
        fellow = (
            coverage.owner(inner(before))
            if before is not None and _coordinated(before, region, boundaries.text)
            else None
        )
        if fellow is not None:
            coverage.extend(fellow, part, "link:coordinated")
            continue
        frame = holders.get(part)
        if (
            frame is None
            or boundaries.is_title(region)
            or (announcement is not None and overlap(part, announcement))
        ):
            continue
        same_cue = coverage.with_cue(frame.cue)
        if same_cue is not None:
            coverage.extend(same_cue, part, "marks:missed-quotation")
        else:
            _new_draft(coverage, frame, boundaries)


def add_reports(coverage: Coverage, frames: Sequence[Frame], boundaries: Boundaries) -> None:
    """Plain reports that the tagger passed over: "according to ...", "per ...", "said that ...", "A, B said"."""
    saying = cue_lexicon().saying
    for frame in frames:
        if frame.source is None or coverage.with_cue(frame.cue) is not None:
            continue
        words = boundaries.text[frame.cue.start : frame.cue.end].lower().split()
        plain = frame.rule in _CLAUSES and any(word in saying for word in words)
        if frame.rule not in _REPORTS and not plain:
            continue
        parts = [snapped for part in frame.contents if (snapped := boundaries.snap(part)) is not None]
        if frame.rule == "rule:parenthetical":
            # What follows the cue may be an aside with a speaker of its own: "A, B said, days after C warned of D".
            parts = [part for part in parts if part.end <= frame.cue.start or not coverage.touches(part)]
        if plain and any(coverage.touches(part) for part in (*parts, frame.cue, frame.source)):
            continue
        if parts:
            coverage.add(
                Draft(parts, frame.cue, frame.source, frame.score, [frame.rule, "link:missed-report"])
            )


def split_at_participles(coverage: Coverage, frames: Sequence[Frame], boundaries: Boundaries) -> None:
    """ "denounced A, threatening B": where the same source goes on, one content becomes two statements."""
    text, going_on = boundaries.text, cue_lexicon().going_on
    for frame in frames:
        if (
            text[frame.cue.start : frame.cue.end].lower() not in going_on
            or coverage.with_cue(frame.cue) is not None
        ):
            continue
        for draft in coverage.touches(frame.cue):
            held = next(
                (p for p in draft.contents if p.start < frame.cue.start and frame.cue.end <= p.end), None
            )
            same = (
                draft.source is not None and frame.source is not None and overlap(draft.source, frame.source)
            )
            before = text[held.start : frame.cue.start].rstrip() if held is not None else ""
            if held is None or not same or not before.rstrip("\"”’'").endswith(","):
                continue
            kept = boundaries.snap(Range(held.start, held.start + len(before)))
            said = [part for own in frame.contents if (part := boundaries.snap(own)) is not None]
            if kept is not None and said:
                coverage.release(draft, held)
                coverage.extend(draft, kept, "link:split")
                coverage.add(Draft(said, frame.cue, frame.source, frame.score, [frame.rule, "link:split"]))


def _coordinated(before: QuotedRegion, region: QuotedRegion, text: str) -> bool:
    """Whether the region only goes on with the one before: "“A” and “B”"."""
    if before.paragraph != region.paragraph or region.start - before.end > MAX_JOINT:
        return False
    return set(text[before.end : region.start].lower().replace(",", " ").split()) <= _JOINTS


def place_loose(
    coverage: Coverage, loose: Sequence[Piece], frames: Sequence[Frame], boundaries: Boundaries, evidence: str
) -> None:
    """Contents without a cue in their paragraph: those that a frame knows get its cue and source.

    Quoted ones are left to the rules for quotations that stand alone; of the others those are dropped that the
    tagger was not sure of.
    """
    cues = [frame.cue.start for frame in frames]
    for piece in loose:
        part = boundaries.snap(Range(piece.start, piece.end))
        if part is None or coverage.touches(part) or boundaries.is_quoted(part):
            continue
        near = frames[bisect_left(cues, part.start - MAX_AWAY) : bisect_left(cues, part.end + MAX_AWAY)]
        frame = next((f for f in near if f.score >= MIN_SCORE and _alike(f, part)), None)
        if frame is not None and coverage.with_cue(frame.cue) is None:
            # Where the tagger took the cue into the content, the frame knows better what was said.
            inside = part.start <= frame.cue.start < part.end
            said = [boundaries.snap(own) for own in frame.contents] if inside else [part]
            kept = [own for own in said if own is not None]
            coverage.add(Draft(kept, frame.cue, frame.source, piece.score, [evidence, frame.rule]))
        elif piece.score >= MIN_LOOSE and not boundaries.touching(part):
            coverage.add(Draft([part], None, None, piece.score * 0.5, [evidence, "link:no-cue"]))


def _alike(frame: Frame, part: Range) -> bool:
    return any(
        2 * overlap(own, part) > max(own.end - own.start, part.end - part.start) for own in frame.contents
    )


def _holders(frames: Sequence[Frame], boundaries: Boundaries) -> dict[Range, Frame]:
    """For each quoted region the shortest frame whose content holds it."""
    found: dict[Range, Frame] = {}
    for frame in sorted(frames, key=lambda f: (-f.length, f.score)):
        if frame.score < MIN_SCORE:
            continue
        for part in frame.contents:
            for region in boundaries.touching(part):
                within = inner(region)
                if 2 * overlap(within, part) >= within.end - within.start:
                    found[within] = frame
    return found


def _new_draft(coverage: Coverage, frame: Frame, boundaries: Boundaries) -> None:
    parts = [snapped for part in frame.contents if (snapped := boundaries.snap(part)) is not None]
    free = [part for part in parts if not coverage.touches(part)]
    if free:
        coverage.add(
            Draft(free, frame.cue, frame.source, frame.score, [frame.rule, "marks:missed-quotation"])
        )
