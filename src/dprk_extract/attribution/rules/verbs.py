"""Verbs that attribute: "said that ...", "denounced ... as ...", "called for ...", "is said to ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.rules.frames import (
    Frame,
    base_form,
    char_range,
    cue_range,
    source_range,
    source_token,
    subtree,
    verb_key,
    without,
)
from dprk_extract.attribution.rules.lexicon import CueLexicon

_OBJECTS = frozenset(["dobj", "oprd", "attr"])
_OBJECT_TAIL = frozenset(["as", "for", "of", "to", "over", "about", "against", "with"])
_TELLING = frozenset(["say", "tell"])
_NO_CONTENT = frozenset(["WP", "WDT", "PRP"])


def verb_frames(verb: Token, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """At most one frame of ``verb``: the first that fits, from the fullest content to the barest."""
    key = verb_key(verb)
    if key not in lexicon.attributing and base_form(verb) not in lexicon.prepositional:
        return
    holder = source_token(verb)
    source = source_range(holder, verb, text) if holder is not None else None
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if passive and source is None:
        yield from _hearsay(verb, key, text, lexicon)
        return
    if source is None and verb.dep_ == "ROOT" and verb.tag_ in ("VB", "VBP"):
        return  # an order or a label: "Note: ..."
    for rule, parts, score in _contents(verb, key, passive, text, lexicon):
        contents = _cut(verb, parts, source, text)
        if contents:
            final = score if source is not None else score * 0.6
            yield Frame(rule, cue_range(verb), source, tuple(contents), final)
            return


def _contents(
    verb: Token, key: str, passive: bool, text: str, lexicon: CueLexicon
) -> Iterator[tuple[str, list[Range], float]]:
    if key in lexicon.clause and (clause := _clause(verb, text)):
        yield "rule:clause", clause, 0.85
    if key in lexicon.clause and (host := _host_clause(verb, text)):
        yield "rule:parenthetical", host, 0.8
    if passive:
        return
    if key in lexicon.as_ and (judged := _as_phrase(verb)):
        yield "rule:as", judged, 0.75
    preps = lexicon.prepositional.get(key) or lexicon.prepositional.get(base_form(verb)) or frozenset()
    if preps and (topic := _prepositional(verb, preps)):
        yield "rule:preposition", topic, 0.6
    if key in lexicon.infinitive and (infinitive := _infinitive(verb)):
        yield "rule:infinitive", infinitive, 0.65
    if key in lexicon.object and (thing := _object(verb)):
        yield "rule:object", thing, 0.5


def _cut(verb: Token, parts: list[Range], source: Range | None, text: str) -> list[Range]:
    holes = [cue_range(verb)]
    if source is not None:
        holes.append(source)
    return [piece for part in parts for piece in without(text, part, holes)]


def _clause(verb: Token, text: str) -> list[Range]:
    """The finite clause that is the verb's complement, before or after it."""
    found = []
    for child in verb.children:
        if child.dep_ == "ccomp" and child.tag_ != "VBG":
            whole = subtree(child)
            parts = [whole]
            if whole.start < verb.idx < whole.end:
                # The clause stands around its cue: what hangs on the verb is no part of it.
                parts = without(text, whole, [_cue_clause(verb)])
            found += parts
    return found


def _cue_clause(verb: Token) -> Range:
    """The verb with its subject and whatever stands directly beside it."""
    first = last = verb.i
    for child in verb.children:
        if child.dep_ != "ccomp":
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    return char_range(verb.doc, first, last)


def _host_clause(verb: Token, text: str) -> list[Range]:
    """The clause in which "he said" or "as he said" is thrown in."""
    if _is_joined_behind(verb, text):
        parts = without(text, subtree(verb.head), [subtree(verb)])
        return [part for part in parts if part.end <= verb.idx]
    marked = any(child.lower_ == "as" and child.dep_ in ("mark", "advmod") for child in verb.children)
    if verb.dep_ != "parataxis" and not (verb.dep_ == "advcl" and marked):
        return []
    if any(child.dep_ in ("ccomp", "dobj") for child in verb.children):
        return []
    host = verb.head
    if not host.tag_.startswith("VB"):
        return []
    return without(text, subtree(host), [subtree(verb)])


def _is_joined_behind(verb: Token, text: str) -> bool:
    """ "The launch was a threat, an official told the council": the parse takes the two for clauses joined."""
    if verb.dep_ != "conj" or base_form(verb) not in _TELLING or verb.head.dep_ != "ROOT":
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ in ("ccomp", "xcomp") for child in verb.children):
        return False
    heard = any(child.dep_ == "dobj" for child in verb.children) or base_form(verb) == "say"
    between = text[: subject.left_edge.idx].rstrip()
    joined = any(child.dep_ == "cc" for child in verb.head.children)
    return heard and not joined and between.endswith(",") and verb.head.i < subject.left_edge.i


def _as_phrase(verb: Token) -> list[Range]:
    marker = next(
        (c for c in verb.children if c.lower_ == "as" and c.i > verb.i and c.dep_ in ("prep", "mark")), None
    )
    if marker is None:
        marker = next(
            (
                c.left_edge
                for c in verb.children
                if c.dep_ == "advcl" and c.i > verb.i and c.left_edge.lower_ == "as"
            ),
            None,
        )
    if marker is None:
        return []
    end = marker.right_edge.i if marker.dep_ == "prep" else marker.head.right_edge.i
    thing = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < marker.i), None)
    first = thing.left_edge.i if thing is not None else marker.i
    if end <= marker.i:
        return []
    return [char_range(verb.doc, first, end)]


def _prepositional(verb: Token, preps: frozenset[str]) -> list[Range]:
    for child in verb.children:
        if child.dep_ in ("prep", "prt") and child.lower_ in preps and child.i > verb.i:
            topic = next(
                (c for c in child.children if c.dep_ in ("pobj", "pcomp") and c.tag_ not in _NO_CONTENT), None
            )
            if topic is None:
                continue
            thing = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < child.i), None)
            first = thing.left_edge.i if thing is not None else topic.left_edge.i
            return [char_range(verb.doc, first, topic.right_edge.i)]
    return []


def _infinitive(verb: Token) -> list[Range]:
    """ "to"-clauses, with their own subject where there is one ("urged Kim to talk")."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i:
            if not any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                continue
            thing = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < child.i), None)
            first = thing.left_edge.i if thing is not None else child.left_edge.i
            return [char_range(verb.doc, first, child.right_edge.i)]
    return []


def _object(verb: Token) -> list[Range]:
    thing = next(
        (c for c in verb.children if c.dep_ in _OBJECTS and c.i > verb.i and c.tag_ not in _NO_CONTENT), None
    )
    pronoun = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.tag_ == "PRP"), None)
    start = thing or pronoun
    if start is None:
        return []
    last = start.right_edge.i
    for child in verb.children:
        follows = child.left_edge.i == last + 1 and child.dep_ == "prep" and child.lower_ in _OBJECT_TAIL
        if follows or (child.dep_ in _OBJECTS and child.i > last):
            last = child.right_edge.i
    if thing is None and last == start.i:
        return []
    return [char_range(verb.doc, start.left_edge.i, last)]


def _hearsay(verb: Token, key: str, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """ "is said to be", "are believed to have": nobody is named as the source."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if key not in lexicon.hearsay_verbs or subject is None:
        return
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i:
            parts = without(text, subtree(child), [])
            if subject.lower_ != "it":
                parts = without(text, subtree(subject), []) + parts
            yield Frame("rule:hearsay", cue_range(verb), None, tuple(parts), 0.6)
            return
