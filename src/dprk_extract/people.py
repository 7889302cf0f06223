"""The people and organisations of many documents: each once, with everything that was seen of them.

Two documents speak of one person where the knowledge base knows the person, or where the full names agree
(case, hyphens and spaces aside; a middle name may be missing). A bare surname never unites anybody across
documents, and an unnamed "spokesman" of one article is not the one of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dprk_extract.knowledge import knowledge_base
from dprk_extract.knowledge.normalisation import key
from dprk_extract.records import Document, EntityRecord, Extraction, Quote, SpeakerKind, content_id
from dprk_extract.speakers.personal import middle_initials, name_suffix, split_name

Identity = tuple[str, ...]

# How a mention was resolved where its words are a name or a description, and no pronoun.
_NAMING = frozenset({"name", "alias", "title", "organisation", "metonym"})


@dataclass(frozen=True, slots=True)
class StatedTitle:
    """A title as a document states it, with its place."""

    document: str
    published: date | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place where the person is meant, and how that was found."""

    document: str
    start: int
    end: int
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker over all documents. ``id`` is the knowledge base's, else made from the name.

    ``aliases`` are the names seen, with their counts, most frequent first; ``direct``, ``mixed`` and
    ``indirect`` count statements; ``sources`` are outlets, ``documents`` the articles that speak of the person;
    ``first`` and ``last`` are publication days.
    """

    id: str
    name: str
    kind: SpeakerKind
    country: str | None
    aliases: tuple[tuple[str, int], ...]
    titles: tuple[StatedTitle, ...]
    direct: int
    mixed: int
    indirect: int
    sources: tuple[str, ...]
    first: date | None
    last: date | None
    mentions: tuple[PersonMention, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A mention that a name could stand for: ``name`` is whom it was taken for, ``how`` is why."""

    name: str
    how: str
    document: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Gathered:
    """What has been seen of one person so far."""

    records: list[tuple[EntityRecord, Document]] = field(default_factory=list)
    quotes: list[tuple[Quote, Document]] = field(default_factory=list)


def unite_speakers(extractions: Sequence[Extraction]) -> list[Person]:
    """Everybody whom the documents name, and every unnamed speaker, each once; most quoted first."""
    middles = _middles(record for extraction in extractions for record in extraction.entities)
    gathered: dict[Identity, _Gathered] = {}
    for extraction in extractions:
        document = extraction.document
        local: dict[str, Identity] = {}
        for record in extraction.entities:
            identity = _identity(record, middles)
            local.setdefault(record.name, identity)
            gathered.setdefault(identity, _Gathered()).records.append((record, document))
        for quote in extraction.quotes:
            if quote.speaker is None:
                continue
            speaker = quote.speaker
            identity = ("id", speaker.id) if speaker.id else local.get(
                speaker.name, ("unnamed", document.id, " ".join(key(speaker.name)))
            )  # fmt: skip
            gathered.setdefault(identity, _Gathered()).quotes.append((quote, document))
    people = [_person(identity, found) for identity, found in gathered.items()]
    return sorted(people, key=lambda p: (-(p.direct + p.mixed + p.indirect), -len(p.mentions), p.name, p.id))


def explain_mentions(extractions: Sequence[Extraction], name: str) -> list[ExplainedMention]:
    """Every mention whose words contain ``name``, whom it was taken for and by which rule, in text order."""
    wanted = key(name)
    found: list[ExplainedMention] = []
    for extraction in extractions:
        here = [
            ExplainedMention(record.name, m.how, extraction.document.id, m.start, m.end, m.text)
            for record in extraction.entities
            for m in record.mentions
            if wanted and _contains(key(m.text), wanted)
        ]
        found += sorted(here, key=lambda mention: (mention.start, mention.end, mention.name))
    return found


def _contains(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(words[i : i + size] == wanted for i in range(len(words) - size + 1))


def _name_key(name: str) -> tuple[str, ...]:
    """Surname, given name and suffix of a full name, without hyphens and spaces."""
    words = name.split()
    surname, given = split_name(words)
    return "".join(key(surname)), "".join(key(given)), name_suffix(words)


def _middles(records: Iterable[EntityRecord]) -> dict[tuple[str, ...], set[str]]:
    """The middle initials seen with each full name: more than one means namesakes."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for record in records:
        if record.id is None and record.kind == "person":
            initials = middle_initials(record.name.split())
            if initials:
                seen.setdefault(_name_key(record.name), set()).add(initials[0])
    return seen


def _identity(record: EntityRecord, middles: dict[tuple[str, ...], set[str]]) -> Identity:
    if record.id is not None:
        return ("id", record.id)
    words = key(record.name)
    if record.kind == "person" and len(words) > 1:
        name = _name_key(record.name)
        if len(middles.get(name, ())) > 1:
            return ("name", *name, middle_initials(record.name.split()))
        return ("name", *name)
    if record.kind == "organisation":
        return ("organisation", *words)
    return ("local", record.document, record.kind, " ".join(words))


def _person(identity: Identity, found: _Gathered) -> Person:
    kinds = Counter(quote.kind for quote, _ in found.quotes)
    documents = {document.id: document for _, document in (*found.records, *found.quotes)}
    days = sorted(document.published for document in documents.values() if document.published)
    mentions = sorted(_mentions(found), key=lambda m: (m.document, m.start, m.end))
    names = Counter(mention.text for mention in mentions if mention.how in _NAMING)
    name, kind, country = _head(identity, found)
    return Person(
        id=identity[1] if identity[0] == "id" else content_id("person", *identity),
        name=name,
        kind=kind,
        country=country,
        aliases=tuple(sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))),
        titles=tuple(_titles(found)),
        direct=kinds["direct"],
        mixed=kinds["mixed"],
        indirect=kinds["indirect"],
        sources=tuple(sorted({d.publisher or d.source_id or d.path for d in documents.values()})),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        mentions=tuple(mentions),
        documents=tuple(documents),
    )


def _head(identity: Identity, found: _Gathered) -> tuple[str, SpeakerKind, str | None]:
    """The name to show (the knowledge base's, else the longest seen), the kind and the country."""
    entry = knowledge_base().entry(identity[1]) if identity[0] == "id" else None
    speakers = [quote.speaker for quote, _ in found.quotes if quote.speaker is not None]
    records = [record for record, _ in found.records]
    names = {*(record.name for record in records), *(speaker.name for speaker in speakers)}
    name = entry.name if entry is not None else max(sorted(names), key=len)
    kinds = Counter([*(record.kind for record in records), *(speaker.kind for speaker in speakers)])
    kinds.pop("unknown", None)
    kind: SpeakerKind = max(sorted(kinds), key=lambda k: kinds[k]) if kinds else "unknown"
    countries = [*(record.country for record in records), *(speaker.country for speaker in speakers)]
    return name, kind, next((country for country in countries if country), None)


def _mentions(found: _Gathered) -> Iterator[PersonMention]:
    for record, document in found.records:
        for m in record.mentions:
            yield PersonMention(document.id, m.start, m.end, m.text, m.how)


def _titles(found: _Gathered) -> list[StatedTitle]:
    titles = [
        StatedTitle(document.id, document.published, t.start, t.end, t.text)
        for record, document in found.records
        for t in record.titles
    ]
    return sorted(titles, key=lambda t: (t.published or date.max, t.document, t.start))
