"""The records that leave the library: frozen, plain, and exact.

``document.text[item.start:item.end] == item.text`` holds for every item, fragment, cue and mention. Offsets
count Unicode code points. The JSON form of each record is described in :mod:`dprk_extract.schema`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

MAX_CHARS = 2_000_000
"""Longest text of one article: the parse takes memory in proportion to it."""

QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organisation", "group", "document", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["=", "~", "<", ">", "up", "down"]
ConflictField = Literal["number", "date", "polarity", "speaker"]
StatementKind = Literal["direct", "mixed", "indirect", "fact"]
LinkReason = Literal["verbatim", "trimmed", "paraphrase", "same-fact", "copy"]


def content_id(*parts: object) -> str:
    """A stable id of 16 hex digits from the parts that define an item."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Words of a document with their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``source_id`` is the input's own id; ``published_from`` says where the date was found."""

    id: str
    source_id: str
    path: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The identity behind a mention; ``mention`` is None where nobody is named at the quote itself."""

    name: str
    kind: SpeakerKind
    id: str | None
    country: str | None
    mention: TextSpan | None
    title: TextSpan | None
    resolved_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution. ``start``/``end`` are the hull of ``fragments``; quotation marks are outside them.

    ``said_on`` is the id of the date on which it was said, ``dates`` are those inside the content.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: QuoteKind
    fragments: tuple[TextSpan, ...]
    cue: TextSpan | None
    speaker: Speaker | None
    via: tuple[str, ...]
    negated: bool
    said_on: str | None
    dates: tuple[str, ...]
    numbers: tuple[str, ...]
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A TIMEX3 with its EDTF form and the days it can cover (None where the year is not known)."""

    id: str
    document: str
    start: int
    end: int
    text: str
    timex_type: TimexType
    value: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeric claim: a quantity, what it is about, who claims it and of when."""

    id: str
    document: str
    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    unit: str | None
    unit_text: str | None
    unit_kind: str | None
    bound: Bound
    what: TextSpan | None
    base_value: float | None
    base_value_high: float | None
    base_unit: str | None
    sentence: TextSpan
    claimed_by: str | None
    dates: tuple[str, ...]
    negated: bool
    planned: bool
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One place of a document where an entity is meant; ``how`` as in ``Speaker.resolved_by``."""

    start: int
    end: int
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A person, organisation or state as one document speaks of it."""

    name: str
    kind: SpeakerKind
    id: str | None
    country: str | None
    document: str
    mentions: tuple[EntityMention, ...]
    titles: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document. ``tagger`` names what made the attributions."""

    document: Document
    quotes: tuple[Quote, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[Quantity, ...]
    entities: tuple[EntityRecord, ...]
    sentences: tuple[tuple[int, int], ...]
    tagger: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What can be compared between documents: an attribution, or a factual sentence with a number or a date."""

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: StatementKind
    speaker: str | None
    speaker_id: str | None
    via: tuple[str, ...]
    negated: bool
    quote: str | None
    dates: tuple[str, ...]
    numbers: tuple[str, ...]
    fragments: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A statement in a group, with its outlet; ``copy_of`` names the statement it reprints."""

    statement: Statement
    outlet: str
    published: date | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Why two statements stand in one group."""

    a: str
    b: str
    reason: LinkReason
    score: float


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The same statement in several places; ``text`` is the longest verbatim form.

    ``sources`` counts independent outlets: copies of one wire story count once.
    """

    id: str
    text: str
    speaker: str | None
    members: tuple[Member, ...]
    links: tuple[Link, ...]
    sources: int
    first_published: date | None
    last_published: date | None


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One reading of a conflict: the statement and the value it gives."""

    statement: Statement
    outlet: str
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two near-identical statements that differ in one field. Both readings are kept, none is preferred."""

    id: str
    field: ConflictField
    a: ConflictSide
    b: ConflictSide
    score: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of merging: every statement is in exactly one group.

    ``related`` links statements of different groups that overlap in part: a fragment, one of several claims.
    """

    groups: tuple[StatementGroup, ...]
    conflicts: tuple[Conflict, ...]
    related: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated event or statement. ``date`` is EDTF; None for entries that cannot be placed on the axis."""

    id: str
    date: str | None
    earliest: str | None
    latest: str | None
    text: str
    kind: StatementKind
    speaker: str | None
    date_text: str | None
    members: tuple[Member, ...]
    sources: int
    conflicts: tuple[str, ...]
