"""The tagger that needs no training: frames from the parse, cue lexicons and quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.marks import QuotedRegion, quoted_regions
from dprk_extract.attribution.rules.frames import Frame, without
from dprk_extract.attribution.rules.gaps import Gap, Places, gaps
from dprk_extract.attribution.rules.lexicon import CueLexicon, cue_lexicon, may_attribute
from dprk_extract.attribution.rules.phrases import phrase_frames
from dprk_extract.attribution.rules.quoted import embedded_frame, quote_frames
from dprk_extract.attribution.rules.verbs import verb_frames
from dprk_extract.attribution.taggers import Piece
from dprk_extract.paragraphs import paragraph_ranges

MIN_SCORE = 0.35  # below it a frame only serves to place quotations


class RulesTagger:
    """Marks sources, cues and contents by rules alone; works behind any tagger and parser with Penn tags."""

    name = "rules"

    def __call__(self, doc: Doc) -> list[Piece]:
        return pieces(find_frames(doc))


def find_frames(doc: Doc, regions: Sequence[QuotedRegion] | None = None) -> list[Frame]:
    """Every frame of ``doc`` in text order of the cues, at most one a cue; contents may be nested in others."""
    text = doc.text
    outermost = [r for r in (quoted_regions(text) if regions is None else regions) if not r.depth]
    found: dict[Range, Frame] = {}
    by_paragraph: dict[int, list[QuotedRegion]] = {}
    for region in outermost:
        by_paragraph.setdefault(region.paragraph, []).append(region)
    places, cues = Places.of(doc, text), possible_cues(doc)
    for number, paragraph in enumerate(paragraph_ranges(text)):
        found |= _paragraph_frames(places, cues, by_paragraph.get(number, []), paragraph)
    return sorted(found.values(), key=lambda f: (f.cue.start, f.cue.end))


def possible_cues(doc: Doc) -> list[int]:
    """The tokens that by their word and tag alone may be the head of a cue, in order; a small share of all."""
    words, strings = doc.to_array([attrs.LOWER, attrs.TAG]).tolist(), doc.vocab.strings
    return [at for at, (lower, tag) in enumerate(words) if _may_attribute(lower, tag, strings)]


@lru_cache(maxsize=1 << 13)
def _may_attribute(lower: int, tag: int, strings: StringStore) -> bool:
    return may_attribute(strings[lower], strings[tag])


def _paragraph_frames(
    places: Places, cues: Sequence[int], regions: Sequence[QuotedRegion], paragraph: tuple[int, int]
) -> dict[Range, Frame]:
    lexicon, text = cue_lexicon(), places.text
    found: dict[Range, Frame] = {}
    parts = list(gaps(places, regions, *paragraph))
    for gap in parts:
        colon = ":" in text[places.starts[gap.first] : places.ends[gap.last]]
        if colon or gap.left is not None or gap.right is not None:
            for frame in quote_frames(gap, text, lexicon):
                found.setdefault(frame.cue, frame)
        for at in cues[bisect_left(cues, gap.first) : bisect_right(cues, gap.last)]:
            for frame in _token_frames(places.doc[at], text, lexicon):
                found.setdefault(frame.cue, frame)
    found |= _embedded(parts, list(found.values()), text)
    phrases = [frame for frame in found.values() if frame.rule in ("rule:according-to", "rule:per")]
    found = _freed(found, phrases, text) if phrases else found
    return _ended_by_participles(found, text)


def _embedded(parts: Sequence[Gap], found: Sequence[Frame], text: str) -> dict[Range, Frame]:
    """Frames for the quotations of the paragraph that no other frame holds."""
    lexicon = cue_lexicon()
    following = [gap.right for gap in parts if gap.right is not None]
    if not following:
        return {}
    start = parts[0].doc[parts[0].first].idx
    held = bytearray(max(0, *(region.end - start for region in following)))
    for part in (part for frame in found for part in frame.contents):
        first, last = max(0, part.start - start), min(len(held), part.end - start)
        held[first:last] = b"\1" * max(0, last - first)
    cues = {frame.cue for frame in found}
    more: dict[Range, Frame] = {}
    for gap in parts:
        region = gap.right
        if region is None or any(held[region.inner_start - start : region.inner_end - start]):
            continue
        frame = embedded_frame(gap, text, lexicon)
        if frame is not None and frame.cue not in cues:
            more.setdefault(frame.cue, frame)
    return more


def _freed(found: dict[Range, Frame], phrases: Sequence[Frame], text: str) -> dict[Range, Frame]:
    """The frames with each "according to ..." cut out of the contents of the others."""
    holes = sorted(
        (Range(f.cue.start, f.source.end) for f in phrases if f.source is not None),
        key=lambda hole: hole.start,
    )
    starts = [hole.start for hole in holes]
    freed = {}
    for cue, frame in found.items():
        parts = []
        for part in frame.contents:
            near = holes[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
            parts += without(text, part, [hole for hole in near if hole.start != cue.start])
        freed[cue] = replace(frame, contents=tuple(parts)) if parts else frame
    return freed


def _ended_by_participles(found: dict[Range, Frame], text: str) -> dict[Range, Frame]:
    """Contents end where the same source goes on: "said that A, adding that B" is two statements of one source."""
    going_on = cue_lexicon().going_on
    cues = sorted(
        (cue for cue in found if text[cue.start : cue.end].lower() in going_on), key=lambda c: c.start
    )
    starts = [cue.start for cue in cues]
    for own, frame in list(found.items()):
        for number, part in enumerate(frame.contents):
            for cue in cues[bisect_right(starts, max(part.start, own.start)) : bisect_left(starts, part.end)]:
                before = text[part.start : cue.start].rstrip()
                if before.endswith(",") and len(before) > 1:
                    kept = (*frame.contents[:number], Range(part.start, part.start + len(before) - 1))
                    found[own] = replace(found[own], contents=kept)
                    found[cue] = replace(found[cue], source=frame.source)
                    break
    return found


def _token_frames(token: Token, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    # Taggers disagree whether "according" is a verb.
    if token.tag_.startswith("VB") and token.lower_ != "according":
        return verb_frames(token, text, lexicon)
    return phrase_frames(token, text, lexicon)


def pieces(frames: Sequence[Frame]) -> list[Piece]:
    """The frames as labelled pieces without overlap: stronger and longer ones win their place.

    A source that a stronger frame has already is left out; linking gives the cue the nearest one.
    """
    taken = bytearray(max((part.end for frame in frames for part in _parts(frame)), default=0))
    sources: set[Range] = set()
    kept: list[Piece] = []
    strong = [frame for frame in frames if frame.score >= MIN_SCORE]
    for frame in sorted(strong, key=lambda f: (-f.score, -f.length, f.cue.start)):
        shared = frame.source is not None and frame.source in sources
        wanted = [part for part in _parts(frame) if not (shared and part == frame.source)]
        if any(any(taken[part.start : part.end]) for part in wanted):
            continue
        for part in wanted:
            taken[part.start : part.end] = b"\1" * (part.end - part.start)
        if frame.source is not None:
            sources.add(frame.source)
        kept += _labelled(frame, shared)
    return sorted(kept, key=lambda piece: piece.start)


def _parts(frame: Frame) -> list[Range]:
    return [frame.cue, *frame.contents, *([frame.source] if frame.source is not None else [])]


def _labelled(frame: Frame, shared: bool) -> list[Piece]:
    cue, source = frame.cue, frame.source
    made = [Piece("CUE" if source is not None else "CUE_N", cue.start, cue.end, frame.score)]
    if source is not None and not shared:
        made.append(
            Piece(
                "SOURCE_L" if source.start < cue.start else "SOURCE_R", source.start, source.end, frame.score
            )
        )
    for part in frame.contents:
        made.append(
            Piece("CONTENT_L" if part.start < cue.start else "CONTENT_R", part.start, part.end, frame.score)
        )
    return made
