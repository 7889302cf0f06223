"""Numerals with their sign and unit: the quantities as characters show them, before the parse is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dprk_extract.numbers import exclusions
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.lexicon import MONEY, Unit, unit_table, word_set, words
from dprk_extract.numbers.numerals import Numeral, read_numeral
from dprk_extract.numbers.units import UnitMatch, per_unit, sign_suffix, unit_after, unit_before

_MINUS = frozenset("-−–")


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
    starters = words().starters
    found: list[Figure] = []
    index, size = 0, len(atoms)
    while index < size:
        word = atoms.low[index]
        if not (atoms.digits[index] or word in starters or word in ("a", "an") or word in words().few):
            index += 1
            continue
        numeral = read_numeral(atoms, index)
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
    sign, first = _sign(atoms, numeral.first)
    before = unit_before(atoms, first) if numeral.form in ("figure", "fraction") or numeral.scale != 1 else None
    if before is not None and before.first < free:
        before = None
    if before is not None:
        outer, begin = _sign(atoms, before.first)
        sign, first = sign * outer, begin
    numeral = _settle_scale(atoms, numeral, before)
    digits = atoms.digits[numeral.first] or numeral.form == "fraction"
    after = None if before else unit_after(atoms, numeral.last, digits=digits)
    why = exclusions.reason(atoms, numeral, has_unit=after is not None, has_sign=before is not None)
    if why is not None:
        return None
    if after is not None and after.unit.multiple != 1.0:
        numeral = replace(numeral, value=numeral.value * after.unit.multiple, scale=after.unit.multiple)
    value = sign * numeral.value
    high = None if numeral.high is None else sign * numeral.high
    figure = Figure(first, numeral.last, value, high, numeral, rule=numeral.form)
    if numeral.form == "multiple":
        return replace(figure, unit=unit_table().by_name["time"], unit_atoms=(numeral.first, numeral.last))
    if sign < 0 and after is None and before is None and first and atoms.capital(first - 1) and atoms.low[first] in _MINUS:
        return None
    if before is not None:
        return _with_sign(atoms, figure, before)
    if after is None:
        per = per_unit(atoms, numeral.last) if numeral.form == "figure" else None
        return figure if per is None else figure
    if after.unit.kind == "currency" and numeral.scale == 1.0 and atoms.near(after.last):
        factor = words().scales.get(atoms.low[after.last])
        if factor is not None:                                                   # "75 USD million"
            numeral = replace(numeral, value=numeral.value * factor, scale=factor)
            after = UnitMatch(after.unit, after.first, after.last + 1)
            figure = replace(figure, value=value * factor, numeral=numeral)
    return replace(
        figure, last=after.last, unit=_money_or_mass(atoms, numeral, after), per=after.per,
        unit_atoms=(after.first, after.last),
    )  # fmt: skip


def _with_sign(atoms: Atoms, figure: Figure, before: UnitMatch) -> Figure:
    last = sign_suffix(atoms, figure.last)
    per = per_unit(atoms, last)
    name = atoms.word(last)
    unit = before.unit
    if name == "sterling":
        unit, last = unit_table().by_name["GBP"], last + 1
    return replace(
        figure, last=per[1] if per else last, unit=unit, per=per[0] if per else None, before=True,
        unit_atoms=(before.first, before.last),
    )  # fmt: skip


def _sign(atoms: Atoms, first: int) -> tuple[int, int]:
    """-1 and where the sign stands, when the figure is negative; else 1 and ``first``."""
    back = first - 1
    if back < 0 or not atoms.near(first):
        return 1, first
    word = atoms.low[back]
    if word in word_set("signs", "negative"):
        return -1, back
    if word in _MINUS and back > 0 and atoms.glued(first) and atoms.word(back - 1) in word_set("signs", "negative"):
        return -1, back - 1
    if word not in _MINUS:
        return 1, first
    open_left = back == 0 or not atoms.glued(back) or atoms.low[back - 1] in ("(", "$", "£", "€")
    if not open_left:
        return 1, first
    if atoms.glued(first):
        return (1, first) if back and atoms.digits[back - 1] and _plain(atoms, back - 1) else (-1, back)
    degrees = atoms.word(first + 1) in ("degree", "degrees", "°")
    return (-1, back) if back == 0 or degrees and not atoms.digits[back - 1] else (1, first)


def _plain(atoms: Atoms, index: int) -> bool:
    """Whether the figure in front of a hyphen can be the lower end of a range ("75 -300mm")."""
    return not exclusions.is_label(atoms, index) and not atoms.capital(index - 1)


def _settle_scale(atoms: Atoms, numeral: Numeral, before: UnitMatch | None) -> Numeral:
    """Whether "m", "k", "b" behind a figure is a scale or a unit ("2.7m sales", "a 37m mast", "£2m")."""
    if not numeral.short:
        return numeral
    letter = atoms.raw(numeral.last - 1)
    nxt = atoms.word(numeral.last)
    if before is not None or letter in ("bn", "mn", "mln", "mil", "bln", "tn", "tln", "trn", "MM"):
        return numeral
    at_unit = unit_after(atoms, numeral.last, digits=True) if atoms.near(numeral.last) else None
    money = at_unit is not None and at_unit.unit.kind not in ("length", "angle")
    if letter == "m" and not money:
        people = nxt.isalpha() and nxt.endswith("s") and nxt not in ("is", "was", "has", "as", "this", "its")
        of_them = nxt == "of" and atoms.word(numeral.last + 1) in ("its", "the", "their", "his", "her", "these", "those")
        counted = atoms.word(numeral.last) == "people" or people or of_them or _modifies(atoms, numeral.last)
        if not counted:
            return replace(numeral, last=numeral.last - 1, value=numeral.value / numeral.scale, scale=1.0, short=False)
    return numeral


def _modifies(atoms: Atoms, at: int) -> bool:
    """Whether the words from ``at`` on look like a counted noun: "2.7m combined digital and physical sales"."""
    for i in range(at, min(at + 5, len(atoms))):
        word = atoms.low[i]
        if not word.isalpha() or word in word_set("dimensions", "words") or word in ("from", "to", "in", "at", "by", "is", "of", "x"):
            return False
        if i > at and word.endswith("s") and not word.endswith("ss"):
            return True
    return False


def _money_or_mass(atoms: Atoms, numeral: Numeral, match: UnitMatch) -> Unit:
    """ "pound" and "pounds" by their surroundings; every other unit as it is."""
    if match.unit.name != "pound":
        return match.unit
    table = unit_table().by_name
    context = atoms.low[max(0, numeral.first - 8) : match.last + 8]
    money = numeral.scale >= 1e6 or any(word in word_set("pounds", "money") for word in context)
    return table["GBP"] if money else table["pound-mass"]


def join_parts(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """ "3 dollars 50 cents", "thirteen dollars and forty-five": the small coin added to the sum before it."""
    joined: list[Figure] = []
    for figure in figures:
        whole = joined[-1] if joined else None
        if whole is not None and _is_coin(atoms, whole, figure):
            value = whole.value + figure.value / 100
            joined[-1] = replace(whole, last=figure.last, value=value, rule="money-parts")
        else:
            joined.append(figure)
    return joined


def _is_coin(atoms: Atoms, whole: Figure, figure: Figure) -> bool:
    if whole.unit is None or whole.unit.kind not in MONEY or whole.unit.kind == "money part" or whole.before or whole.per:
        return False
    gap = atoms.low[whole.last : figure.first]
    if gap not in ([], ["and"]) or not 0 < figure.value < 100 or whole.value % 1 or figure.value % 1:
        return False
    if not all(atoms.near(i) for i in range(whole.last, figure.first + 1)):
        return False
    if figure.unit is not None:
        return figure.unit.kind == "money part"
    nxt = atoms.word(figure.last)
    return not nxt.isalpha() or nxt in ("more", "each", "per")
