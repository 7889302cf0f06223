"""Apache Parquet, with the nested columns of ``data/schema.toml``. Needs the extra ``[parquet]``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dprk_extract.data import load_toml
from dprk_extract.errors import MissingExtra
from dprk_extract.render.columns import Row
from dprk_extract.render.report import Report

_RECORD_OF_KIND = {"speaker": "person"}
_ROWS_A_GROUP = 10_000


def write_parquet(report: Report, path: Path) -> None:
    """Write rows of one kind as one table."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra(
            "--format parquet needs an extra: run `pip install 'dprk-extract[parquet]'`"
        ) from None

    schema = pyarrow.schema(_fields(pyarrow, _RECORD_OF_KIND.get(report.kind, report.kind)))
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        batch: list[Row] = []
        for row in report.rows:
            batch.append(row)
            if len(batch) == _ROWS_A_GROUP:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pyarrow.Table.from_pylist(batch, schema))


def _fields(pyarrow: Any, record: str) -> list[Any]:
    fields = load_toml("schema.toml")["records"][record]["fields"]
    return [pyarrow.field(name, _type(pyarrow, kind)) for name, kind, _ in fields]


def _type(pyarrow: Any, kind: str) -> Any:
    kind = kind.removesuffix("?")
    if kind.startswith("["):
        return pyarrow.list_(_type(pyarrow, kind[1:-1]))
    plain = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    if kind in plain:
        return plain[kind]
    if kind in load_toml("schema.toml")["records"]:
        return pyarrow.struct(_fields(pyarrow, kind))
    return pyarrow.string()
