"""Saying or only wanting: which finds are left where attitudes do not count.

Taggers trained on news mark attitudes as attributions too ("the party wants talks"). In the style of a state agency,
whose narrator gives everybody attitudes and deeds, those are no statements, so that only cues of saying are kept.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Draft
from dprk_extract.attribution.marks import word_count
from dprk_extract.attribution.rules.frames import Frame, base_form
from dprk_extract.data import load_toml

Attitudes = Literal["auto", "keep", "drop"]
_HEAD = 400
MIN_WORDS = 5  # of a quotation; less are names and scare quotes


def drops_attitudes(text: str, wanted: Attitudes) -> bool:
    """Whether attitudes are to be dropped; ``auto`` drops them in state-agency style."""
    if wanted != "auto":
        return wanted == "drop"
    layouts = load_toml("attribution/layouts.toml")
    head = text[:_HEAD]
    return any(mark in head for mark in layouts["agency"]["datelines"]) or text.rstrip().endswith(
        layouts["block"]["end_mark"]
    )


def is_said(doc: Doc, item: Draft | Frame) -> bool:
    """Whether the cue is one of saying; statements printed whole and labels always are."""
    if item.cue is None:
        return isinstance(item, Draft) and not any(note.startswith("tagger:") for note in item.evidence)
    cue = doc.char_span(item.cue.start, item.cue.end, alignment_mode="expand")
    if cue is None:
        return False
    words, with_noun, nouns = _strict()
    called, on = _calling()
    bases = {base for token in cue for base in (_base(token), token.lower_)}
    calling = any(token.tag_.startswith("VB") and _base(token) in called for token in cue)
    if calling and any(token.lower_ in on for token in cue):
        return True
    return ":" in bases or bool(bases & words) or (bool(bases & with_noun) and bool(bases & nouns))


def quotes_words(doc: Doc, draft: Draft, boundaries: Boundaries) -> bool:
    """Whether a verb that is no word of saying has a whole clause in marks beside it: "blustered that “...”"."""
    cue = draft.cue
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue is not None else None
    verb = span is not None and any(token.tag_.startswith("VB") for token in span)
    return verb and any(
        boundaries.is_quoted(part) and word_count(boundaries.text[part.start : part.end]) >= MIN_WORDS
        for part in draft.contents
    )


def _base(token: Token) -> str:
    return base_form(token) if token.tag_.startswith("VB") else token.lower_


@cache
def _strict() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    strict = load_toml("attribution/cues.toml")["strict"]
    return frozenset(strict["words"]), frozenset(strict["with_noun"]), frozenset(strict["nouns"])


@cache
def _calling() -> tuple[frozenset[str], frozenset[str]]:
    strict = load_toml("attribution/cues.toml")["strict"]
    return frozenset(strict["with_preposition"]), frozenset(strict["prepositions"])
