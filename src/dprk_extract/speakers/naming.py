"""A name as it stands in the text, and what its words and its neighbours say it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dprk_extract.knowledge import Entry
from dprk_extract.speakers.lexicon import Lexicon
from dprk_extract.speakers.personal import MAX_WORDS, korean_name_at, person_length
from dprk_extract.speakers.view import View

GENITIVES = frozenset({"'s", "’s", "'", "’"})
_LONGEST_OWNER = 3
_WORD = 4  # letters; shorter ones are syllables
NameKind = Literal["person", "organisation", "place", "unknown"]


@dataclass(slots=True)
class Naming:
    """A name at tokens ``start:end``; its title, where it has one, at ``title_start:start``."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: NameKind
    title_start: int
    gender: str = ""
    entry: Entry | None = None
    entries: tuple[Entry, ...] = ()
    shown: bool = True
    namesake: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)


def classify(view: View, lex: Lexicon, naming: Naming, *, titled: bool) -> None:
    """Set ``kind``, ``gender`` and the entries of the knowledge base."""
    naming.entries = view.find(naming.name)
    if not naming.entries and naming.start and view.lower[naming.start - 1] == "the":
        naming.entries = view.find(f"the {naming.name}")
    if len(naming.entries) > 1:
        naming.entries = _owned(view, naming)
    if len(naming.entries) == 1:
        naming.entry = naming.entries[0]
        naming.kind = _ENTRY_KINDS.get(naming.entry.kind, "unknown")
        naming.gender = naming.gender or GENDERS.get(naming.entry.gender or "", "")
        return
    naming.kind = _kind_by_words(view, lex, naming, titled=titled or naming.title_start < naming.start)
    if naming.kind == "person" and not naming.gender:
        naming.gender = _gender(lex, naming)


def _owned(view: View, naming: Naming) -> tuple[Entry, ...]:
    """Of several entries with one name those of the country before it: "South Korea's Joint Chiefs of Staff"."""
    end = naming.start - 1 if view.words[naming.start - 1] in GENITIVES else naming.start
    for start in range(max(0, end - _LONGEST_OWNER), end):
        owners = view.find(" ".join(view.words[start:end]))
        countries = {entry.country for entry in owners if entry.country is not None}
        kept = tuple(entry for entry in naming.entries if entry.country in countries)
        if kept:
            return kept
    return naming.entries


def _kind_by_words(view: View, lex: Lexicon, naming: Naming, *, titled: bool) -> NameKind:
    words = [word.lower() for word in naming.words]
    if any(word in lex.organisation_words for word in words):
        return "organisation"
    surnamed = len(words) == 2 and lex.given_gender(words[0]) is not None
    if len(words) > 1 and words[-1] in lex.place_heads and not surnamed:
        return "place"
    if (titled and len(words) <= MAX_WORDS) or _is_short_korean(naming):
        return "person"
    if words[-1] in lex.organisation_heads:
        return "organisation"
    if tuple(words[:2]) in lex.place_pairs or words[-1] in lex.places or words[0] in lex.demonyms:
        return "place"
    if len(words) == 1:
        return _single_kind(lex, naming)
    if len(words) <= MAX_WORDS and person_length(lex, list(naming.words), 0):
        return "person"
    return "person" if _reads_as_person(view, lex, naming) else "unknown"


GENDERS = {"male": "m", "female": "f"}
_ENTRY_KINDS: dict[str, NameKind] = {
    "person": "person",
    "organisation": "organisation",
    "state": "place",
    "place": "place",
    "metonym": "place",
}


def _single_kind(lex: Lexicon, naming: Naming) -> NameKind:
    word = naming.words[0]
    if word.lower() in lex.never_person or word[:2] in ("D-", "R-", "I-"):  # "(D-Conn.)"
        naming.shown = False
        return "unknown"
    if word.isupper() and 2 <= len(word) <= 6 and word.isalpha():
        return "organisation"
    return "unknown"


def _reads_as_person(view: View, lex: Lexicon, naming: Naming) -> bool:
    """An age, a description or "who" behind the name; a role noun before it."""
    if not 2 <= len(naming.words) <= 4 or any(word.lower() in lex.never_person for word in naming.words):
        return False
    after = naming.end
    if _is_somebodys(view, lex, naming) or _is_so_named(view, lex, naming.start):
        return True
    if after + 1 < len(view) and view.words[after] == ",":
        if view.words[after + 1].isdigit() and len(view.words[after + 1]) == 2:
            return True
        if view.lower[after + 1] in ("who", "whose"):
            return True
        if view.lower[after + 1] in ("a", "an", "the"):
            return any(lex.role_classes(word) for word in view.lower[after + 2 : after + 6])
    return after < len(view) and view.lower[after] == "who"


def _is_short_korean(naming: Naming) -> bool:
    """ "Yang Uk": a Korean name of two syllables, the second of which may be spelt like a place."""
    return len(naming.words) == 2 and len(naming.words[1]) < _WORD and korean_name_at([*naming.words], 0) == 2


def _is_somebodys(view: View, lex: Lexicon, naming: Naming) -> bool:
    """Behind somebody's relative or aide: "Osei's nephew, the boatbuilder Tam Osei,", "her lawyer, Tam Osei,"."""
    start = naming.start
    if view.words[naming.end : naming.end + 1] not in ([","], ["."]):
        return False
    if start > 2 and view.tags[start - 1] == "NN" and view.lower[start - 2] in ("the", "a", "an"):
        start -= 2
    if start < 3 or view.words[start - 1] != "," or not lex.role_classes(view.lower[start - 2]):
        return False
    return view.tags[start - 2] == "NN" and view.tags[start - 3] in ("POS", "PRP$")


def _is_so_named(view: View, lex: Lexicon, start: int) -> bool:
    """ "a lawyer named Orlu Wenz" """
    return start > 1 and view.lower[start - 1] == "named" and bool(lex.role_classes(view.lower[start - 2]))


def _gender(lex: Lexicon, naming: Naming) -> str:
    if korean_name_at(list(naming.words), 0) or len(naming.words) < 2:
        return ""
    return lex.given_gender(naming.words[0]) or ""
