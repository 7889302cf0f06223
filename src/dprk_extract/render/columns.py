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
    """A heading, and the path of what stands under it. The rest is for the terminal:

    ``least`` is the width from which on the column can be read, 0 for one that is as wide as its content and never
    wrapped. ``fold`` orders the columns that give way where there is no room, the smallest first; the column with 0
    takes them in, each behind its ``label``. ``items`` is how many of a list are shown, 0 for all. A ``place`` is
    shortened in its middle.
    """

    heading: str
    path: str
    least: int = 0
    fold: int = 0
    style: str = ""
    justify: Literal["left", "right"] = "left"
    label: str = ""
    items: int = 0
    place: bool = False


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
        "negated",
    ),
    "conflict": _plain(
        "field", "a.value", "b.value", "a.outlet", "b.outlet", "a.text", "b.text", "score", "id",
    ),
    "timeline_entry": _plain(
        "date", "earliest", "latest", "sources", "speaker", "kind", "text", "date_text", "members.*.outlet",
        "conflicts", "id", "negated",
    ),
    "comparison": _plain(
        "status", "outlets", "speaker", "text", "conflict.field", "conflict.a.value", "conflict.b.value",
        "conflict.a.text", "conflict.b.text", "negated",
    ),
    "match": _plain("how", "score", "path", "start", "end", "speaker", "published", "text", "negated"),
    "mention": _plain("name", "path", "start", "end", "how", "text"),
}  # fmt: skip

_WHERE = Column("Where", "where", 18, 1, "dim", place=True)


def _speaker(fold: int, path: str = "speaker") -> Column:
    return Column("Speaker", path, 16, fold, "bold")


def _outlets(fold: int, path: str = "members.*.outlet") -> Column:
    return Column("Outlets", path, 22, fold, "dim", items=4)


TERMINAL: dict[str, tuple[Column, ...]] = {
    "quote": (
        _speaker(4, "speaker.name"),
        Column("Kind", "kind", fold=3),
        Column("Statement", "words", 38),
        Column("Said on", "said_on.edtf", fold=2, label="said on "),
        _WHERE,
    ),
    "date": (
        Column("Expression", "text", 20, style="bold"),
        Column("Type", "timex_type", fold=3),
        Column("Value", "value", fold=5),
        Column("EDTF", "edtf", fold=4),
        Column("Anchor", "anchor", 10, 2, label="from "),
        _WHERE,
    ),
    "number": (
        Column("Quantity", "text", 18, style="bold"),
        Column("Value", "shown_value", fold=5, justify="right"),
        Column("Unit", "unit", 10, 4),
        Column("About", "what.text", 16, 3, label="of "),
        Column("Claimed by", "claimant", 14, 2, label="claimed by "),
        _WHERE,
    ),
    "speaker": (
        Column("Speaker", "name", 16, 6, "bold"),
        Column("Kind", "kind", fold=3),
        Column("Direct", "direct", fold=5, justify="right", label="direct "),
        Column("Mixed", "mixed", fold=5, justify="right", label="mixed "),
        Column("Indirect", "indirect", fold=5, justify="right", label="indirect "),
        Column("Also as", "aliases.*.text", 26, items=8),
        Column("Titles as stated", "titles.*.text", 26, 2, label="titles: ", items=5),
        Column("Sources", "sources", 20, 1, "dim", label="in ", items=4),
    ),
    "statement_group": (
        Column("Sources", "sources", fold=3, justify="right", label="sources: "),
        _speaker(2),
        Column("Statement", "told", 36),
        _outlets(1),
    ),
    "conflict": (
        Column("Field", "field", fold=4),
        Column("One reading", "a.value", 14, 2, "bold"),
        Column("The other", "b.value", 14, 3, "bold", label="or "),
        Column("Wordings", "wordings", 36),
        _outlets(1, "outlets"),
    ),
    "timeline_entry": (
        Column("Date", "date", fold=5, style="bold"),
        _speaker(4),
        Column("Statement", "told", 36),
        Column("As written", "date_text", 14, 1, label="as written: "),
        Column("Conflict", "conflict_mark", fold=3, style="red", label="conflict "),
        _outlets(2),
    ),
    "comparison": (
        Column("Status", "status", fold=3, style="bold"),
        _speaker(2),
        Column("Statement", "told", 36),
        Column("Differs in", "clash", 14, 2, "red", label="differs in "),
        _outlets(1, "outlets"),
    ),
    "match": (
        Column("How", "how", fold=4, style="bold"),
        Column("Score", "score", fold=3, justify="right", label="score "),
        _speaker(2),
        Column("Words there", "told", 36),
        _WHERE,
    ),
    "mention": (
        Column("Meant", "name", 16, 3, "bold"),
        Column("Words", "text", 20),
        Column("How", "how", 8, 2, label="by "),
        _WHERE,
    ),
}


KIND_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def cell(row: Row, path: str) -> str:
    """The value at ``path`` as one string; empty for null."""
    return "; ".join(items(row, path))


def items(row: Row, path: str) -> list[str]:
    """The values at ``path``, each a string: none for null, one for anything but a list."""
    computed = _COMPUTED.get(path)
    value = _follow(row, path.split(".")) if computed is None or path in row else computed(row)
    found = value if isinstance(value, list) else [] if value is None else [value]
    return [_text(item) for item in found]


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


def _outlets_of(row: Row) -> list[str]:
    row = row.get("conflict") or row.get("relation") or row
    if row.get("group"):
        return items(row["group"], "members.*.outlet")
    return [row["a"]["outlet"], row["b"]["outlet"]]


def _wordings(row: Row) -> str:
    return f"{row['a']['text']} ↔ {row['b']['text']}"


def _clash(row: Row) -> str:
    """What two statements in conflict differ in, with both values."""
    conflict = row["conflict"]
    return f"{conflict['field']}: {conflict['a']['value']} ↔ {conflict['b']['value']}" if conflict else ""


def _words(row: Row) -> str:
    """The content without the cue that breaks it."""
    return _marked(row.get("negated"), " […] ".join(fragment["text"] for fragment in row["fragments"]))


def _marked(negated: object, text: str) -> str:
    """What somebody did not say must not be read as said."""
    return f"(not said) {text}" if negated else text


def _unsaid(row: Row) -> bool:
    """Whether what the row tells is something that nobody of it said."""
    members = row.get("members") or (row.get("group") or {}).get("members") or (row,)
    return all(member.get("negated") for member in members)


def _told(row: Row) -> str:
    return _marked(_unsaid(row), row["text"] if "text" in row else _text_of(row))


def _text_of(row: Row) -> str:
    return (row.get("group") or {}).get("text") or _wordings(row["conflict"] or row["relation"])


_COMPUTED: dict[str, Callable[[Row], str | list[str]]] = {
    "where": _where,
    "shown_value": _shown_value,
    "outlets": _outlets_of,
    "wordings": _wordings,
    "clash": _clash,
    "words": _words,
    "conflict_mark": lambda row: "!" if row["conflicts"] else "",
    "speaker": lambda row: (row.get("group") or {}).get("speaker") or "",
    "text": _text_of,
    "told": _told,
    "negated": lambda row: "yes" if _unsaid(row) else "",
}
