"""From evidence to a decision, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dprk_extract.merge.clashes import of_one_scope, other_figures, question_words, readings_oppose
from dprk_extract.merge.evidence import Evidence, compare_profiles
from dprk_extract.merge.facts import same_fact
from dprk_extract.merge.features import (
    decision_table,
    in_like_order,
    publication_gap,
    shares_quotation,
)
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.scope import other_matter, tells_enough
from dprk_extract.merge.sources import same_speaker
from dprk_extract.records import ConflictField, LinkReason

Verdict = Literal["same", "related", "conflict", "apart"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What two statements are to each other. ``vetoed`` pairs may never stand in one group."""

    verdict: Verdict
    reason: LinkReason | None
    field: ConflictField | None
    score: float
    vetoed: bool


def decide(a: Profile, b: Profile) -> Decision:
    """Compare two statements; the outcome does not depend on their order."""
    if (b.statement.id, b.outlet) < (a.statement.id, a.outlet):
        a, b = b, a
    if not a.terms & b.terms and not (a.numbers and b.numbers) and a.forms != b.forms:
        return Decision("apart", None, None, 0.0, same_speaker(a.voice, b.voice) == "different")
    evidence = compare_profiles(a, b)
    if evidence.vetoes:
        return _vetoed(a, b, evidence)
    reason = _reason(a, b, evidence)
    limits = decision_table()["thresholds"]
    if reason is not None:
        return Decision("same", reason, None, _sure(evidence, reason), False)
    if evidence.score >= limits["related"] or _piece(a, b, evidence):
        loose: LinkReason = "trimmed" if evidence.contained else "paraphrase"
        return Decision("related", loose, None, evidence.score, False)
    return Decision("apart", None, None, evidence.score, False)


def _vetoed(a: Profile, b: Profile, evidence: Evidence) -> Decision:
    """A pair that must not merge: a conflict if it is near-identical and differs in one field only."""
    limits = decision_table()["thresholds"]
    field = evidence.vetoes[0]
    if len(evidence.vetoes) == 1 and a.outlet != b.outlet:
        if field == "speaker":
            alike = evidence.verbatim or (evidence.dice >= 0.9 and in_like_order(a, b))
            if alike and a.credited and b.credited and min(a.quoted, b.quoted) >= limits["trimmed_words"]:
                return Decision("conflict", None, field, evidence.similarity, True)
        elif _clashes(a, b, evidence, field):
            return Decision("conflict", None, field, evidence.similarity, True)
    doubtful = (
        evidence.vetoes == ("polarity",) and evidence.dice <= 0.5 and evidence.score >= limits["related"]
    )
    if doubtful or shares_quotation(a, b):
        return Decision("related", "paraphrase", None, evidence.score, True)
    return Decision("apart", None, None, evidence.score, True)


def _clashes(a: Profile, b: Profile, evidence: Evidence, field: ConflictField) -> bool:
    """Whether a pair that differs in one field is otherwise so alike that both cannot be right."""
    limits = decision_table()["thresholds"]
    if a.voice is not None and b.voice is not None and evidence.speaker != "same":
        return False
    if publication_gap(a, b) > limits["conflict_days"] or evidence.verbatim:
        return False
    if len(a.terms & b.terms) < (2 if evidence.speaker == "same" else 3):
        return False
    if evidence.vetoes == ("polarity",):
        if other_figures(a, b):
            return False
        asked = any(p.forms[0] in question_words() or "?" in p.statement.text for p in (a, b))
        long = min(len(a.forms), len(b.forms)) >= limits["trimmed_words"]
        return bool(long and not asked and evidence.denies and evidence.dice >= limits["conflict_polarity"])
    least = limits["conflict" if evidence.speaker == "same" else "conflict_facts"]
    return bool(
        evidence.likeness >= least and readings_oppose(a, b) and of_one_scope(a, b, evidence.dice, field)
    )


def _reason(a: Profile, b: Profile, evidence: Evidence) -> LinkReason | None:
    """Why the two are one statement, None if they are not."""
    limits = decision_table()["thresholds"]
    same_speaker = evidence.speaker == "same"
    cut = _trimmed(a, b, evidence)
    if (evidence.verbatim or cut) and tells_enough(a, b, same_speaker=same_speaker):
        return "verbatim" if evidence.verbatim else "trimmed"
    if same_fact(a, b, evidence):
        return "same-fact"
    least = limits["same_unlike" if _unlike_voices(a, b) else "same"]
    if evidence.score < least or evidence.dice < limits["same_dice"] or other_matter(a, b, evidence.dice):
        return None
    if a.voice is None and b.voice is None and other_figures(a, b):
        return None
    return "paraphrase" if tells_enough(a, b, same_speaker=same_speaker) else None


def _unlike_voices(a: Profile, b: Profile) -> bool:
    """Whether a person and an organisation speak, both named: a spokesman and his office, or two who condemn alike."""
    if a.voice is None or b.voice is None or not (a.voice.named and b.voice.named):
        return False
    return a.voice.kind != b.voice.kind and not a.voice.terms & b.voice.terms


def _trimmed(a: Profile, b: Profile, evidence: Evidence) -> bool:
    """Whether one is the other cut short: a large enough piece, and in reported words one that tells something."""
    limits = decision_table()["thresholds"]
    if (
        evidence.contained < limits["trimmed_share"]
        or min(len(a.forms), len(b.forms)) < limits["trimmed_words"]
    ):
        return False
    if evidence.speaker != "same" and evidence.score < limits["trimmed_score"]:
        return False
    if not a.quoted or not b.quoted:
        telling = min(len(a.terms), len(b.terms)) >= limits["trimmed_terms"]
        return bool(telling and evidence.contained >= limits["trimmed_share_reported"])
    return evidence.speaker == "same" or evidence.contained >= 0.5


def _piece(a: Profile, b: Profile, evidence: Evidence) -> bool:
    """Whether one is a quoted piece of the other, or both quote some of the same words."""
    whole = evidence.contained > 0 and evidence.speaker != "different" and min(a.quoted, b.quoted) >= 3
    return whole or shares_quotation(a, b)


def _sure(evidence: Evidence, reason: LinkReason) -> float:
    """The score of a link: at least even where a rule, and not the words, made it."""
    return 1.0 if reason == "verbatim" else max(evidence.score, evidence.similarity, 0.5)
