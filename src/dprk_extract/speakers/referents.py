"""The people and organisations of one document: who has been introduced, under which names and titles.

A full name introduces a referent; a surname alone goes back to one that was introduced. Where several share the
surname, the discourse decides (recency, title, gender, who they are coordinated with), never how famous they are.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field

from dprk_extract.annotations import Range
from dprk_extract.knowledge import Entry
from dprk_extract.knowledge.normalisation import key, strip_marks
from dprk_extract.knowledge.romanisation import name_readings
from dprk_extract.records import SpeakerKind
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import GENDERS, Naming
from dprk_extract.speakers.personal import korean_name_at, middles_fit, name_suffix, split_name

_LAST_BEARERS = 40
_LONGEST_INITIALS = 3


@dataclass(slots=True)
class Occurrence:
    """A mention at tokens ``start:end``. ``weight`` is its salience, ``rank`` counts narrated sentences."""

    start: int
    end: int
    how: str
    weight: float
    rank: int
    sentence: int
    certainty: float = 1.0


def _spelt(name: str) -> frozenset[str]:
    """The words of a name as they are spelt, marks, case and hyphens aside."""
    return frozenset(strip_marks(name).casefold().replace("-", " ").replace(".", "").split())


def _in_usual_case(name: str) -> str:
    """ "JANE ROE-O'NEIL", as lists of speakers print names, as "Jane Roe-O'Neil"."""
    words = name.split()
    shouted = all(word.isupper() for word in words) and max(map(len, words), default=0) > _LONGEST_INITIALS
    return " ".join(w if "." in w else w.title() for w in words) if shouted else name


def _start(occurrence: Occurrence) -> int:
    return occurrence.start


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the document speaks of. ``roles`` maps a role class to the words that go with it."""

    name: str
    kind: SpeakerKind
    words: tuple[str, ...] = ()
    surname: str = ""
    given: str = ""
    gender: str = ""
    entry: Entry | None = None
    first: int = 0
    unnamed: bool = False
    namesake: bool = False
    acts: bool = False
    place: bool = False
    family_of: str = ""
    roles: dict[str, set[str]] = field(default_factory=dict)
    occurrences: list[Occurrence] = field(default_factory=list)
    titles: list[Range] = field(default_factory=list)

    def last(self, before: int) -> Occurrence | None:
        """The latest mention that begins before token ``before``."""
        if self.occurrences and self.occurrences[-1].start < before:
            return self.occurrences[-1]
        index = bisect_left(self.occurrences, before, key=_start)
        return self.occurrences[index - 1] if index else None

    def note(self, occurrence: Occurrence) -> None:
        """Add a mention, in text order."""
        if self.occurrences and self.occurrences[-1].start > occurrence.start:
            insort(self.occurrences, occurrence, key=_start)
        else:
            self.occurrences.append(occurrence)
        self.acts = self.acts or occurrence.weight >= 1.0

    @property
    def fullest(self) -> str:
        """The name to show: the knowledge base's where the identity is certain, else the article's fullest."""
        entry = self.entry
        if entry is None or entry.kind != "person":
            return _in_usual_case(self.name) if self.kind == "person" else self.name
        own, known = _spelt(self.name), _spelt(entry.name)
        same = own <= known or known <= own or (entry.hangul is not None and entry.order == "surname-first")
        return entry.name if same else self.name

    @property
    def stated(self) -> set[str]:
        """The words of the titles as stated."""
        return {word for words in self.roles.values() for word in words}

    @property
    def countries(self) -> frozenset[str]:
        """Lower-case country codes, from the knowledge base or from the titles as stated."""
        if self.entry is not None and self.entry.country:
            return frozenset({self.entry.country.lower()})
        return lexicon().countries(self.stated)

    @property
    def parties(self) -> frozenset[int]:
        """The camps that the titles as stated name."""
        return lexicon().parties(self.stated)


class Registry:
    """Referents by full name, surname, given name, entry and, for organisations, by their words."""

    def __init__(self) -> None:
        self.all: list[Referent] = []
        self.by_entry: dict[str, Referent] = {}
        self.by_key: dict[tuple[str, ...], Referent] = {}
        self.by_surname: dict[str, list[Referent]] = defaultdict(list)
        self.by_given: dict[str, list[Referent]] = defaultdict(list)
        self.by_word: dict[str, list[Referent]] = defaultdict(list)
        self.by_role: dict[str, list[Referent]] = defaultdict(list)
        self._readings: dict[tuple[str, str], Referent] = {}

    def note_roles(self, referent: Referent) -> None:
        """Make the referent known as a holder of its roles."""
        for role in referent.roles:
            if referent not in self.by_role[role][-_LAST_BEARERS:]:
                self.by_role[role].append(referent)

    def introduce(self, naming: Naming) -> Referent:
        """The referent of a full name (or of any name of an organisation or place), made where it is new."""
        found = self._known(naming)
        if found is None:
            found = self._made(naming)
        elif len(naming.words) > len(found.words) and found.entry is None:
            found.name, found.words = naming.name, naming.words
        self.by_key.setdefault(key(naming.name), found)
        if found.kind == "unknown" and naming.kind == "person" and len(naming.words) > 1:
            self.make_person(found, naming)  # seen before where nothing told what it was, as in a headline
        found.namesake = found.namesake or naming.namesake
        if (
            naming.entry is not None
            and found.entry is None
            and not found.namesake
            and naming.kind != "unknown"
        ):
            found.entry = naming.entry
            self.by_entry.setdefault(naming.entry.id, found)
        found.gender = found.gender or naming.gender
        return found

    def make_person(self, referent: Referent, naming: Naming) -> None:
        """Make a person of a referent that bears the name."""
        referent.kind, referent.place = "person", False
        referent.surname, referent.given = _split(naming)
        self._index_person(referent)

    def named(self, naming: Naming) -> Referent | None:
        """Who already bears this name: in full, or as the only one of the surname."""
        if len(naming.words) > 1:
            return self._known(naming)
        bearers = self.by_surname.get(naming.words[0].lower(), [])
        return bearers[0] if len(bearers) == 1 else None

    def _known(self, naming: Naming) -> Referent | None:
        found = self.by_key.get(key(naming.name))
        if found is None and naming.entry is not None:
            found = self.by_entry.get(naming.entry.id)
        if found is not None or naming.kind != "person":
            return found
        if korean_name_at(list(naming.words), 0) == len(naming.words):
            readings = name_readings(key(naming.name))
            return next((self._readings[r] for r in readings if r in self._readings), None)
        return self._same_western_name(naming)

    def _same_western_name(self, naming: Naming) -> Referent | None:
        surname, given = _split(naming)
        for other in self.by_surname.get(surname, ())[-_LAST_BEARERS:]:
            if not other.given or not lexicon().same_given(given, other.given):
                continue
            if name_suffix(naming.words) == name_suffix(other.words) and middles_fit(
                naming.words, other.words
            ):
                return other
        return None

    def _made(self, naming: Naming) -> Referent:
        kind: SpeakerKind = "unknown"
        if naming.kind == "person":
            kind = "person"
        elif naming.kind in ("organisation", "place"):
            kind = "organisation"
        made = Referent(naming.name, kind, naming.words, first=naming.start, gender=naming.gender)
        made.place = naming.kind == "place"
        if naming.kind == "person":
            made.surname, made.given = _split(naming)
            self._index_person(made)
        else:
            for word in set(key(naming.name)):
                self.by_word[word].append(made)
            self.by_word[acronym(naming.words)].append(made)
        self.add(made)
        return made

    def _index_person(self, made: Referent) -> None:
        self.by_surname[made.surname].append(made)
        if made.given:
            self.by_given[made.given].append(made)
        if korean_name_at(list(made.words), 0) == len(made.words):
            for reading in name_readings(key(made.name)):
                self._readings.setdefault(reading, made)

    def from_entry(self, entry: Entry, first: int, surface: str = "") -> Referent:
        """The referent of an entry that the article does not name in full, but as ``surface``."""
        found = self.by_entry.get(entry.id)
        if found is None:
            kind: SpeakerKind = "person" if entry.kind == "person" else "organisation"
            name = entry.name if _spelt(surface) <= _spelt(entry.name) else surface
            found = Referent(name, kind, tuple(name.split()), entry=entry, first=first)
            found.gender = GENDERS.get(entry.gender or "", "")
            self.by_entry[entry.id] = found
            if kind == "person":
                found.surname = (entry.surname or entry.name).lower()
                self.by_surname[found.surname].append(found)
            self.add(found)
        return found

    def add(self, made: Referent) -> None:
        """Register a referent that has no name to be found by."""
        self.all.append(made)


def _split(naming: Naming) -> tuple[str, str]:
    return split_name(naming.words, naming.entry.order if naming.entry is not None else None)


def acronym(words: tuple[str, ...]) -> str:
    """The acronym of a name of several words, else a key that nothing asks for."""
    letters = "".join(word[0] for word in words if word[0].isupper())
    return letters.lower() if len(letters) > 1 else "\0"
