"""Where words were really said: verbatim, cut short, or in other words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Literal

from rapidfuzz.distance import LCSseq

from dprk_extract.merge.words import Word, mass_of, split_words, terms_of
from dprk_extract.records import Extraction, Quote

MatchHow = Literal["verbatim", "trimmed", "reworded"]
LEAST_RUN = 4
LEAST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A place where the words, part of them, or their sense stands. ``quote`` is the id of the quote that holds it."""

    document: str
    outlet: str
    published: date | None
    start: int
    end: int
    text: str
    how: MatchHow
    score: float
    quote: str | None
    speaker: str | None
    negated: bool = False  # the quote that holds it is something that was not said


def find_quote(words: str, extractions: Sequence[Extraction]) -> list[QuoteMatch]:
    """The places of ``words`` in all documents, verbatim first, then by score.

    ``trimmed``: a place that has at least four of the words, and a quarter, in a row. ``reworded``: a statement that
    holds most of what the words tell (weights as in merging). Offsets are code points of the document's text.
    """
    wanted = [word.form for word in split_words(words)]
    if not wanted:
        return []
    unique = {extraction.document.id: extraction for extraction in extractions}
    found = [match for key in sorted(unique) for match in _in_document(wanted, unique[key])]
    rank = {"verbatim": 0, "trimmed": 1, "reworded": 2}
    return sorted(
        found, key=lambda m: (rank[m.how], -m.score, str(m.published or "9999"), m.document, m.start)
    )


def _in_document(wanted: list[str], extraction: Extraction) -> list[QuoteMatch]:
    words = split_words(extraction.document.text)
    places = [(at, at + len(wanted), 1.0) for at in _occurrences(wanted, [word.form for word in words])]
    how: MatchHow = "verbatim" if places else "trimmed"
    found = _matches(extraction, words, places or _runs(wanted, words), how)
    return found + _reworded(wanted, extraction, found)


def _occurrences(wanted: list[str], forms: list[str]) -> list[int]:
    """The indices at which all the words stand in a row."""
    text, words = f" {' '.join(forms)} ", f" {' '.join(wanted)} "
    before = list(accumulate((len(form) + 1 for form in forms), initial=0))  # each word's space
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(bisect_left(before, at))
        at = text.find(words, at + 1)
    return found


def _runs(wanted: list[str], words: list[Word]) -> list[tuple[int, int, float]]:
    """The longest stretches of the document that repeat a stretch of the words: ``(first, end, share)``."""
    needed = max(LEAST_RUN, (len(wanted) + 3) // 4)
    starts: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(wanted) - needed + 1):
        starts.setdefault(tuple(wanted[at : at + needed]), []).append(at)
    forms = [word.form for word in words]
    found: list[tuple[int, int, float]] = []
    at = 0
    while at <= len(forms) - needed:
        size = 0
        for begin in starts.get(tuple(forms[at : at + needed]), ()):
            length = needed
            while at + length < len(forms) and begin + length < len(wanted) and (
                forms[at + length] == wanted[begin + length]
            ):  # fmt: skip
                length += 1
            size = max(size, length)
        if size:
            found.append((at, at + size, size / len(wanted)))
        at += size or 1
    return found


def _matches(
    extraction: Extraction, words: list[Word], places: Sequence[tuple[int, int, float]], how: MatchHow
) -> list[QuoteMatch]:
    """The records of places, which are in text order, each with the innermost quote that it touches."""
    waiting = sorted(
        ((part.start, part.end, quote) for quote in extraction.quotes for part in quote.fragments),
        key=lambda part: part[:2],
        reverse=True,
    )
    near: list[tuple[int, int, Quote]] = []
    found = []
    for first, behind, score in places:
        start, end = words[first].start, words[behind - 1].end
        while waiting and waiting[-1][0] < end:
            near.append(waiting.pop())
        near = [part for part in near if part[1] > start]
        touching = (quote for _, _, quote in near)
        holder = min(touching, key=lambda quote: (quote.end - quote.start, quote.id), default=None)
        found.append(_record(extraction, start, end, how, score, holder))
    return found


def _record(
    extraction: Extraction, start: int, end: int, how: MatchHow, score: float, quote: Quote | None
) -> QuoteMatch:
    document = extraction.document
    return QuoteMatch(
        document.id, document.publisher or document.source_id or document.path, document.published, start, end,
        document.text[start:end], how, round(score, 4), quote.id if quote else None,
        quote.speaker.name if quote and quote.speaker else None, bool(quote and quote.negated),
    )  # fmt: skip


def _reworded(wanted: list[str], extraction: Extraction, found: Sequence[QuoteMatch]) -> list[QuoteMatch]:
    terms = frozenset(term.name for term in terms_of(wanted) if term.name)
    mass = mass_of(terms)
    if len(terms) < 2:
        return []
    matches = []
    for quote in extraction.quotes:
        before = bisect_left(found, quote.end, key=lambda match: match.start)  # the last of these ends last
        if before and found[before - 1].end > quote.start:
            continue
        forms = [word.form for part in quote.fragments for word in split_words(part.text)]
        shared = terms & {term.name for term in terms_of(forms)}
        share = mass_of(shared) / mass
        if len(shared) > 1 and share >= LEAST_SHARE:
            order = LCSseq.normalized_similarity(wanted, forms)
            matches.append(
                _record(extraction, quote.start, quote.end, "reworded", 0.8 * share + 0.2 * order, quote)
            )
    return matches
