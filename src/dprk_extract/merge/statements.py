"""What of a document can be compared: its attributions, and its factual sentences with a number or a date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, TypeVar

from dprk_extract.data import load_toml
from dprk_extract.records import DateMention, Extraction, Quantity, Quote, Statement, TextSpan, content_id

Item = TypeVar("Item", DateMention, Quantity)
LEAST_WORDS = 4
LONGEST_CUT = 2000  # code points of a sentence that is looked through for clauses
_BESIDE = 3
_VERB_WITHIN = 5  # words of a clause that follows a conjunction
_PLACELESS = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_CONJUNCTION = re.compile(r"(?:[,;]? (?:and|but|while|whereas)|;) ")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z][A-Za-z .,'’/-]{0,60}[^\n]{0,50}?(?:\([^)\n]{2,40}\)\s*)?\s(?:--?|–|—)\s"
)
_PLACE_AND_DAY = re.compile(
    r"\s*[A-Z][\w.'’ -]{0,30}(?:, [A-Z][\w.'’ -]{0,30})?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? \([^)\n]{2,40}\)"
    r"[ \t]*(?:--?|–|—)[ \t]*"
)
_HEAD_LINES = 6  # among which a dateline may stand
_PAIR = re.compile(r"\b(?:between|both|from \d)[^,;]*$", re.IGNORECASE)
_LOOSE_END = re.compile(r"[,;]?\s(?:and|but|or|that|which|who|while|as)\s*$")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def statements_of(extraction: Extraction) -> list[Statement]:
    """The statements of one document, in text order.

    Every quote is one. So is every stretch of a sentence outside contents, cues and sources that carries a quantity
    or a calendar date; a stretch beside an attribution needs a quantity, as a date there says when it was said.
    """
    dates, numbers = _Places(extraction.dates), _Places(extraction.numbers)
    found = [_of_quote(q, dates.inside(q.fragments), numbers.inside(q.fragments)) for q in extraction.quotes]
    found += _facts(extraction)
    return sorted(found, key=lambda statement: (statement.start, statement.end, statement.id))


def _of_quote(quote: Quote, dates: list[DateMention], numbers: list[Quantity]) -> Statement:
    return Statement(
        id=content_id("statement", quote.document, quote.start, quote.end, quote.id),
        document=quote.document, start=quote.start, end=quote.end, text=quote.text, kind=quote.kind,
        speaker=quote.speaker.name if quote.speaker else None,
        speaker_id=quote.speaker.id if quote.speaker else None,
        via=quote.via, negated=quote.negated, quote=quote.id,
        dates=tuple(date.id for date in dates), numbers=tuple(number.id for number in numbers),
        fragments=quote.fragments,
    )  # fmt: skip


class _Places(Generic[Item]):
    """The dates, or the numbers, of a document by their place."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items: list[Item] = sorted(items, key=_start)
        self._starts: list[int] = [item.start for item in self._items]

    def between(self, left: int, right: int) -> list[Item]:
        """Those within ``left:right``, in text order."""
        at = self._starts
        here = self._items[bisect_left(at, left) : bisect_left(at, right)]
        return [item for item in here if item.end <= right]

    def inside(self, places: Sequence[TextSpan]) -> list[Item]:
        """Those within one of ``places``, each once, in text order."""
        found = {item.id: item for place in places for item in self.between(place.start, place.end)}
        return sorted(found.values(), key=_start)


def _facts(extraction: Extraction) -> list[Statement]:
    taken = _joined((place.start, place.end) for quote in extraction.quotes for place in _said(quote))
    dates = _Places([date for date in extraction.dates if places_something(date)])
    spans = _Places([date for date in extraction.dates if is_measured(date)])
    numbers = _Places(extraction.numbers)
    found: list[Statement] = []
    dateline = dateline_of(extraction.document.text)
    for start, end in extraction.sentences:
        start = dateline[1] if dateline[0] <= start < dateline[1] else start
        for left, right, whole in _free(start, end, taken):
            numbers_here = numbers.between(left, right)
            dates_here, spans_here = dates.between(left, right), spans.between(left, right)
            if numbers_here or spans_here or (dates_here and whole):
                found += _clauses(extraction, left, right, dates_here + spans_here, numbers_here)
    return found


def places_something(mention: DateMention) -> bool:
    """Whether a date expression names a calendar date or time, with or without its year."""
    return mention.timex_type in ("DATE", "TIME") and mention.value not in _PLACELESS


def _said(quote: Quote) -> list[TextSpan]:
    """The places of a quote that state no fact: content and cue, and the source beside the cue ("Kim said")."""
    places = list(quote.fragments)
    mention = quote.speaker.mention if quote.speaker else None
    if quote.cue is not None:
        places.append(quote.cue)
        beside = (
            mention is not None
            and max(quote.cue.start - mention.end, mention.start - quote.cue.end) <= _BESIDE
        )
        if mention is not None and beside:
            places.append(mention)
    return places


def dateline_of(text: str) -> tuple[int, int]:
    """Where the dateline of an article ("SEOUL, November 18, 2025 (Wire) - ") starts and ends; ``(0, 0)`` if none.

    It opens the text or, with place, day and agency, one of the lines below the headline.
    """
    match = _DATELINE.match(text)
    at = 0
    for _ in range(_HEAD_LINES):
        if match is not None or at < 0:
            break
        match = _PLACE_AND_DAY.match(text, at)
        at = text.find("\n", at) + 1 or -1
    return (match.start(), match.end()) if match else (0, 0)


def is_measured(mention: DateMention) -> bool:
    """Whether a date expression is a duration of a stated length, and so a number too."""
    return mention.timex_type == "DURATION" and any(char.isdigit() for char in mention.value)


def _start(item: DateMention | Quantity) -> int:
    return item.start


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places as stretches that do not overlap, in text order."""
    found: list[tuple[int, int]] = []
    for left, right in sorted(places):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """The stretches of a sentence outside ``taken``: ``(start, end, whether it is the whole sentence)``.

    What is taken does not overlap and is in text order.
    """
    stretches = []
    at = start
    touched = False
    for index in range(bisect_right(taken, start, key=lambda place: place[1]), len(taken)):
        left, right = taken[index]
        if left >= end:
            break
        touched = True
        if left > at:
            stretches.append((at, left, False))
        at = right
    if at < end:
        stretches.append((at, end, not touched))
    return stretches


def _clauses(
    extraction: Extraction, left: int, right: int, dates: list[DateMention], numbers: list[Quantity]
) -> list[Statement]:
    """The facts of a stretch: it is cut at a conjunction between clauses that have each a verb and a value."""
    text = extraction.document.text
    start = left
    found: list[Statement] = []
    values: list[DateMention | Quantity] = [*dates, *numbers] if right - left <= LONGEST_CUT else []
    for match in _CONJUNCTION.finditer(text, left, right) if values else ():
        here = [item for item in values if start <= item.start and item.end <= match.start()]
        later = [item for item in values if item.start >= match.end()]
        if not here or not later:
            continue
        between = any(date.start == match.end() for date in dates) or _PAIR.search(text, start, match.start())
        if not between and _is_clause(text[start : match.start()]) and (
            _is_clause(text[match.end() : right], _VERB_WITHIN)
        ):  # fmt: skip
            found += _fact(extraction, start, match.start(), dates, numbers)
            start = match.end()
    return found + _fact(extraction, start, right, dates, numbers)


def _is_clause(text: str, reach: int = 64) -> bool:
    """Whether a stretch of words looks like a clause: long enough, with a verb form among the first ``reach``."""
    words = _WORD.findall(text)
    verbs = load_toml("merge/words.toml")
    known = _verb_forms(verbs["auxiliaries"], tuple(verbs["irregular"]))
    return len(words) >= LEAST_WORDS and any(
        word in known or (word.endswith("ed") and len(word) > 4) for word in map(str.lower, words[:reach])
    )


@cache
def _verb_forms(auxiliaries: str, irregular: tuple[str, ...]) -> frozenset[str]:
    return frozenset(auxiliaries.split()) | frozenset(irregular)


def _fact(
    extraction: Extraction, left: int, right: int, dates: list[DateMention], numbers: list[Quantity]
) -> list[Statement]:
    text = extraction.document.text
    while left < right and not (text[left].isalnum() or text[left] in "$€£¥₩"):
        left += 1
    while right > left and (text[right - 1].isspace() or text[right - 1] in ".,;:!?—–-\"“”'‘("):
        right -= 1
    body = text[left:right]
    loose_end = _LOOSE_END.search(body)
    if loose_end is not None:
        body = body[: loose_end.start()]
        right = left + len(body)
    if len(_WORD.findall(body)) < LEAST_WORDS or len(_LETTERS.findall(body)) < LEAST_WORDS - 1:
        return []
    document = extraction.document.id
    dates, numbers = _Places(dates).between(left, right), _Places(numbers).between(left, right)
    return [
        Statement(
            id=content_id("statement", document, left, right, "fact"), document=document, start=left, end=right,
            text=body, kind="fact", speaker=None, speaker_id=None, via=(), negated=False, quote=None,
            dates=tuple(date.id for date in dates), numbers=tuple(number.id for number in numbers),
            fragments=(TextSpan(left, right, body),),
        )
    ]  # fmt: skip
