"""Phrases that name an office or a relative → the person, on a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from dprk_extract.data import load_toml
from dprk_extract.knowledge.entry import Entry, Tenure
from dprk_extract.knowledge.normalisation import key

_RELATION = re.compile(
    r"^(?:(?P<owner>.+)['’]s? (?P<word>[a-z][a-z -]*)|(?:the )?(?P<word_of>[a-z][a-z -]*) of (?P<owner_of>.+))$"
)

Key = tuple[str, ...]


class RoleIndex:
    """Offices by role and state, and relatives by word; a phrase is taken apart when it is asked for.

    "North Korean leader", "leader of North Korea", "North Korea's leader" and "DPRK leader" are one phrase:
    an adjective or a name of the state the office is ``of``, and one of the office's ``roles``. An office
    without ``of`` is named by its aliases alone.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        words = load_toml("knowledge/roles.toml")
        self._another_time = frozenset(words["another_time"])
        self._idle = frozenset(words["idle"])
        self._owners: dict[Key, set[str]] = {}
        self._roles: dict[Key, list[Entry]] = {}
        self._phrases: dict[Key, list[Entry]] = {}
        self._tenures: dict[str, list[tuple[Entry, Tenure]]] = {}
        self._relatives: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries.values():
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        if entry.kind in ("state", "organisation"):
            for name in (entry.name, *entry.aliases, *entry.guarded, *entry.demonyms):
                self._owners.setdefault(key(name), set()).add(entry.id)
        elif entry.stands_for:
            for name in (entry.name, *entry.aliases, *entry.guarded):
                self._owners.setdefault(key(name), set()).add(entry.stands_for)
        if entry.kind == "office":
            for role in entry.roles:
                self._roles.setdefault(key(role), []).append(entry)
            for phrase in (entry.name, *entry.aliases):
                self._phrases.setdefault(key(phrase), []).append(entry)
        for tenure in entry.offices:
            if tenure.office:
                self._tenures.setdefault(tenure.office, []).append((entry, tenure))
        for word, other in entry.related:
            self._relatives.setdefault((word, other), []).append(entry)

    def offices(self, role: str) -> tuple[Entry, ...]:
        """The offices that ``role`` names, without regard to who holds them."""
        wanted = key(role)
        while wanted and wanted[0] in self._idle:
            wanted = wanted[1:]
        if not wanted or wanted[0] in self._another_time:
            return ()
        found = list(self._phrases.get(wanted, ()))
        for cut in range(1, len(wanted)):
            found += self._of(wanted[:cut], wanted[cut:])
            if wanted[cut] == "of":
                rest = wanted[cut + 1 :]
                found += self._of(rest[1:] if rest[:1] == ("the",) else rest, wanted[:cut])
        return tuple({entry.id: entry for entry in found}.values())

    def _of(self, owner: Key, role: Key) -> list[Entry]:
        owners = self._owners.get(owner, set())
        return [office for office in self._roles.get(role, ()) if office.of in owners]

    def holder(self, role: str, day: date | None) -> tuple[Entry, ...]:
        """See :meth:`.base.KnowledgeBase.holder`."""
        found: dict[str, Entry] = {}
        for office in self.offices(role):
            tenures = self._tenures.get(office.id, [])
            people = {person.id for person, _ in tenures}
            for person, tenure in tenures:
                if len(people) == 1 if day is None else _covers(tenure, day, office.known):
                    found[person.id] = person
        return tuple(found.values())

    def relative(
        self, surface: str, day: date | None, find: Callable[[str], tuple[Entry, ...]]
    ) -> tuple[Entry, ...]:
        """See :meth:`.base.KnowledgeBase.relative`."""
        match = _RELATION.match(surface.strip())
        if match is None:
            return ()
        owner, word = match["owner"] or match["owner_of"], match["word"] or match["word_of"]
        named = tuple(entry for entry in find(owner) if entry.kind == "person")
        people = named or self.holder(owner, day)
        if len(people) != 1:
            return ()
        return tuple(self._relatives.get((word.strip(), people[0].id), ()))


def _covers(tenure: Tenure, day: date, known: str | None) -> bool:
    """Whether ``day`` can lie in the tenure; a year or month given alone covers all of itself.

    A running tenure is relied on up to ``known``: who is a minister today may be none tomorrow.
    """
    iso = day.isoformat()
    if tenure.start is None or iso[: len(tenure.start)] < tenure.start:
        return False
    if tenure.end is not None:
        return iso[: len(tenure.end)] <= tenure.end
    return tenure.running and (known is None or iso[: len(known)] <= known)
