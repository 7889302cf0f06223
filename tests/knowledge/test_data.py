"""The packaged files: every entry is well formed, every name finds its entry, nobody is taken for another."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date

import pytest
from edtf import parse_edtf

from dprk_extract.data import resource
from dprk_extract.knowledge import Entry, KnowledgeBase, plain_toml
from dprk_extract.knowledge.index import is_korean_name, korean_readings
from dprk_extract.knowledge.loading import PACKAGED
from dprk_extract.knowledge.validation import check


def ids(entries: tuple[Entry, ...]) -> set[str]:
    return {entry.id for entry in entries}


@pytest.mark.parametrize("name", PACKAGED)
def test_plain_reader_agrees_with_the_standard_library(name: str) -> None:
    text = resource(f"knowledge/{name}.toml").read_text(encoding="utf-8")
    assert plain_toml._plain(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", PACKAGED)
def test_every_file_says_where_its_facts_come_from(name: str) -> None:
    head = resource(f"knowledge/{name}.toml").read_text(encoding="utf-8").split("[", 1)[0]
    assert "# Provenance:" in head


def test_there_are_enough_entries_of_every_kind(kb: KnowledgeBase) -> None:
    kinds = Counter(entry.kind for entry in kb.entries.values())
    least = {
        "person": 250, "organisation": 150, "place": 80, "weapon": 40, "event": 60, "treaty": 25,
        "anniversary": 15, "office": 20, "state": 15, "metonym": 5,
    }  # fmt: skip
    assert all(kinds[kind] >= number for kind, number in least.items()), kinds


def test_names_and_aliases_find_their_entry_and_no_other(kb: KnowledgeBase) -> None:
    wrong = []
    for entry in kb.entries.values():
        for alias in (entry.name, *entry.aliases, *entry.guarded):
            found = ids(kb.find(alias))
            if entry.id not in found or (len(found) > 1 and not entry.shared):
                wrong.append((alias, entry.id, found))
    assert wrong == []


def test_every_entry_is_well_formed_and_shared_names_are_declared() -> None:
    assert check(()) == []


def test_no_two_koreans_share_a_reading_unless_declared(kb: KnowledgeBase) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in kb.entries.values():
        if is_korean_name(entry):
            for reading in korean_readings(entry):
                other = seen.setdefault(reading, entry)
                assert other is entry or (other.shared and entry.shared), (reading, other.id, entry.id)


def test_ids_are_made_of_the_name_where_it_has_one(kb: KnowledgeBase) -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry_id) for entry_id in kb.entries)


def test_dates_are_edtf(kb: KnowledgeBase) -> None:
    """One date of each shape goes through a parser of EDTF (a slow one); the loader checks that the days exist."""
    values = [value for e in kb.entries.values() for value in (e.date, e.yearly, e.born, e.died) if value]
    shapes = {re.sub(r"\d", "9", value): value for value in values}
    assert len(shapes) > 3
    for value in shapes.values():
        parse_edtf(value)


def test_tenures_lie_within_lives(kb: KnowledgeBase) -> None:
    for entry in kb.entries.values():
        for tenure in entry.offices:
            if entry.died and tenure.end:
                assert tenure.end <= entry.died, entry.id
            assert not (entry.died and tenure.running), entry.id


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("North Korean leader", 1949), ("North Korean premier", 1950), ("North Korean foreign minister", 1949),
        ("South Korean president", 1981), ("South Korean unification minister", 2014), ("U.S. president", 1978),
        ("U.S. secretary of state", 1998), ("Russian president", 1992), ("Chinese leader", 1990),
        ("Japanese prime minister", 2002), ("UN Secretary-General", 1993), ("IAEA chief", 1982),
    ],
)  # fmt: skip
def test_one_holder_at_a_time(kb: KnowledgeBase, role: str, first: int) -> None:
    """Nobody on 15 June of some year, or two, would be a mistake in the data."""
    years = {year: [entry.id for entry in kb.holder(role, date(year, 6, 15))] for year in range(first, 2026)}
    allowed = {("North Korean foreign minister", 1970), ("Chinese leader", 1976)}
    assert {y: h for y, h in years.items() if len(h) != 1 and (role, y) not in allowed} == {}


def test_metonyms_stand_for_something_that_speaks(kb: KnowledgeBase) -> None:
    for entry in kb.entries.values():
        if entry.stands_for:
            assert kb.referent(entry).kind in ("state", "organisation"), entry.id


def test_persons_have_a_surname_in_their_name(kb: KnowledgeBase) -> None:
    for entry in kb.entries.values():
        if entry.kind == "person":
            assert entry.gender and entry.surname and entry.surname in entry.name, entry.id


def test_relations_are_mutual_enough(kb: KnowledgeBase) -> None:
    """A sister's brother is there, too: a relative of somebody is a person."""
    for entry in kb.entries.values():
        for word, other in entry.related:
            assert kb.entries[other].kind == entry.kind == "person", (entry.id, word, other)
