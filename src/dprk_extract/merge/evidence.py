"""What speaks for and against two statements being one."""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.merge.features import Features, features_of, score_of
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.sources import Sameness
from dprk_extract.merge.vetoes import (
    compare_days,
    compare_numbers,
    contradict,
    loose_differ,
    same_event,
    turned_terms,
    values_apart,
)
from dprk_extract.records import ConflictField


@dataclass(frozen=True, slots=True)
class Evidence:
    """The comparison of two statements; every field is the same whichever of the two comes first.

    ``score`` is between 0 and 1. ``core`` is the likeness of the words that are no names, ``likeness`` that of all
    words, ``similarity`` the same, or that of the surroundings of values that differ.
    ``numbers_differ``: each has a number of a kind that the other has with another value, wherever they stand.
    ``vetoes`` are the fields in which the two exclude each other.
    """

    score: float
    dice: float
    core: float
    likeness: float
    similarity: float
    verbatim: bool
    contained: float
    speaker: Sameness
    numbers: float
    numbers_differ: bool
    same_event: bool
    days: float
    denies: bool
    vetoes: tuple[ConflictField, ...]


def compare_profiles(a: Profile, b: Profile) -> Evidence:
    """All evidence about two statements."""
    numbers = compare_numbers(a, b)
    days, date_gap = compare_days(a, b)
    found = features_of(a, b, numbers.told)
    turned = turned_terms(a, b)
    vetoes: list[ConflictField] = []
    if values_apart(numbers.gap, found.dice) or loose_differ(a, b, found.dice):
        vetoes.append("number")
    if values_apart(date_gap, found.dice):
        vetoes.append("date")
    if contradict(a, b, turned, found.dice):
        vetoes.append("polarity")
    if found.speaker == "different":
        vetoes.append("speaker")
    verbatim = a.forms == b.forms
    return Evidence(
        score=score_of(found), dice=found.dice, core=found.scored["core_dice"], likeness=_likeness(found),
        similarity=1.0 if verbatim else max(_likeness(found), numbers.gap, date_gap),
        verbatim=verbatim, contained=found.contained, speaker=found.speaker, numbers=numbers.meant,
        numbers_differ=numbers.gap > 0,
        same_event=same_event(a, b), days=days,
        denies=not turned or found.dice > 0.75 or bool(turned & (a.denied | b.denied)), vetoes=tuple(vetoes),
    )  # fmt: skip


def _likeness(found: Features) -> float:
    """How alike the words are; of one speaker a shorter statement may be wholly in a longer one."""
    whole = 0.9 * found.containment if found.shared > 1 and found.speaker == "same" else 0.0
    return max(found.dice, whole)
