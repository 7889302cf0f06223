"""JSON Schema (2020-12) and documentation of the output, both made from ``data/schema.toml``."""

from __future__ import annotations

from typing import Any

from dprk_extract.data import load_toml

ITEM_RECORDS = (
    "document", "quote", "date", "number", "person", "statement_group", "conflict", "relation",
    "timeline_entry",
    "comparison", "match", "mention",
)  # fmt: skip

_PLAIN: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "item": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in ITEM_RECORDS]},
}


def json_schema() -> dict[str, Any]:
    """The schema of the ``--json`` envelope; ``#/$defs/item`` describes a line of ``--jsonl``."""
    table = load_toml("schema.toml")
    defs = {name: _record(record) for name, record in table["records"].items()}
    defs["item"] = _PLAIN["item"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dprk-extract output",
        "$ref": "#/$defs/envelope",
        "$defs": defs,
    }


def field_names(record: str) -> list[str]:
    """The fields of a record, in the order in which they are written."""
    return [field[0] for field in load_toml("schema.toml")["records"][record]["fields"]]


def _record(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": record["doc"],
        "properties": {name: {**_type(kind), "description": doc} for name, kind, doc in record["fields"]},
        "required": [name for name, _, _ in record["fields"]],
        "additionalProperties": False,
    }


def _type(kind: str) -> dict[str, Any]:
    if kind.endswith("?"):
        return {"anyOf": [_type(kind[:-1]), {"type": "null"}]}
    if kind.startswith("[") and kind.endswith("]"):
        return {"type": "array", "items": _type(kind[1:-1])}
    if "|" in kind:
        return {"enum": kind.split("|")}
    if kind.startswith("="):
        return {"const": kind[1:]}
    return _PLAIN.get(kind) or {"$ref": f"#/$defs/{kind}"}


def schema_markdown() -> str:
    """``docs/schema.md``."""
    table = load_toml("schema.toml")
    lines = [
        "# Records",
        "",
        "Made from `src/dprk_extract/data/schema.toml` by `dprk-extract schema --markdown`; do not edit.",
        f"Schema version {table['version']}. Offsets count Unicode code points of the document's text, and",
        "`text[start:end]` is the item's text for every item, fragment, cue and mention.",
        "`?` marks what can be null, `[…]` a list.",
    ]
    for name, record in table["records"].items():
        lines += ["", f"## {name}", "", record["doc"], "", "| field | type | meaning |", "|---|---|---|"]
        for field, kind, doc in record["fields"]:
            shown = kind.replace("|", r" \| ")
            lines.append(f"| `{field}` | `{shown}` | {doc} |")
    return "\n".join(lines) + "\n"
