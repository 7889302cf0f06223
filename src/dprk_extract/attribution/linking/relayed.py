"""Statements that an outlet relays: "Yonhap quoted an official as saying the port was shut".

The one who is quoted is the source of what was said; the outlet's quoting is an attribution of its own, around it.
So is a report behind a participle: "Kim rejected the offer, saying that ..., state media reported".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Coverage, Draft, overlap
from dprk_extract.attribution.rules.frames import (
    SUBJECTS,
    Frame,
    base_form,
    char_range,
    cue_range,
    source_range,
    source_token,
    subtree,
    without,
)
from dprk_extract.attribution.rules.lexicon import cue_lexicon

MAX_PAUSE = 4  # code points that hold the comma before a participle
MAX_BETWEEN = 40  # tokens from the verb of quoting to "as saying"


@dataclass(frozen=True, slots=True)
class _Relay:
    """ "Yonhap quoted an official as saying": verb, who is quoted, and the participle."""

    verb: Token
    quoted: Range
    participle: Token
    outlet: Range | None


def relay(doc: Doc, coverage: Coverage, boundaries: Boundaries) -> list[Draft]:
    """The statements of those who are quoted; the drafts of the verb of quoting become their outer ones."""
    made = []
    for found in _relays(doc, boundaries.text):
        inner = _split(found, coverage, boundaries)
        if inner is not None:
            made.append(inner)
    return made


@cache
def _as_saying() -> re.Pattern[str]:
    """A quick look at the text: without "as saying" there is no need to walk over the tokens."""
    return re.compile(rf"as\s?(?:{'|'.join(map(re.escape, sorted(cue_lexicon().going_on)))})", re.IGNORECASE)


def _relays(doc: Doc, text: str) -> Iterator[_Relay]:
    """Every "quoted ... as saying" of the document, also in the passive."""
    lexicon = cue_lexicon()
    if not _as_saying().search(text):
        return
    verb: Token | None = None
    for token in doc:
        if token.is_sent_start:
            verb = None
        if token.tag_.startswith("VB") and base_form(token) in lexicon.quoting_others:
            verb = token
        elif (
            verb is not None
            and token.lower_ in lexicon.going_on
            and doc[token.i - 1].lower_ == "as"
            and token.i - verb.i <= MAX_BETWEEN
        ):
            found = _relay(verb, token, text)
            verb = None
            if found is not None:
                yield found


def _relay(verb: Token, participle: Token, text: str) -> _Relay | None:
    doc = verb.doc
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if passive is not None:
        quoted = source_range(passive, verb, text)
        agents = [c for v in (verb, participle) for c in v.children if c.lower_ == "by"]
        outlet = next((subtree(n) for by in agents for n in by.children if n.dep_ == "pobj"), None)
        return _Relay(verb, quoted, participle, outlet) if quoted is not None else None
    first, last = verb.i + 1, participle.i - 2
    if last < first:
        # "whom Yonhap quoted as saying": the one who is quoted stands before the verb.
        if verb.dep_ != "relcl":
            return None
        holder = verb.head
        quoted = source_range(holder, verb, text)
    else:
        quoted = next(iter(without(text, char_range(doc, first, last), [])), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or source_token(verb)
    outlet = source_range(subject, verb, text) if subject is not None else None
    return _Relay(verb, quoted, participle, outlet) if quoted is not None else None


def _split(found: _Relay, coverage: Coverage, boundaries: Boundaries) -> Draft | None:
    verb, participle = cue_range(found.verb), cue_range(found.participle)
    bridge = Range(min(verb.start, found.quoted.start), participle.end)
    drafts = coverage.with_cues(bridge)
    parts = [
        piece for d in drafts for part in d.contents for piece in without(boundaries.text, part, [bridge])
    ]
    for draft in drafts:
        for part in list(draft.contents):
            coverage.release(draft, part)
    if not any(part.start >= participle.end or part.end <= bridge.start for part in parts):
        clause = [
            c
            for c in found.participle.children
            if c.dep_ in ("ccomp", "dobj", "dep") and c.i > found.participle.i
        ]
        parts = [subtree(c) for c in clause[:1]]
    if any(part.end <= bridge.start for part in parts):
        # Behind "as saying" then only stands when and where: "“...,” Yonhap quoted him as saying on Monday".
        parts = [part for part in parts if part.end <= bridge.start or boundaries.is_quoted(part)]
    said = [fit for part in parts if (fit := boundaries.snap(part)) is not None]
    if not said:
        return None
    said = list(dict.fromkeys(said))
    score = max((d.score for d in drafts), default=0.85)
    evidence = next((d.evidence[:2] for d in drafts), ["rule:relayed"])
    inner = Draft(said, participle, found.quoted, score, [*evidence, "link:relayed"])
    if found.outlet is not None and not overlap(found.outlet, found.quoted):
        whole = (
            [*said, Range(found.quoted.start, participle.end)] if found.quoted.start > verb.start else said
        )
        inner.within = Draft(whole, verb, found.outlet, score, [*evidence, "link:relays"])
        coverage.add(inner.within)
    return inner


def split_at_reports(coverage: Coverage, frames: Sequence[Frame], boundaries: Boundaries) -> list[Draft]:
    """ "Kim rejected it, saying that A, state media reported": what Kim says lies in what state media reported."""
    text, going_on = boundaries.text, cue_lexicon().going_on
    hosts = {frame.cue: frame for frame in frames}
    made = []
    for frame in frames:
        if frame.source is None or text[frame.cue.start : frame.cue.end].lower() not in going_on:
            continue
        for draft in coverage.touches(frame.cue):
            part = next(
                (p for p in draft.contents if p.start == frame.cue.start and frame.cue.end < p.end), None
            )
            if part is None or draft.cue is None or draft.cue.start < part.end or draft.source is None:
                continue
            if overlap(draft.source, frame.source) or not text[
                max(0, part.start - MAX_PAUSE) : part.start
            ].rstrip().endswith(","):
                continue
            said = boundaries.snap(Range(frame.cue.end, part.end))
            if said is None:
                continue
            made.append(
                Draft([said], frame.cue, frame.source, draft.score, [*draft.evidence, "link:relayed"])
            )
            host = hosts.get(draft.cue)
            start = (
                min(frame.source.start, host.contents[0].start) if host is not None else frame.source.start
            )
            coverage.release(draft, part)
            whole = boundaries.stripped(Range(start, part.end))
            coverage.extend(draft, whole if whole is not None else part, "link:relays")
            made[-1].within = draft
    return made
