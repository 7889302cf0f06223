"""Contents cut and stretched to where they truly begin and end: quotation marks, then punctuation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import inner, overlap
from dprk_extract.attribution.marks import QuotedRegion, word_count

_EDGE = frozenset(" \t\n\r\f\v\u00a0\u2009\u202f\u200b,;:-–—.")
_INITIAL = frozenset(" \t\n\r\f\v\u00a0\u2009\u202f\u200b,;:-–—.!?…)]")
MAX_TITLE = 80
SHARE = 0.5  # of a quotation's characters that a content must hold to be given all of it


class Boundaries:
    """Snaps fragments to the outermost quoted regions of one text."""

    def __init__(self, text: str, regions: Sequence[QuotedRegion]) -> None:
        self.text = text
        self.regions = [region for region in regions if not region.depth]
        self.nested = [region for region in regions if region.depth == 1]
        self._starts = [region.start for region in self.regions]
        self._ends = [region.end for region in self.regions]

    def touching(self, part: Range) -> list[QuotedRegion]:
        """The outermost regions that share a character with ``part``, marks included."""
        return self.regions[bisect_right(self._ends, part.start) : bisect_left(self._starts, part.end)]

    def snap(self, part: Range) -> Range | None:
        """``part`` with whole quotations at its edges, without an enclosing pair of marks or outer punctuation."""
        start, end = part.start, part.end
        for region in self.touching(part):
            start, end = self._fit(Range(start, end), region)
            if end == region.end and self.text[start : region.start].strip().lower() == "that":
                start, end = region.start, region.end  # "warned that “...”": only the quotation was said
        return self.stripped(Range(start, end))

    def _fit(self, part: Range, region: QuotedRegion) -> tuple[int, int]:
        start, end = part.start, part.end
        held = overlap(part, inner(region))
        words_outside = self._word_outside(part, region)
        if not words_outside:
            # The content lies in the quotation: all of it is meant, unless it is a small part of a long one.
            if 2 * held >= region.inner_end - region.inner_start:
                return region.inner_start, region.inner_end
            return start, end
        if held >= SHARE * (region.inner_end - region.inner_start):
            return min(start, region.start), max(end, region.end)
        if start < region.start < end < region.end:
            return start, region.start
        if region.start < start < region.end < end:
            return region.end, end
        return start, end

    def _word_outside(self, part: Range, region: QuotedRegion) -> bool:
        before = self.text[part.start : max(part.start, min(part.end, region.start))]
        after = self.text[min(part.end, max(part.start, region.end)) : part.end]
        return any(char.isalnum() for char in before) or any(char.isalnum() for char in after)

    def stripped(self, part: Range) -> Range | None:
        """``part`` without white space and outer punctuation; an enclosing pair of marks is taken off."""
        start, end = part.start, part.end
        text = self.text
        while start < end and text[start] in _INITIAL:
            start += 1
        while end > start and text[end - 1] in _EDGE and not self._keeps(start, end):
            end -= 1
        for region in self.touching(Range(start, end)):
            if region.start == start and region.end == end and region.inner_end > region.inner_start:
                start, end = region.inner_start, region.inner_end
        return Range(start, end) if any(char.isalnum() for char in text[start:end]) else None

    def _keeps(self, start: int, end: int) -> bool:
        """Whether the last character belongs to the content: inside marks, or an abbreviation's full stop."""
        text = self.text
        if text[end - 1].isspace():
            return False
        if any(region.inner_start < end <= region.inner_end for region in self.touching(Range(end - 1, end))):
            return True
        return (
            text[end - 1] == "."
            and end - 2 > start
            and text[end - 2].isalpha()
            and not text[end - 3].isalnum()
        )

    def is_quoted(self, part: Range) -> bool:
        """Whether every word of ``part`` is inside one quotation."""
        return any(not self._word_outside(part, region) for region in self.touching(part))

    def is_title(self, region: QuotedRegion, stop: bool = False) -> bool:
        """Whether the region looks like a title: two to eight words, the long ones capitalised, no full stop.

        With ``stop`` a full stop may end it, as in some papers' headings; then it has three words or more.
        """
        said = self.text[region.inner_start : min(region.inner_end, region.inner_start + MAX_TITLE)]
        words = [word for word in said.split() if word[:1].isalpha()]
        stopped = said.endswith(".")
        if stopped and (not stop or len(words) < 3):
            return False
        if not 2 <= len(words) <= 8 or region.inner_end - region.inner_start > MAX_TITLE:
            return False
        return words[0][0].isupper() and all(word[0].isupper() for word in words if len(word) > 3)

    def words(self, region: QuotedRegion) -> int:
        """How many words the region holds."""
        return word_count(self.text[region.inner_start : region.inner_end])


def merged(parts: Sequence[Range], text: str) -> list[Range]:
    """``parts`` in order; those that overlap, or have only white space between them, become one."""
    out: list[Range] = []
    for part in sorted(parts, key=lambda p: (p.start, p.end)):
        if out and (part.start <= out[-1].end or not text[out[-1].end : part.start].strip()):
            out[-1] = Range(out[-1].start, max(out[-1].end, part.end))
        else:
            out.append(part)
    return out
