"""Plain text and Markdown. Offsets are those of the file's decoded text.

Front matter (``---`` lines around ``key: value``) is metadata: it is read, and blanked in the text, each of its
characters by a space, so that nothing is found in it and every offset stays that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dprk_extract.readers.days import declared_day
from dprk_extract.readers.decoding import decode
from dprk_extract.readers.keys import find
from dprk_extract.readers.metadata import Declared, make_document
from dprk_extract.readers.source import Outcome, Source

_FRONT_MATTER_LIMIT = 20_000
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_PAIR = re.compile(r"""(?P<key>[A-Za-z][\w :-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>\S.*)|[ \t]*\r?)$""")
_CONTINUED = re.compile(r"\s|-\s|#|$")
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]*?\S)[ \t#]*\r?(?:\n|$)")


def read(source: Source) -> Iterator[Outcome]:
    """The one article of a text file."""
    raw = source.read()
    text = decode(raw, source.path)
    pairs, end = front_matter(text)
    if end:
        text = " " * (end - 1) + text[end - 1 :]
    title = find(pairs, "title")
    if title is None and source.name.lower().endswith((".md", ".markdown")):
        heading = _HEADING.match(text[end : end + 2000])
        title = heading["title"] if heading else None
    declared = Declared(
        source_id=find(pairs, "id"),
        title=title,
        publisher=find(pairs, "publisher"),
        published=declared_day(find(pairs, "date")),
        origin="front-matter",
        url=find(pairs, "url"),
    )
    yield make_document(source, text, declared, raw=raw, name=source.name)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The pairs of the front matter and the offset behind it; ``({}, 0)`` where there is none.

    A line of dashes alone opens a text too: only lines of the shape of YAML make it front matter.
    """
    opening = _FENCE.match(text)
    if not opening:
        return {}, 0
    closing = _CLOSING.search(text, opening.end(), _FRONT_MATTER_LIMIT)
    if not closing:
        return {}, 0
    pairs: dict[str, str] = {}
    for line in text[opening.end() : closing.start()].split("\n"):
        pair = _PAIR.match(line)
        if pair:
            pairs[pair["key"]] = _unquoted((pair["value"] or "").removesuffix("\r").rstrip(" \t"))
        elif not _CONTINUED.match(line):
            return {}, 0
    return (pairs, min(closing.end() + 1, len(text))) if pairs else ({}, 0)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
