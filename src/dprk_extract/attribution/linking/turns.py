"""What others said inside the turns of a transcript: nested in the turn, and never more than a sentence of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft

_STOP = re.compile(r"[^\W_][.!?][\"”’]?\s+(?=[A-Z“\"])")
_SPEAKER = frozenset(["i", "we", "my", "our"])


def inside_turns(drafts: Sequence[Draft], turns: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts outside of turns, and those inside that somebody else than the turn's speaker said."""
    starts = [turn.cue.start if turn.cue is not None else turn.start for turn in turns]
    kept = []
    for draft in drafts:
        place = draft.cue.start if draft.cue is not None else draft.start
        turn = turns[max(0, bisect_right(starts, max(place, draft.start)) - 1)]
        said = Range(turn.start, turn.end)
        if not any(part.start < said.end and said.start < part.end for part in draft.contents):
            kept.append(draft)
        elif _another(draft, said, text):
            draft.contents = _within_sentence(draft, said, text)
            if draft.contents:
                kept.append(draft)
    return kept


def _another(draft: Draft, said: Range, text: str) -> bool:
    """Whether the draft has a cue and a source inside the turn, and the source is not its speaker."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None:
        return False
    inside = all(said.start <= part.start and part.end <= said.end for part in (cue, source))
    words = text[source.start : source.end].lower().split()
    return inside and bool(words) and words[0] not in _SPEAKER


def _within_sentence(draft: Draft, said: Range, text: str) -> list[Range]:
    """The contents, in the turn, up to the end of the sentence in which each begins."""
    found = []
    for part in draft.contents:
        start, end = max(part.start, said.start), min(part.end, said.end)
        stop = _STOP.search(text, start, end)
        end = stop.start() + 1 if stop is not None and text[start - 1] not in '"“‘' else end
        if start < end:
            found.append(Range(start, end))
    return found
