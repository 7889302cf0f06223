"""When two statements that differ in a value speak of one thing, so that both cannot be right."""

from __future__ import annotations

from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.merge import values
from dprk_extract.merge.features import decision_table
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.words import stem

_MOST_READINGS = 2


@cache
def question_words() -> frozenset[str]:
    """Words that open a reported question or a wish: they state nothing that could be denied."""
    return frozenset(load_toml("merge/polarity.toml")["questions"].split())


@cache
def own_figures() -> frozenset[str]:
    """Terms of things of which there are many, each with figures of its own: polls and their margins of error."""
    return frozenset(stem(word) for word in load_toml("merge/values.toml")["counting"]["own_figures"].split())


def of_one_scope(a: Profile, b: Profile, likeness: float, field: str) -> bool:
    """Whether both speak of the same people and places.

    Each naming somebody whom the other does not name are two scopes (voters in one state, and in another). Where no
    name is shared nothing says that it is one poll, or one camp, unless the words are all but the same.
    """
    only_a, only_b = a.names - b.names - b.terms, b.names - a.names - a.terms
    if only_a and only_b:
        return False
    if a.names & b.names:
        return True
    if field == "number" and a.terms & b.terms & own_figures():
        return False
    nameless = decision_table()["thresholds"]["conflict_nameless"]
    return likeness >= nameless or len(a.setting & b.setting) > 1


def readings_oppose(a: Profile, b: Profile) -> bool:
    """Whether what differs is one reading on a side: lists of figures that all differ are two matters."""
    _, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    if left and right:
        if any(reading.relative for reading in (*left, *right)):
            return False
        return min(len(left), len(right)) == 1 and max(len(left), len(right)) <= _MOST_READINGS
    _, ours, theirs = values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)
    return len(ours) <= 1 and len(theirs) <= 1
