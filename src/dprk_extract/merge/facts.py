"""When agreeing numbers or dates make two statements one fact."""

from __future__ import annotations

from dprk_extract.merge.clashes import other_numbers
from dprk_extract.merge.evidence import Evidence
from dprk_extract.merge.features import LEAST_DICE, decision_table, publication_gap
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.scope import of_unlike_documents, other_poll, other_subject, strangers
from dprk_extract.merge.words import mass_of

_FULL_DATE = 0.5  # what an agreeing day is worth, see vetoes.compare_days
_SOME_DATE = 0.1  # what an agreeing date must be worth near in time or of one speaker


def same_fact(a: Profile, b: Profile, evidence: Evidence) -> bool:
    """Whether agreeing numbers, with the date, the words or the event, make the two one fact.

    A date alone, or a number that many things have, is no fact: then other words than names must agree as well. Nor
    are like words in which each speaks of people or places that the other's article does not know.
    """
    limits = decision_table()["thresholds"]
    if evidence.same_event:
        return not other_poll(a, b)
    if evidence.numbers_differ or strangers(a, b) or other_poll(a, b) or other_subject(a, b):
        return False
    if evidence.numbers <= 0:
        return evidence.days > 0 and _dated(a, b, evidence)
    if evidence.dice <= LEAST_DICE or of_unlike_documents(a, b, evidence.dice):
        return False
    near = publication_gap(a, b) <= limits["same_event_days"]
    few_words = evidence.core < limits["dated_core_near" if near else "dated_core"]
    if few_words and evidence.days > 0 and evidence.numbers < limits["telling_numbers"]:
        return False
    dated = min(1.0, evidence.days / (_SOME_DATE if near or evidence.speaker == "same" else _FULL_DATE))
    needed = limits["same_fact"] - dated * (limits["same_fact"] - limits["same_fact_dated"])
    told = min(1.0, evidence.numbers) + evidence.days
    return bool(told + evidence.dice + 0.2 * (evidence.speaker == "same") >= needed)


def _dated(a: Profile, b: Profile, evidence: Evidence) -> bool:
    """Whether two statements that agree in nothing but a date and words are one fact.

    Most of the words that are no names must agree, and somebody or some place be named by both; of two that each
    have a number of their own nothing is known.
    """
    limits = decision_table()["thresholds"]
    if other_numbers(a, b):
        return False
    shared = a.terms & b.terms
    names = a.names & b.names
    if not names:
        return bool(evidence.dice >= limits["dated_nameless"])
    within = mass_of(shared) >= limits["dated_within"] * min(a.mass, b.mass)
    if within and len(names) > 1 and len(shared) > 2:
        return bool(publication_gap(a, b) <= limits["same_event_days"])
    alike = evidence.dice >= limits["dated_dice"] and evidence.core >= limits["dated_core_only"]
    return bool(alike and len(shared) >= limits["dated_terms"])
