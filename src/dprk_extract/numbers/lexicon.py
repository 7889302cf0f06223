"""The vocabulary of numbers and units, read once from ``data/numbers``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from dprk_extract.data import load_toml
from dprk_extract.numbers.atoms import split
from dprk_extract.records import Bound

MONEY = frozenset({"currency", "money", "money part"})
BoundTable = dict[str, list[tuple[tuple[str, ...], Bound]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. ``factor`` and ``offset`` lead to ``base``; ``factor`` is None where nothing is compared.

    ``multiple`` is for codes that hold a scale ("MUSD" is a million dollars).
    """

    name: str
    kind: str
    base: str | None = None
    factor: float | None = None
    offset: float = 0.0
    multiple: float = 1.0

    def to_base(self, value: float) -> float | None:
        return None if self.factor is None else value * self.factor + self.offset


@dataclass(frozen=True, slots=True)
class Words:
    """Number words by what they do."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, float]
    short_scales: dict[str, float]
    dozens: dict[str, int]
    vague: dict[str, tuple[float, float]]
    few: frozenset[str]
    of_time: frozenset[str]
    denominators: dict[str, float]
    ordinals: dict[str, int]
    glyphs: dict[str, float]
    multiples: dict[str, int]
    multiple_verbs: dict[str, float]
    starters: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Units by the atoms of their names. ``before`` holds what stands in front of a figure, spaces left out."""

    words: dict[str, list[tuple[tuple[str, ...], Unit]]]
    symbols: dict[str, list[tuple[tuple[str, ...], str, Unit]]]
    before: dict[str, Unit]
    by_name: dict[str, Unit]


def _plurals(name: str) -> list[str]:
    """The name and its plurals: "years old", "degrees Celsius", "square metres"."""
    forms = [name, f"{name}s"]
    first, space, rest = name.partition(" ")
    if space:
        forms.append(f"{first}s {rest}")
    for sign in (" per ", " a ", " an "):
        head, found, tail = name.partition(sign)
        if found:
            forms.append(f"{head}s{sign}{tail}")
    if "-" in name:
        forms.append(name.replace("-", "s-", 1))
    return forms


@cache
def words() -> Words:
    data = load_toml("numbers/words.toml")
    vague = {word: (float(low), float(high)) for word, (low, high) in data["vague"].items()}
    starters = {
        *data["units"], *data["tens"], *data["scales"], *data["dozens"], *vague, *data["denominators"],
        *data["glyphs"], *data["multiples"], *data["multiple_verbs"], "hundred", "half", "halves",
    }  # fmt: skip
    return Words(
        units=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        short_scales=data["short_scales"],
        dozens=data["dozens"],
        vague=vague,
        few=frozenset(data["few"]["words"]),
        of_time=frozenset(data["of_time"]["words"]),
        denominators=data["denominators"],
        ordinals=data["ordinals"],
        glyphs=data["glyphs"],
        multiples=data["multiples"],
        multiple_verbs=data["multiple_verbs"],
        starters=frozenset(starters),
    )


@cache
def unit_table() -> UnitTable:
    data = load_toml("numbers/units.toml")
    table = UnitTable({}, {}, {}, {})
    for entry in data["unit"]:
        unit = _unit(entry, data["kinds"])
        table.by_name[unit.name] = unit
        for name in entry.get("words", ()):
            for form in _plurals(name):
                key = split(form)
                table.words.setdefault(key[0], []).append((key, unit))
        for symbol in entry.get("symbols", ()):
            key = split(symbol)
            table.symbols.setdefault(key[0], []).append((key, symbol, unit))
        for code in entry.get("millions", ()):
            key = split(code)
            million = replace(unit, multiple=1e6)
            table.symbols.setdefault(key[0], []).append((key, code, million))
            table.before[code.lower()] = million
        for sign in entry.get("before", ()):
            table.before[sign] = unit
    for names in table.words.values():
        names.sort(key=lambda item: -len(item[0]))
    for symbols in table.symbols.values():
        symbols.sort(key=lambda item: -len(item[0]))
    return table


def _unit(entry: dict[str, Any], bases: dict[str, str]) -> Unit:
    kind = entry["kind"]
    if kind == "currency":
        return Unit(entry["name"], kind, entry["name"], 1.0)
    return Unit(entry["name"], kind, bases.get(kind), entry.get("factor"), entry.get("offset", 0.0))


@cache
def bounds(side: Literal["before", "after"]) -> BoundTable:
    """Bound phrases; those before a figure by their last atom, those after it by their first; longest first."""
    found: BoundTable = {}
    for phrase, bound in load_toml("numbers/context.toml")["bounds"][side].items():
        key = split(phrase)
        found.setdefault(key[-1] if side == "before" else key[0], []).append((key, bound))
    for phrases in found.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return found


@cache
def word_set(*path: str) -> frozenset[str]:
    """A list of words of ``context.toml`` as a set."""
    node: Any = load_toml("numbers/context.toml")
    for key in path:
        node = node[key]
    return frozenset(node)


@cache
def mapping(*path: str) -> dict[str, str]:
    """A table of words of ``context.toml``."""
    node: Any = load_toml("numbers/context.toml")
    for key in path:
        node = node[key]
    return dict(node)


@cache
def change_forms() -> dict[str, tuple[Bound, str]]:
    """Every form of the words of change → ``up`` or ``down`` and the base form."""
    table = load_toml("numbers/context.toml")["change"]
    directions: tuple[Bound, Bound] = ("up", "down")
    forms: dict[str, tuple[Bound, str]] = {}
    for direction in directions:
        for word in table[direction]:
            stem = word.removesuffix("e")
            last = word[-1]
            for form in (
                word,
                f"{word}s",
                f"{stem}es",
                f"{stem}ed",
                f"{stem}ing",
                f"{word}{last}ed",
                f"{word}{last}ing",
            ):
                forms[form] = (direction, word)
        for form, word in table["irregular"].items():
            if word in table[direction]:
                forms[form] = (direction, word)
    return forms
