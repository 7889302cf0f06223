"""English cardinals in words: "twenty-eight thousand six hundred and forty-two", "nine point nought four".

Grammar after Hurford, *The Linguistic Theory of Numerals* (1975).
"""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.lexicon import Words

HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value written at atoms ``first`` to ``last`` (half-open). ``high`` makes it a range.

    ``form``: figure, word, fraction, vague, half or multiple. ``scale`` is the factor that a scale word brought
    in, so that the other end of a range can share it; ``short`` says that the scale was only a letter.
    """

    first: int
    last: int
    value: float
    high: float | None = None
    form: str = "figure"
    scale: float = 1.0
    short: bool = False


def read_cardinal(
    atoms: Atoms, index: int, table: Words, *, first: int | None = None, start: float | None = None
) -> Numeral:
    """Number words from atom ``index`` on; ``start`` is what was read before them."""
    first = index if first is None else first
    sum_ = _Sum(current=start, started=start is not None and atoms.digits[first])
    last = index
    while last < len(atoms) and (last == first or atoms.near(last)):
        word, step = atoms.low[last], 1
        if (word in HYPHENS or word == "and") and last > first:
            if not _continues(atoms, last, sum_, table):
                break
            step, word = 2, atoms.low[last + 1]
        at = last + step - 1
        size = table.units.get(word, table.tens.get(word))
        if size is None and atoms.digits[at]:
            size = _digits_inside(atoms, at, step, sum_, table)
        if size is not None:
            taken = sum_.add(size)
        elif word == "hundred":
            taken = sum_.hundred()
        else:
            taken = word in table.scales and sum_.scale_by(table.scales[word])
        if not taken:
            break
        last += step
    form = "figure" if atoms.digits[first] else "word"
    if atoms.word(last) in table.dozens and atoms.near(last) and last > index:
        return Numeral(first, last + 1, sum_.dozens(), form=form, scale=12.0)
    return _point(atoms, Numeral(first, last, sum_.value, form=form, scale=sum_.scale), table)


@dataclass(slots=True)
class _Sum:
    """A number while it is read: ``total`` up to the last scale word, ``current`` behind it."""

    current: float | None
    started: bool
    total: float = 0.0
    scale: float = 1.0

    @property
    def value(self) -> float:
        return self.total + (self.current or 0.0)

    def add(self, size: float) -> bool:
        """ "twenty" + "one", "hundred" + "five"; two numbers side by side are not added."""
        if self.current is None:
            self.current = float(size)
            return True
        hundreds = self.current >= 100 and self.current % 100 == 0 and size < 100
        tens = self.current % 10 == 0 and self.current % 100 >= 20 and 0 < size < 10
        if hundreds or tens:
            self.current += size
        return hundreds or tens

    def hundred(self) -> bool:
        if not self.current or self.current >= 1000 or (self.current % 100 == 0 and not self.started):
            return False
        self.current *= 100
        return True

    def scale_by(self, factor: float) -> bool:
        if self.current is None:
            self.total *= factor
            taken = self.total > 0
        else:
            taken = self.scale == 1.0 or factor < self.scale
            if taken:
                self.total, self.current = self.total + self.current * factor, None
        self.scale = factor if taken else self.scale
        return taken

    def dozens(self) -> float:
        """ "three dozen", and "three hundred and two dozen": only the last part is counted in twelves."""
        return self.value + 11 * (self.value % 100) if self.value > 100 else self.value * 12


def _digits_inside(atoms: Atoms, at: int, step: int, sum_: _Sum, table: Words) -> int | None:
    """Figures that go on a number in words: "3 hundred and 21", "4 thousand 3 hundred"."""
    word = atoms.low[at]
    if not word.isdigit() or len(word) > 3:
        return None
    if sum_.current is None:
        scaled = atoms.word(at + 1) == "hundred" or atoms.word(at + 1) in table.scales
        return int(word) if scaled and sum_.total > 0 and int(word) < sum_.scale else None
    return int(word) if step == 2 and sum_.current >= 100 and len(word) < 3 else None


def _continues(atoms: Atoms, last: int, sum_: _Sum, table: Words) -> bool:
    """Whether "and" or a hyphen joins two parts of one number."""
    if not (atoms.near(last + 1) and last + 1 < len(atoms)):
        return False
    word = atoms.low[last + 1]
    size = table.units.get(word, table.tens.get(word))
    current = sum_.current
    if atoms.low[last] != "and":
        if size is None:
            return word in table.scales or word == "hundred"
        return current is not None and current % 100 >= 20 and current % 10 == 0 and 0 < size < 10
    if not atoms.low[last - 1].isalpha() or _over_follows(atoms, last + 1, table):
        return False
    if current is None:
        # "$2 million and two houses" are two numbers, "2 million and two hundred thousand" is one.
        scaled = atoms.word(last + 2) == "hundred" or atoms.word(last + 2) in table.scales
        return sum_.total > 0 and (scaled or (size is not None and not sum_.started))
    return current >= 100 and current % 100 == 0 and (size is not None or atoms.digits[last + 1])


def _over_follows(atoms: Atoms, index: int, table: Words) -> bool:
    """Whether a small number word at ``index`` counts parts: "(five billion and) three quarters"."""
    if table.units.get(atoms.low[index], 99) >= 20:
        return False
    after = index + 2 if atoms.word(index + 1) in HYPHENS else index + 1
    part = atoms.word(after)
    return part.removesuffix("s") in table.denominators and (
        part.endswith("s") or part in ("half", "quarter")
    )


def _point(atoms: Atoms, numeral: Numeral, table: Words) -> Numeral:
    """ "nine point nought four": digits one by one, or one number behind the point."""
    at = numeral.last
    if atoms.word(at) != "point" or (
        atoms.word(at + 1) not in table.units and atoms.word(at + 1) not in table.tens
    ):
        return numeral
    last, digits = at + 1, ""
    while atoms.word(last) in table.units or atoms.word(last) in table.tens:
        word = atoms.low[last]
        size = str(table.units.get(word, table.tens.get(word)))
        joined = atoms.word(last + 1) in HYPHENS and atoms.word(last + 2) in table.units
        if word in table.tens and joined:
            size = str(table.tens[word] + table.units[atoms.low[last + 2]])
            last += 2
        digits += size
        last += 1
    return Numeral(numeral.first, last, float(f"{numeral.value:.0f}.{digits}"), form="word")
