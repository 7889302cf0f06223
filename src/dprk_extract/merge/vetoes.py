"""In what two statements exclude each other: numbers, dates, polarity."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from rapidfuzz.distance import LCSseq

from dprk_extract.merge import values
from dprk_extract.merge.polarity import affix_negated, is_negator, opposed
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.words import mass_of, stem

_FEW = 5  # words by which statements with opposites may differ otherwise
_NEAR_IDENTICAL = 0.8  # from here on one negation in common does not excuse another that is not
_TURNED_SHARE = 0.34  # of what both say, that negation must turn round to make unlike statements contradict
_MATCHED = 0.85  # of the shorter that stands in the longer where the two are worded alike
_MEANT = 0.2  # likeness of the surroundings from which on agreeing values are taken to be of one thing
_TOLD_BY_DATE = 0.5
_NEAR_DAYS = 7
_MANY_NAMES = 3
_SOME = 20  # values that differ looked at on either side
_PRECISE = 31  # days within which agreeing dates count as evidence: a month or less


@dataclass(frozen=True, slots=True)
class NumberEvidence:
    """``told``: how much agreeing numbers tell; ``meant``: the same, weighed by how alike their surroundings are;
    ``gap``: how alike the surroundings of numbers are that differ, 0 if none do.
    """

    told: float
    meant: float
    gap: float


def compare_numbers(a: Profile, b: Profile) -> NumberEvidence:
    """What the numbers of two statements say for and against their being one."""
    if not a.numbers or not b.numbers:
        return NumberEvidence(0.0, 0.0, 0.0)
    pairs, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    told = [(min(x.telling, y.telling), _meant(x, y)) for x, y in pairs]
    return NumberEvidence(
        min(2.0, sum(telling for telling, _ in told)),
        min(2.0, sum(telling * meant for telling, meant in told)),
        _gap(left, right, values.comparable),
    )


def compare_days(a: Profile, b: Profile) -> tuple[float, float]:
    """How much agreeing dates tell (a vague or open one half), and the surroundings of those that differ."""
    if not a.days or not b.days:
        return 0.0, 0.0
    gap = _days_between(a, b)
    agree = partial(values.days_agree, one_time=gap <= _PRECISE, one_week=gap < values.DAYS_OF_WEEK)
    pairs, left, right = values.unmatched(a.days, b.days, values.days_comparable, agree)
    told = max((_TOLD_BY_DATE * _precision(x, y) * _meant(x, y) for x, y in pairs), default=0.0)
    return told, _gap(left, right, values.days_comparable)


def _precision(x: values.Day, y: values.Day) -> float:
    """1 for dates of a month or less, one half for vaguer or open ones."""
    return 1.0 if x.high and y.high and max(x.high - x.low, y.high - y.low) < _PRECISE else 0.5


def _meant(x: values.Reading | values.Day, y: values.Reading | values.Day) -> float:
    """How sure it is that two agreeing values are of one thing: the words around them are alike (0 to 1).

    Values that agree only within their bounds ("more than 10", "16") tell half.
    """
    likeness = min(1.0, _likeness(x.near, y.near) / _MEANT)
    if (
        isinstance(x, values.Reading)
        and isinstance(y, values.Reading)
        and x.unit == y.unit
        and x.stated != y.stated
    ):
        return likeness / 2
    return likeness


def _days_between(a: Profile, b: Profile) -> float:
    """Days between the two publications, without end where one is not known: a month apart no weekday is the same."""
    if a.published is None or b.published is None:
        return math.inf
    return abs((a.published - b.published).days)


def _gap(left: list[Any], right: list[Any], comparable: Callable[[Any, Any], bool]) -> float:
    """The greatest likeness of the surroundings of two values that are of one kind and do not agree."""
    return max(
        (_likeness(x.near, y.near) for x in left[:_SOME] for y in right[:_SOME] if comparable(x, y)),
        default=0.0,
    )


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Weighted Dice of two sets of terms; a little above 0 even where nothing is shared."""
    total = mass_of(a) + mass_of(b)
    return max(0.01, 2 * mass_of(a & b) / total) if total else 0.01


def values_apart(gap: float, dice: float) -> bool:
    """Whether values that differ keep two statements apart: they stand in like places, or all else is alike."""
    return gap > 0.3 or (gap > 0.0 and dice > 0.4)


def loose_differ(a: Profile, b: Profile, dice: float) -> bool:
    """Whether figures and ordinals that no value explains differ on both sides of alike statements."""
    return dice > 0.4 and bool(a.loose - b.loose) and bool(b.loose - a.loose)


def turned_terms(a: Profile, b: Profile) -> frozenset[str]:
    """The shared terms that only one of the two negates, by a negator or an affix."""
    turned = (a.negated ^ b.negated) & a.terms & b.terms
    for one, other in ((a, b), (b, a)):
        for term in sorted(one.terms - other.terms):
            base = affix_negated(term, other.terms)
            if base is not None:
                turned ^= {base} if term not in one.negated else frozenset()
    return turned


def contradict(a: Profile, b: Profile, turned: frozenset[str], dice: float) -> bool:
    """Whether what both speak of is negated in one only, or they hold opposites in the same place."""
    shared = a.terms & b.terms
    heads = (a.denied | b.denied) & shared
    told = turned & heads if heads else turned
    joint = a.negated & b.negated & shared
    balanced = bool(joint) and len(a.denied) == len(b.denied)
    alike = dice > 0.5 or (bool(heads) and mass_of(turned) >= _TURNED_SHARE * mass_of(shared))
    if told and alike and not balanced and (dice > _NEAR_IDENTICAL or not joint):
        by_affix = told - (a.negated ^ b.negated)
        if by_affix or not _negated_alike(a, b):
            return True
    only_a, only_b = a.terms - b.terms, b.terms - a.terms
    if dice <= 0.4 or len(only_a) > _FEW or len(only_b) > _FEW:
        return False
    if opposed(only_a, only_b) is not None:
        return True
    return dice > 0.6 and opposed(*_unlike_forms(a, b)) is not None


def _negated_alike(a: Profile, b: Profile) -> bool:
    """Whether nearly all words of the shorter stand in the longer in one order, with the same negators among them.

    Then a comma or a bracket made the scopes differ, or the longer negates something more outside the shared part.
    """
    shorter, longer = sorted((a.forms, b.forms), key=lambda forms: (len(forms), forms))
    if LCSseq.similarity(shorter, longer) < _MATCHED * len(shorter):
        return False
    steps = [step for step in LCSseq.opcodes(shorter, longer) if step.tag != "equal"]
    last = LCSseq.opcodes(shorter, longer)[-1]
    if last.tag != "equal":
        steps = steps[:-1]
    return not any(
        is_negator(form)
        for step in steps
        for form in (*shorter[step.src_start : step.src_end], *longer[step.dest_start : step.dest_end])
        if step.src_start or step.src_end
    )


def _unlike_forms(a: Profile, b: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that only one has, words without content included: above, below, before, after."""
    words_a, words_b = set(a.forms), set(b.forms)
    one, other = frozenset(map(stem, words_a - words_b)), frozenset(map(stem, words_b - words_a))
    if opposed(one, other) is None:
        return frozenset(), frozenset()
    return one - set(map(stem, words_b)), other - set(map(stem, words_a))


def same_event(a: Profile, b: Profile) -> bool:
    """Whether agreeing numbers count or measure an event that both speak of, with people or places in common.

    "Three summits" and "met on three occasions" share few words. One of anything is no evidence, and neither are
    names that stand in every sentence around both.
    """
    if not a.numbers or not b.numbers:
        return False
    names = a.setting & b.setting
    if not names or len(names) < min(2, len(a.setting) / 2, len(b.setting) / 2):
        return False
    if not _together_in_time(a, b, len(names)):
        return False
    return any(_of_one_event(x, a, y, b) for x in a.numbers for y in b.numbers)


def _together_in_time(a: Profile, b: Profile, names: int) -> bool:
    """Whether the dates given agree; where one gives none, whether both were published within days, or, where that is
    not known, many ``names`` are shared.
    """
    if a.days and b.days:
        return bool(values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)[0])
    if a.published is None or b.published is None:
        return names >= _MANY_NAMES
    return abs((a.published - b.published).days) <= _NEAR_DAYS


def _of_one_event(x: values.Reading, a: Profile, y: values.Reading, b: Profile) -> bool:
    """Whether two readings count or measure one event: the same plain number, of two or more, not counted from now."""
    plain = x.bound == y.bound == "=" and x.stated[0] >= 2 and not x.relative and not y.relative
    plain = plain and x.kind != "ordinal"
    if x.dimension != y.dimension or not plain or not values.agree(x, y):
        return False
    events = (x.near | x.counted) & (y.near | y.counted) & values.event_terms()
    if not events or not events <= (a.terms | x.counted) & (b.terms | y.counted):
        return False
    return x.dimension != "count" or (_counts(x, events) and _counts(y, events))


def _counts(reading: values.Reading, events: frozenset[str]) -> bool:
    nouns = reading.things or reading.counted
    return bool(nouns & events) or bool(nouns & values.occasion_terms())
