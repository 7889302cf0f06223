"""Reads the gold articles: a text and a TOML file of the same name beside it, words located by themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dprk_extract.records import Document, Extraction, content_id

ARTICLES = Path(__file__).parent / "articles"
FIELDS = {
    "quote": {"words", "nth", "kind", "speaker", "optional"},
    "date": {"words", "nth", "value", "optional"},
    "number": {"words", "nth", "value", "high", "unit", "bound", "optional"},
}
ELLIPSIS = " [...] "


@dataclass(frozen=True)
class Item:
    """A quote, date or number. ``places`` are its code points that are no white space, ``text`` its words.

    The other fields hold what is right: in gold several readings may be, the first being the best one.
    A quote has ``kind`` and ``speaker``, a date ``value``, a number ``value`` (lower and upper end), ``unit``
    and ``bound``; the rest stays empty.
    """

    places: frozenset[int]
    text: str
    kind: str = ""
    speaker: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    ends: tuple[float, float] | None = None
    unit: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Answer:
    """What one article holds, by the annotator or by the pipeline."""

    quotes: tuple[Item, ...] = ()
    dates: tuple[Item, ...] = ()
    numbers: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Article:
    """A text and what must be found in it."""

    document: Document
    gold: Answer


def read_articles(folder: Path = ARTICLES) -> list[Article]:
    """All articles, by name. Raises ValueError, naming the place, where a gold file does not fit its text."""
    return [read_article(path) for path in sorted(folder.glob("*.toml"))]


def read_article(path: Path) -> Article:
    """One article from its gold file."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Article(_document(path.stem, text, rows["published"], rows["outlet"]), gold_answer(text, rows))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def gold_answer(text: str, rows: dict[str, Any]) -> Answer:
    """The gold of ``rows``, the tables ``quote``, ``date`` and ``number`` of a gold file."""
    if unknown := set(rows) - {"published", "outlet", *FIELDS}:
        raise ValueError(f"unknown keys {sorted(unknown)}")

    def read(table: str, make: Callable[[dict[str, Any]], dict[str, Any]]) -> tuple[Item, ...]:
        return tuple(_item(text, table, row, make(row)) for row in rows.get(table, []))

    return Answer(
        quotes=read("quote", lambda row: {"kind": row["kind"], "speaker": _several(row["speaker"])}),
        dates=read("date", lambda row: {"value": _several(row["value"])}),
        numbers=read(
            "number",
            lambda row: {
                "ends": (row["value"], row.get("high", row["value"])),
                "unit": _several(row["unit"]),
                "bound": _several(row.get("bound", "=")),
            },
        ),
    )


def found_answer(extraction: Extraction) -> Answer:
    """What the pipeline found, in the form of the gold."""
    text = extraction.document.text
    return Answer(
        quotes=tuple(
            Item(
                _solid(text, [(f.start, f.end) for f in quote.fragments]),
                " / ".join(f.text for f in quote.fragments),
                kind=quote.kind,
                speaker=(quote.speaker.name,) if quote.speaker else ("",),
            )
            for quote in extraction.quotes
        ),
        dates=tuple(
            Item(_solid(text, [(found.start, found.end)]), found.text, value=(found.value,))
            for found in extraction.dates
        ),
        numbers=tuple(
            Item(
                _solid(text, [(found.start, found.end)]),
                found.text,
                ends=(found.value, found.value if found.value_high is None else found.value_high),
                unit=(found.unit or "",),
                bound=(found.bound,),
            )
            for found in extraction.numbers
        ),
    )


def locate(text: str, words: str, nth: int | None) -> tuple[int, int]:
    """Where ``words`` stand in ``text``, as whole words; ``nth`` counts from 1 and is needed if they return."""
    first, _, last = words.partition(ELLIPSIS)
    pattern = rf"(?<!\w){re.escape(first)}" + (rf".*?{re.escape(last)}" if last else "") + r"(?!\w)"
    places = [match.span() for match in re.finditer(pattern, text, re.DOTALL)]
    if not places:
        raise ValueError(f"not in the text: {words!r}")
    if nth is None and len(places) > 1:
        raise ValueError(f"stands {len(places)} times in the text, say which (nth): {words!r}")
    if nth is not None and not 1 <= nth <= len(places):
        raise ValueError(f"stands {len(places)} times in the text, not {nth}: {words!r}")
    return places[(nth or 1) - 1]


def _item(text: str, table: str, row: dict[str, Any], fields: dict[str, Any]) -> Item:
    if unknown := set(row) - FIELDS[table]:
        raise ValueError(f"unknown keys {sorted(unknown)} in {row}")
    ranges = [locate(text, words, row.get("nth")) for words in _several(row["words"])]
    shown = " / ".join(text[start:end] for start, end in ranges)
    return Item(_solid(text, ranges), shown, optional=row.get("optional", False), **fields)


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _solid(text: str, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for start, end in ranges for i in range(start, end) if not text[i].isspace())


def _document(name: str, text: str, published: date, outlet: str) -> Document:
    return Document(
        id=content_id(text),
        source_id=name,
        path=f"{name}.txt",
        text=text,
        sha256=content_id(text),
        publisher=outlet,
        published=published,
    )
