"""SQLite: one table a record type, foreign keys, full-text search over quotes. Appending twice adds nothing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from dprk_extract.data import resource
from dprk_extract.errors import UnwritableOutput
from dprk_extract.render.columns import Row
from dprk_extract.render.report import Report


def write_sqlite(report: Report, path: Path) -> None:
    """Add the rows of ``extract`` to the database ``path``, made where there is none. Raises UnwritableOutput."""
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript("pragma foreign_keys = on;" + resource("sqlite.sql").read_text("utf-8"))
            for row in report.rows:
                _INSERTERS[row["type"]](connection, row)
            connection.execute("insert into quotes_search(quotes_search) values ('rebuild')")
    except sqlite3.Error as error:
        raise UnwritableOutput(f"cannot write {path}: {error}") from None


def _insert(connection: sqlite3.Connection, table: str, values: Row) -> None:
    """Add the row unless it is there. Table and column names come from this module, never from the input."""
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    connection.execute(
        f'insert or ignore into "{table}" ({columns}) values ({marks})',
        [json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for v in values.values()],
    )


def _picked(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


def _document(connection: sqlite3.Connection, row: Row) -> None:
    names = (
        "id",
        "source_id",
        "path",
        "title",
        "publisher",
        "published",
        "published_from",
        "chars",
        "sha256",
        "tagger",
    )
    _insert(connection, "documents", _picked(row, *names))


def _quote(connection: sqlite3.Connection, row: Row) -> None:
    speaker = row["speaker"]
    if speaker is not None:
        speaker_id = speaker["id"] or f"{speaker['kind']}:{speaker['name']}"
        _insert(
            connection, "speakers", {"id": speaker_id, **{k: speaker[k] for k in ("name", "kind", "country")}}
        )
    said_on, cue, mention = row["said_on"], row["cue"], speaker and speaker["mention"]
    _insert(
        connection,
        "quotes",
        {
            **_picked(row, "id", "document", "kind", "start", "end", "text", "fragments", "via", "negated"),
            "speaker": speaker_id if speaker is not None else None,
            "resolved_by": speaker["resolved_by"] if speaker else None,
            "mention": mention["text"] if mention else None,
            "cue": cue["text"] if cue else None,
            "said_on": said_on["edtf"] if said_on else None,
            **_picked(row, "confidence", "evidence"),
        },
    )


def _date(connection: sqlite3.Connection, row: Row) -> None:
    names = (
        "id", "document", "start", "end", "text", "timex_type", "value", "edtf", "earliest", "latest", "anchor",
        "confidence",
    )  # fmt: skip
    _insert(connection, "dates", _picked(row, *names))


def _number(connection: sqlite3.Connection, row: Row) -> None:
    names = (
        "id", "document", "start", "end", "text", "value", "value_high", "unit", "unit_text", "unit_kind", "bound",
        "base_value", "base_unit", "claimed_by", "negated", "planned", "confidence",
    )  # fmt: skip
    what = row["what"]
    _insert(connection, "numbers", {**_picked(row, *names), "what": what["text"] if what else None})


def _group(connection: sqlite3.Connection, row: Row) -> None:
    own = _picked(row, "id", "text", "speaker", "sources", "first_published", "last_published")
    _insert(connection, "groups", own)
    for member in row["members"]:
        names = ("statement", "document", "outlet", "start", "end", "text", "kind", "speaker", "copy_of")
        _insert(connection, "members", {"group": row["id"], **_picked(member, *names)})


def _conflict(connection: sqlite3.Connection, row: Row) -> None:
    sides = {
        f"{side}_{name}": row[side][name]
        for side in ("a", "b")
        for name in ("document", "outlet", "value", "start", "end", "text")
    }
    _insert(connection, "conflicts", {**_picked(row, "id", "field", "score"), **sides})


def _relation(connection: sqlite3.Connection, row: Row) -> None:
    statements = {"a": row["a"]["statement"], "b": row["b"]["statement"]}
    _insert(connection, "relations", {**statements, **_picked(row, "reason", "score")})


def _entry(connection: sqlite3.Connection, row: Row) -> None:
    names = ("id", "date", "earliest", "latest", "date_text", "text", "kind", "speaker", "sources")
    _insert(connection, "timeline", _picked(row, *names))


_INSERTERS = {
    "document": _document,
    "quote": _quote,
    "date": _date,
    "number": _number,
    "statement_group": _group,
    "conflict": _conflict,
    "relation": _relation,
    "timeline_entry": _entry,
}
