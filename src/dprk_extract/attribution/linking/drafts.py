"""An attribution in the making, and the range arithmetic all steps share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dprk_extract.annotations import Range
from dprk_extract.attribution.marks import QuotedRegion


@dataclass(slots=True)
class Draft:
    """An attribution that later steps may still extend. ``score`` is the tagger's or the rule's, in 0..1.

    ``within`` is the one that it is known to be nested in, where places alone do not tell.
    """

    contents: list[Range]
    cue: Range | None
    source: Range | None
    score: float
    evidence: list[str] = field(default_factory=list)
    within: Draft | None = None

    @property
    def end(self) -> int:
        """Where the last of its parts ends."""
        parts = [*self.contents, *(part for part in (self.cue, self.source) if part is not None)]
        return max(part.end for part in parts)

    @property
    def start(self) -> int:
        """Where its contents begin."""
        return min(part.start for part in self.contents)

    def note(self, evidence: str) -> None:
        """Add ``evidence`` once."""
        if evidence not in self.evidence:
            self.evidence.append(evidence)


def overlap(a: Range, b: Range) -> int:
    """How many code points ``a`` and ``b`` share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def clipped(part: Range, whole: Range) -> Range:
    """What of ``part`` lies in ``whole``; empty where they are apart."""
    start = max(part.start, whole.start)
    return Range(start, max(start, min(part.end, whole.end)))


def inner(region: QuotedRegion) -> Range:
    """The region without its marks."""
    return Range(region.inner_start, region.inner_end)


class Coverage:
    """Which draft covers each code point of the text, and which has a cue there; the latest one counts."""

    def __init__(self, length: int, drafts: Sequence[Draft]) -> None:
        self._owner: list[int] = [-1] * length
        self._cues: list[int] = [-1] * length
        self._numbers: dict[int, int] = {}
        self.drafts: list[Draft] = []
        for draft in drafts:
            self.add(draft)

    def _mark(self, number: int, parts: Iterable[Range]) -> None:
        for part in parts:
            self._owner[part.start : part.end] = [number] * (part.end - part.start)

    def owner(self, part: Range) -> Draft | None:
        """The draft that covers at least half of ``part``."""
        counts = Counter(self._owner[part.start : part.end])
        counts.pop(-1, None)
        if not counts:
            return None
        number, count = max(counts.items(), key=lambda item: (item[1], -item[0]))
        return self.drafts[number] if 2 * count >= part.end - part.start else None

    def add(self, draft: Draft) -> None:
        """A new draft."""
        number = self._numbers[id(draft)] = len(self.drafts)
        self.drafts.append(draft)
        self._mark(number, draft.contents)
        if draft.cue is not None:
            self._cues[draft.cue.start : draft.cue.end] = [number] * (draft.cue.end - draft.cue.start)

    def extend(self, draft: Draft, part: Range, evidence: str) -> None:
        """Give ``draft`` one more fragment."""
        draft.contents.append(part)
        draft.note(evidence)
        self._mark(self._numbers[id(draft)], [part])

    def release(self, draft: Draft, part: Range) -> None:
        """Take the fragment ``part`` from ``draft``."""
        draft.contents.remove(part)
        self._owner[part.start : part.end] = [-1] * (part.end - part.start)

    def touches(self, part: Range) -> list[Draft]:
        """The drafts that cover any of ``part``, in order of their first place in it."""
        return self._among(self._owner[part.start : part.end])

    def with_cues(self, part: Range) -> list[Draft]:
        """The drafts whose cues share a character with ``part``, in order."""
        return self._among(self._cues[part.start : part.end])

    def _among(self, numbers: Iterable[int]) -> list[Draft]:
        """The drafts of ``numbers``, each once, in order; -1 stands for none."""
        return [self.drafts[number] for number in dict.fromkeys(numbers) if number >= 0]

    def with_cue(self, cue: Range) -> Draft | None:
        """A draft whose cue shares a character with ``cue``."""
        return next((self.drafts[number] for number in self._cues[cue.start : cue.end] if number >= 0), None)
