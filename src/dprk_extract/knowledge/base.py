"""The knowledge base: entries and the questions that can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dprk_extract.knowledge.entry import Entry, Hit
from dprk_extract.knowledge.index import AliasIndex, Found
from dprk_extract.knowledge.normalisation import Piece, key, pieces
from dprk_extract.knowledge.roles import RoleIndex
from dprk_extract.knowledge.romanisation import same_korean_name, surname_readings

_PROPOSALS = 5
_LEAST_SCORE = 80.0


class KnowledgeBase:
    """Entries by id, and the index of their aliases. Immutable in use; safe to share between threads."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)
        self.index = AliasIndex(self.entries.values())
        self._roles: RoleIndex | None = None
        self._names: dict[str, list[Entry]] | None = None
        self._demonyms: dict[tuple[str, ...], Entry] | None = None

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, or None."""
        return self.entries.get(entry_id)

    def find(self, surface: str) -> tuple[Entry, ...]:
        """The entries that ``surface`` as a whole names; empty for none, several for a shared name."""
        return self.index.exact(pieces(surface))

    def scan(self, tokens: Sequence[str]) -> list[Hit]:
        """The longest aliases in ``tokens``, left to right, without overlaps; token offsets.

        Linear in the number of tokens. Signs between pieces (hyphens, quotation marks) are looked through, but
        a comma, a semicolon, a colon, a bracket or the end of a sentence is not. A bare surname that the base
        knows ("Trump") is found in "Eric Trump", too: the caller looks at the words before it.
        """
        hits: list[Hit] = []
        guarded: set[int] = set()
        for surface, owners in _stretches(tokens):
            position = 0
            while position < len(surface):
                found = self._at(surface, owners, position)
                if found is None:
                    position += 1
                    continue
                if found.guarded:
                    guarded.add(len(hits))
                hits.append(Hit(owners[position], owners[found.end - 1] + 1, found.entries))
                position = found.end
        named = {entry.country for n, hit in enumerate(hits) if n not in guarded for entry in hit.entries}
        return [hit for n, hit in enumerate(hits) if n not in guarded or _in_context(hit.entries, named)]

    def _at(self, surface: list[Piece], owners: list[int], position: int) -> Found | None:
        if position and owners[position - 1] == owners[position]:
            return None
        if surface[position][1].islower() and surface[position][0] != "the":
            return None
        found = self.index.longest(surface, position)
        if found is None or (found.end < len(owners) and owners[found.end] == owners[found.end - 1]):
            return None
        return found

    def propose(self, surface: str, limit: int = _PROPOSALS) -> tuple[tuple[Entry, float], ...]:
        """Entries whose name or alias looks like ``surface``, with rapidfuzz scores (0 to 100), best first.

        Proposals only: the caller verifies each by a rule of its own.
        """
        from rapidfuzz import fuzz, process  # only proposals need it, and most runs make none

        if self._names is None:
            self._names = {}
            for entry in self.entries.values():
                for alias in (entry.name, *entry.aliases):
                    self._names.setdefault(" ".join(key(alias)), []).append(entry)
        query = " ".join(key(surface))
        found = process.extract(
            query, self._names.keys(), scorer=fuzz.ratio, limit=3 * limit, score_cutoff=_LEAST_SCORE
        )
        best: dict[str, tuple[Entry, float]] = {}
        for name, score, _ in found:
            for entry in self._names[name]:
                best.setdefault(entry.id, (entry, float(score)))
        return tuple(best.values())[:limit]

    def referent(self, entry: Entry) -> Entry:
        """What a metonym stands for; the entry itself where it is none."""
        return self.entries[entry.stands_for] if entry.stands_for else entry

    def country_of(self, demonym: str) -> Entry | None:
        """The state of an adjective: "North Korean" → north-korea."""
        if self._demonyms is None:
            self._demonyms = {key(word): entry for entry in self.entries.values() for word in entry.demonyms}
        return self._demonyms.get(key(demonym))

    def with_surname(self, surname: str) -> tuple[Entry, ...]:
        """Every person with this surname; Korean surnames in any romanisation."""
        wanted = key(surname)
        readings = surname_readings(wanted[0]) if len(wanted) == 1 else frozenset()
        return tuple(
            entry
            for entry in self.entries.values()
            if entry.surname is not None and _same_surname(entry, wanted, readings)
        )

    def same_name(self, a: str, b: str) -> bool:
        """Whether two surfaces are one name by spelling alone: equal pieces, or one Korean name in two spellings."""
        return key(a) == key(b) != () or same_korean_name(a, b)

    def holder(self, role: str, day: date | None) -> tuple[Entry, ...]:
        """Who held the office that ``role`` names on ``day``: "the North Korean leader", "U.S. President".

        Empty where nobody is known, where ``role`` names no office, and where ``day`` is None and the office
        has had several holders; several where the data cannot tell them apart (a year of change).
        """
        return self.roles.holder(role, day)

    def relative(self, surface: str, day: date | None = None) -> tuple[Entry, ...]:
        """Whom a relation names: "Kim Jong Un's sister", "sister of the North Korean leader"."""
        return self.roles.relative(surface, day, self.find)

    @property
    def roles(self) -> RoleIndex:
        """The offices by the phrases that name them; made at the first use."""
        if self._roles is None:
            self._roles = RoleIndex(self.entries)
        return self._roles


def _same_surname(entry: Entry, wanted: tuple[str, ...], readings: frozenset[str]) -> bool:
    assert entry.surname is not None
    if key(entry.surname) == wanted:
        return True
    if not readings or entry.order != "surname-first" or entry.country not in {"KP", "KR"}:
        return False
    own = surname_readings(entry.hangul[0]) if entry.hangul else surname_readings(key(entry.surname)[0])
    return not own.isdisjoint(readings)


def _in_context(entries: tuple[Entry, ...], named: set[str | None]) -> bool:
    return any(not entry.context or not named.isdisjoint(entry.context) for entry in entries)


_BARRIERS = frozenset(",;:()[]{}!?\n/|…")


def _stretches(tokens: Sequence[str]) -> list[tuple[list[Piece], list[int]]]:
    """The pieces of ``tokens`` with the token each belongs to, cut where no name runs on."""
    found: list[tuple[list[Piece], list[int]]] = [([], [])]
    for number, token in enumerate(tokens):
        if token == "." or not _BARRIERS.isdisjoint(token):
            found.append(([], []))
            continue
        for piece in pieces(token):
            found[-1][0].append(piece)
            found[-1][1].append(number)
    return found
