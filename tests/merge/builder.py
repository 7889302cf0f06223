"""Builds extractions by hand for tests of merging: plain rules for numbers and dates, quotes as given.

Merging is tested here on records, not on what the components find; so this file knows just enough English for the
articles of these tests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

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

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
UNITS = {
    "kilometers": ("kilometre", "length", 1000.0, "metre"), "km": ("kilometre", "length", 1000.0, "metre"),
    "miles": ("mile", "length", 1609.344, "metre"), "tonnes": ("tonne", "mass", 1000.0, "kilogram"),
    "tons": ("ton", "mass", 907.18474, "kilogram"), "dollars": ("USD", "currency", 1.0, "USD"),
    "percent": ("%", "percent", 0.01, "1"), "%": ("%", "percent", 0.01, "1"), "euros": ("EUR", "currency", 1.0, "EUR"),
}  # fmt: skip
BOUNDS = {
    "about": "~", "some": "~", "around": "~", "roughly": "~", "nearly": "<", "almost": "<", "under": "<",
    "more than": ">", "over": ">", "at least": ">", "fewer than": "<", "less than": "<", "up to": "<",
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(BOUNDS)})\s+)?(?P<money>\$)?(?<![\w.,:-])(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(WORDS)})"
    rf"(?:\s+(?P<scale>{'|'.join(SCALES)}))?(?![\w:]|[.,]\d|-\w)\s*(?P<next>%|[a-z][a-z-]*)?(?=(?P<after>(?:\s[a-z-]+){{0,3}}))",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")
_MONTH = re.compile(rf"\b(?:the end of )?({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")
_WEEKDAY = re.compile(rf"\b(?:this )?({'|'.join(DAYS)})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DURATION = re.compile(rf"\b({'|'.join(WORDS)}|\d+) (hour|day|week|month|year)s?\b", re.IGNORECASE)


@dataclass
class Said:
    """A quote by its words in the article; the speaker by name."""

    text: str
    speaker: str | None = None
    kind: str = "direct"
    cue: str | None = None
    negated: bool = False
    via: tuple[str, ...] = ()
    person: str = "person"
    at: int | None = None
    extra: dict[str, str] = field(default_factory=dict)


def article(
    text: str,
    publisher: str,
    published: str | None = "2025-11-18",
    said: Sequence[Said] = (),
    entities: Sequence[tuple[str, str]] = (),
    speaker_id: dict[str, str] | None = None,
    sentences: Sequence[tuple[int, int]] | None = None,
) -> Extraction:
    """An extraction of ``text``: quotes from ``said``, entities as ``(name, words in the text)``."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    day = date.fromisoformat(published) if published else None
    identity = content_id(publisher, sha, published)
    document = Document(
        identity, publisher.lower(), f"{publisher}.txt", text, sha, None, publisher, day, None
    )
    dates = tuple(_dates(identity, text, day))
    numbers = tuple(_numbers(identity, text, dates))
    quotes = tuple(_quote(identity, text, one, speaker_id or {}) for one in said)
    records = tuple(
        EntityRecord(name, "person", None, None, identity, tuple(
            EntityMention(m.start(), m.end(), m.group(), "pronoun" if words[0].islower() else "name")
            for m in re.finditer(rf"\b{re.escape(words)}\b", text)
        ), ())
        for name, words in entities
    )  # fmt: skip
    return Extraction(document, quotes, dates, numbers, records, tuple(sentences or _sentences(text)), "test")


def _sentences(text: str) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(
        r"\S.*?(?:(?<!\bMr)(?<!\bDr)[.!?][\"”’]*(?=\s+[A-Z“\"]|\s*$)|(?=\n|$))", text, re.M
    ):
        found.append((match.start(), match.end()))
    return found


def _span(text: str, start: int, end: int) -> TextSpan:
    return TextSpan(start, end, text[start:end])


def _quote(document: str, text: str, said: Said, ids: dict[str, str]) -> Quote:
    start = text.index(said.text) if said.at is None else said.at
    span = _span(text, start, start + len(said.text))
    cue_at = text.find(said.cue) if said.cue else -1
    cue = _span(text, cue_at, cue_at + len(said.cue)) if said.cue and cue_at >= 0 else None
    speaker = None
    if said.speaker is not None:
        speaker = Speaker(
            said.speaker, said.person, ids.get(said.speaker), None, None, None, "name", 1.0  # type: ignore[arg-type]
        )  # fmt: skip
    return Quote(
        id=content_id(document, "quote", span.start, span.end, said.speaker), document=document, start=span.start,
        end=span.end, text=span.text, kind=said.kind, fragments=(span,), cue=cue, speaker=speaker, via=said.via,  # type: ignore[arg-type]
        negated=said.negated, said_on=None, dates=(), numbers=(), confidence=1.0, evidence=("test",),
    )  # fmt: skip


def _numbers(document: str, text: str, dates: Sequence[DateMention]) -> list[Quantity]:
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.start("number"), match.end("scale") if match["scale"] else match.end("number")
        if any(day.start < end and start < day.end for day in dates):
            continue
        if match["next"] is None and not match["money"] and not match["scale"] and len(match["number"]) < 2:
            continue
        word = match["number"].lower()
        value = float(WORDS[word]) if word in WORDS else float(word.replace(",", "").rstrip("."))
        value *= SCALES.get((match["scale"] or "").lower(), 1)
        noun = "dollars" if match["money"] else (match["next"] or "")
        unit, kind, factor, base = UNITS.get(noun, (None, "count", 1.0, "1"))
        what = None
        if unit is None and match["next"]:
            what = _span(text, match.start("next"), match.end("after"))
        bound = BOUNDS.get((match["bound"] or "").lower(), "=")
        last = match.end("next") if unit and match["next"] else end
        found.append(Quantity(
            id=content_id(document, "number", start, end), document=document,
            start=match.start("money") if match["money"] else start,
            end=last, text=text[start:last], value=value, value_high=None, unit=unit, unit_text=None, unit_kind=kind,
            bound=bound, what=what, base_value=value * factor, base_value_high=None, base_unit=base,  # type: ignore[arg-type]
            sentence=_span(text, start, end), claimed_by=None, dates=(), negated=False, planned=False,
            confidence=1.0, evidence=("test",),
        ))  # fmt: skip
    return found


def _dates(document: str, text: str, published: date | None) -> list[DateMention]:
    found: list[DateMention] = []

    def add(
        start: int,
        end: int,
        value: str,
        kind: str = "DATE",
        low: date | None = None,
        high: date | None = None,
    ) -> None:
        if not any(day.start < end and start < day.end for day in found):
            found.append(DateMention(
                content_id(document, "date", start), document, start, end, text[start:end], kind, value,  # type: ignore[arg-type]
                value if kind == "DATE" else None, low.isoformat() if low else None, high.isoformat() if high else None,
                None, 1.0, ("test",),
            ))  # fmt: skip

    for m in _DURATION.finditer(text):
        number = WORDS.get(m[1].lower()) or int(m[1])
        letter = m[2][0].upper()
        add(m.start(), m.end(), f"P{'T' if letter == 'H' else ''}{number}{letter}", "DURATION")
    for m in _MONTH_DAY.finditer(text):
        month = MONTHS.index(m[1]) + 1
        day = _year_for(month, int(m[2]), int(m[3]) if m[3] else None, published)
        if day:
            add(m.start(), m.end(), day.isoformat(), low=day, high=day)
        else:
            add(m.start(), m.end(), f"XXXX-{month:02}-{int(m[2]):02}")
    for m in _MONTH.finditer(text):
        month = MONTHS.index(m[1]) + 1
        year = int(m[2]) if m[2] else None
        first = _year_for(month, 1, year, published)
        if first:
            last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            add(m.start(), m.end(), f"{first.year}-{month:02}", low=first, high=last)
    if published:
        for m in _WEEKDAY.finditer(text):
            ahead = (DAYS.index(m[1]) - published.weekday()) % 7
            past = (
                "end" not in text[max(0, m.start() - 12) : m.start()]
                and "leaves" not in text[max(0, m.start() - 20) : m.start()]
            )
            day = published + timedelta(
                days=ahead - 7 if past and ahead and not m[0].startswith("this") else ahead
            )
            add(m.start(), m.end(), day.isoformat(), low=day, high=day)
        for m in re.finditer(r"\b(last year|next month)\b", text):
            year = published.year - 1
            if m[1] == "last year":
                add(m.start(), m.end(), str(year), low=date(year, 1, 1), high=date(year, 12, 31))
            else:
                first = (published.replace(day=28) + timedelta(days=4)).replace(day=1)
                add(m.start(), m.end(), first.isoformat()[:7], low=first, high=first.replace(day=28))
    for m in _YEAR.finditer(text):
        year = int(m[0])
        add(m.start(), m.end(), m[0], low=date(year, 1, 1), high=date(year, 12, 31))
    return sorted(found, key=lambda mention: mention.start)


def _year_for(month: int, day: int, year: int | None, published: date | None) -> date | None:
    if year is None and published is None:
        return None
    if year is not None:
        return date(year, month, day)
    assert published is not None
    options = [date(published.year + step, month, day) for step in (-1, 0, 1)]
    return min(options, key=lambda option: abs((option - published).days))
