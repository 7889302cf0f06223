"""Where quotations and paragraphs stand: alone, as sentences of their own, or within the narrator's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.marks import QuotedRegion

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ ]{2,40}(?:,[^()\n]{1,24})?\s?(?:\([^()\n]{1,24}\))?"
    r"|[A-Z][\w.'’ ]{2,40}(?:,[^()\n]{1,24})?\s?\([A-Z][^()\n]{1,24}\))"
    r"\s?(?:--\s*|[-–—―]\s+)(?=\S)"
)
_FINAL = frozenset(".!?…:")
_BORDER = frozenset(".!?…;")
_CLOSING = frozenset(" \t\r\n\u00a0\"”’'»)]")


class Standing:
    """Answers for one document."""

    def __init__(self, paragraphs: Sequence[tuple[int, int]], boundaries: Boundaries) -> None:
        self.text = boundaries.text
        self.paragraphs = paragraphs
        self.boundaries = boundaries
        self._starts = [start for start, _ in paragraphs]
        self._behind: dict[int, int] = {}

    def alone(self, region: QuotedRegion) -> bool:
        """Whether the region is one or more sentences of its own."""
        start, end = self.paragraphs[region.paragraph]
        before = self._last_visible(start, region.start)
        after = self._first_visible(region.end, end)
        begins = before == "" or before in _FINAL
        said = self.text[region.inner_start : region.inner_end].rstrip()
        ends = after == "" or (
            said[-1:] in _FINAL and (after.isupper() or after.isdigit() or not after.isalnum())
        )
        return begins and ends and after not in (",", "—", "–")

    def _last_visible(self, start: int, end: int) -> str:
        at = end - 1
        while at >= start and self.text[at] in _CLOSING:
            at -= 1
        return self.text[at] if at >= start else ""

    def _first_visible(self, start: int, end: int) -> str:
        at = start
        while at < end and self.text[at].isspace():
            at += 1
        return self.text[at] if at < end else ""

    def bare(self, number: int) -> bool:
        """Whether the paragraph is nothing but quotations."""
        start, end = self.paragraphs[number]
        at = start
        for region in self.boundaries.touching(Range(start, end)):
            if any(char.isalnum() for char in self.text[at : region.start]):
                return False
            at = region.end
        return not any(char.isalnum() for char in self.text[at:end])

    def introduced(self, number: int) -> bool:
        """Whether the paragraph before ends in a colon."""
        return number > 0 and self.text[self.paragraphs[number - 1][1] - 1] == ":"

    def led_by(self, part: Range, cue: Range | None) -> Range:
        """``part`` from its last quotation on, where sentences of the narrator's stand before that.

        For contents before their cue: "Will she return? ‘In October,’ she says."
        """
        if cue is None or cue.start < part.end:
            return part
        for region in reversed(self.boundaries.touching(part)):
            if region.start <= part.start:
                break
            before = self._last_visible(part.start, region.start)
            if region.end >= part.end and before in _BORDER:
                return Range(region.inner_start, region.inner_end)
        return part

    def without_narration(self, parts: list[Range], cue: Range | None) -> list[Range]:
        """``parts`` without unquoted ones that end a sentence before the quotation that the cue follows."""
        last = max(parts, key=lambda part: part.end, default=None)
        if cue is None or last is None or cue.start < last.end or not self.boundaries.is_quoted(last):
            return parts
        return [
            part
            for part in parts
            if self.boundaries.is_quoted(part)
            or part.end >= last.start
            or not any(char in _BORDER for char in self.text[part.end : last.start])
        ]

    def without_dateline(self, part: Range) -> Range:
        """``part`` behind its paragraph's dateline: "SEOUL (Wire) - The minister"."""
        number = bisect_right(self._starts, part.start) - 1
        if number < 0:
            return part
        if number not in self._behind:
            found = _DATELINE.match(self.text, *self.paragraphs[number])
            self._behind[number] = found.end() if found is not None else 0
        behind = self._behind[number]
        return Range(behind, part.end) if part.start < behind < part.end else part

    def parts(self, part: Range) -> list[Range]:
        """``part`` without a dateline, and without quotations at its end that are sentences of their own."""
        part = self.without_dateline(part)
        end = part.end
        for region in reversed(self.boundaries.touching(part)):
            if region.end < end or region.start <= part.start or not self.alone(region):
                break
            words = any(char.isalnum() for char in self.text[part.start : region.start])
            if not words:
                break
            end = region.start
        end = self._behind_quotation(part, end)
        kept = self.boundaries.stripped(Range(part.start, end)) if end < part.end else part
        return [kept] if kept is not None else []

    def _behind_quotation(self, part: Range, end: int) -> int:
        """The end of the quotation that opens ``part`` and ends a sentence, where a sentence without marks follows."""
        first = next(iter(self.boundaries.touching(part)), None)
        if first is None or first.start != part.start or not first.inner_end < first.end < end:
            return end
        ended = self.text[first.inner_end - 1] in _BORDER
        following = self.text[first.end : end].strip()
        plain = following[:1].isupper() and len(self.boundaries.touching(part)) == 1
        return first.end if ended and plain and self.text[first.end].isspace() else end
