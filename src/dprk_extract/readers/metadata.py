"""What is known of an article beside its text, and the Document made of both."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from dprk_extract.data import load_toml
from dprk_extract.errors import EmptyInput, OversizedInput
from dprk_extract.readers.days import (
    Dateline,
    day_in_name,
    day_in_title,
    day_in_url,
    day_signed,
    read_dateline,
)
from dprk_extract.readers.source import Source, encodable
from dprk_extract.records import MAX_CHARS, Document, content_id

_MOST_LABELS = 8  # of a host whose outlet is known
_ENDING = re.compile(r"[^.]\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the input itself says. ``origin`` names where ``published`` stood."""

    source_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    origin: str = "record"
    url: str | None = None


def make_document(
    source: Source,
    text: str,
    declared: Declared,
    *,
    raw: bytes | None = None,
    name: str | None = None,
    part: str = "",
) -> Document:
    """The Document of ``text``.

    ``raw`` are the bytes it was decoded from (None for a record in a container: then its text in UTF-8 is hashed),
    ``name`` the file name where the file is one article, ``part`` the place in the container (``:17``).
    Raises EmptyInput and OversizedInput.
    """
    path = encodable(source.path) + part
    text = encodable(text)
    if not text.strip():
        raise EmptyInput(path, "there is no text in it")
    if len(text) > MAX_CHARS:
        raise OversizedInput(path, f"{len(text):,} characters, more than the limit of {MAX_CHARS:,}")
    dateline = read_dateline(text)
    published, origin = _published(source, declared, name, text, dateline)
    source_id = encodable(declared.source_id or (stem(source.name or source.path) + part))
    return Document(
        id=content_id(source_id, text),
        source_id=source_id,
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8") if raw is None else raw).hexdigest(),
        title=one_line(declared.title),
        publisher=_publisher(declared, dateline),
        published=published,
        published_from=origin,
    )


def stem(name: str) -> str:
    """A file's name without its endings of format and compression."""
    bare = PurePath(name).name or name
    if bare.lower().endswith(".gz"):
        bare = bare[:-3]
    return PurePath(bare).stem if _ENDING.search(bare) else bare


def load_endings() -> frozenset[str]:
    """Every ending of a file that a directory is searched for."""
    return frozenset(ending for endings in load_toml("readers/endings.toml").values() for ending in endings)


def one_line(value: str | None) -> str | None:
    """``value`` with its white space collapsed; None where nothing is left."""
    return (encodable(" ".join(value.split())) or None) if value else None


def outlet_of(url: str) -> str | None:
    """The outlet that a web address belongs to: its known name, else the host."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    names = load_toml("readers/hosts.toml")["hosts"]
    labels = host.split(".")
    for at in range(max(0, len(labels) - _MOST_LABELS), len(labels) - 1):
        known = names.get(".".join(labels[at:]))
        if known:
            return str(known)
    return host or None


def _publisher(declared: Declared, dateline: Dateline) -> str | None:
    stated = one_line(declared.publisher)
    if stated and ("://" in stated or ("." in stated.strip(".") and " " not in stated)):
        stated = outlet_of(stated) or stated
    return stated or (outlet_of(declared.url) if declared.url else None) or one_line(dateline.agency)


def _published(
    source: Source, declared: Declared, name: str | None, text: str, dateline: Dateline
) -> tuple[date | None, str | None]:
    """In order: what the article declares, what the user said, and what its surroundings suggest."""
    candidates = (
        (declared.published, declared.origin),
        (source.options.published, "option"),
        (day_in_title(declared.title) if declared.title else None, "title"),
        (day_in_url(declared.url) if declared.url else None, "url"),
        (day_in_name(name) if name else None, "file-name"),
        (dateline.published or day_signed(text), "dateline"),
    )
    return next(((day, origin) for day, origin in candidates if day), (None, None))
