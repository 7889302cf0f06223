"""Quotations that stand alone: they go on with what was said before them.

"“A,” said Kim. “B.”" is one attribution with two fragments, and so is a quotation over several paragraphs. A
paragraph that is nothing but a quotation goes on with the last attribution of the paragraph before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Coverage, Draft, inner
from dprk_extract.attribution.linking.standing import Standing
from dprk_extract.attribution.marks import QuotedRegion
from dprk_extract.attribution.rules.frames import cue_range, source_range, source_token, verb_key
from dprk_extract.attribution.rules.lexicon import cue_lexicon

MIN_WORDS = 3
MAX_ANNOUNCEMENT = 40


class Continuation:
    """Gives each quotation that stands alone to a draft before it, or makes it one without a source."""

    def __init__(self, doc: Doc, standing: Standing) -> None:
        self.doc = doc
        self.text = standing.text
        self.standing = standing
        self.paragraphs = standing.paragraphs
        self.boundaries = standing.boundaries

    def run(self, coverage: Coverage) -> None:
        self._release(coverage)
        by_paragraph = _drafts_by_paragraph([d for d in coverage.drafts if d.contents], self.paragraphs)
        previous: QuotedRegion | None = None
        for region in self.boundaries.regions:
            part = inner(region)
            if part.end > part.start and coverage.owner(part) is None and self.standing.alone(region):
                self._place(region, previous, coverage, by_paragraph)
            previous = region

    def _release(self, coverage: Coverage) -> None:
        """Quotations that stand alone leave a cue without other quotations for one that has some."""
        quoting: dict[int, Draft] = {}
        for region in self.boundaries.regions:
            part = inner(region)
            draft = coverage.owner(part)
            if draft is None:
                continue
            if (
                draft.contents != [part]
                and part in draft.contents
                and self._only_follows(draft, part, region)
            ):
                coverage.release(draft, part)
                continue
            last = quoting.get(region.paragraph)
            alone = draft.contents == [part] and draft.cue is not None and draft.cue.end <= part.start
            if (
                alone
                and last is not None
                and last is not draft
                and self.standing.alone(region)
                and not self._led(draft)
            ):
                coverage.release(draft, part)
                coverage.extend(last, part, "link:continued")
            else:
                quoting[region.paragraph] = draft

    def _only_follows(self, draft: Draft, part: Range, region: QuotedRegion) -> bool:
        """Whether the quotation is a sentence of its own behind a content without marks: it finds its own place."""
        others = [other for other in draft.contents if other != part]
        unquoted = all(other.end <= part.start and not self.boundaries.touching(other) for other in others)
        return unquoted and self.standing.alone(region) and not self._led_into(draft, region)

    def _led(self, draft: Draft) -> bool:
        """Whether the draft's cue leads straight to its content: "He added: “...”"."""
        assert draft.cue is not None
        between = self.text[draft.cue.end : draft.start]
        return "." not in between and "\n" not in between

    def _place(
        self,
        region: QuotedRegion,
        previous: QuotedRegion | None,
        coverage: Coverage,
        by_paragraph: dict[int, list[Draft]],
    ) -> None:
        draft, evidence = self._continued(region, previous, coverage, by_paragraph)
        if draft is not None:
            if draft.contents and not self._quotes(draft) and not self._led_into(draft, region):
                draft = self._said_next(draft, region)
                coverage.add(draft)
            else:
                coverage.extend(draft, inner(region), evidence)
            listed = by_paragraph.setdefault(region.paragraph, [])
            if not any(known is draft for known in listed):
                listed.append(draft)
        elif self.boundaries.words(region) > MIN_WORDS and not self._is_heading(region):
            lone = Draft([inner(region)], None, None, 0.5, ["marks:stands-alone"])
            coverage.add(lone)
            by_paragraph.setdefault(region.paragraph, []).append(lone)

    def _continued(
        self,
        region: QuotedRegion,
        previous: QuotedRegion | None,
        coverage: Coverage,
        by_paragraph: dict[int, list[Draft]],
    ) -> tuple[Draft | None, str]:
        if (
            previous is not None
            and previous.kind == "continued"
            and previous.paragraph == region.paragraph - 1
        ):
            owner = coverage.owner(inner(previous))
            if owner is not None:
                return owner, "marks:over-paragraphs"
        here = [draft for draft in by_paragraph.get(region.paragraph, []) if draft.start < region.start]
        if here:
            last = max(here, key=lambda draft: (self._speaks(draft), _last_before(draft, region.start)))
            return last, "link:continued"
        before = by_paragraph.get(region.paragraph - 1, [])
        if self.standing.introduced(region.paragraph):
            announced = self._announced(region.paragraph - 1, coverage)
            if announced is not None:
                return announced, "link:next-paragraph"
            if before:
                return max(before, key=lambda draft: draft.end), "link:next-paragraph"
        speaking = [draft for draft in before if self._speaks(draft) or self._tells(draft)]
        if speaking and self.standing.bare(region.paragraph) and not self._is_heading(region):
            last = max(speaking, key=lambda draft: (self._quotes(draft), self._said(draft), draft.end))
            return last, "link:next-paragraph"
        return None, ""

    def _speaks(self, draft: Draft) -> bool:
        """Whether somebody speaks in the draft: it quotes, or its cue is a plain word of saying."""
        return self._quotes(draft) or (draft.source is not None and self._said(draft))

    def _tells(self, draft: Draft) -> bool:
        """Whether its cue is a verb beside which a quotation can stand: "went on to describe"."""
        cue = draft.cue
        span = self.doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue is not None else None
        tokens = span if span is not None and draft.source is not None else ()
        return any(t.tag_.startswith("VB") and verb_key(t) in cue_lexicon().quoting for t in tokens)

    def _led_into(self, draft: Draft, region: QuotedRegion) -> bool:
        """Whether a colon leads from the draft to the quotation."""
        ends = [part.end for part in (*draft.contents, draft.cue) if part is not None]
        last = max((end for end in ends if end <= region.start), default=region.start)
        return self.text[max(0, last - 1) : region.start].rstrip().endswith(":")

    def _said_next(self, draft: Draft, region: QuotedRegion) -> Draft:
        """ "Roe said the deal was off. “We are done.”": a statement of its own, by the same source."""
        return Draft(
            [inner(region)], None, draft.source, draft.score, [*draft.evidence[:1], "link:said-next"]
        )

    def _is_heading(self, region: QuotedRegion) -> bool:
        """Whether the region is a paragraph in the style of a title: "‘All Is Well.’" """
        return self.standing.bare(region.paragraph) and self.boundaries.is_title(region, stop=True)

    def _announced(self, number: int, coverage: Coverage) -> Draft | None:
        """The draft of the verb behind which paragraph ``number`` ends in a colon ("He said:"), made if need be."""
        start, end = self.paragraphs[number]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        for token in reversed(span[-MAX_ANNOUNCEMENT:] if span is not None else ()):
            if token.tag_.startswith("VB") and verb_key(token) in cue_lexicon().quoting:
                cue = cue_range(token)
                known = coverage.with_cue(cue)
                holder = source_token(token)
                if known is not None or holder is None:
                    return known
                made = Draft([], cue, source_range(holder, token, self.text), 0.8, ["rule:announced"])
                coverage.add(made)
                return made
            if token.is_sent_start:
                break
        return None

    def _quotes(self, draft: Draft) -> bool:
        """Whether the draft begins or ends with a whole quotation of some length."""
        for part in draft.contents:
            for region in self.boundaries.touching(part):
                if region.inner_start <= part.start and part.end <= region.inner_end:
                    return True
        return False

    def _said(self, draft: Draft) -> bool:
        """Whether its cue is a plain word of saying."""
        words = self.text[draft.cue.start : draft.cue.end].lower().split() if draft.cue is not None else []
        return any(word in cue_lexicon().saying for word in words)


def _last_before(draft: Draft, place: int) -> int:
    ends = [part.end for part in (*draft.contents, draft.cue) if part is not None and part.end <= place]
    return max(ends, default=-1)


def _drafts_by_paragraph(
    drafts: Sequence[Draft], paragraphs: Sequence[tuple[int, int]]
) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    number = 0
    for draft in sorted(drafts, key=lambda d: d.start):
        while number + 1 < len(paragraphs) and paragraphs[number + 1][0] <= draft.start:
            number += 1
        found.setdefault(number, []).append(draft)
    return found
