"""Surface forms → the pieces that are compared: lower case, no diacritics, no hyphens, no possessive."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dprk_extract.data import load_toml

Piece = tuple[str, str]

_APOSTROPHES = "'’‘ʼʻ`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS](?![^\W_])")
_SILENT = re.compile(rf"[{_APOSTROPHES}.]")
_PIECE = re.compile(r"[^\W\d_]+|\d+|&")


@lru_cache(maxsize=1)
def _one_spelling() -> dict[str, str]:
    words: list[list[str]] = load_toml("knowledge/spelling.toml")["words"]
    return {other: first for first, *others in words for other in others}


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[Piece, ...]:
    """``(normalised, as written)`` for each piece of ``text``: "Kim Jŏng-ŭn's" gives kim, jong, un.

    Letters that are no Latin letter with a mark (Hangul, Han) stay as they are. Apostrophes and full stops
    vanish inside a word ("Ch'oe" → choe, "U.S." → us); every other sign separates, and so does the border of
    letters and digits ("KN23" and "KN-23" are kn, 23). Words with two spellings get one (``spelling.toml``).
    """
    if _SILENT.search(text):
        text = _SILENT.sub("", _POSSESSIVE.sub("", text))
    spelling = _one_spelling()
    written = _PIECE.findall(strip_marks(text))
    return tuple([(spelling.get(low := word.casefold(), low), word) for word in written])


def strip_marks(text: str) -> str:
    """``text`` without combining marks; Hangul is left whole."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", kept)


def key(text: str) -> tuple[str, ...]:
    """The pieces of ``text`` without a leading article."""
    found = tuple(piece for piece, _ in pieces(text))
    return found[1:] if len(found) > 1 and found[0] == "the" else found
