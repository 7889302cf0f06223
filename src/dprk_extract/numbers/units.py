"""The unit of a figure: what stands right behind it, or a currency sign in front of it."""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.lexicon import MONEY, Unit, mapping, unit_table, word_set

_OPENING, _CLOSING = frozenset("([{<"), frozenset(")]}>")
_LONGEST_SIGN = 5
_SIGNS = frozenset("$£€")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit at atoms ``first`` to ``last``. ``per`` names the second half of a compound unit ("year")."""

    unit: Unit
    first: int
    last: int
    per: str | None = None

    @property
    def name(self) -> str:
        return f"{self.unit.name} per {self.per}" if self.per else self.unit.name


def unit_before(atoms: Atoms, first: int, *, scaled: bool = False) -> UnitMatch | None:
    """The currency sign or code in front of atom ``first``: "US$", "HK $", "€", "RM", "Y="; in front of a million or
    more (``scaled``) also the currency's name, as in "Dollars 5m"."""
    table = unit_table().before
    if not atoms.near(first):
        return None
    for size in range(min(_LONGEST_SIGN, first), 0, -1):
        begin = first - size
        name = "".join(atoms.low[begin:first])
        unit = table.get(name) or table.get(name.removesuffix("$") if len(name) == 4 else "")
        if unit is None or not all(atoms.near(i) for i in range(begin + 1, first)):
            continue
        if _plausible_sign(atoms, begin, first, name):
            return UnitMatch(unit, begin, first)
    known = mapping("symbols", "names_before").get(atoms.word(first - 1)) if scaled else None
    return None if known is None else UnitMatch(unit_table().by_name[known], first - 1, first)


def _plausible_sign(atoms: Atoms, begin: int, first: int, name: str) -> bool:
    """Whether the letters of a sign or code are meant as one: "US$5", "HK $5", "RM5", but not "a $5 note"."""
    if begin and atoms.glued(begin) and atoms.low[begin - 1].isalnum():
        return False
    letters = name.strip("$¥=.")
    if not letters or not letters.isascii():
        return True
    spaced = any(not atoms.glued(i) for i in range(begin + 1, first))
    raw = atoms.text[atoms.start[begin] : atoms.end[first - 1]]
    if "$" not in name:
        return raw.isupper() or raw.rstrip(".") in word_set("symbols", "codes")
    if len(letters) == 1:
        return letters == "c" or (not spaced and (raw.isupper() or begin == 0))
    return True


def unit_after(atoms: Atoms, last: int, *, digits: bool) -> UnitMatch | None:
    """The unit that begins at atom ``last``. Symbols ("m", "h", "C") are only read behind digits."""
    opened = atoms.word(last) in _OPENING and atoms.near(last) and atoms.word(last + 2) in _CLOSING
    at = last + 1 if opened else last
    if not opened and atoms.word(at) in HYPHENS and atoms.near(at) and atoms.near(at + 1):
        at += 1
    if not atoms.near(at) or (opened and not digits):
        return None
    code = digits or atoms.raw(at).isupper()
    found = _longest(_named(atoms, at), _symbol(atoms, at, last) if code else None)
    if found is None:
        return None
    if opened:
        return UnitMatch(found.unit, found.first, found.last + 1)
    return _with_per(atoms, found)


def _longest(named: UnitMatch | None, symbol: UnitMatch | None) -> UnitMatch | None:
    if named is None or symbol is None:
        return named or symbol
    return symbol if symbol.last > named.last else named


def _named(atoms: Atoms, at: int) -> UnitMatch | None:
    for key, unit in unit_table().words.get(atoms.low[at], ()):
        if atoms.match(at, key):
            last = at + len(key)
            return UnitMatch(unit, at, last)
    return None


def _symbol(atoms: Atoms, at: int, last: int) -> UnitMatch | None:
    best: UnitMatch | None = None
    for key, symbol, unit in unit_table().symbols.get(atoms.low[at], ()):
        if not atoms.match(at, key):
            continue
        end = at + len(key)
        if symbol == '"' and atoms.start[at] in atoms.closing:
            continue
        if symbol in "$£€" and end < len(atoms) and atoms.digits[end] and not _trails(atoms, end):
            continue
        if end < len(atoms) and atoms.glued(end) and atoms.low[end].isalnum():
            continue
        raw = atoms.text[atoms.start[at] : atoms.end[end - 1]]
        if not _readable(atoms, at, last, symbol, raw):
            continue
        found = UnitMatch(unit, at, end)
        if raw == symbol:
            return found
        best = best or found
    return best


def _trails(atoms: Atoms, at: int) -> bool:
    """Whether the figure at atom ``at`` has its own sign or coin behind it, so that the sign before it is not its."""
    behind = _named(atoms, at + 1) if at + 1 < len(atoms) else None
    return atoms.word(at + 1) in _SIGNS or (behind is not None and behind.unit.kind == "money part")


def _readable(atoms: Atoms, at: int, last: int, symbol: str, raw: str) -> bool:
    """Whether a short symbol can be one here: "10 in" and "5 a" need more than a letter that happens to follow."""
    if not symbol.isalpha():
        return True
    if len(symbol) > 2:
        return raw == symbol or raw.islower() or symbol.islower() or symbol.isupper()
    if symbol in word_set("symbols", "words_too"):
        return atoms.word(at + 1) in word_set("symbols", "behind_words")
    if symbol in word_set("symbols", "glued"):
        spaced = symbol in word_set("symbols", "or_spaced") and atoms.word(at + 1) != "."
        return raw == symbol and (atoms.start[at] == atoms.end[last - 1] or spaced)
    return raw == symbol or raw.islower() or (len(raw) > 1 and symbol.islower() and raw.isupper())


def sign_suffix(atoms: Atoms, last: int) -> int:
    """How far "US" or "U.S." behind "$31.20" reaches."""
    if not atoms.near(last):
        return last
    if atoms.raw(last) == "US" and not atoms.capital(last + 1):
        return last + 1
    dotted = atoms.match(last, ("u", ".", "s", "."))
    return last + 4 if dotted and atoms.word(last + 4) in ("per", "a", ",", "to") else last


def _with_per(atoms: Atoms, found: UnitMatch) -> UnitMatch:
    if found.unit.kind == "age" or " per " in found.unit.name:
        return found
    per = per_unit(atoms, found.last) or _per_behind_noun(atoms, found.last)
    return UnitMatch(found.unit, found.first, per[1], per[0]) if per else found


def _per_behind_noun(atoms: Atoms, last: int) -> tuple[str, int] | None:
    """ "tons of copper cathode a year": the second half stands behind what is measured."""
    if atoms.word(last) != "of":
        return None
    for at in range(last + 2, min(last + 5, len(atoms))):
        if not atoms.low[at - 1].isalpha() or atoms.low[at - 1] in word_set("per", "stops"):
            return None
        if atoms.low[at] in ("a", "per"):
            found = per_unit(atoms, at)
            # The range of the unit stays what stands behind the figure; only the name grows.
            return None if found is None else (found[0], last)
    return None


def per_unit(atoms: Atoms, at: int) -> tuple[str, int] | None:
    """The second half of a compound unit at atom ``at``: "per square foot", "a year", "/cm", "-a-share"."""
    word = atoms.word(at)
    if not atoms.near(at):
        return None
    hyphen = word in HYPHENS and atoms.word(at + 1) in ("a", "an", "per")
    if hyphen:
        at, word = at + 1, atoms.low[at + 1]
    begin = at + 2 if atoms.word(at + 1) in HYPHENS and atoms.near(at + 1) else at + 1
    if begin >= len(atoms) or not atoms.near(begin):
        return None
    if word == "/" and atoms.glued(at):
        symbol = _symbol(atoms, begin, begin - 1) or _named(atoms, begin)
        return (symbol.unit.name, symbol.last) if symbol else None
    if atoms.word(begin + 1) in word_set("per", "when"):
        return None
    if word in ("a", "an", "each", "every") and atoms.low[begin] in word_set("per", "after_article"):
        return _per_name(atoms, begin)
    if word == "per" and atoms.low[begin].isalpha():
        return _per_name(atoms, begin)
    return None


def _per_name(atoms: Atoms, begin: int) -> tuple[str, int]:
    known = _named(atoms, begin)
    if known is not None and known.unit.kind not in MONEY:
        return known.unit.name, known.last
    word = atoms.low[begin]
    return mapping("per", "names").get(word, word), begin + 1
