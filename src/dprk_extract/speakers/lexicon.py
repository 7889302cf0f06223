"""The words that say what a name or a description stands for, from ``data/speakers/*.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dprk_extract.data import load_toml

Gender = Literal["m", "f", ""]
Definiteness = Literal["definite", "indefinite", "possessive", "bare"]

_EMPTY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All members are lower case. ``roles`` maps a role noun to the classes it belongs to."""

    given_male: frozenset[str]
    given_female: frozenset[str]
    given_either: frozenset[str]
    honorifics: dict[str, str]
    roles: dict[str, frozenset[str]]
    role_pairs: frozenset[tuple[str, str]]
    male_roles: frozenset[str]
    female_roles: frozenset[str]
    family: frozenset[str]
    evaluative: frozenset[str]
    head_of_state: frozenset[str]
    title_modifiers: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_words: frozenset[str]
    organisation_nouns: frozenset[str]
    document_nouns: frozenset[str]
    people_nouns: frozenset[str]
    never_person: frozenset[str]
    function_words: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    place_pairs: frozenset[tuple[str, str]]
    demonyms: dict[str, frozenset[str]]
    korean_surnames: frozenset[str]
    chinese_surnames: frozenset[str]
    particles: frozenset[str]
    genitives: frozenset[str]
    dateline_dashes: frozenset[str]
    dateline_longest: int
    statement_nouns: frozenset[str]
    statement_prepositions: frozenset[str]
    suffixes: frozenset[str]
    nicknames: dict[str, frozenset[int]]
    pronouns: dict[str, str]
    date_words: frozenset[str]
    date_names: frozenset[str]
    date_prepositions: frozenset[str]
    distinguishing: frozenset[str]
    camps: dict[str, int]
    determiners: dict[str, Definiteness]
    postmodifying: frozenset[str]
    possessed: frozenset[str]
    affiliations: dict[str, frozenset[str]]

    def given_gender(self, word: str) -> Gender | None:
        """The gender a given name tells: "" where it tells none, None where it is no given name."""
        word = word.lower()
        if word in self.given_male:
            return "m"
        if word in self.given_female:
            return "f"
        if word in self.given_either:
            return ""
        head, hyphen, _ = word.partition("-")
        return self.given_gender(head) if hyphen and head else None

    def role_classes(self, word: str) -> frozenset[str]:
        """The classes of a role noun; empty where it is none."""
        return self.roles.get(word) or self.roles.get(word.rpartition("-")[2], _EMPTY)

    def role_gender(self, word: str) -> Gender:
        """The gender that a role noun itself tells ("congresswoman")."""
        if word in self.male_roles:
            return "m"
        return "f" if word in self.female_roles else ""

    def countries(self, words: Iterable[str]) -> frozenset[str]:
        """Codes of the countries named; the longest adjective counts ("south korean", not "korean")."""
        found = [word for word in words if word in self.demonyms]
        pairs = [word for word in found if " " in word]
        return frozenset(code for word in pairs or found for code in self.demonyms[word])

    def parties(self, words: Iterable[str]) -> frozenset[int]:
        """The camps that the words name."""
        return frozenset(self.camps[word] for word in words if word in self.camps)

    def same_given(self, a: str, b: str) -> bool:
        """Whether two given names can be one person's: equal, an initial, or a known short form."""
        a, b = a.lower().rstrip("."), b.lower().rstrip(".")
        if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
            return True
        return bool(self.nicknames.get(a, frozenset()) & self.nicknames.get(b, frozenset()))


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon."""
    words = load_toml("speakers/words.toml")
    given = load_toml("speakers/given_names.toml")
    names, dates, descriptions = words["names"], words["dates"], words["descriptions"]
    return Lexicon(
        given_male=_set(given["male"]),
        given_female=_set(given["female"]),
        given_either=_set(given["either"]),
        honorifics=dict(words["honorifics"]),
        **_roles(words["roles"]),
        **_kinds(words["kinds"]),
        demonyms={key: _set(value.lower()) for key, value in words["demonyms"].items()},
        korean_surnames=_set(names["korean_surnames"]),
        chinese_surnames=_set(names["chinese_surnames"]),
        particles=_set(names["particles"]),
        genitives=_set(names["genitives"]),
        dateline_dashes=_set(words["datelines"]["dashes"]),
        dateline_longest=words["datelines"]["longest"],
        statement_nouns=_set(words["statements"]["nouns"]),
        statement_prepositions=_set(words["statements"]["prepositions"]),
        suffixes=_set(names["suffixes"]),
        nicknames=_groups(names["nicknames"]),
        pronouns={w: kind for kind, value in words["pronouns"].items() for w in value.split()},
        date_words=_set(dates["words"]),
        date_names=_set(dates["names"]),
        date_prepositions=_set(dates["prepositions"]),
        distinguishing=_set(descriptions["distinguishing"]),
        camps={word: number for number, camp in enumerate(descriptions["camps"]) for word in camp.split()},
        determiners=_determiners(descriptions),
        postmodifying=_set(descriptions["prepositions"]),
        possessed=_set(descriptions["possessed"]),
        affiliations={
            word: _set(group["roles"]) for group in words["affiliations"] for word in group["bodies"].split()
        },
    )


def _roles(table: dict[str, Any]) -> dict[str, Any]:
    """The members of the lexicon that tell roles and titles."""
    return {
        "roles": _classes(table["classes"]),
        "role_pairs": _pairs(table["pairs"]),
        "male_roles": _set(table["male"]),
        "female_roles": _set(table["female"]),
        "family": _set(table["family"]),
        "evaluative": _set(table["evaluative"]),
        "head_of_state": _set(table["head_of_state"]),
        "title_modifiers": _set(table["modifiers"]),
    }


def _kinds(table: dict[str, Any]) -> dict[str, Any]:
    """The members that tell what a capitalised word or a noun stands for."""
    return {
        "organisation_heads": _set(table["organisation_heads"]),
        "organisation_words": _set(table["organisation_words"]),
        "organisation_nouns": _set(table["organisations"]),
        "document_nouns": _set(table["documents"]),
        "people_nouns": _set(table["people"]),
        "never_person": _set(table["never_person"]),
        "function_words": _set(table["function_words"]),
        "places": _set(table["places"]),
        "place_heads": _set(table["place_heads"]),
        "place_pairs": _pairs(table["place_pairs"]),
    }


def _determiners(table: dict[str, str]) -> dict[str, Definiteness]:
    kinds: tuple[Definiteness, ...] = ("definite", "indefinite", "possessive")
    return {word: kind for kind in kinds for word in table[kind].split()}


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(values: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, second in (value.split() for value in values))


def _classes(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        members = line.split()
        for word in members:
            found[word] = found.get(word, _EMPTY) | {members[0]}
    return found


def _groups(lines: list[str]) -> dict[str, frozenset[int]]:
    found: dict[str, Any] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found[word] = found.get(word, frozenset()) | {number}
    return found
