"""Quotations and the cue beside them: "“...,” said Kim", "Kim told the crowd, “...”"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.marks import QuotedRegion
from dprk_extract.attribution.rules.frames import (
    Frame,
    cue_range,
    source_range,
    source_token,
    verb_key,
)
from dprk_extract.attribution.rules.lexicon import CueLexicon, cue_lexicon

_FINAL = (".", "!", "?", "…")
_ASIDE = frozenset(["relcl", "acl"])
MAX_CUE_DISTANCE = 40


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch outside quotation marks without a sentence border, and the quotations that touch it."""

    tokens: tuple[Token, ...]
    left: QuotedRegion | None
    right: QuotedRegion | None
    left_is_clause: bool  # no word of the narrator's runs into the quotation on the left


def gaps(doc: Doc, regions: Sequence[QuotedRegion], start: int, end: int) -> Iterator[Gap]:
    """The gaps between ``regions`` (outermost, in order) of the paragraph ``start`` .. ``end``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    pending = list(regions)
    tokens: list[Token] = []
    left: QuotedRegion | None = None
    clause = True
    for token in span:
        while pending and token.idx >= pending[0].end:
            left = pending.pop(0)
        if pending and token.idx + len(token) > pending[0].start:
            if tokens:
                yield Gap(tuple(tokens), left, None if _ended(tokens) else pending[0], clause)
                clause = _ended(tokens) or tokens[-1].text in (",", ":", "—", "–", "-") or _is_cue(tokens[-1])
                tokens = []
            left = None
            continue
        if tokens and token.is_sent_start and _ended(tokens):
            yield Gap(tuple(tokens), left, None, clause)
            tokens, left, clause = [], None, True
        if not token.is_space:
            tokens.append(token)
    if tokens:
        yield Gap(tuple(tokens), left, None, clause)


def _ended(tokens: list[Token]) -> bool:
    return tokens[-1].text.endswith(_FINAL) and not tokens[-1].text[:-1].isalpha()


def _is_cue(token: Token) -> bool:
    return token.tag_.startswith("VB") and verb_key(token) in cue_lexicon().quoting


def quote_frames(gap: Gap, text: str, lexicon: CueLexicon) -> Iterator[Frame]:
    """The frames of the gap's cue with the quotation before it, after it, or both."""
    verbs = [
        token for token in gap.tokens if token.tag_.startswith("VB") and verb_key(token) in lexicon.quoting
    ]
    if not verbs:
        return
    before = _cue_after(gap, text, verbs)
    after = _cue_before(gap, verbs)
    if before is not None and before is after:
        assert gap.left is not None and gap.right is not None
        yield from _frame(before, [gap.left, gap.right], text)
        return
    if before is not None and gap.left is not None:
        yield from _frame(before, [gap.left], text)
    if after is not None and gap.right is not None:
        yield from _frame(after, [gap.right], text)


def _frame(verb: Token, regions: list[QuotedRegion], text: str) -> Iterator[Frame]:
    holder = source_token(verb)
    source = source_range(holder, verb, text) if holder is not None else None
    contents = tuple(Range(r.inner_start, r.inner_end) for r in regions if r.inner_end > r.inner_start)
    if contents:
        yield Frame("rule:quotation", cue_range(verb), source, contents, 0.95 if source else 0.6)


def _cue_after(gap: Gap, text: str, verbs: list[Token]) -> Token | None:
    """The cue of the quotation that ends where the gap begins."""
    if gap.left is None or not gap.left_is_clause:
        return None
    said = text[gap.left.inner_start : gap.left.inner_end].rstrip()
    outside = gap.tokens[0].text in (",", "—", "–", "-", "--")
    if not said or (said.endswith(".") and not outside):
        return None
    main = [verb for verb in verbs if verb.dep_ not in _ASIDE] or verbs
    verb = main[0]
    if verb.i - gap.tokens[0].i > MAX_CUE_DISTANCE or not (
        outside or said.endswith((",", "!", "?", "…", "-", "—"))
    ):
        return None
    if said.endswith((",", "—", "-")) or outside:
        return verb
    # After "!" or "?" a new sentence may begin: its cue is then followed by a content of its own.
    return None if any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children) else verb


def _cue_before(gap: Gap, verbs: list[Token]) -> Token | None:
    """The cue of the quotation that begins where the gap ends."""
    if gap.right is None:
        return None
    last = gap.tokens[-1]
    main = [verb for verb in verbs if verb.dep_ not in ("relcl",)] or verbs
    verb = main[-1]
    if last is verb or last.text in (":", ",") or (last.lower_ == "that" and gap.tokens[-2:-1] == (verb,)):
        return verb
    return None
