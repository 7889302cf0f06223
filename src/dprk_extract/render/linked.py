"""JSON-LD: W3C Web Annotations, and schema.org quotations and claims.

https://www.w3.org/TR/annotation-model/ and https://schema.org/Quotation. Never ``ClaimReview``: that asserts a
verdict, and this program gives none.
"""

from __future__ import annotations

import json
from typing import Any, TextIO
from urllib.parse import quote as percent_encoded

from dprk_extract.render.columns import Row
from dprk_extract.render.report import Report
from dprk_extract.render.safe import json_safe

_CONTEXT_CHARS = 32
_SCHEMA_TYPES = {"person": "Person", "organisation": "Organization", "group": "Organization"}


def write_webannotation(report: Report, out: TextIO) -> None:
    """An ``AnnotationPage`` with an annotation for each row that has a place in a text."""
    items = [_annotation(row, report.texts) for row in _placed(report)]
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
    out.write(json_safe(json.dumps(page, ensure_ascii=False, indent=2)) + "\n")


def _placed(report: Report) -> list[Row]:
    placed = []
    for row in report.rows:
        if "start" in row:
            placed.append(row)
        else:
            report.left_out += row["type"] != "document"
    return placed


def _annotation(row: Row, texts: dict[str, str]) -> Row:
    text, start, end = texts[row["document"]], row["start"], row["end"]
    quoted = {
        "type": "TextQuoteSelector",
        "exact": row["text"],
        "prefix": text[max(0, start - _CONTEXT_CHARS) : start],
        "suffix": text[end : end + _CONTEXT_CHARS],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "id": f"urn:dprk-extract:{row['id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": value} for value in _tags(row)],
        "target": {"source": percent_encoded(row["path"]), "selector": [quoted, position]},
    }


def _tags(row: Row) -> list[str]:
    tags = [row["type"]]
    if row["type"] == "quote":
        tags.append(row["kind"])
        tags += [f"speaker: {row['speaker']['name']}"] if row["speaker"] else []
        tags += ["not said"] if row["negated"] else []
    if row["type"] == "date":
        tags.append(row["value"])
    if row["type"] == "number":
        tags.append(" ".join(str(row[key]) for key in ("bound", "value", "unit") if row[key] is not None))
    return tags


def write_jsonld(report: Report, out: TextIO) -> None:
    """schema.org: direct and mixed quotes as ``Quotation``, indirect statements as ``Claim``."""
    graph = []
    for row in report.rows:
        if row["type"] == "quote" and not row["negated"]:  # nobody claims what they did not say
            graph.append(_quotation(row))
        else:
            report.left_out += row["type"] != "document"
    linked = {"@context": "https://schema.org", "@graph": graph}
    out.write(json_safe(json.dumps(linked, ensure_ascii=False, indent=2)) + "\n")


def _quotation(row: Row) -> dict[str, Any]:
    article: dict[str, Any] = {"@type": "NewsArticle", "url": percent_encoded(row["path"])}
    if row["published"]:
        article["datePublished"] = row["published"]
    found: dict[str, Any] = {"@id": f"urn:dprk-extract:{row['id']}", "text": row["text"]}
    speaker = row["speaker"]
    who = speaker and {"@type": _SCHEMA_TYPES.get(speaker["kind"], "Thing"), "name": speaker["name"]}
    if row["kind"] == "indirect":
        found |= {"@type": "Claim", "appearance": article}
        return found | ({"author": who} if who and who["@type"] != "Thing" else {})
    found |= {"@type": "Quotation", "isPartOf": article}
    return found | ({"spokenByCharacter": who} if who and who["@type"] != "Thing" else {})
