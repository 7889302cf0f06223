"""What is to be written: the rows of one kind, and what an output may say beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dprk_extract.render.columns import Row


@dataclass(slots=True)
class Report:
    """Rows of one ``kind`` (``extract`` for rows of all kinds).

    ``documents``, ``warnings()``, ``paths`` and ``texts`` (of documents, by id) are complete for every row that
    has been taken from ``rows``. ``left_out`` counts rows that the format has no place for;
    ``excel`` asks for CSV with a byte order mark.
    """

    kind: str
    rows: Iterable[Row]
    documents: list[Row] = field(default_factory=list)
    warnings: Callable[[], list[Row]] = list
    paths: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    excel: bool = False
