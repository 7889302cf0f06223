"""What a figure takes over from the one before it: the unit ("rose 64.06 points to 4,577.10", "3.9 million cars, up
from 2.4"), or the change ("rose 40 points, or 2 percent")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dprk_extract.annotations import QuantityMention
from dprk_extract.numbers.parse import Tokens, same_sentence

_SAME_CHANGE = frozenset({"or", ", or", "("})
_LONGEST_NAME = 40
_PRIVATE = frozenset({"percent", "percentage points", "time", "age", "multiple", None})
_MAX_RATIO = 1000.0
_LOOK_BACK = 4
_CONFIDENCE = 0.6


def inherit_unit(tokens: Tokens, found: list[QuantityMention], mention: QuantityMention) -> QuantityMention:
    """``mention`` with the unit of the last comparable figure before it in the sentence, where it has none itself."""
    bare = mention.rule == "figure" or mention.rule.startswith("range")
    if mention.unit is not None or not bare or (mention.value < 10 and mention.value % 1 == 0):
        return mention
    source = next(_sources(tokens, found, mention), None)
    if source is None:
        return mention
    scale = None if source.base_value is None else source.base_value / source.value
    high = mention.value_high
    return replace(
        mention, unit=source.unit, unit_kind=source.unit_kind, confidence=_CONFIDENCE,
        rule="inherited" if mention.rule == "figure" else mention.rule,
        base_unit=source.base_unit, base_value=mention.value * scale if scale else None,
        base_value_high=high * scale if scale and high is not None else None,
    )  # fmt: skip


def _sources(
    tokens: Tokens, found: list[QuantityMention], mention: QuantityMention
) -> Iterator[QuantityMention]:
    """The quantities shortly before ``mention`` whose unit it may share. A sign such as "$" is never shared: whoever
    means dollars writes it again."""
    for source in reversed(found[-_LOOK_BACK:]):
        if (
            source.unit_kind in _PRIVATE
            or not (source.rule in ("figure", "word") or source.rule.startswith("range"))
            or source.value <= 0
            or mention.value <= 0
        ):
            continue
        signed = (
            source.unit_range is not None
            and source.unit_range.end < source.end
            and source.unit_kind != "count"
        )
        close = 1 / _MAX_RATIO <= mention.value / source.value <= _MAX_RATIO
        if (
            close
            and not signed
            and same_sentence(tokens.doc, tokens.at(source.start), tokens.at(mention.start))
        ):
            yield source


def inherit_change(text: str, found: list[QuantityMention], mention: QuantityMention) -> QuantityMention:
    """``mention`` as an amount of change where it only says the one before it in another way: "grew by 40 jobs, or 2
    percent", or is the next of a list that has left out its verb: "Hanjin was down 2%, Daewoo by 3%"."""
    if mention.bound != "=" or not found or found[-1].bound not in ("up", "down"):
        return mention
    before = found[-1]
    between = text[before.end : mention.start].strip()
    gap = between.removeprefix(",").removesuffix("by").split()
    listed = between[:1] == "," and between.endswith(" by") and len(between) < _LONGEST_NAME
    named = listed and bool(gap) and all(word[0].isupper() for word in gap)
    again = between in _SAME_CHANGE and mention.unit != before.unit
    return replace(mention, bound=before.bound) if again or named else mention
