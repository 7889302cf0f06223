"""Conflicts: near-identical statements that a veto in one field keeps apart, with both readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dprk_extract.merge import values
from dprk_extract.merge.decision import Decision
from dprk_extract.merge.profile import Profile
from dprk_extract.records import Conflict, ConflictField, ConflictSide, content_id


@dataclass(frozen=True, slots=True)
class Clash:
    """A pair that contradicts itself."""

    a: Profile
    b: Profile
    decision: Decision


def conflicts_of(clashes: Sequence[Clash], home: dict[str, str]) -> tuple[Conflict, ...]:
    """One conflict for each field and pair of groups: its most alike pair. ``home`` maps statements to groups."""
    best: dict[tuple[str, str, ConflictField], Conflict] = {}
    for clash in clashes:
        conflict = _conflict(clash)
        groups = sorted((home[conflict.a.statement.id], home[conflict.b.statement.id]))
        key = (groups[0], groups[1], conflict.field)
        if groups[0] != groups[1] and (key not in best or _rank(conflict) < _rank(best[key])):
            best[key] = conflict
    return tuple(sorted(best.values(), key=_rank))


def _rank(conflict: Conflict) -> tuple[float, str, str]:
    return -conflict.score, conflict.a.statement.id, conflict.b.statement.id


def _conflict(clash: Clash) -> Conflict:
    field = clash.decision.field
    assert field is not None
    a, b = sorted((clash.a, clash.b), key=lambda p: (str(p.published or "9999"), p.outlet, p.statement.id))
    one, other = _readings(field, a, b)
    return Conflict(
        id=content_id("conflict", field, *sorted((a.statement.id, b.statement.id))),
        field=field,
        a=ConflictSide(a.statement, a.outlet, one),
        b=ConflictSide(b.statement, b.outlet, other),
        score=round(clash.decision.score, 4),
    )


def _readings(field: ConflictField, a: Profile, b: Profile) -> tuple[str, str]:
    if field == "speaker":
        return a.statement.speaker or "", b.statement.speaker or ""
    if field == "polarity":
        return _polarity(a, b), _polarity(b, a)
    if field == "date":
        _, left, right = values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)
        return ", ".join(day.edtf for day in left), ", ".join(day.edtf for day in right)
    _, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    if left and right:
        return ", ".join(_number(x) for x in left), ", ".join(_number(x) for x in right)
    return ", ".join(sorted(a.loose - b.loose)), ", ".join(sorted(b.loose - a.loose))


def _number(reading: values.Reading) -> str:
    low, high = reading.stated
    value = f"{low:.15g}" if low == high else f"{low:.15g}-{high:.15g}"
    return f"{value} {reading.unit}".strip() if reading.unit else reading.text


def _polarity(profile: Profile, other: Profile) -> str:
    """``negative`` or ``positive``; for opposites without a negation, the word that this statement has."""
    here, there = profile.negated & other.terms, other.negated & profile.terms
    if len(here) != len(there):
        return "negative" if len(here) > len(there) else "positive"
    return profile.statement.text
