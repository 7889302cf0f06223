"""What speaks for and against two statements being one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz.distance import LCSseq

from dprk_extract.data import load_toml
from dprk_extract.merge import values
from dprk_extract.merge.polarity import affix_negated, opposed
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.sources import Sameness, same_speaker
from dprk_extract.merge.words import stem, weight
from dprk_extract.records import ConflictField

_FULL_MASS = 40.0
_FULL_COUNT = 6
_FEW = 5  # words by which statements with opposites may differ otherwise
_TOLD_BY_DATE = 0.5
_PRECISE = 31  # days within which agreeing dates count as evidence: a month or less


@dataclass(frozen=True, slots=True)
class Evidence:
    """The comparison of two statements; every field is the same whichever of the two comes first.

    ``score`` is between 0 and 1. ``similarity`` is the likeness of the words, numbers, dates and speakers left out.
    ``vetoes`` are the fields in which the two exclude each other.
    """

    score: float
    dice: float
    similarity: float
    verbatim: bool
    contained: float
    speaker: Sameness
    numbers: float
    same_event: bool
    days: float
    denies: bool
    vetoes: tuple[ConflictField, ...]


@cache
def decision_table() -> dict[str, Any]:
    return load_toml("merge/decision.toml")


def compare_profiles(a: Profile, b: Profile) -> Evidence:
    """All evidence about two statements."""
    shared = a.terms & b.terms
    mass = sum(map(weight, sorted(shared)))
    dice = 2 * mass / (a.mass + b.mass) if a.mass + b.mass else 0.0
    least = min(a.mass, b.mass)
    containment = mass / least if least else 0.0
    speaker = same_speaker(a.voice, b.voice)
    verbatim = a.forms == b.forms
    contained, run = _contained(a, b)
    overlap = LCSseq.similarity(a.forms, b.forms) / max(1, len(a.forms), len(b.forms))
    numbers, number_gap = _numbers(a, b)
    agreeing, date_gap = _days(a, b)
    number_veto, date_veto = _apart(number_gap, dice), _apart(date_gap, dice)
    table = decision_table()["weights"]
    logit = (
        table["bias"] + table["dice"] * dice + table["containment"] * containment
        + table["shared_mass"] * min(1.0, mass / _FULL_MASS)
        + table["shared_terms"] * min(1.0, len(shared) / _FULL_COUNT)
        + table["word_overlap"] * overlap + table["run3"] * (run >= 3) + table["run5"] * (run >= 5)
        + table["numbers"] * numbers + table[f"{speaker}_speaker"]
        + table["number_veto"] * number_veto + table["date_veto"] * date_veto
    )  # fmt: skip
    similarity = 1.0 if verbatim else max(
        dice, 0.9 * containment if len(shared) > 1 and speaker == "same" else 0.0, number_gap, date_gap
    )  # fmt: skip
    vetoes: list[ConflictField] = []
    if number_veto or _loose_differ(a, b, dice):
        vetoes.append("number")
    if date_veto:
        vetoes.append("date")
    turned = _turned(a, b)
    if _contradict(a, b, turned, mass, dice):
        vetoes.append("polarity")
    if speaker == "different":
        vetoes.append("speaker")
    return Evidence(
        score=1 / (1 + math.exp(-logit)), dice=dice, similarity=similarity, verbatim=verbatim, contained=contained,
        speaker=speaker, numbers=numbers, same_event=_same_event(a, b), days=agreeing,
        denies=not turned or dice > 0.75 or bool(turned & (a.denied | b.denied)), vetoes=tuple(vetoes),
    )  # fmt: skip


def _contained(a: Profile, b: Profile) -> tuple[float, int]:
    """``(share of the longer that the shorter, found in it whole, makes up, or 0; length class of a shared run)``."""
    shorter, longer = (a, b) if (len(a.forms), a.forms) <= (len(b.forms), b.forms) else (b, a)
    hay, needle = f" {' '.join(longer.forms)} ", " ".join(shorter.forms)
    if shorter.forms and f" {needle} " in hay:
        size = len(shorter.forms)
        return size / len(longer.forms), size
    best = 0
    for length in (3, 5):
        starts = range(len(shorter.forms) - length + 1)
        if not any(f" {' '.join(shorter.forms[at : at + length])} " in hay for at in starts):
            break
        best = length
    return 0.0, best


def _numbers(a: Profile, b: Profile) -> tuple[float, float]:
    """How much the agreeing numbers tell, and how alike the surroundings of numbers are that differ (0 if none do)."""
    if not a.numbers or not b.numbers:
        return 0.0, 0.0
    pairs, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    return min(2.0, sum(min(x.telling, y.telling) for x, y in pairs)), _gap(left, right, values.comparable)


def _days(a: Profile, b: Profile) -> tuple[float, float]:
    """How much agreeing dates tell (a vague or open one half), and the surroundings of those that differ."""
    if not a.days or not b.days:
        return 0.0, 0.0
    pairs, left, right = values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)
    exact = any(x.high and y.high and max(x.high - x.low, y.high - y.low) < _PRECISE for x, y in pairs)
    told = _TOLD_BY_DATE * (1.0 if exact else 0.5) if pairs else 0.0
    return told, _gap(left, right, values.days_comparable)


def _gap(left: list[Any], right: list[Any], comparable: Callable[[Any, Any], bool]) -> float:
    """The greatest likeness of the surroundings of two values that are of one kind and do not agree."""
    return max((_likeness(x.near, y.near) for x in left for y in right if comparable(x, y)), default=0.0)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Weighted Dice of two sets of terms; a little above 0 even where nothing is shared."""
    shared = sum(map(weight, sorted(a & b)))
    total = sum(map(weight, sorted(a))) + sum(map(weight, sorted(b)))
    return max(0.01, 2 * shared / total) if total else 0.01


def _apart(gap: float, dice: float) -> bool:
    """Whether values that differ keep two statements apart: they stand in like places, or all else is alike."""
    return gap > 0.3 or (gap > 0.0 and dice > 0.4)


def _loose_differ(a: Profile, b: Profile, dice: float) -> bool:
    """Whether figures and ordinals that no value explains differ on both sides of alike statements."""
    return dice > 0.4 and bool(a.loose - b.loose) and bool(b.loose - a.loose)


def _turned(a: Profile, b: Profile) -> frozenset[str]:
    """The shared terms that only one of the two negates, by a negator or an affix."""
    turned = (a.negated ^ b.negated) & a.terms & b.terms
    for one, other in ((a, b), (b, a)):
        for term in sorted(one.terms - other.terms):
            base = affix_negated(term, other.terms)
            if base is not None:
                turned ^= {base} if term not in one.negated else frozenset()
    return turned


def _contradict(a: Profile, b: Profile, turned: frozenset[str], mass: float, dice: float) -> bool:
    """Whether what both speak of is negated in one only, or they hold opposites in the same place."""
    heads = a.denied | b.denied
    told = turned & heads if heads & a.terms & b.terms else turned
    if told and (dice > 0.5 or sum(map(weight, sorted(turned))) >= 0.34 * mass):
        return True
    only_a, only_b = a.terms - b.terms, b.terms - a.terms
    if dice <= 0.4 or len(only_a) > _FEW or len(only_b) > _FEW:
        return False
    if opposed(only_a, only_b) is not None:
        return True
    return dice > 0.6 and opposed(*_unlike_forms(a, b)) is not None


def _unlike_forms(a: Profile, b: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that only one has, words without content included: above, below, before, after."""
    one, other = frozenset(map(stem, a.forms)), frozenset(map(stem, b.forms))
    return one - other, other - one


def _same_event(a: Profile, b: Profile) -> bool:
    """Whether agreeing numbers count or measure an event that both speak of, with people or places in common."""
    if not a.numbers or not b.numbers:
        return False
    events = _events(a) & _events(b)
    if not events or not a.setting & b.setting:
        return False
    return any(
        values.agree(x, y) for x in a.numbers for y in b.numbers
        if x.dimension == y.dimension and x.bound == y.bound == "="
        and (x.dimension != "count" or (_counts(x, events) and _counts(y, events)))
    )  # fmt: skip


def _events(profile: Profile) -> frozenset[str]:
    counted = frozenset(term for reading in profile.numbers for term in reading.counted)
    return (profile.terms | counted) & values.event_terms()


def _counts(reading: values.Reading, events: frozenset[str]) -> bool:
    return bool(reading.counted & events) or bool(reading.counted & values.occasion_terms())
