"""Which unquoted finds are no statements: "sees it differently", "his willingness to engage".

Taggers trained on news mark attitudes and deeds beside sayings, surely where they are clear and wrongly where they
are not. The less a find looks like a saying, the surer the tagger must have been; the limits are where fewer than
two in five finds were right on the PolNeAR development articles, so that leaving them out costs no F1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.rules.frames import base_form
from dprk_extract.attribution.rules.lexicon import cue_lexicon
from dprk_extract.data import load_toml

_FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])
_EMPTY = ("PRP", "WP", "WDT", "WRB", "DT", "IN", "TO", "CC", "RB")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "’s"])
MAX_BARE = 4  # words of a content that says nothing by itself
LEAST_BARE = 0.5  # a content without a verb, the cue no word of saying
MAX_TITLE = 120  # code points
LEAST_NOUN = 0.5  # a noun as cue that is no word of saying
LEAST_TITLE = 0.7  # a headline's content without a verb
LEAST_DEED = 0.6  # what happened as the source
LEAST_CLAIM = 0.4  # a noun of saying as cue


def is_statement(doc: Doc, text: str, draft: Draft, confidence: float) -> bool:
    """Whether an unquoted find of a tagger is more than an attitude that nobody has voiced.

    ``text`` is the text of ``doc``, which costs a walk over all tokens to make.
    """
    if draft.cue is None or not any(note.startswith("tagger:") for note in draft.evidence):
        return True
    words = [token for part in draft.contents for token in _tokens(doc, part) if token.text[:1].isalnum()]
    if not words or all(token.tag_.startswith(_EMPTY) for token in words):
        return False
    cue = _tokens(doc, draft.cue)
    said = any(base_form(token) in _sayings() or token.lower_ in _sayings() for token in cue)
    if _is_noun(cue):
        named = said and draft.source is not None
        return confidence >= (LEAST_CLAIM if named else LEAST_NOUN) and not _in_title(text, draft.cue)
    if draft.source is not None and (
        not _can_speak(doc, text, draft.source, confidence) or _is_in_a_deed(doc, draft.source, cue)
    ):
        return False
    if confidence < LEAST_BARE and _is_done(cue, draft):
        return False
    verbs = any(token.tag_.startswith(("VB", "MD")) for token in words)
    finite = any(token.tag_ == "VB" or token.tag_ in _FINITE for token in words)
    if not finite and confidence < LEAST_TITLE and _in_title(text, draft.cue):
        return False
    return verbs or said or len(words) > MAX_BARE or confidence >= LEAST_BARE


def _tokens(doc: Doc, part: Range) -> Sequence[Token]:
    span: Span | None = doc.char_span(part.start, part.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _is_noun(cue: Sequence[Token]) -> bool:
    """Whether the cue is a noun: no verb, no bare adjective, not ":", "according to" or "per"."""
    if any(token.tag_.startswith("VB") or token.text == ":" for token in cue):
        return False
    if any(token.lower_ in ("according", "per") for token in cue):
        return False
    return any(token.tag_.startswith("NN") for token in cue)


def _can_speak(doc: Doc, text: str, source: Range, confidence: float) -> bool:
    """Whether the source is a noun phrase, and no deed ("Kim's decision raised concerns") unless that is sure."""
    tokens = _tokens(doc, source)
    if not tokens or (any(token.tag_ in _FINITE for token in tokens) and _in_title(text, source)):
        return False
    head = doc[tokens[0].i : tokens[-1].i + 1].root
    return base_form(head) not in _deeds() or confidence >= LEAST_DEED


def _is_in_a_deed(doc: Doc, source: Range, cue: Sequence[Token]) -> bool:
    """Whether the source only stands inside a deed that is the cue's subject: "aid for the forces raised concern"."""
    subjects = (child for token in cue for child in token.children if child.dep_ in ("nsubj", "nsubjpass"))
    return any(
        base_form(subject) in _deeds()
        and not source.start <= subject.idx < source.end
        and any(subject.is_ancestor(inner) for inner in _tokens(doc, source))
        for subject in subjects
    )


def _is_done(cue: Sequence[Token], draft: Draft) -> bool:
    """Whether the cue is a passive that only tells what happened to its subject: "one was shown at a parade"."""
    passive = any(token.tag_ == "VBN" for token in cue) and any(token.lower_ in _BE for token in cue)
    assert draft.cue is not None
    return passive and draft.source is None and all(part.end <= draft.cue.start for part in draft.contents)


def _in_title(text: str, part: Range) -> bool:
    """Whether the line of ``part`` is a headline: short and without a full stop."""
    first, last = max(0, part.start - MAX_TITLE), min(len(text), part.end + MAX_TITLE)
    start, end = text.rfind("\n", first, part.start), text.find("\n", part.end, last)
    line = text[start + 1 if start >= 0 else first : end if end >= 0 else last].rstrip()
    return len(line) <= MAX_TITLE and line[-1:].isalnum()


@cache
def _sayings() -> frozenset[str]:
    lexicon = cue_lexicon()
    strict = load_toml("attribution/cues.toml")["strict"]["words"]
    return (
        frozenset(strict)
        | lexicon.clause
        | lexicon.object
        | lexicon.quotation
        | lexicon.noun_clause
        | lexicon.noun_infinitive
        | frozenset(lexicon.noun_prepositional)
    )


@cache
def _deeds() -> frozenset[str]:
    return frozenset(load_toml("attribution/cues.toml")["nouns"]["deeds"])
