"""What an input is, by its first bytes and its ending."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from dprk_extract.data import load_toml
from dprk_extract.errors import EmptyInput, UndecodableInput

_RECORD = re.compile(r"^\{\s*[\"}]", re.MULTILINE)
_LIST = re.compile(r"\[\s*[{\]]")
_TAR_MAGIC = (257, b"ustar")


def format_of(head: bytes, name: str, path: str) -> str:
    """The format (a key of ``endings.toml``) of an input that begins with ``head`` and is called ``name``.

    A signature of bytes decides before the ending, the ending before the look of the text. Raises EmptyInput, and
    UndecodableInput for what is known to be no text.
    """
    if not head:
        raise EmptyInput(path, "the file is empty")
    known = by_signature(head, path)
    if known:
        return known
    return by_ending(name) or by_look(head)


def by_signature(head: bytes, path: str) -> str | None:
    """The format whose magic number ``head`` begins with."""
    for start, format_name, kind in _signatures():
        if head.startswith(start):
            if kind:
                raise UndecodableInput(path, f"this is {kind}")
            return format_name
    if head[_TAR_MAGIC[0] :].startswith(_TAR_MAGIC[1]):
        raise UndecodableInput(path, "this is a tar archive: unpack it first")
    return None


def by_ending(name: str) -> str | None:
    """The format that the ending of ``name`` stands for."""
    return _formats().get(PurePath(name).suffix.lower())


def by_look(head: bytes) -> str:
    """The format of text without a telling name: JSON Lines, JSON, a page or plain text."""
    text = head.decode("utf-8-sig", "replace").lstrip("\x1e \t\r\n")
    # The first of many records may be a broken one.
    if _LIST.match(text) or (text.startswith("{") and _RECORD.search(text)):
        return "json"
    return "html" if looks_like_page(text) else "text"


def looks_like_page(text: str) -> bool:
    """Whether ``text`` opens as an HTML document or fragment does."""
    start = text[:1000].lstrip().lower()
    if start.startswith(("<?xml", "<!--")):
        return "<html" in start or "<!doctype html" in start
    return start.startswith(tuple(load_toml("readers/html.toml")["openings"]))


@cache
def _formats() -> dict[str, str]:
    return {ending: name for name, endings in load_toml("readers/endings.toml").items() for ending in endings}


@cache
def _signatures() -> tuple[tuple[bytes, str, str], ...]:
    listed = load_toml("readers/signatures.toml")["signature"]
    return tuple((bytes.fromhex(s["hex"]), s.get("format", ""), s.get("kind", "")) for s in listed)
