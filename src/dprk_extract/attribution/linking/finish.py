"""Drafts to attributions: kind, negation, confidence, order."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dprk_extract.annotations import Attribution, Range
from dprk_extract.attribution.confidence import calibrated, least_confidence
from dprk_extract.attribution.linking.boundaries import Boundaries, merged
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.linking.nesting import outer_indices
from dprk_extract.attribution.linking.sound import is_statement
from dprk_extract.attribution.linking.tidy import tidied
from dprk_extract.records import QuoteKind

_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "neither", "nor"])
# Layouts that print the speaker's own words without marks.
_VERBATIM = frozenset(["rule:transcript-label", "rule:statement-block", "rule:colon"])
_NOBODY = frozenset(["nobody", "none", "neither", "no"])


def finish(doc: Doc, drafts: Sequence[Draft], boundaries: Boundaries) -> list[Attribution]:
    """The attributions in order of their first fragment, outer ones before those nested in them."""
    for draft in drafts:
        draft.contents = merged(draft.contents, boundaries.text)
        tidied(doc, draft)
    drafts = [draft for draft in drafts if _credible(doc, draft, boundaries)]
    ordered = sorted(
        drafts, key=lambda d: (d.start, -max(p.end for p in d.contents), d.cue.start if d.cue else -1)
    )
    outer = outer_indices(ordered)
    places = {id(draft): number for number, draft in enumerate(ordered)}
    for number, draft in enumerate(ordered):
        if draft.within is not None:
            outer[number] = places.get(id(draft.within), outer[number])
    return [_attribution(doc, draft, outer[number], boundaries) for number, draft in enumerate(ordered)]


def _attribution(doc: Doc, draft: Draft, outer: int | None, boundaries: Boundaries) -> Attribution:
    found = kind(draft.contents, boundaries)
    if found != "indirect":
        draft.note("marks:paired")
    if any(item in _VERBATIM for item in draft.evidence):
        found = "direct"
    return Attribution(
        kind=found,
        fragments=tuple(draft.contents),
        cue=draft.cue,
        source=draft.source,
        confidence=calibrated(draft.score, draft.evidence, found),
        evidence=tuple(draft.evidence),
        negated=_negated(doc, draft, boundaries.text),
        outer=outer,
    )


def _credible(doc: Doc, draft: Draft, boundaries: Boundaries) -> bool:
    """Whether an unquoted find is more than a guess; what stands in quotation marks is always kept."""
    found = kind(draft.contents, boundaries)
    if found != "indirect":
        return True
    confidence = calibrated(draft.score, draft.evidence, found)
    return confidence >= least_confidence() and is_statement(doc, boundaries.text, draft, confidence)


def kind(contents: Sequence[Range], boundaries: Boundaries) -> QuoteKind:
    """``direct`` when every word is inside quotation marks, ``mixed`` when some are, else ``indirect``."""
    inside = outside = False
    text = boundaries.text
    for part in contents:
        at = part.start
        for region in boundaries.touching(part):
            outside = outside or any(char.isalnum() for char in text[at : max(at, region.start)])
            first, last = max(part.start, region.inner_start), min(part.end, region.inner_end)
            inside = inside or any(char.isalnum() for char in text[first:last])
            at = max(at, region.end)
        outside = outside or any(char.isalnum() for char in text[at : part.end])
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _negated(doc: Doc, draft: Draft, text: str) -> bool:
    """Whether the saying itself is denied: "did not say", "never claimed", "nobody said"; not "denied"."""
    if draft.cue is None:
        return False
    cue = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    if cue is None:
        return False
    if any(token.lower_ in _NEGATIONS for token in cue):
        return True
    # "“Probably not,” she said": a "not" that the parse hangs on the cue may stand in what is said.
    if any(
        child.dep_ == "neg" and child.i < cue.end and not any(p.holds(child.idx) for p in draft.contents)
        for child in cue.root.children
    ):
        return True
    words = text[draft.source.start : draft.source.end].lower().split() if draft.source is not None else []
    return bool(words) and (words[0] in _NOBODY or words[:2] == ["no", "one"])
