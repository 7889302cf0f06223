"""Records as plain JSON values, shaped as ``data/schema.toml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from dprk_extract.merge import QuoteMatch
    from dprk_extract.people import ExplainedMention, Person
    from dprk_extract.records import (
        Comparison,
        Conflict,
        ConflictSide,
        DateMention,
        Document,
        Extraction,
        Member,
        Quantity,
        Quote,
        Speaker,
        Statement,
        StatementGroup,
        TextSpan,
        TimelineEntry,
    )

Row = dict[str, Any]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> float | int | None:
    """Whole values without a decimal point, as they were written."""
    if value is not None and value == int(value) and abs(value) < 1e15:
        return int(value)
    return value


def _span(span: TextSpan | None) -> Row | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _item(kind: str, item: Quote | DateMention | Quantity, document: Document) -> Row:
    return {
        "type": kind,
        "id": item.id,
        "document": item.document,
        "path": document.path,
        "published": _day(document.published),
    }


def document_row(extraction: Extraction) -> Row:
    document = extraction.document
    return {
        "type": "document",
        "id": document.id,
        "source_id": document.source_id,
        "path": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "published": _day(document.published),
        "published_from": document.published_from,
        "chars": len(document.text),
        "sha256": document.sha256,
        "tagger": extraction.tagger,
    }


def speaker_row(speaker: Speaker | None) -> Row | None:
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "id": speaker.id,
        "country": speaker.country,
        "mention": _span(speaker.mention),
        "title": _span(speaker.title),
        "resolved_by": speaker.resolved_by,
        "confidence": round(speaker.confidence, 4),
    }


def quote_rows(extraction: Extraction) -> list[Row]:
    wanted = {quote.said_on for quote in extraction.quotes if quote.said_on}
    dates = {found.id: found for found in extraction.dates if found.id in wanted} if wanted else {}
    return [_quote_row(quote, extraction.document, dates) for quote in extraction.quotes]


def _quote_row(quote: Quote, document: Document, dates: Mapping[str, DateMention]) -> Row:
    said_on = dates.get(quote.said_on) if quote.said_on else None
    return {
        **_item("quote", quote, document),
        "kind": quote.kind,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "fragments": [_span(fragment) for fragment in quote.fragments],
        "cue": _span(quote.cue),
        "speaker": speaker_row(quote.speaker),
        "via": list(quote.via),
        "negated": quote.negated,
        "said_on": _date_ref(said_on),
        "dates": list(quote.dates),
        "numbers": list(quote.numbers),
        "confidence": round(quote.confidence, 4),
        "evidence": list(quote.evidence),
    }


def _date_ref(found: DateMention | None) -> Row | None:
    if found is None:
        return None
    return {"id": found.id, "text": found.text, "value": found.value, "edtf": found.edtf}


def date_rows(extraction: Extraction) -> list[Row]:
    return [_date_row(found, extraction.document) for found in extraction.dates]


def _date_row(found: DateMention, document: Document) -> Row:
    return {
        **_item("date", found, document),
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "timex_type": found.timex_type,
        "value": found.value,
        "edtf": found.edtf,
        "earliest": found.earliest,
        "latest": found.latest,
        "anchor": found.anchor,
        "confidence": round(found.confidence, 4),
        "evidence": list(found.evidence),
    }


def number_rows(extraction: Extraction) -> list[Row]:
    quotes = {quote.id: quote for quote in extraction.quotes}
    return [
        _number_row(found, extraction.document, quotes.get(found.claimed_by or ""))
        for found in extraction.numbers
    ]


def _number_row(found: Quantity, document: Document, claim: Quote | None) -> Row:
    return {
        **_item("number", found, document),
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "value": _number(found.value),
        "value_high": _number(found.value_high),
        "unit": found.unit,
        "unit_text": found.unit_text,
        "unit_kind": found.unit_kind,
        "bound": found.bound,
        "what": _span(found.what),
        "base_value": _number(found.base_value),
        "base_value_high": _number(found.base_value_high),
        "base_unit": found.base_unit,
        "sentence": _span(found.sentence),
        "claimed_by": found.claimed_by,
        "claimant": claim.speaker.name if claim and claim.speaker else None,
        "via": list(claim.via) if claim else [],
        "dates": list(found.dates),
        "negated": found.negated,
        "planned": found.planned,
        "confidence": round(found.confidence, 4),
        "evidence": list(found.evidence),
    }


def person_row(person: Person) -> Row:
    return {
        "type": "speaker",
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "country": person.country,
        "aliases": [{"text": text, "count": count} for text, count in person.aliases],
        "titles": [
            {
                "document": title.document,
                "published": _day(title.published),
                "start": title.start,
                "end": title.end,
                "text": title.text,
            }
            for title in person.titles
        ],
        "direct": person.direct,
        "mixed": person.mixed,
        "indirect": person.indirect,
        "sources": list(person.sources),
        "first": _day(person.first),
        "last": _day(person.last),
    }


def mention_row(mention: ExplainedMention, document: Document) -> Row:
    return {
        "type": "mention",
        "name": mention.name,
        "how": mention.how,
        "document": document.id,
        "path": document.path,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
    }


def match_row(match: QuoteMatch, document: Document) -> Row:
    return {
        "type": "match",
        "how": match.how,
        "score": round(match.score, 4),
        "document": document.id,
        "path": document.path,
        "published": _day(document.published),
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "speaker": match.speaker,
        "negated": match.negated,
    }


def member_row(member: Member) -> Row:
    statement = member.statement
    return {
        "statement": statement.id,
        "document": statement.document,
        "outlet": member.outlet,
        "published": _day(member.published),
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "via": list(statement.via),
        "negated": statement.negated,
        "copy_of": member.copy_of,
    }


def group_row(group: StatementGroup) -> Row:
    return {
        "type": "statement_group",
        "id": group.id,
        "text": group.text,
        "speaker": group.speaker,
        "sources": group.sources,
        "members": [member_row(member) for member in group.members],
        "links": [
            {"a": link.a, "b": link.b, "reason": link.reason, "score": round(link.score, 4)}
            for link in group.links
        ],
        "first_published": _day(group.first_published),
        "last_published": _day(group.last_published),
    }


def _place(statement: Statement, outlet: str) -> Row:
    return {
        "statement": statement.id,
        "document": statement.document,
        "outlet": outlet,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "speaker": statement.speaker,
    }


def relation_rows(comparison: Comparison) -> list[Row]:
    """The pairs that share a part, with both statements in full."""
    members = {m.statement.id: m for group in comparison.groups for m in group.members}
    return [
        {
            "type": "relation",
            "a": _place(members[link.a].statement, members[link.a].outlet),
            "b": _place(members[link.b].statement, members[link.b].outlet),
            "reason": link.reason,
            "score": round(link.score, 4),
        }
        for link in comparison.related
    ]


def _reading(side: ConflictSide) -> Row:
    return {"value": side.value, **_place(side.statement, side.outlet)}


def conflict_row(conflict: Conflict) -> Row:
    return {
        "type": "conflict",
        "id": conflict.id,
        "field": conflict.field,
        "a": _reading(conflict.a),
        "b": _reading(conflict.b),
        "score": round(conflict.score, 4),
    }


def timeline_row(entry: TimelineEntry) -> Row:
    return {
        "type": "timeline_entry",
        "id": entry.id,
        "date": entry.date,
        "earliest": entry.earliest,
        "latest": entry.latest,
        "date_text": entry.date_text,
        "text": entry.text,
        "kind": entry.kind,
        "speaker": entry.speaker,
        "sources": entry.sources,
        "members": [member_row(member) for member in entry.members],
        "conflicts": list(entry.conflicts),
    }
