"""How the work grows with the input, and extractions made from records, without a parse."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from dprk_extract.records import (
    DateMention,
    Document,
    EntityMention,
    EntityRecord,
    Extraction,
    Quantity,
    Quote,
    Speaker,
    TextSpan,
    content_id,
)

T = TypeVar("T")
FACTOR, MOST, SLACK = 4, 6.5, 0.3
DAY = date(2025, 11, 18)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_linearly(make: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    """Whether FACTOR times the input takes about so many times the time, at the second try at the latest."""
    work(make(8))  # what is loaded once
    small, large = make(size), make(FACTOR * size)
    return any(seconds(lambda: work(large)) <= MOST * seconds(lambda: work(small)) + SLACK for _ in range(2))


def date_at(document: str, start: int, text: str, day: date) -> DateMention:
    iso = day.isoformat()
    return DateMention(
        content_id(document, "date", start), document, start, start + len(text), text, "DATE", iso, iso, iso, iso,
        None, 1.0, ("test",),
    )  # fmt: skip


def number_at(document: str, start: int, text: str, value: float) -> Quantity:
    span = TextSpan(start, start + len(text), text)
    return Quantity(
        content_id(document, "number", start), document, start, span.end, text, value, None, None, None, "count", "=",
        None, None, None, None, span, None, (), False, False, 1.0, ("test",),
    )  # fmt: skip


def quote_at(document: str, start: int, text: str, speaker: str, said_on: str | None = None) -> Quote:
    span = TextSpan(start, start + len(text), text)
    who = Speaker(speaker, "person", None, None, None, None, "name", 1.0)
    return Quote(
        content_id(document, "quote", start, span.end), document, start, span.end, text, "direct", (span,), None, who,
        (), False, said_on, (), (), 1.0, ("test",),
    )  # fmt: skip


def article(
    lines: Sequence[str],
    outlet: str = "Harbor Daily",
    *,
    speakers: Sequence[str] = (),
    whole: str | None = None,
    dated: Callable[[int], date] | None = None,
    counted: bool = False,
) -> Extraction:
    """An article of ``lines``: each a quote of one of ``speakers`` in turn, or all one quote of ``whole``.

    ``dated`` gives the day that stands at the beginning of a line, as ISO writes it; ``counted``: a number stands
    there, behind the day if there is one.
    """
    text = "\n".join(lines)
    sha = hashlib.sha256(text.encode()).hexdigest()
    identity = content_id(outlet, sha)
    document = Document(identity, outlet.lower(), f"{outlet}.txt", text, sha, None, outlet, DAY, None)
    quotes = [quote_at(identity, 0, text, whole)] if whole else []
    dates, numbers, sentences = [], [], []
    at = 0
    for index, line in enumerate(lines):
        sentences.append((at, at + len(line)))
        words, place = line.split(), at
        if dated:
            dates.append(date_at(identity, place, words.pop(0), dated(index)))
            place = dates[-1].end + 1
        if counted:
            numbers.append(number_at(identity, place, words[0], float(words[0])))
        if speakers:
            said_on = dates[-1].id if dates else None
            quotes.append(quote_at(identity, at, line, speakers[index % len(speakers)], said_on))
        at += len(line) + 1
    names = sorted({quote.speaker.name for quote in quotes if quote.speaker})
    entities = tuple(
        EntityRecord(name, "person", None, None, identity, (EntityMention(0, 1, text[:1], "name"),), ())
        for name in names
    )
    return Extraction(
        document, tuple(quotes), tuple(dates), tuple(numbers), entities, tuple(sentences), "test"
    )


def day(index: int) -> date:
    """A day of its own for each index."""
    return date(1900, 1, 1) + timedelta(index)
