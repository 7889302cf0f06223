"""Aliases → entries: a trie over normalised pieces, and the readings of Korean names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from dprk_extract.knowledge.entry import Entry
from dprk_extract.knowledge.normalisation import Piece, pieces
from dprk_extract.knowledge.romanisation import (
    given_readings,
    is_hangul,
    name_readings,
    softened,
    surname_readings,
)

_KOREAN = frozenset({"KP", "KR"})
_MAX_ACRONYM = 6
_END = ""  # no piece is empty, so the key is free in every node of the trie

Node = dict[str, Any]


class _Leaf(NamedTuple):
    """An alias's end: the entry, and the capitals the surface must have (None where case does not matter)."""

    entry: Entry
    capitals: tuple[str, ...] | None
    guarded: bool


class Found(NamedTuple):
    """Pieces ``start:end`` name ``entries``; ``guarded`` where the alias is an ordinary word, too."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    guarded: bool = False


class AliasIndex:
    """Every alias of every entry. Built in one pass; looking up costs the length of the surface."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root: Node = {}
        self._readings: dict[tuple[str, str], list[Entry]] = {}
        self._surnames: set[str] = set()
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        guarded = {alias.casefold() for alias in entry.guarded}
        for alias in (entry.name, *entry.aliases):
            if alias.casefold() not in guarded:
                self._add_alias(entry, alias, guarded=False)
        for alias in entry.guarded:
            self._add_alias(entry, alias, guarded=True)
        if entry.hangul:
            self._add_alias(entry, entry.hangul, guarded=False)
        if is_korean_name(entry):
            for reading in korean_readings(entry):
                self._readings.setdefault(reading, []).append(entry)
                self._surnames.add(reading[0])
        elif entry.order == "surname-first" or entry.country == "JP":
            swapped = _swapped(entry)
            if swapped:
                self._add_alias(entry, swapped, guarded=False)

    def _add_alias(self, entry: Entry, alias: str, *, guarded: bool) -> None:
        found = pieces.__wrapped__(alias)  # the cache is for texts
        if not guarded and len(found) > 1 and found[0][0] == "the":
            found = found[1:]
        node = self._root
        for piece, _ in found:
            node = node.setdefault(piece, {})
        if node is self._root:
            return
        capitals = tuple(written for _, written in found) if guarded or _is_acronym(found) else None
        leaves: list[_Leaf] | None = node.get(_END)
        if leaves is None:
            node[_END] = [_Leaf(entry, capitals, guarded)]
        elif all(leaf.entry is not entry for leaf in leaves):
            leaves.append(_Leaf(entry, capitals, guarded))

    def exact(self, surface: Sequence[Piece]) -> tuple[Entry, ...]:
        """The entries that the whole ``surface`` names.

        Those that list this very spelling come before those that merely could be spelt so: "Kim Jung-sook" is the
        wife of Moon Jae-in, "Kim Jong Suk" the mother of Kim Jong Il.
        """
        found = self._whole(surface)
        if not found and len(surface) > 1 and surface[0][0] == "the":
            found = self._whole(surface[1:])
        return found

    def _whole(self, surface: Sequence[Piece]) -> tuple[Entry, ...]:
        match = self._longest_alias(surface, 0, whole=True)
        if match:
            return match.entries
        korean = self._korean(surface, 0, len(surface)) if 2 <= len(surface) <= 3 else ()
        return korean or (self._hyphenated(surface) if len(surface) == 3 else ())

    def _hyphenated(self, surface: Sequence[Piece]) -> tuple[Entry, ...]:
        """Chinese given names are printed in one word or in two: "Xi Jinping", "Xi Jin-ping"."""
        (first, second), (third, fourth) = surface[1:]
        match = self._longest_alias((surface[0], (first + third, second + fourth)), 0, whole=True)
        return tuple(e for e in match.entries if e.order == "surname-first") if match else ()

    def longest(self, surface: Sequence[Piece], start: int) -> Found | None:
        """The longest alias that begins at piece ``start``, or None."""
        match = self._longest_alias(surface, start)
        if match and all(is_korean_name(entry) for entry in match.entries):
            match = None if self._runs_on(surface, start, match.end, match.entries) else match
        for size in (3, 2):
            end = start + size
            if end <= len(surface) and (match is None or end > match.end):
                korean = self._korean(surface, start, end) if _capitalised(surface, start, end) else ()
                if korean and not self._runs_on(surface, start, end, korean):
                    return Found(start, end, korean)
        return match

    def _longest_alias(self, surface: Sequence[Piece], start: int, *, whole: bool = False) -> Found | None:
        node = self._root
        best = None
        for position in range(start, len(surface)):
            piece = surface[position][0]
            below: Node | None = node.get(piece)
            if below is None:
                if position > start and len(piece) == 1 and piece.isalpha():
                    continue  # a middle initial: "Donald J. Trump"
                break
            node = below
            leaves = node.get(_END)
            if leaves:
                end = position + 1
                fitting = [leaf for leaf in leaves if _fits(leaf, surface, start, end, whole)]
                if fitting:
                    guarded = all(leaf.guarded for leaf in fitting)
                    best = Found(start, end, tuple(leaf.entry for leaf in fitting), guarded)
        if whole and (best is None or best.end != len(surface)):
            return None
        return best

    def _korean(self, surface: Sequence[Piece], start: int, end: int) -> tuple[Entry, ...]:
        parts = tuple(piece for piece, _ in surface[start:end])
        if self._surnames.isdisjoint(surname_readings(parts[0]) | surname_readings(parts[-1])):
            return ()
        found: list[Entry] = []
        for reading in name_readings(parts):
            found += self._readings.get(reading, ())
        return tuple(sorted(_unique(found), key=lambda entry: entry.id))

    def _runs_on(self, surface: Sequence[Piece], start: int, end: int, korean: tuple[Entry, ...]) -> bool:
        """Whether the pieces are a part of a longer name.

        In Western order the surname may begin the next name: the middle of "Kim Il Sung-Kim Jong Il". After a
        given name of one syllable a second one may follow: "Kim Song" in "Kim Song Ho" is another person.
        """
        if not _capitalised(surface, end, end + 1):
            return False
        first = surname_readings(surface[start][0])
        readings = [reading for entry in korean for reading in korean_readings(entry)]
        straight = any(surname in first for surname, _ in readings)
        return not straight or all(len(given) == 1 for _, given in readings)

    def shared(self) -> dict[str, tuple[Entry, ...]]:
        """Aliases and Korean readings that belong to several entries, as printable keys."""
        found = {" ".join(reading): tuple(entries) for reading, entries in self._readings.items()}
        stack: list[tuple[str, Node]] = [("", self._root)]
        while stack:
            path, node = stack.pop()
            for piece, below in node.items():
                if piece == _END:
                    found[path] = tuple(leaf.entry for leaf in below)
                else:
                    stack.append((f"{path} {piece}".strip(), below))
        return {key: entries for key, entries in found.items() if len(_unique(entries)) > 1}


def is_korean_name(entry: Entry) -> bool:
    """Whether the entry's name is a Korean one, to be read by syllables."""
    return entry.kind == "person" and entry.order == "surname-first" and entry.country in _KOREAN


def korean_readings(entry: Entry) -> frozenset[tuple[str, str]]:
    """The readings of a Korean person's name: its Hangul and aliases in Hangul, else all that its spelling allows."""
    spelt = [entry.hangul] if entry.hangul else []
    spelt += [alias for alias in entry.aliases if is_hangul(alias)]
    if spelt:
        return frozenset((softened(name[0]), softened(name[1]) + name[2:]) for name in spelt if len(name) > 1)
    parts = tuple(piece for piece, _ in pieces(entry.name))
    return frozenset(product(surname_readings(parts[0]), given_readings(parts[1:])))


def _swapped(entry: Entry) -> str | None:
    if entry.surname is None or entry.given is None:
        return None
    first = entry.order == "surname-first"
    return f"{entry.given} {entry.surname}" if first else f"{entry.surname} {entry.given}"


def _is_acronym(found: Sequence[Piece]) -> bool:
    if len(found) != 1:
        return False
    written = found[0][1]
    return 1 < len(written) <= _MAX_ACRONYM and written.isupper() and written.isalpha()


def _fits(leaf: _Leaf, surface: Sequence[Piece], start: int, end: int, whole: bool) -> bool:
    if leaf.capitals is None:
        return True
    written = [piece[1] for piece in surface[start:end]]
    if len(written) != len(leaf.capitals):
        return False
    for have, want in zip(written, leaf.capitals, strict=True):
        if want.isupper() and len(want) > 1:
            if have != want:
                return False
        elif want[0].isupper() and not have[0].isupper():
            return False
    return whole or not leaf.guarded or not _capitalised(surface, end, end + 1)


def _capitalised(surface: Sequence[Piece], start: int, end: int) -> bool:
    """Whether the first of the pieces has a capital (or no case at all, as Hangul)."""
    return start < len(surface) and start < end and surface[start][1][:1] != surface[start][1][:1].lower()


def _unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.id: entry for entry in entries}.values())
