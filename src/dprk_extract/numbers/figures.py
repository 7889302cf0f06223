"""Numerals with their sign and unit: the quantities as characters show them, before the parse is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dprk_extract.numbers import exclusions
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS, Numeral
from dprk_extract.numbers.lexicon import Unit, unit_table, word_set, words
from dprk_extract.numbers.numerals import read_numeral
from dprk_extract.numbers.scales import settle_scale
from dprk_extract.numbers.signs import MINUS, read_sign
from dprk_extract.numbers.units import UnitMatch, per_unit, sign_suffix, unit_after, unit_before

# Larger figures are no counts of anything, and would overflow in the base units.
_LARGEST = 1e100
_MILLION = 1e6
_PARTS = frozenset({"vague", "half", "fraction"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (or range) at atoms ``first`` to ``last`` with its unit, signs and unit words included.

    ``numeral`` keeps the bare number; ``before`` says that the unit stood in front ("$5"); ``unit_atoms`` is where
    the unit's words are; ``rule`` is how the figure was read.
    """

    first: int
    last: int
    value: float
    high: float | None
    numeral: Numeral
    unit: Unit | None = None
    per: str | None = None
    before: bool = False
    unit_atoms: tuple[int, int] | None = None
    rule: str = "figure"

    @property
    def scale(self) -> float:
        return self.numeral.scale

    @property
    def kind(self) -> str | None:
        return self.unit.kind if self.unit else None

    def spanning(self, right: Figure, rule: str) -> Figure:
        """The range from this figure to ``right``; a scale behind the second end holds for both."""
        low = self.value
        if self.scale == 1.0 and right.scale != 1.0 and 0 <= low < right.value / right.scale:
            low *= right.scale
        units = right if right.unit is not None and (right.per or not self.per) else self
        return replace(
            right, first=self.first, value=low, high=right.value, rule=rule, unit=units.unit, per=units.per,
            unit_atoms=units.unit_atoms, before=self.before,
            numeral=replace(right.numeral, first=self.numeral.first, high=right.value),
        )  # fmt: skip


def read_figures(atoms: Atoms) -> list[Figure]:
    """Every figure of the text that is a quantity or may be one, in order."""
    table = words()
    found: list[Figure] = []
    index, size = 0, len(atoms)
    while index < size:
        word = atoms.low[index]
        begins = atoms.digits[index] or word in table.starters or word in table.few or word in ("a", "an")
        numeral = read_numeral(atoms, index) if begins else None
        if numeral is None:
            index += 1
            continue
        figure = _figure(atoms, numeral, found[-1].last if found else 0)
        if figure is not None:
            found.append(figure)
        index = max(numeral.last, figure.last if figure else 0, index + 1)
    return found


def _figure(atoms: Atoms, numeral: Numeral, free: int) -> Figure | None:
    """The figure around ``numeral``; atoms before ``free`` belong to the figure before it."""
    sign, first = read_sign(atoms, numeral.first)
    countable = numeral.form in ("figure", "fraction") or numeral.scale != 1
    before = unit_before(atoms, first, scaled=numeral.scale >= _MILLION) if countable else None
    if before is not None and before.first < free:
        before = None
    if before is not None:
        outer, first = read_sign(atoms, before.first)
        sign *= outer
    numeral = settle_scale(atoms, numeral, signed=before is not None)
    after = None if before else _unit_behind(atoms, numeral)
    if numeral.value > _LARGEST:
        return None
    if exclusions.reason(atoms, numeral, has_unit=after is not None, has_sign=before is not None):
        return None
    if sign < 0 and before is None and after is None and _is_dash(atoms, first):
        return None
    high = None if numeral.high is None else sign * numeral.high
    figure = Figure(first, numeral.last, sign * numeral.value, high, numeral, rule=numeral.form)
    if numeral.form == "multiple":
        return replace(figure, unit=unit_table().by_name["time"], unit_atoms=(numeral.first, numeral.last))
    if before is not None:
        return _with_sign(atoms, figure, before)
    return figure if after is None else _with_unit(atoms, figure, after)


def _unit_behind(atoms: Atoms, numeral: Numeral) -> UnitMatch | None:
    """The unit behind the numeral, its "of" ("tens of millions of dollars") or its "more" ("36 more kilometers")."""
    digits = atoms.digits[numeral.first] or numeral.form == "fraction"
    found = unit_after(atoms, numeral.last, digits=digits)
    if found is not None and _is_part_of_year(atoms, numeral, found):
        return None
    if found is None and atoms.word(numeral.last) in word_set("more", "words") and atoms.near(numeral.last):
        named = len(atoms.word(numeral.last + 1)) > 1
        found = unit_after(atoms, numeral.last + 1, digits=digits) if named else None
    if found is None and atoms.word(numeral.last) in HYPHENS and atoms.word(numeral.last + 1) == "plus":
        found = unit_after(atoms, numeral.last + 2, digits=False)  # "15-plus years"
    if (
        found is None
        and atoms.word(numeral.last) == "or"
        and atoms.word(numeral.last + 1) in word_set("more", "behind_or")
    ):
        found = unit_after(atoms, numeral.last + 2, digits=False)  # "two or more years"
    if found is None and numeral.form in _PARTS and atoms.word(numeral.last) in ("of", "a", "an"):
        found = unit_after(atoms, numeral.last + 1, digits=False)
        if found is not None and found.unit.kind == "age":
            return None
    return found


def _is_part_of_year(atoms: Atoms, numeral: Numeral, found: UnitMatch) -> bool:
    """ "the 1988 second quarter": an ordinal and no unit of time."""
    ordinal = atoms.low[found.first] == "second" and numeral.value != 1
    return ordinal and atoms.word(found.last) in word_set("parts_of_years", "words")


def _is_dash(atoms: Atoms, first: int) -> bool:
    """Whether the minus in front of a bare figure only ties it to a name ("COVID -19")."""
    return first > 0 and atoms.capital(first - 1) and atoms.low[first] in MINUS


def _with_sign(atoms: Atoms, figure: Figure, before: UnitMatch) -> Figure:
    last, unit = sign_suffix(atoms, figure.last), before.unit
    if atoms.word(last) == "sterling":
        unit, last = unit_table().by_name["GBP"], last + 1
    per = per_unit(atoms, last)
    if unit.multiple != 1.0:
        value, scale = figure.value * unit.multiple, unit.multiple
        figure = replace(figure, value=value, numeral=replace(figure.numeral, value=value, scale=scale))
    return replace(
        figure, last=per[1] if per else last, unit=unit, per=per[0] if per else None, before=True,
        unit_atoms=(before.first, before.last),
    )  # fmt: skip


def _with_unit(atoms: Atoms, figure: Figure, after: UnitMatch) -> Figure:
    """The figure with the unit behind it, and the scale that the unit's code holds or that follows it."""
    factor, last = after.unit.multiple, after.last
    if after.unit.kind == "currency" and figure.scale == 1.0 and atoms.near(last):
        trailing = words().scales.get(atoms.low[last])
        if trailing is not None:  # "75 USD million"
            factor, last = trailing, last + 1
    numeral = figure.numeral
    if factor != 1.0:
        numeral = replace(numeral, value=numeral.value * factor, scale=factor)
    return replace(
        figure, last=last, value=figure.value * factor, numeral=numeral, per=after.per,
        unit=_money_or_mass(atoms, figure.numeral, after), unit_atoms=(after.first, after.last),
    )  # fmt: skip


def _money_or_mass(atoms: Atoms, numeral: Numeral, match: UnitMatch) -> Unit:
    """ "pound" and "pounds" by their surroundings; every other unit as it is."""
    if match.unit.name != "pound":
        return match.unit
    table = unit_table().by_name
    context = atoms.low[max(0, numeral.first - 8) : match.last + 8]
    money = numeral.scale >= 1e6 or any(word in word_set("pounds", "money") for word in context)
    return table["GBP"] if money else table["pound-mass"]
