"""Cues that are no verbs: "according to", "per", nouns ("his claim that"), adjectives, "allegedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.rules.frames import (
    SUBJECTS,
    Frame,
    base_form,
    char_range,
    source_range,
    subtree,
    trimmed,
    without,
)
from dprk_extract.attribution.rules.lexicon import CueLexicon

_SKIPPED = " \t\r\n\u00a0.!?\"”’'“‘"
MAX_CLIMB = 8


def phrase_frames(token: Token, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """The frames whose cue is, or begins with, ``token``."""
    if token.lower_ == "according":
        yield from _according(token, text)
    elif token.lower_ in lexicon.per and token.dep_ == "prep":
        yield from _per(token, text)
    elif token.lower_ in lexicon.hearsay_adverbs and token.tag_ == "RB":
        yield from _adverb(token, text)
    elif token.tag_.startswith("NN"):
        yield from _noun(token, text, lexicon)
    elif token.tag_.startswith("JJ") and base_form(token) in lexicon.adjective_clause:
        yield from _adjective(token, text)


def _clause_of(token: Token) -> Token:
    """The verb of the clause in which ``token`` stands."""
    current = token
    for _ in range(MAX_CLIMB):
        if current.tag_.startswith(("VB", "MD")) and current is not token:
            break
        if current.head is current:
            break
        current = current.head
    return current


def _hosted(
    phrase: Range, cue: Range, source: Range, token: Token, text: str, rule: str, score: float
) -> Iterator[Frame]:
    """A frame whose content is the clause around ``phrase``; the whole sentence where a comma sets it off."""
    sentence = token.sent
    whole = Range(sentence.start_char, sentence.end_char)
    first = not text[whole.start : phrase.start].strip(_SKIPPED)
    last = not text[phrase.end : whole.end].strip(_SKIPPED)
    set_off = text[whole.start : phrase.start].rstrip().endswith(",")
    contents = [] if first or (last and set_off) else without(text, subtree(_clause_of(token)), [phrase])
    if not contents:
        contents = without(text, whole, [phrase])
    if contents:
        yield Frame(rule, cue, source, tuple(contents), score)


def _according(token: Token, text: str) -> Iterator[Frame]:
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    noun = next((c for c in (*to.children, *token.children) if c.dep_ in ("pobj", "pcomp", "dobj")), None)
    if noun is None:
        return
    source = trimmed(text, subtree(noun))
    if source is not None:
        cue = char_range(doc, token.i, to.i)
        phrase = Range(cue.start, max(source.end, cue.end))
        yield from _hosted(phrase, cue, source, token, text, "rule:according-to", 0.85)


def _per(token: Token, text: str) -> Iterator[Frame]:
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or not noun.tag_.startswith("NNP"):
        return
    source = trimmed(text, subtree(noun))
    if source is not None:
        cue = char_range(token.doc, token.i, token.i)
        yield from _hosted(Range(cue.start, source.end), cue, source, token, text, "rule:per", 0.7)


def _adverb(token: Token, text: str) -> Iterator[Frame]:
    cue = char_range(token.doc, token.i, token.i)
    host = _clause_of(token)
    contents = without(text, subtree(host), [cue])
    if contents:
        yield Frame("rule:hearsay", cue, None, tuple(contents), 0.5)


def _noun(noun: Token, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    base = base_form(noun)
    content = None
    if base in lexicon.noun_clause:
        content = _noun_clause(noun)
    if content is None and base in lexicon.noun_infinitive:
        content = _noun_infinitive(noun)
    preps = lexicon.noun_prepositional.get(base, frozenset())
    if content is None and not preps:
        return
    source = _noun_source(noun, text)
    if content is None and source is not None:
        content = _noun_topic(noun, preps)
    if content is None:
        return
    part = trimmed(text, content)
    cue = char_range(noun.doc, noun.i, noun.i)
    if part is not None:
        yield Frame("rule:noun", cue, source, (part,), 0.6 if source is not None else 0.35)


def _noun_clause(noun: Token) -> Range | None:
    for child in noun.children:
        if (
            child.dep_ in ("acl", "ccomp", "relcl")
            and child.left_edge.lower_ == "that"
            and child.left_edge.tag_ == "IN"
        ):
            return subtree(child)
    return None


def _noun_infinitive(noun: Token) -> Range | None:
    for child in noun.children:
        if child.dep_ in ("acl", "relcl", "xcomp") and child.left_edge.lower_ == "to":
            return subtree(child)
    return None


def _noun_topic(noun: Token, preps: frozenset[str]) -> Range | None:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in preps:
            topic = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if topic is not None:
                return subtree(topic)
    return None


def _noun_source(noun: Token, text: str) -> Range | None:
    """The possessor, the one it is "by", or the subject of a light verb ("made the claim that")."""
    for child in noun.children:
        if child.dep_ == "poss":
            return source_range(child, noun, text)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for agent in child.children:
                if agent.dep_ == "pobj":
                    return trimmed(text, subtree(agent))
    if noun.dep_ == "dobj":
        for child in noun.head.children:
            if child.dep_ in SUBJECTS:
                return source_range(child, noun.head, text)
    return None


def _adjective(adjective: Token, text: str) -> Iterator[Frame]:
    verb = adjective.head
    clause = next((c for c in adjective.children if c.dep_ in ("ccomp", "xcomp") and c.i > adjective.i), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if clause is None or subject is None or adjective.dep_ != "acomp" or subject.lower_ == "it":
        return
    source = source_range(subject, verb, text)
    part = trimmed(text, subtree(clause))
    if part is not None:
        cue = char_range(adjective.doc, min(verb.i, adjective.i), adjective.i)
        yield Frame("rule:adjective", cue, source, (part,), 0.6)
