"""Whether two statements have one speaker: names as different outlets write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import combining, normalize

from dprk_extract.data import load_toml
from dprk_extract.merge.words import term_of
from dprk_extract.records import Speaker

Sameness = Literal["same", "different", "unknown"]
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as comparison sees one. ``named`` is false for descriptions such as "two officials"."""

    id: str | None
    kind: str
    parts: tuple[str, ...]
    named: bool
    terms: frozenset[str]


def voice_of(speaker: Speaker | None) -> Voice | None:
    """The voice of a resolved speaker; None where nobody, or only a pronoun, is known."""
    if speaker is None:
        return None
    return _voice(speaker.name, speaker.kind, speaker.id)


@lru_cache(maxsize=1 << 16)
def _voice(name: str, kind: str, identity: str | None) -> Voice | None:
    table = load_toml("merge/speakers.toml")
    ignored = set(table["titles"].split())
    words = [part.casefold() for part in _PART.findall(_plain(name))]
    parts = tuple(word for word in words if word not in ignored)
    if not set(parts) - set(table["vague"].split()) or (
        len(words) == 1 and words[0] in table["pronouns"].split()
    ):
        return None
    capitals = sum(part[0].isupper() and part.casefold() in parts for part in _PART.findall(_plain(name)))
    terms = frozenset(term for term in map(term_of, parts) if term)
    return Voice(
        identity, kind, parts, capitals > 0 and kind in ("person", "organisation", "document"), terms
    )


def _plain(name: str) -> str:
    """The name without accents: one outlet writes Calderón, another Calderon."""
    if name.isascii():
        return name
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


def same_speaker(a: Voice | None, b: Voice | None) -> Sameness:
    """``same``, ``different``, or ``unknown`` where neither can be told (unnamed people, an office and its holder)."""
    if a is None or b is None:
        return "unknown"
    return _same(a, b) if a.parts <= b.parts else _same(b, a)


@lru_cache(maxsize=1 << 16)
def _same(a: Voice, b: Voice) -> Sameness:
    if a.id and a.id == b.id:
        return "same"
    if _may_be_person(a, b) and _may_be_person(b, a):
        return "different" if a.id and b.id else _one_person(a.parts, b.parts)
    shared = {term_of(part) for part in a.parts} & {term_of(part) for part in b.parts} - {None}
    smaller = min((a.parts, b.parts), key=len)
    if "person" in (a.kind, b.kind):
        return "unknown"
    if a.id and b.id:
        return "different" if a.named and b.named else "unknown"
    if (
        shared
        and shared >= {term_of(part) for part in smaller} - {None}
        and (a.named or b.named or len(shared) > 1)
    ):
        return "same"
    apart = not shared or a.kind == "organisation"
    return "different" if a.named and b.named and apart and a.kind == b.kind else "unknown"


def _may_be_person(voice: Voice, other: Voice) -> bool:
    """A person, or somebody of unknown kind (a headline's, an initial's) named like the person ``other``."""
    return voice.kind == "person" or (
        voice.kind == "unknown" and other.kind == "person" and bool(set(voice.parts) & set(other.parts))
    )


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> Sameness:
    """Names of one person: the parts of one among those of the other, or one surname and like first names."""
    if set(a) == set(b) or "".join(a) == "".join(b):
        return "same"
    shorter, longer = sorted((a, b), key=len)
    if set(shorter) <= set(longer):
        common = load_toml("merge/speakers.toml")["common_surnames"].split()
        return "unknown" if len(shorter) == 1 and shorter[0] in common else "same"
    if len(shorter) > 1 and a[-1] == b[-1]:
        first, other = sorted((a[0], b[0]), key=len)
        if other.startswith(first[:2]) and (len(first) <= 4):
            return "same"
    return "different"
