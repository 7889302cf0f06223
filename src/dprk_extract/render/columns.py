"""Which fields of a record a table shows, and under which heading.

``DELIMITED`` columns go to TSV and CSV, ``TERMINAL`` columns to the table on a screen. A column is a heading and
a path into the row: ``speaker.name``, ``members.*.outlet`` (joined by "; ").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """``ratio`` 0 keeps a column as narrow as its content; the others share the remaining width by ratio."""

    heading: str
    path: str
    ratio: int = 0
    style: str = ""
    justify: Literal["left", "right"] = "left"


def _plain(*paths: str) -> tuple[Column, ...]:
    return tuple(Column(path.replace(".*.", "_").replace(".", "_"), path) for path in paths)


DELIMITED: dict[str, tuple[Column, ...]] = {
    "document": _plain("id", "source_id", "path", "title", "publisher", "published", "published_from", "chars"),
    "quote": _plain(
        "path", "start", "end", "kind", "speaker.name", "speaker.kind", "speaker.id", "speaker.resolved_by",
        "speaker.mention.text", "cue.text", "said_on.edtf", "published", "via", "negated", "confidence", "text", "id",
    ),
    "date": _plain(
        "path", "start", "end", "timex_type", "value", "edtf", "earliest", "latest", "anchor", "confidence", "text",
        "id",
    ),
    "number": _plain(
        "path", "start", "end", "bound", "value", "value_high", "unit", "what.text", "base_value", "base_unit",
        "claimant", "via", "negated", "planned", "confidence", "text", "sentence.text", "id",
    ),
    "speaker": _plain(
        "name", "kind", "id", "country", "direct", "mixed", "indirect", "first", "last", "sources",
        "aliases.*.text", "titles.*.text",
    ),
    "statement_group": _plain(
        "sources", "speaker", "text", "members.*.outlet", "links.*.reason", "first_published", "last_published", "id",
    ),
    "conflict": _plain(
        "field", "a.value", "b.value", "a.outlet", "b.outlet", "a.text", "b.text", "score", "id",
    ),
    "timeline_entry": _plain(
        "date", "earliest", "latest", "sources", "speaker", "kind", "text", "date_text", "members.*.outlet",
        "conflicts", "id",
    ),
    "comparison": _plain(
        "status", "outlets", "speaker", "text", "conflict.field", "conflict.a.value", "conflict.b.value",
        "conflict.a.text", "conflict.b.text",
    ),
    "match": _plain("how", "score", "path", "start", "end", "speaker", "published", "text"),
    "mention": _plain("name", "path", "start", "end", "how", "text"),
}  # fmt: skip

TERMINAL: dict[str, tuple[Column, ...]] = {
    "quote": (
        Column("Speaker", "speaker.name", 2, "bold"),
        Column("Kind", "kind"),
        Column("Statement", "words", 6),
        Column("Said on", "said_on.edtf"),
        Column("Where", "where", 2, "dim"),
    ),
    "date": (
        Column("Expression", "text", 3, "bold"),
        Column("Type", "timex_type"),
        Column("Value", "value"),
        Column("EDTF", "edtf"),
        Column("Anchor", "anchor", 1),
        Column("Where", "where", 2, "dim"),
    ),
    "number": (
        Column("Quantity", "text", 2, "bold"),
        Column("Value", "shown_value", justify="right"),
        Column("Unit", "unit", 1),
        Column("About", "what.text", 2),
        Column("Claimed by", "claimant", 2),
        Column("Where", "where", 2, "dim"),
    ),
    "speaker": (
        Column("Speaker", "name", 2, "bold"),
        Column("Kind", "kind"),
        Column("Direct", "direct", justify="right"),
        Column("Mixed", "mixed", justify="right"),
        Column("Indirect", "indirect", justify="right"),
        Column("Also as", "aliases.*.text", 3),
        Column("Titles as stated", "titles.*.text", 3),
        Column("Sources", "sources", 2, "dim"),
    ),
    "statement_group": (
        Column("Sources", "sources", justify="right"),
        Column("Speaker", "speaker", 2, "bold"),
        Column("Statement", "text", 6),
        Column("Outlets", "members.*.outlet", 2, "dim"),
    ),
    "conflict": (
        Column("Field", "field"),
        Column("One reading", "a.value", 2, "bold"),
        Column("The other", "b.value", 2, "bold"),
        Column("Wordings", "wordings", 5),
        Column("Outlets", "outlets", 2, "dim"),
    ),
    "timeline_entry": (
        Column("Date", "date", style="bold"),
        Column("Speaker", "speaker", 2),
        Column("Statement", "text", 6),
        Column("As written", "date_text", 2),
        Column("Conflict", "conflict_mark", style="red"),
        Column("Outlets", "members.*.outlet", 2, "dim"),
    ),
    "comparison": (
        Column("Status", "status", style="bold"),
        Column("Speaker", "speaker", 2),
        Column("Statement", "text", 6),
        Column("Outlets", "outlets", 2, "dim"),
    ),
    "match": (
        Column("How", "how", style="bold"),
        Column("Score", "score", justify="right"),
        Column("Speaker", "speaker", 2),
        Column("Words there", "text", 6),
        Column("Where", "where", 2, "dim"),
    ),
    "mention": (
        Column("Meant", "name", 2, "bold"),
        Column("Words", "text", 2),
        Column("How", "how", 1),
        Column("Where", "where", 2, "dim"),
    ),
}  # fmt: skip


KIND_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def cell(row: Row, path: str) -> str:
    """The value at ``path`` as one string; empty for null."""
    computed = _COMPUTED.get(path)
    if computed is not None and path not in row:
        return computed(row)
    return _text(_follow(row, path.split(".")))


def _follow(value: Any, steps: list[str]) -> Any:
    for i, step in enumerate(steps):
        if step == "*":
            return list(dict.fromkeys(_text(_follow(item, steps[i + 1 :])) for item in value))
        if value is None:
            return None
        value = value.get(step)
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return str(value)


def _where(row: Row) -> str:
    return f"{row['path'].rsplit('/', 1)[-1]}:{row['start']}"


def _shown_value(row: Row) -> str:
    bound = "" if row["bound"] == "=" else row["bound"] + " "
    high = "" if row["value_high"] is None else f"–{row['value_high']:,}"
    return f"{bound}{row['value']:,}{high}"


def _outlets(row: Row) -> str:
    row = row.get("conflict") or row.get("relation") or row
    if row.get("group"):
        return _text(_follow(row["group"], ["members", "*", "outlet"]))
    return f"{row['a']['outlet']}; {row['b']['outlet']}"


def _wordings(row: Row) -> str:
    return f"{row['a']['text']} ↔ {row['b']['text']}"


def _words(row: Row) -> str:
    """The content without the cue that breaks it."""
    return " […] ".join(fragment["text"] for fragment in row["fragments"])


_COMPUTED: dict[str, Callable[[Row], str]] = {
    "where": _where,
    "shown_value": _shown_value,
    "outlets": _outlets,
    "wordings": _wordings,
    "words": _words,
    "conflict_mark": lambda row: "!" if row["conflicts"] else "",
    "speaker": lambda row: (row.get("group") or {}).get("speaker") or "",
    "text": lambda row: (row.get("group") or {}).get("text") or _wordings(row["conflict"] or row["relation"]),
}
