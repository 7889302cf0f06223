"""From annotated attributions to what a tagger learns: one directional label a stretch, one tag a token."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

from dprk_extract.attribution.taggers import Label
from dprk_extract.attribution.taggers.tags import OUTSIDE, begin
from training.corpus import Article, GoldAttribution, Span

IGNORED = -100
LabelledSpan = tuple[Label, int, int]


def labelled_spans(article: Article) -> list[LabelledSpan]:
    """The article's sources, cues and contents in text order, without overlap.

    A span that several attributions share takes the direction towards the nearest cue; of two that overlap the
    one that starts first stays, and of those the longer.
    """
    best: dict[Span, tuple[int, Label]] = {}
    for attribution in article.attributions:
        for span, distance, label in _candidates(attribution):
            if span not in best or distance < best[span][0]:
                best[span] = (distance, label)
    found: list[LabelledSpan] = []
    reached = 0
    for (start, end), (_, label) in sorted(best.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= reached:
            found.append((label, start, end))
            reached = end
    return found


def _candidates(attribution: GoldAttribution) -> list[tuple[Span, int, Label]]:
    """Each span of an attribution with its distance from the cue and its label."""
    cue_label: Label = "CUE" if attribution.source else "CUE_N"
    found: list[tuple[Span, int, Label]] = [(span, -1, cue_label) for span in attribution.cue]
    for role, spans, others in (
        ("SOURCE", attribution.source, attribution.content),
        ("CONTENT", attribution.content, attribution.source),
    ):
        # Without a cue the two parts point at each other.
        anchors = attribution.cue or others or attribution.content
        for start, end in spans:
            anchor = anchors[0]
            side = "L" if start < anchor[0] else "R"
            distance = min(abs(anchor[0] - end), abs(start - anchor[1]))
            found.append(((start, end), distance, cast(Label, f"{role}_{side}")))
    return found


def token_tags(
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    spaces: npt.NDArray[np.bool_],
    article: Article,
) -> npt.NDArray[np.int64]:
    """One tag a token; ``IGNORED`` in discarded stretches. ``spaces`` says which tokens are white space."""
    tags = np.full(len(starts), OUTSIDE, dtype=np.int64)
    for label, start, end in labelled_spans(article):
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end))
        covered = first + np.flatnonzero(~spaces[first:last])
        tags[covered] = begin(label) + 1
        tags[covered[:1]] = begin(label)
    for start, end in article.discarded:
        tags[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = IGNORED
    return tags
