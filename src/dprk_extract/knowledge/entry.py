"""What the knowledge base holds: entries, and hits of entries in token lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "person",
    "organisation",
    "state",
    "place",
    "metonym",
    "weapon",
    "treaty",
    "event",
    "anniversary",
    "office",
]
KINDS: frozenset[str] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time in an office. ``office`` is an entry's id, or None where only a ``title`` is given.

    ``start`` and ``end`` are ISO days, months or years (``2018``, ``2018-04``, ``2018-04-27``); ``start`` is
    None where it is not known, ``end`` is None where it is not known or the time is still running
    (``running`` tells them apart).
    """

    title: str
    office: str | None
    start: str | None
    end: str | None
    running: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, organisation, state, place, metonym, weapon, treaty, event, anniversary or office.

    ``name`` is the form English-language news uses; ``country`` an ISO 3166 alpha-2 code or None;
    ``surname`` and ``order`` ("surname-first", "given-first") are set for persons; ``stands_for`` is the id of
    the state or organisation that a metonym means; ``date`` is EDTF: the day or interval of an event, a
    treaty's signature, a test; ``yearly`` is the EDTF day of an anniversary (``XXXX-04-15``).
    ``roles``, ``of`` and ``known`` belong to offices: "leader" of the entry "north-korea"; ``known`` is the last
    month or day up to which a running tenure is relied on (None: it is, to this day). ``related`` holds
    ``(word, id)`` pairs: ("sister", "kim-jong-un") means "is the sister of".

    ``guarded`` are aliases that are ordinary words, too ("the North"): they count only with their capitals, not
    before another capitalised word, and, where ``context`` lists countries, only in a text that names something
    else of one of these countries. ``shared`` are aliases known to belong to other entries as well.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    description: str = ""
    gender: Literal["female", "male"] | None = None
    surname: str | None = None
    order: Literal["surname-first", "given-first"] | None = None
    hangul: str | None = None
    born: str | None = None
    died: str | None = None
    offices: tuple[Tenure, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    stands_for: str | None = None
    demonyms: tuple[str, ...] = ()
    date: str | None = None
    yearly: str | None = None
    roles: tuple[str, ...] = ()
    of: str | None = None
    known: str | None = None
    guarded: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    file: str = ""

    @property
    def given(self) -> str | None:
        """The name without the surname; None for everything but persons with a surname."""
        if self.surname is None:
            return None
        rest = self.name.removeprefix(self.surname) if self.order == "surname-first" else self.name
        return rest.removesuffix(self.surname).strip() or None


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``start:end`` name one of ``entries`` (several only for shared names)."""

    start: int
    end: int
    entries: tuple[Entry, ...]
