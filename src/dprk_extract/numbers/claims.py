"""Whether a figure is denied ("did not fire 10 missiles") or only planned ("plans to send 10,000 troops")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dprk_extract.lemmas import lemma
from dprk_extract.numbers import parse
from dprk_extract.numbers.lexicon import word_set

_MAX_CLIMB = 8
_PERFECT = frozenset({"have", "'ve", "’ve"})
_NEGATING = frozenset({"neg", "advmod", "det", "preconj", "prep"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "conj"})


def negated(doc: Doc, first: int, last: int) -> bool:
    """Whether a negation governs the figure's clause, or stands right in front of it."""
    verb = _verb(doc, first, last)
    if verb is None:
        return False
    for _ in range(_MAX_CLIMB):
        if any(_denies(child) for child in parse.children(verb) if child.i < max(first, verb.i + 3)):
            return True
        parent = verb.head
        if parent.i == verb.i or verb.dep_ not in ("xcomp", "pcomp", "ccomp", "prep"):
            return False
        if lemma(parent.lower_, parent.tag_) in word_set("negation", "verbs"):
            return True
        verb = parent
    return False


def _denies(token: Token) -> bool:
    if token.lower_ not in word_set("negation", "words") or token.dep_ not in _NEGATING:
        return False
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return after not in word_set("negation", "exempt")


def planned(doc: Doc, first: int, last: int) -> bool:
    """Whether the figure belongs to something that is willed, expected or ordered, and has not happened."""
    verb = _verb(doc, first, last)
    for _ in range(_MAX_CLIMB):
        if verb is None:
            return False
        if _has_modal(verb):
            return not any(c.lower_ in _PERFECT and c.dep_ == "aux" for c in parse.children(verb))
        parent = verb.head
        if parent.i == verb.i or verb.dep_ not in _CLAUSES:
            return False
        base = lemma(parent.lower_, parent.tag_)
        infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in parse.lefts(verb))
        if infinitive and (base in word_set("planned", "verbs") or base in word_set("planned", "nouns")):
            return True
        if verb.dep_ != "relcl" and parse.is_finite(verb):
            return (
                False  # said as a fact, whatever stands above: "it has had six tests; a seventh would follow"
            )
        verb = parent
    return False


def _has_modal(verb: Token) -> bool:
    """Whether the verb stands behind "will", "would", "should" and the like."""
    modals = word_set("planned", "modals")
    return any(c.dep_ == "aux" and c.i < verb.i and c.lower_ in modals for c in parse.lefts(verb))


def _verb(doc: Doc, first: int, last: int) -> Token | None:
    """The verb whose argument the figure is."""
    node = parse.anchor(doc, first, last)
    for _ in range(_MAX_CLIMB):
        if node.tag_.startswith("VB") and not first <= node.i < last:
            return node
        if node.head.i == node.i:
            return None
        node = node.head
    return None
