"""What "they" and "it" mean as sources: the group, body or document spoken of shortly before.

Sources and subjects come before objects, and the recent before the old. A place that only tells where ("a rally in
Seoul, at which they said") and a possessor are none. "They" may go on from an earlier "they".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.view import View

if TYPE_CHECKING:
    from dprk_extract.speakers.discourse import Discourse, Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EMBEDDED = frozenset({"ccomp", "relcl", "advcl", "acl", "pcomp"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_KINDS = {"plural": frozenset({"they"}), "neuter": frozenset({"it"})}
_DECAY = 0.6
_SENTENCES = 2  # narrated ones
_LONGEST = 400  # tokens
_CHAIN = 2  # pronouns that refer to pronouns


def antecedent(discourse: Discourse, head: int, *, plural: bool, chain: int = 0) -> int | None:
    """The token of the noun (or of a joined source, see ``Discourse.groups``) that the pronoun at ``head`` means."""
    view = discourse.view
    own_words = view.quoted[head]
    best: tuple[float, int] | None = None
    for index in range(head - 1, max(-1, head - _LONGEST), -1):
        # What somebody says goes back to what the same one has said; sentences of quotations have no rank.
        age = _sentences(view, index, head) if own_words else discourse.rank(head) - discourse.rank(index)
        if age > _SENTENCES:
            break
        if view.quoted[index] is not own_words:
            continue
        weight = _weight(discourse, index, plural=plural, chain=chain) * _DECAY**age
        if weight > 0.0 and (best is None or weight > best[0]):
            best = weight, index
    if best is None:
        return None
    meant = best[1]
    again = view.lower[meant] in _KINDS["plural" if plural else "neuter"]
    return antecedent(discourse, meant, plural=plural, chain=chain + 1) if again else meant


def _sentences(view: View, index: int, head: int) -> int:
    return view.sentence_of[head] - view.sentence_of[index]


def _weight(discourse: Discourse, index: int, *, plural: bool, chain: int) -> float:
    view = discourse.view
    if index in view.dateline:
        return 0.0
    if plural and index in discourse.groups:
        return 1.5
    if view.lower[index] in _KINDS["plural" if plural else "neuter"]:
        goes_on = chain < _CHAIN and view.head(index).dep_ in _SUBJECTS
        return 1.0 if goes_on else 0.0
    if view.tags[index] not in _NOUNS or (not plural and view.tags[index] == "NNS"):
        return 0.0
    role = _role(discourse, index)
    reading = discourse.at.get(index)
    if reading is not None:
        unnamed = not plural and view.tags[index] == "NNPS" and reading.referent.entry is None
        return 0.0 if unnamed else role * _fitting(reading, role, plural=plural)
    lex = lexicon()
    if plural and view.tags[index] == "NNS":
        if view.lower[index] in lex.people_nouns or lex.role_classes(view.lower[index]):
            return role
        return 0.8 * role if view.lower[index] in lex.organisation_nouns else 0.0
    if view.lower[index] in lex.organisation_nouns:
        return 0.6 * role
    return 0.0 if plural or view.lower[index] not in lex.document_nouns else 0.6 * role


def _role(discourse: Discourse, index: int) -> float:
    """1.5 for a source, 1 for a subject, less for one of a clause within, and least for what only belongs to others."""
    token = discourse.view.head(index)
    if index in discourse.sources:
        return 1.5
    if token.dep_ in _SUBJECTS:
        return 0.7 if token.head.dep_ in _EMBEDDED else 1.0
    return 0.15 if token.dep_ in ("poss", "compound", "nmod", "amod") else 0.4


def _fitting(reading: Reading, role: float, *, plural: bool) -> float:
    """How well what was named fits the pronoun, in 0..1; states and places must be subjects, and are seldom "they"."""
    referent = reading.referent
    kind, entry = referent.kind, referent.entry
    if referent.place or (entry is not None and entry.kind in ("state", "place", "metonym")):
        return 0.0 if role < 0.7 else 0.5 if plural else 1.0
    named = kind == "unknown" and not referent.unnamed and not referent.gender
    speaks = kind in ("organisation", "group") if plural else kind in ("organisation", "document")
    return 1.0 if speaks or named else 0.0
