"""Whom "he" or "she" means: the person most salient just before.

After Lappin and Leass (1994): every recent mention lends its referent a weight by its grammatical role, which decays
with each narrated sentence; who was just quoted counts most. After centering theory (Grosz, Joshi and Weinstein,
1995), whoever the previous sentence speaks of comes before all others. The weights were chosen on news articles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dprk_extract.speakers.referents import Referent

if TYPE_CHECKING:
    from dprk_extract.speakers.discourse import Discourse, Reading

_DECAY = 0.62
_TOPIC = 0.3
_CENTRE = 0.5
_PROMINENCE = 0.1
_ASKED = 2.0
_ASKED_REACH = 6
_AWAITED = 1.3
_SPEAKING = 0.3
_LATEST = 12
_OWN_TURN = 8.0  # against the little that names in quotations weigh else
_FRONTED = frozenset({"IN", "WRB", "VBG", "VBN", "RB", "JJ"})
_REACH = 8
_DECAYS = [_DECAY**distance for distance in range(_REACH + 1)]
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CANDIDATES = 40


def certainty(margin: float, low: float, high: float) -> float:
    return round(low + (high - low) * (1.0 - math.exp(-max(0.0, margin))), 3)


def choose_pronoun(discourse: Discourse, index: int, gender: str) -> tuple[Referent, float] | None:
    """Whom "he" or "she" at token ``index`` means; None where nobody fits."""
    ranked = ranked_persons(discourse, index, gender, pronoun=True)
    if not ranked:
        return None
    best, chosen = ranked[0]
    margin = best - (ranked[1][0] if len(ranked) > 1 else 0.0)
    sure = certainty(margin, 0.7, 0.98)
    return chosen, sure if chosen.gender else round(0.9 * sure, 3)


def ranked_persons(
    discourse: Discourse, index: int, gender: str, *, pronoun: bool = False
) -> list[tuple[float, Referent]]:
    """Persons spoken of shortly before token ``index``, the most salient first."""
    tallies: dict[int, _Tally] = {}
    for referent, sentence, weight, fresh in _spoken_of(discourse, index, gender, pronoun=pronoun):
        tally = tallies.get(id(referent))
        if tally is None:
            tally = tallies[id(referent)] = _Tally(referent)
        tally.by_sentence[sentence] = max(tally.by_sentence.get(sentence, 0.0), weight)
        tally.fresh = tally.fresh or fresh
    prominence = _ASKED if pronoun and _is_asked(discourse, index) else _PROMINENCE
    scored = [(tally.salience(prominence), tally.referent) for tally in tallies.values()]
    return sorted(scored, key=lambda pair: -pair[0])


@dataclass(slots=True)
class _Tally:
    """What speaks for one candidate: the strongest mention of each sentence, and whether one is quite recent."""

    referent: Referent
    by_sentence: dict[int, float] = field(default_factory=dict)
    fresh: bool = False

    def salience(self, weight: float) -> float:
        strongest = max(self.by_sentence.values())
        rest = sum(self.by_sentence.values()) - strongest
        prominence = weight * math.log1p(len(self.referent.occurrences))
        return strongest + _TOPIC * rest + prominence + (_CENTRE if self.fresh else 0.0)


def _is_asked(discourse: Discourse, index: int) -> bool:
    """In a question of the writer's own that opens a paragraph, which goes back to whom the article is about.

    "Will she return?" after a paragraph that gave the word to somebody else.
    """
    view, sentence = discourse.view, discourse.view.sentence_of[index]
    start = view.sentence_starts[sentence]
    if index - start >= _ASKED_REACH or view.quoted[index]:
        return False
    if start and view.paragraph_of(view.starts[start]) == view.paragraph_of(view.starts[start - 1]):
        return False
    after = view.sentence_starts[sentence + 1 : sentence + 2]
    return "?" in view.words[start : after[0] if after else len(view)]


def _spoken_of(
    discourse: Discourse, index: int, gender: str, *, pronoun: bool
) -> Iterator[tuple[Referent, int, float, bool]]:
    """``(who, sentence, weight, recent)`` of the mentions before token ``index``, the last one first."""
    rank, quoted = discourse.rank(index), discourse.view.quoted
    excluded = _excluded(discourse, index) if pronoun else ()
    speaking = _last_to_speak(discourse, index) if pronoun else None
    _, turn = discourse.view.turns.get(index, (-1, range(0)))
    for reading in reversed(discourse.recent[-_CANDIDATES:]):
        referent, occurrence = reading.referent, reading.occurrence
        distance = max(0, rank - occurrence.rank)
        if distance > _REACH:
            break
        if (gender and referent.gender not in ("", gender)) or referent in excluded or not occurrence.weight:
            continue
        weight = occurrence.weight * _DECAYS[distance]
        if occurrence.start in turn:
            weight *= _OWN_TURN
        if reading is speaking:
            yield referent, occurrence.sentence, weight + _SPEAKING, True
            continue
        if referent.gender != gender:
            weight *= 0.8
        if referent.kind == "unknown" and not referent.unnamed:
            if not _may_be_person(referent):
                continue
            weight *= 1.0 if referent.gender else 0.6
        elif not referent.gender and referent.kind != "person":
            weight *= 0.6
        yield referent, occurrence.sentence, weight, distance <= 1 and not quoted[occurrence.start]
    awaited = _awaited(discourse, index) if pronoun else None
    if awaited is not None and awaited.gender in ("", gender):
        yield awaited, discourse.view.sentence_of[index], _AWAITED, True


def _last_to_speak(discourse: Discourse, index: int) -> Reading | None:
    """The source of the statement before, where the pronoun is the source of the next one.

    Whoever has just spoken goes on, though nothing tells whether that is a man or a woman.
    """
    if index not in discourse.sources:
        return None
    for reading in reversed(discourse.recent[-_LATEST:]):
        last = reading.occurrence
        if (last.end - 1 in discourse.sources or last.start in discourse.sources) and last.how != "pronoun":
            near = discourse.rank(index) - last.rank <= 1
            plain = reading.referent.kind == "person" or _may_be_person(reading.referent)
            return reading if near and plain else None
    return None


def _awaited(discourse: Discourse, index: int) -> Referent | None:
    """Who is named as the subject behind a fronted phrase with the pronoun: "Despite his doubts, Mr. Roe said"."""
    view = discourse.view
    start = view.sentence_starts[view.sentence_of[index]]
    if view.tags[start] not in _FRONTED or index - start > 8 or view.quoted[start]:
        return None
    comma = next((i for i in range(index + 1, min(index + 14, len(view))) if view.words[i] == ","), None)
    if comma is None or view.sentence_of[comma] != view.sentence_of[index]:
        return None
    naming = next(
        (n for i in range(comma + 1, min(comma + 4, len(view))) if (n := discourse.naming_at.get(i))), None
    )
    if naming is None or naming.kind != "person" or view.head(naming.end - 1).dep_ not in _SUBJECTS:
        return None
    return discourse.registry.named(naming)


def _may_be_person(referent: Referent) -> bool:
    """A capitalised word or two that are nothing else, seen as a subject or as a source."""
    return len(referent.words) <= 2 and referent.acts and len(referent.name) > 1


def _excluded(discourse: Discourse, index: int) -> tuple[Referent, ...]:
    """Who cannot be meant by the pronoun: the subject of its clause, or who asked it the question."""
    found = (_subject_of_clause(discourse, index), _asking(discourse, index), _whose_turn(discourse, index))
    return tuple(referent for referent in found if referent is not None)


def _whose_turn(discourse: Discourse, index: int) -> Referent | None:
    """In a transcript "he" is never the one who speaks."""
    label, _ = discourse.view.turns.get(index, (-1, range(0)))
    reading = next((r for i in range(label, label + 3) if (r := discourse.at.get(i))), None)
    return reading.referent if reading is not None and label >= 0 else None


def _asking(discourse: Discourse, index: int) -> Referent | None:
    """ "Asked by Jane Roe about it, he said": she asked, he answers."""
    view = discourse.view
    start = view.sentence_starts[view.sentence_of[index]]
    by = next((i for i in range(start, min(start + _ASKED_REACH, index)) if view.lower[i] == "by"), None)
    if by is None or view.tags[by - 1] not in ("VBN", "VBD") or view.head(index).dep_ not in _SUBJECTS:
        return None
    naming = next((n for i in range(by + 1, min(by + 8, index)) if (n := discourse.naming_at.get(i))), None)
    reading = discourse.at.get(naming.start) if naming is not None else None
    return reading.referent if reading is not None else None


def _subject_of_clause(discourse: Discourse, index: int) -> Referent | None:
    """The subject of the verb whose object the pronoun is: it cannot be the same person."""
    token = discourse.view.head(index)
    if token.dep_ not in _OBJECTS:
        return None
    verb = token.head.head if token.dep_ == "pobj" else token.head
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS and child.i in discourse.at:
            return discourse.at[child.i].referent
    return None
