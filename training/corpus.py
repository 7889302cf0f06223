"""Reads PolNeAR: news articles with attributions in brat's standoff format.

An article's annotation files are named after it and their annotator; the first by name is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
ROLES = ("source", "cue", "content")
_RECORD = re.compile(r"(?:[TREAMN]\d+|#\d*|\*)\t")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who (``source``) says (``cue``) what (``content``), each as sorted ranges of code points."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions; ``discarded`` are ranges that the annotator left out."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...] = ()
    discarded: tuple[Span, ...] = ()


def read_articles(folder: Path, split: str) -> list[Article]:
    """The articles of ``folder/split`` in the order of their names. Those without annotations are left out."""
    annotations: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        annotations[path.stem.rpartition("_")[0]].append(path)
    found = []
    for path in sorted((folder / split / "text").glob("*.txt")):
        files = annotations.get(path.stem)
        if files:
            text = path.read_bytes().decode("utf-8")
            found.append(parse_article(path.stem, text, files[0].read_text(encoding="utf-8-sig")))
    return found


def parse_article(name: str, text: str, standoff: str) -> Article:
    """The article ``text`` with the attributions that ``standoff`` describes."""
    spans: dict[str, tuple[str, list[Span]]] = {}
    events: list[list[tuple[str, str]]] = []
    for record in _records(standoff):
        key, _, body = record.partition("\t")
        if key.startswith("T"):
            label, _, offsets = body.split("\t", 1)[0].partition(" ")
            pieces = [tuple(int(number) for number in piece.split()) for piece in offsets.split(";")]
            spans[key] = (label, [(piece[0], piece[1]) for piece in pieces])
        elif key.startswith("E"):
            pairs = (argument.partition(":") for argument in body.split())
            events.append([(role.rstrip("0123456789").lower(), target) for role, _, target in pairs][1:])
    discarded = sorted(span for label, pieces in spans.values() if label == "Discard" for span in pieces)
    attributions = tuple(_attribution(event, spans) for event in events)
    return Article(name, text, attributions, tuple(discarded))


def _records(standoff: str) -> list[str]:
    """The file's records; a line that starts none continues the one before."""
    records: list[str] = []
    for line in standoff.split("\n"):
        if _RECORD.match(line):
            records.append(line)
        elif records:
            records[-1] += "\n" + line
    return records


def _attribution(event: list[tuple[str, str]], spans: dict[str, tuple[str, list[Span]]]) -> GoldAttribution:
    parts: dict[str, set[Span]] = {role: set() for role in ROLES}
    for role, target in event:
        if role in parts and target in spans:
            parts[role].update(spans[target][1])
    return GoldAttribution(*(tuple(sorted(parts[role])) for role in ROLES))
