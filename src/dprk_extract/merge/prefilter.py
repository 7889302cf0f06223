"""A cheap look at a pair before all evidence about it is gathered."""

from __future__ import annotations

import math

from rapidfuzz.distance import LCSseq

from dprk_extract.merge.features import (
    FULL_COUNT,
    FULL_MASS,
    FULL_NUMBERS,
    LEAST_DICE,
    QUOTED_RUN,
    core_overlap,
    decision_table,
    nearness,
    shared_run,
)
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.sources import same_speaker
from dprk_extract.merge.vetoes import same_event
from dprk_extract.merge.words import mass_of


def may_matter(a: Profile, b: Profile) -> bool:
    """Whether two statements can be anything but apart. False only where the full comparison would say so, too.

    The bounds are those of the decision: agreeing values, a shared run of words, likeness of all words, or the score,
    with everything that takes time to find counted at its best. One document repeats itself whole or not at all.
    """
    if a.statement.document == b.statement.document:
        return _repeats(a, b)
    shared = a.terms & b.terms
    numbers, days = bool(a.numbers and b.numbers), bool(a.days and b.days)
    if not shared:
        return a.forms == b.forms or (numbers and (same_event(a, b) or _run_in_common(a, b)))
    if _run_in_common(a, b):
        return True
    mass = mass_of(shared)
    limits = decision_table()["thresholds"]
    least = min(limits["same_dice"], limits["conflict"])
    if 2 * mass >= least * (a.mass + b.mass) or mass >= least * min(a.mass, b.mass):
        return True
    if (numbers or days) and (len(shared) > 1 or 2 * mass > LEAST_DICE * (a.mass + b.mass)):
        return True
    return (numbers and same_event(a, b)) or _best_score(a, b, len(shared), numbers) >= limits["related"]


def _repeats(a: Profile, b: Profile) -> bool:
    """Whether the words of one are all or, in a row, enough of the other's to be it cut short."""
    limits = decision_table()["thresholds"]
    short, long = sorted((len(a.forms), len(b.forms)))
    if short < max(limits["trimmed_words"], limits["trimmed_share"] * long):
        return a.forms == b.forms
    return shared_run(a, b)[0] > 0


def _run_in_common(a: Profile, b: Profile) -> bool:
    """Whether five words in a row stand in both, or one whole in the other."""
    least = min(QUOTED_RUN, len(a.forms), len(b.forms))
    return LCSseq.similarity(a.forms, b.forms, score_cutoff=least) >= least and shared_run(a, b)[1] >= least


def _best_score(a: Profile, b: Profile, shared: int, numbers: bool) -> float:
    """The highest score that the pair can have."""
    weights = decision_table()["weights"]
    speaker = same_speaker(a.voice, b.voice)
    dice, containment, mass = core_overlap(a, b, speaker)
    run = LCSseq.similarity(a.forms, b.forms)
    logit = (
        weights["bias"]
        + weights["core_dice"] * dice
        + weights["core_containment"] * containment
        + weights["core_mass"] * min(1.0, mass / FULL_MASS)
        + weights["shared_terms"] * min(1.0, shared / FULL_COUNT)
        + weights["word_overlap"] * run / max(1, len(a.forms), len(b.forms))
        + (weights["run3"] if run >= 3 else 0.0)
        + (weights["numbers"] * FULL_NUMBERS if numbers else 0.0)
        + weights["near"] * nearness(a, b)
        + weights[f"{speaker}_speaker"]
    )
    return 1 / (1 + math.exp(-logit))
