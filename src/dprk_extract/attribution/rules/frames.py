"""What the rules find: a cue with its source and contents, and the helpers that cut spans out of a parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.rules.lexicon import cue_lexicon
from dprk_extract.lemmas import lemma

SUBJECTS = frozenset(["nsubj", "csubj"])
_PASSIVE = frozenset(["nsubjpass", "csubjpass"])
_EDGE = " \t\n\r\f\v\u00a0\u2009\u202f\u200b,;:-–—"
_CLIMB = frozenset(["conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp"])
MAX_CLIMB = 5
MIN_SCORE = 0.5  # of a frame that stands without a tagger's find
# The rules by which a clause or an object is what somebody is reported to say.
REPORTED = frozenset(["rule:clause", "rule:as", "rule:object", "rule:infinitive"])


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue, its source and its contents, as code points. ``rule`` names what found it, ``score`` is in 0..1."""

    rule: str
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    score: float

    @property
    def length(self) -> int:
        return sum(part.end - part.start for part in self.contents)


def base_form(token: Token) -> str:
    return lemma(token.lower_, token.tag_)


def verb_key(verb: Token) -> str:
    """Base form with its particle: ``point out``."""
    particle = next((child for child in verb.children if child.dep_ == "prt"), None)
    return f"{base_form(verb)} {particle.lower_}" if particle is not None else base_form(verb)


def char_range(doc: Doc, first: int, last: int) -> Range:
    """The code points of the tokens ``first`` .. ``last`` (inclusive)."""
    end = doc[last]
    return Range(doc[first].idx, end.idx + len(end))


def subtree(token: Token) -> Range:
    return char_range(token.doc, token.left_edge.i, token.right_edge.i)


def trimmed(text: str, part: Range) -> Range | None:
    """``part`` without white space, commas and dashes at its edges and without its final full stop."""
    start, end = part.start, part.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or (text[end - 1] == "." and _is_stop(text, end - 1))):
        end -= 1
    return Range(start, end) if start < end else None


def _is_stop(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` ends a sentence, not an abbreviation such as ``U.S.``."""
    return not (at >= 2 and text[at - 1].isalpha() and not text[at - 2].isalnum())


def without(text: str, whole: Range, holes: list[Range]) -> list[Range]:
    """``whole`` minus ``holes``, trimmed; in text order."""
    parts, start = [], whole.start
    for hole in sorted(holes, key=lambda r: r.start):
        if hole.end <= start or hole.start >= whole.end:
            continue
        parts.append(Range(start, hole.start))
        start = max(start, hole.end)
    parts.append(Range(start, whole.end))
    kept = [trimmed(text, part) for part in parts if part.start < part.end]
    return [part for part in kept if part is not None]


def source_token(verb: Token) -> Token | None:
    """Whose saying ``verb`` is: its subject, the agent of a passive, or the subject of the clause it hangs on."""
    current = verb
    for _ in range(MAX_CLIMB):
        for child in current.children:
            if child.dep_ in SUBJECTS:
                return child
            if child.dep_ in _PASSIVE:
                return _agent(current) if current is verb else child
        if current.dep_ == "acl":
            return _author(current.head)
        if current.dep_ not in _CLIMB or current.head is current:
            return None
        current = current.head
        if current.tag_.startswith(("NN", "PRP")) and current.dep_ not in ("pobj", "pcomp"):
            return None
    return None


def _author(noun: Token) -> Token:
    """Who "released a statement saying": the subject of the verb of which the statement is the object."""
    if noun.dep_ == "dobj" and base_form(noun) in cue_lexicon().documents:
        return next((child for child in noun.head.children if child.dep_ in SUBJECTS), noun)
    return noun


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def source_range(source: Token, verb: Token, text: str) -> Range | None:
    """The source's noun phrase, without the clause of ``verb`` where it hangs on the noun."""
    first, last = source.left_edge.i, source.right_edge.i
    if first <= verb.i <= last:
        first, last = (first, source.i) if source.i < verb.i else (source.i, last)
    if source.dep_ == "poss" and source.right_edge.tag_ == "POS":
        last = max(first, source.right_edge.i - 1)
    part = char_range(source.doc, first, last)
    return trimmed(text, part)


def cue_range(verb: Token, last: int | None = None) -> Range:
    """The verb with the auxiliaries, negation and adverbs that stand directly before it, and its particle."""
    first = verb.i
    while (
        first > 0
        and verb.doc[first - 1].head is verb
        and verb.doc[first - 1].dep_ in ("aux", "auxpass", "neg", "advmod")
    ):
        first -= 1
    end = verb.i
    for child in verb.children:
        if child.dep_ == "prt" and child.i == end + 1:
            end = child.i
    return char_range(verb.doc, first, max(end, last if last is not None else end))
