"""Quotations and the cue beside them: "“...,” said Kim", "Kim told the crowd, “...”", "Kim: “...”"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.marks import QuotedRegion, word_count
from dprk_extract.attribution.rules.frames import (
    Frame,
    base_form,
    char_range,
    cue_range,
    source_range,
    source_token,
    trimmed,
    verb_key,
)
from dprk_extract.attribution.rules.gaps import Gap
from dprk_extract.attribution.rules.lexicon import CueLexicon
from dprk_extract.lemmas import lemma

_ASIDE = frozenset(["relcl", "acl"])
_PAUSE = (",", "—", "–", "-")
_CUT = (*_PAUSE, "!", "?", "…")
_NOUNS = ("NN", "PRP", "WP")
_SOURCE_ENDS = frozenset(
    [",", ";", ".", ":", "(", "in", "on", "at", "during", "after", "when", "while", "as", "to"]
)
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD", "IN", "TO"])
MAX_CUE_DISTANCE = 40
MAX_NAME = 10
MIN_EMBEDDED_WORDS = 3


def quote_frames(gap: Gap, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """The frames of the gap's cue with the quotation before it, after it, or both."""
    verbs = [
        t
        for t in gap.tokens
        if t.tag_.startswith("VB") and t.dep_ != "amod" and verb_key(t) in lexicon.quoting
    ]
    opening = _opening(gap, text, lexicon)
    if opening is not None:
        yield opening
        return
    before = _cue_after(gap, text, verbs) if verbs else None
    after = _cue_before(gap, verbs, lexicon) if verbs else None
    if before is not None and gap.left is not None:
        contents = [_said(gap, gap.left)]
        if before is after and gap.right is not None:
            contents.append(Range(gap.right.inner_start, gap.right.inner_end))
        yield from _frame(gap, before, contents, text)
    if after is not None and after is not before and gap.right is not None:
        yield from _frame(gap, after, [Range(gap.right.inner_start, gap.right.inner_end)], text)
    if after is None and verbs and gap.right is not None:
        yield from _embedded_clause(gap, verbs, text, lexicon)
    if after is None and gap.right is not None and gap.tokens[-1].text == ":":
        yield from _labelled(gap, gap.right, text)
    yield from _after_colon(gap, text, lexicon)


def embedded_frame(gap: Gap, text: str, lexicon: CueLexicon) -> Frame | None:
    """A weaker frame: the quotation on the right runs on from a sentence with a cue ("described her as “...”")."""
    region = gap.right
    if region is None or word_count(text[region.inner_start : region.inner_end]) < MIN_EMBEDDED_WORDS:
        return None
    for verb in reversed(gap.tokens):
        known = verb.tag_.startswith("VB") and verb_key(verb) in lexicon.embedding
        if not known or verb.dep_ in ("amod", "aux"):
            continue
        source = _source(gap, verb, text)
        if source is None:
            continue
        return Frame(
            "rule:embedded", cue_range(verb), source, (Range(region.inner_start, region.inner_end),), 0.55
        )
    return None


def _opening(gap: Gap, text: str, lexicon: CueLexicon) -> Frame | None:
    """ "Replied spokesman Jane Roe, “...”": the sentence opens with the verb, whatever its tag."""
    verb, last = gap.tokens[0], gap.tokens[-1]
    if gap.left is not None or gap.right is None or last.text not in (",", ":") or len(gap.tokens) < 3:
        return None
    past = verb.lower_.endswith("ed") and lemma(verb.lower_, "VBD") in lexicon.clause
    if not verb.text.istitle() or not (past or verb.lower_ in ("said", "says")):
        return None
    name = _name_after([token for token in gap.tokens[1:-1] if token.text != ","][:MAX_NAME])
    if not name or any(token.tag_ in _FINITE for token in gap.tokens[1:-1]):
        return None
    source = trimmed(text, char_range(gap.doc, name[0].i, gap.tokens[-2].i))
    said = Range(gap.right.inner_start, gap.right.inner_end)
    return Frame("rule:quotation", char_range(gap.doc, verb.i, verb.i), source, (said,), 0.95)


def _embedded_clause(gap: Gap, verbs: list[Token], text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """ "Roe said Poe lamented that “...”": Poe's words within what Roe said; too weak for anything else."""
    verb = _nested_cue(gap, verbs, lexicon)
    holder = source_token(verb) if verb is not None else None
    if verb is None or holder is None or gap.right is None or not holder.tag_.startswith("NN"):
        return
    source = source_range(holder, verb, text)
    yield Frame(
        "rule:embedded-clause",
        cue_range(verb),
        source,
        (Range(gap.right.inner_start, gap.right.inner_end),),
        0.45,
    )


def _nested_cue(gap: Gap, verbs: list[Token], lexicon: CueLexicon) -> Token | None:
    """The verb directly before the quotation (or its "that") where its clause is what another verb says."""
    last = gap.tokens[-1]
    verb = next((verb for verb in reversed(verbs) if verb.dep_ != "relcl"), verbs[-1])
    beside = last is verb or (last.lower_ == "that" and gap.tokens[-2:-1] == (verb,))
    embedded = verb.dep_ == "ccomp" and base_form(verb.head) in lexicon.clause and verb.head in verbs
    return verb if beside and embedded else None


def _said(gap: Gap, region: QuotedRegion) -> Range:
    if gap.left_is_clause:
        return Range(region.inner_start, region.inner_end)
    return Range(gap.clause_start, region.end)


def _frame(gap: Gap, verb: Token, contents: Sequence[Range], text: str) -> Iterator[Frame]:
    source = _source(gap, verb, text)
    kept = tuple(part for part in contents if part.end > part.start)
    if kept:
        yield Frame("rule:quotation", cue_range(verb), source, kept, 0.95 if source else 0.6)


def _source(gap: Gap, verb: Token, text: str) -> Range | None:
    """The verb's subject where the parse sees it outside the quotation, else the words beside the verb."""
    holder = source_token(verb)
    if holder is not None and not _quoted(holder, gap):
        return source_range(holder, verb, text)
    at = bisect_left(gap.tokens, verb.i, key=lambda token: token.i)
    near = gap.tokens[max(0, at - MAX_NAME) : at] if gap.tokens[at : at + 1] == (verb,) else ()
    name = _name_before(near) or _name_after(gap.tokens[at + 1 : at + 1 + MAX_NAME])
    return trimmed(text, char_range(verb.doc, name[0].i, name[-1].i)) if name else None


def _quoted(token: Token, gap: Gap) -> bool:
    return any(
        region is not None and region.start <= token.idx < region.end for region in (gap.left, gap.right)
    )


def _name_before(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that ends directly before the verb."""
    name: list[Token] = []
    for token in reversed(tokens):
        if token.dep_ in ("aux", "neg", "advmod") and not name:
            continue
        if token.text in (",", ";", ":", "(", "—") or (token.tag_.startswith("VB") and token.dep_ != "amod"):
            break
        name.insert(0, token)
    return name if any(token.tag_.startswith(_NOUNS) for token in name) else []


def _name_after(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that begins directly behind the verb."""
    name: list[Token] = []
    for token in tokens:
        if token.lower_ in _SOURCE_ENDS or token.tag_.startswith("VB"):
            break
        name.append(token)
    return name if any(token.tag_.startswith(_NOUNS) for token in name) else []


def _labelled(gap: Gap, region: QuotedRegion, text: str) -> Iterator[Frame]:
    """ "Kim Yo Jong: “...”": the capitalised words directly before the colon."""
    name: list[Token] = []
    for token in reversed(gap.tokens[:-1]):
        if (
            not (token.text[:1].isupper() or (name and token.lower_ in ("of", "the", "and")))
            or len(name) >= MAX_NAME
        ):
            break
        name.insert(0, token)
    while name and not name[0].text[:1].isupper():
        name.pop(0)
    if name and any(token.tag_.startswith("NNP") for token in name):
        source = trimmed(text, char_range(gap.tokens[0].doc, name[0].i, name[-1].i))
        colon = gap.tokens[-1]
        cue = Range(colon.idx, colon.idx + 1)
        yield Frame("rule:label", cue, source, (Range(region.inner_start, region.inner_end),), 0.8)


def _after_colon(gap: Gap, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """ "he said, adding: We are ready." without marks; the rest of the sentence is what was said."""
    for verb, colon in pairwise(gap.tokens[:-1]):
        if colon.text == ":" and verb.tag_.startswith("VB") and verb_key(verb) in lexicon.quoting:
            said = trimmed(text, char_range(colon.doc, colon.i + 1, gap.tokens[-1].i))
            source = _source(gap, verb, text)
            if said is not None and source is not None and gap.right is None:
                yield Frame("rule:colon", cue_range(verb), source, (said,), 0.85)


def _cue_after(gap: Gap, text: str, verbs: list[Token]) -> Token | None:
    """The cue of the quotation that ends where the gap begins."""
    if gap.left is None:
        return None
    said = text[gap.left.inner_start : gap.left.inner_end].rstrip()
    outside = gap.tokens[0].text in (*_PAUSE, "--")
    if not said or not (outside or said.endswith(_CUT)):
        return None
    verb = next((verb for verb in verbs if verb.dep_ not in _ASIDE), verbs[0])
    if verb.i - gap.tokens[0].i > MAX_CUE_DISTANCE:
        return None
    if not gap.left_is_clause:
        own = any(child.dep_ == "nsubj" and child.idx >= gap.left.end for child in verb.children)
        return verb if own and verb.i - gap.tokens[0].i <= MAX_NAME and verb.tag_ != "VBG" else None
    if said.endswith(_PAUSE) or outside:
        return verb
    # After "!" or "?" a new sentence may begin: its cue is then followed by a content of its own.
    return None if any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children) else verb


def _cue_before(gap: Gap, verbs: list[Token], lexicon: CueLexicon) -> Token | None:
    """The cue of the quotation that begins where the gap ends."""
    if gap.right is None:
        return None
    last = gap.tokens[-1]
    verb = next((verb for verb in reversed(verbs) if verb.dep_ != "relcl"), verbs[-1])
    if verb.dep_ == "ccomp" and base_form(verb.head) in lexicon.clause and verb.head in verbs:
        return None  # "he said he believes “...”": the clause is what he said
    beside = (
        last is verb or last.text in (":", ",") or (last.lower_ == "that" and gap.tokens[-2:-1] == (verb,))
    )
    return verb if beside else None
