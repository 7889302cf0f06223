"""Bare figures that mean the unit of the figure before: "rose 64.06 points to 4,577.10", "3.9 million cars, up from 2.4 million"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.annotations import QuantityMention
from dprk_extract.numbers.parse import Tokens, same_sentence

_PRIVATE = frozenset({"percent", "percentage points", "time", "age", "multiple", None})
_MAX_RATIO = 1000.0
_CONFIDENCE = 0.6


def inherit_unit(tokens: Tokens, before: QuantityMention | None, mention: QuantityMention) -> QuantityMention:
    """``mention`` with the unit of ``before``, where it has none of its own and the two can be compared."""
    if mention.unit is not None or mention.rule != "figure" or before is None or before.unit_kind in _PRIVATE:
        return mention
    if before.rule not in ("figure", "word") or before.value <= 0 or mention.value <= 0:
        return mention
    if not 1 / _MAX_RATIO <= mention.value / before.value <= _MAX_RATIO or mention.value < 10 and mention.value % 1 == 0:
        return mention
    if not same_sentence(tokens.doc, tokens.at(before.start), tokens.at(mention.start)):
        return mention
    scale = None if before.base_value is None or not before.value else before.base_value / before.value
    return replace(
        mention, unit=before.unit, unit_kind=before.unit_kind, rule="inherited", confidence=_CONFIDENCE,
        base_unit=before.base_unit if scale else None, base_value=mention.value * scale if scale else None,
        base_value_high=mention.value_high * scale if scale and mention.value_high is not None else None,
    )  # fmt: skip
