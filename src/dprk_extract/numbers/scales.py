"""Letters behind a figure that are a scale or a unit: "2.7m sales", "a 37m mast", "£2m", "25k"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import Numeral
from dprk_extract.numbers.lexicon import word_set
from dprk_extract.numbers.units import unit_after

_LOOK_AHEAD = 5


def settle_scale(atoms: Atoms, numeral: Numeral, *, signed: bool) -> Numeral:
    """The numeral without its scale where a lone "m" behind it means metres; ``signed``: "$" stands before it."""
    last = numeral.last
    if not numeral.short or signed or atoms.raw(last - 1) != "m":
        return numeral
    measured = unit_after(atoms, last, digits=True) if atoms.near(last) else None
    if measured is not None and measured.unit.kind not in ("length", "angle"):
        return numeral
    if _counts_something(atoms, last):
        return numeral
    return replace(numeral, last=last - 1, value=numeral.value / numeral.scale, scale=1.0, short=False)


def _counts_something(atoms: Atoms, at: int) -> bool:
    """Whether a plural noun follows soon: "2.7m combined digital and physical sales", "35m of its devices"."""
    if atoms.word(at) == "of":
        return atoms.word(at + 1) in word_set("scales", "owners")
    modifiers, endings = word_set("scales", "modifiers"), tuple(word_set("scales", "endings"))
    for i in range(at, min(at + _LOOK_AHEAD, len(atoms))):
        word = atoms.low[i]
        stops = word in word_set("dimensions", "words") or word in word_set("scales", "stops")
        if not word.isalpha() or stops or not atoms.near(i):
            return False
        if word == "people" or (word.endswith("s") and not word.endswith("ss")):
            return True
        if word not in modifiers and not word.endswith(endings):
            return False
    return False
