"""The likeness of two statements in figures, and the score made of them.

The score is a logistic function of a dozen features, each the same whichever statement comes first. Names weigh less
than other words in it: articles of one day share the names of the day whatever they say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz.distance import LCSseq

from dprk_extract.data import load_toml
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.sources import Sameness, same_speaker
from dprk_extract.merge.words import mass_of, role_terms, term_of

FULL_MASS = 30.0  # weight of shared words beyond which more make no difference
FULL_COUNT = 6
FULL_NUMBERS = 1.2
LEAST_DICE = 0.1  # likeness of two statements of one fact
NEAR_DAYS = 7
QUOTED_RUN = 5
TELLING_WORDS = 3
_QUOTED = 0.8
_LIKE_ORDER = 0.7


@dataclass(frozen=True, slots=True)
class Features:
    """What two statements have in common.

    ``dice`` and ``containment`` are over all terms; the fields of ``scored`` are those that the weights are for.
    """

    dice: float
    containment: float
    shared: int
    contained: float
    speaker: Sameness
    scored: dict[str, float]


@cache
def decision_table() -> dict[str, Any]:
    """Weights and thresholds, from ``data/merge/decision.toml``."""
    return load_toml("merge/decision.toml")


def features_of(a: Profile, b: Profile, numbers: float) -> Features:
    """The features of a pair; ``numbers`` is how much their agreeing numbers tell."""
    speaker = same_speaker(a.voice, b.voice)
    shared = a.terms & b.terms
    mass = mass_of(shared)
    least = min(a.mass, b.mass)
    contained, run = shared_run(a, b)
    core_dice, core_containment, core_mass = core_overlap(a, b, speaker)
    own = _own_names(a, b) if speaker == "same" else frozenset()
    scored = {
        "core_dice": core_dice,
        "core_containment": core_containment,
        "core_mass": min(1.0, core_mass / FULL_MASS),
        "shared_terms": min(1.0, len(shared - own) / FULL_COUNT),
        "word_overlap": LCSseq.similarity(a.forms, b.forms) / max(1, len(a.forms), len(b.forms)),
        "run3": float(run >= 3),
        "run5": float(run >= 5),
        "numbers": min(FULL_NUMBERS, numbers),
        "near": nearness(a, b),
        "unlike_quotes": float(run < 3 and _is_quoted(a) and _is_quoted(b)),
        "same_speaker": float(speaker == "same"),
        "different_speaker": float(speaker == "different"),
        "unknown_speaker": float(speaker == "unknown"),
    }
    return Features(
        dice=2 * mass / (a.mass + b.mass) if a.mass + b.mass else 0.0,
        containment=mass / least if least else 0.0,
        shared=len(shared),
        contained=contained,
        speaker=speaker,
        scored=scored,
    )


def score_of(features: Features) -> float:
    """The score of a pair, 0 to 1."""
    weights = decision_table()["weights"]
    logit = weights["bias"] + sum(weights[name] * value for name, value in features.scored.items())
    return 1 / (1 + math.exp(-logit))


def shared_run(a: Profile, b: Profile) -> tuple[float, int]:
    """``(share of the longer that the shorter, found in it whole, makes up, else 0; length class of a shared run)``.

    The length class is 0, 3 or 5 words, or the length of a statement that is contained whole.
    """
    shorter, longer = (a, b) if (len(a.forms), a.forms) <= (len(b.forms), b.forms) else (b, a)
    hay = f" {' '.join(longer.forms)} "
    if shorter.forms and f" {' '.join(shorter.forms)} " in hay:
        return len(shorter.forms) / len(longer.forms), len(shorter.forms)
    best = 0
    for length in (3, 5):
        if _runs(shorter.forms, length).isdisjoint(_each_run(longer.forms, length)):
            break
        best = length
    return 0.0, best


def _each_run(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """The runs of ``length`` words, in order."""
    return zip(*(words[at:] for at in range(length)), strict=False)


def _runs(words: tuple[str, ...], length: int) -> set[tuple[str, ...]]:
    return set(_each_run(words, length))


def shares_quotation(a: Profile, b: Profile) -> bool:
    """Whether two statements that quote have a run of five words in common.

    Inside the quotation marks of both, any run counts (one without a word of content, "this is not who we", only near
    in time and not of two speakers); elsewhere one with three words of content or more.
    """
    if not a.quotation or not b.quotation:
        return False
    inside = _common_runs(a.quotation, b.quotation)
    if any(term_of(word) for run in inside for word in run):
        return True
    if inside and nearness(a, b) > 0 and same_speaker(a.voice, b.voice) != "different":
        return True
    return any(sum(map(bool, map(term_of, run))) >= TELLING_WORDS for run in _common_runs(a.forms, b.forms))


def _common_runs(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The runs of five words that stand in both."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    there = _runs(longer, QUOTED_RUN)
    return [run for run in _each_run(shorter, QUOTED_RUN) if run in there and "|" not in run]


def core_overlap(a: Profile, b: Profile, speaker: Sameness) -> tuple[float, float, float]:
    """Dice, containment and shared weight of the terms that are no names."""
    names = a.names | b.names
    if speaker == "same":
        names |= _own_names(a, b)
    one, other = a.terms - names - role_terms(), b.terms - names - role_terms()
    mass, mass_a, mass_b = mass_of(one & other), mass_of(one), mass_of(other)
    least = min(mass_a, mass_b)
    return 2 * mass / (mass_a + mass_b) if mass_a + mass_b else 0.0, mass / least if least else 0.0, mass


def _own_names(a: Profile, b: Profile) -> frozenset[str]:
    """The terms of the speaker's own name, which tell nothing where both have that speaker."""
    return (a.voice.terms if a.voice else frozenset()) | (b.voice.terms if b.voice else frozenset())


def nearness(a: Profile, b: Profile) -> float:
    """1 for one day of publication, 0 from a week apart on; 0 where a day is not known."""
    if a.published is None or b.published is None:
        return 0.0
    return max(0.0, 1 - publication_gap(a, b) / NEAR_DAYS)


def publication_gap(a: Profile, b: Profile) -> int:
    """Days between the two publications; 0 where one is not known."""
    if a.published is None or b.published is None:
        return 0
    return abs((a.published - b.published).days)


def in_like_order(a: Profile, b: Profile) -> bool:
    """Whether most of the words of both stand in one order, and enough of them tell something."""
    longer = max(len(a.forms), len(b.forms))
    return len(a.terms & b.terms) >= TELLING_WORDS and (
        LCSseq.similarity(a.forms, b.forms) >= _LIKE_ORDER * longer
    )


def _is_quoted(profile: Profile) -> bool:
    return profile.quoted > _QUOTED * len(profile.forms)
