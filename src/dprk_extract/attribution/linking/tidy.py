"""Sources and cues in their own borders.

A source is a noun phrase: not the full stop that a parse tore off a name ("Roe Cos."), nor the day or the place
behind it ("the paper Friday", "Roe at"), nor the list's bullet before it. A cue that took in its own subject ("Roe
also stressed") gives it back.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.drafts import Draft, overlap
from dprk_extract.data import load_toml

_SUBJECTS = frozenset(["nsubj"])
_NAME = frozenset(["NNP", "NNPS", "HYPH"])
_LEANING = frozenset(["IN", "TO", "CC"])
_BULLETS = frozenset(["-", "–", "—", "--", "•", "*", "·", "▪", "►", ">", ".", ",", ";", ":"])
_LEADS = frozenset(["on", "late", "early", "last"])
_CLAUSES = frozenset(["WP", "WDT", "WRB", "VBD", "VBZ", "VBP", "MD"])
MAX_NAME = 6


def tidied(doc: Doc, draft: Draft) -> None:
    """Bring the draft's cue and source into their borders; neither is ever emptied."""
    if draft.source is None and draft.cue is not None:
        _give_back(doc, draft)
    if draft.source is not None:
        draft.source = _bare(doc, draft.source)


def _bare(doc: Doc, source: Range) -> Range:
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None or not len(span):
        return source
    if all(token.text == "." for token in span):
        return _with_name_before(doc, span, source)
    first, last = span.start, span.end
    while first < last - 1 and doc[first].text in _BULLETS:
        first += 1
    last = _before_time(doc, first, last)
    while last - 1 > first and doc[last - 1].tag_ in _LEANING and doc[last - 1].text.islower():
        if not doc[last - 2].tag_.startswith(("NN", "PRP")):
            break
        last -= 1
    start = doc[first].idx if first > span.start else source.start
    end = doc[last - 1].idx + len(doc[last - 1]) if last < span.end else source.end
    return Range(start, end) if start < end else source


def _with_name_before(doc: Doc, span: Span, source: Range) -> Range:
    """ "Roe-Poe Cos" before the full stop that was taken for the source."""
    first = span.start
    while first > 0 and span.start - first < MAX_NAME and not doc[first - 1].is_space:
        before = doc[first - 1]
        if not (before.tag_ in _NAME or before.text[:1].isupper() or before.text in ("-", "&", "'s")):
            break
        first -= 1
    return Range(doc[first].idx, source.end) if first < span.start else source


def _before_time(doc: Doc, first: int, last: int) -> int:
    """The end of the source without the day behind it: "Friday", "on Friday", "on October 19"."""
    end = last - 1
    dated = doc[end].text.isdigit() and end > first and doc[end - 1].text in _months()
    end -= dated
    if end <= first or not (dated or doc[end].text in _days()):
        return last
    if doc[end - 1].lower_ in _LEADS:
        end -= 1
    elif dated:
        return last
    # Behind a participle or within a clause the day belongs to that: "a poll released Friday".
    plain = end > first and doc[end - 1].tag_.startswith(("NN", "PRP"))
    return end if plain and not any(doc[i].tag_ in _CLAUSES for i in range(first, end)) else last


def _give_back(doc: Doc, draft: Draft) -> None:
    """ "Roe also stressed" as a cue without a source: the subject before the verb is the source."""
    assert draft.cue is not None
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    if span is None or len(span) < 2:
        return
    subject = next((t for t in span if t.dep_ in _SUBJECTS and t.tag_.startswith(("NNP", "PRP"))), None)
    if subject is None or subject.lower_ == "it" or subject.head.i <= subject.i or subject.head not in span:
        return
    start = max(subject.left_edge.idx, draft.cue.start)
    source = Range(start, subject.idx + len(subject))
    rest = doc[subject.i + 1]
    if any(overlap(source, part) for part in draft.contents) or rest.idx >= draft.cue.end:
        return
    draft.source, draft.cue = source, Range(rest.idx, draft.cue.end)
    draft.note("link:subject")


@cache
def _days() -> frozenset[str]:
    return frozenset(load_toml("attribution/cues.toml")["sources"]["days"])


@cache
def _months() -> frozenset[str]:
    return frozenset(load_toml("attribution/cues.toml")["sources"]["months"])
