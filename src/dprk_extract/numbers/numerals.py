"""Number words and figures → values, on atoms. No units, no context: "two and a half million" is 2 500 000.

The written forms that news uses, around the cardinals: thousands split by spaces, mixed fractions, scale letters
glued to a figure, vague plurals.
"""

from __future__ import annotations

import re

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS, Numeral, read_cardinal
from dprk_extract.numbers.lexicon import Words, words

_SPACES = frozenset(" \u00a0\u2007\u2009\u202f")
_SLASHES = frozenset("/⁄∕")
_THREE = re.compile(r"\d{3}(?:\.\d+)?")


def read_numeral(atoms: Atoms, index: int) -> Numeral | None:
    """The numeral that begins at atom ``index``, as long as it goes."""
    table = words()
    word = atoms.low[index]
    if word in ("a", "an"):
        return _after_article(atoms, index, table)
    if atoms.digits[index]:
        return _with_fraction(atoms, _figure(atoms, index, table), table)
    if word in table.glyphs:
        return Numeral(index, index + 1, table.glyphs[word], form="fraction")
    multiple = table.multiples.get(word) or table.multiple_verbs.get(word)
    if multiple is not None:
        return Numeral(index, index + 1, float(multiple), form="multiple")
    if word in ("half", "quarter"):
        return _bare_part(atoms, index, word, table)
    if word in table.vague and word != "dozen":
        return _vague(atoms, index, table)
    if word in table.few and atoms.near(index + 1):
        return _few(atoms, index, index + 1, table)
    if word in table.units or word in table.tens:
        return _with_fraction(atoms, read_cardinal(atoms, index, table), table)
    return None


def _after_article(atoms: Atoms, index: int, table: Words) -> Numeral | None:
    nxt = index + 1
    if not atoms.near(nxt):
        return None
    word = atoms.low[nxt]
    if word == "few":
        return _few(atoms, index, nxt + 1, table)
    if word == "couple" and atoms.word(nxt + 1) in ("hundred", "thousand", "million", "billion", "dozen"):
        return _few(atoms, index, nxt + 1, table)
    if word == "hundred" or word in table.scales:
        return _with_fraction(atoms, read_cardinal(atoms, nxt, table, first=index, start=1.0), table)
    if word in table.dozens and word != "dozens":
        return Numeral(index, nxt + 1, 12.0, form="word", scale=12.0)
    if word in ("half", "quarter") and atoms.word(nxt + 1) not in HYPHENS:
        part = _part(atoms, index, nxt, 1 / table.denominators[word], table)
        return part if word == "half" or part.scale != 1.0 or atoms.word(nxt + 1) == "of" else None
    return _denominated(atoms, index, nxt, 1.0, table)


def _few(atoms: Atoms, first: int, index: int, table: Words) -> Numeral | None:
    """ "several hundred", "a few thousand": the vague plural of the scale."""
    word = atoms.word(index)
    plural = table.vague.get(f"{word}s")
    if plural is None or not atoms.near(index):
        return None
    scale, last = 1.0, index + 1
    if atoms.word(last) in table.scales and atoms.near(last):
        scale, last = table.scales[atoms.low[last]], last + 1
    return Numeral(first, last, plural[0] * scale, plural[1] * scale, "vague")


def _vague(atoms: Atoms, index: int, table: Words) -> Numeral | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    low, high = table.vague[atoms.low[index]]
    last = index + 1
    if atoms.word(last) == "of" and (atoms.word(last + 1) in table.vague) and atoms.near(last):
        factor = table.vague[atoms.low[last + 1]][0]
        return Numeral(index, last + 2, low * factor, high * factor, "vague")
    if atoms.low[index] in ("tens", "scores") and atoms.word(last) != "of":
        return None
    return Numeral(index, last, low, high, "vague")


def _part(atoms: Atoms, first: int, index: int, part: float, table: Words) -> Numeral:
    """ "half a million", "quarter million", "half a dozen", or the fraction alone."""
    last = index + 1
    scaled = last
    if atoms.word(scaled) == "of" and atoms.word(scaled + 1) in ("a", "an"):
        scaled += 1
    if atoms.word(scaled) in ("a", "an"):
        scaled += 1
    word = atoms.word(scaled)
    if word in table.scales and atoms.near(scaled):
        return Numeral(first, scaled + 1, part * table.scales[word], form="word", scale=table.scales[word])
    if word in table.dozens and atoms.near(scaled):
        return Numeral(first, scaled + 1, part * 12, form="word", scale=12.0)
    return Numeral(first, last, part, form="half" if part == 0.5 else "fraction")


def _bare_part(atoms: Atoms, index: int, word: str, table: Words) -> Numeral | None:
    """ "half", and "quarter million"; a quarter without an article is part of a year."""
    part = _part(atoms, index, index, 1 / table.denominators[word], table)
    return part if word == "half" or part.scale != 1.0 else None


def _denominated(atoms: Atoms, first: int, index: int, over: float, table: Words) -> Numeral | None:
    """ "a third", "two thirds", "three twenty-fifths"; ``index`` is where the denominator begins."""
    if atoms.word(index) in HYPHENS and atoms.near(index):
        index += 1
    if not atoms.near(index):
        return None
    low, tens = atoms.low[index], 0
    if low in table.tens:
        tens = table.tens[low]
        index += 2 if atoms.word(index + 1) in HYPHENS else 1
        low = atoms.word(index)
    single = low[:-1] if low.endswith("s") and low not in table.denominators else low
    size = table.denominators.get(single)
    if tens:
        size = float(table.ordinals[single]) if table.ordinals.get(single, 99) < 10 else None
    if size is None:
        return None
    plural = low != single or low == "halves"
    if single == "quarter" and atoms.word(first - 1) in table.of_time:
        return None
    if over == 1.0 and not plural and not _stands_alone(atoms, first, index, single):
        return None
    if over != 1.0 and not plural:
        return None
    return Numeral(first, index + 1, over / (tens + size), form="fraction")


def _stands_alone(atoms: Atoms, first: int, index: int, word: str) -> bool:
    """Whether "a third" is a fraction and not an ordinal before a noun ("a third party")."""
    after = atoms.word(index + 1)
    if after in HYPHENS and atoms.glued(index + 1) and atoms.glued(index + 2):
        return False
    if atoms.glued(first + 1) or atoms.word(first) == "one":
        return word != "quarter" or after in ("of", "the") or atoms.glued(first + 1)
    if word == "quarter":
        return after == "of"
    return after in ("of", "the", "", "more", "less", "higher", "lower", "as") or not after.isalnum()


def _figure(atoms: Atoms, index: int, table: Words) -> Numeral:
    """A figure in digits, its spaced thousands, and the scale behind it."""
    text = atoms.low[index]
    last = index + 1
    value = float(text.replace(",", ""))
    if text.isdigit() and len(text) <= 3 and text[0] != "0":
        last = _groups(atoms, last)
        if last > index + 1:
            value = float("".join(atoms.low[index:last]).replace(",", ""))
    if last == index + 1 and _decimal_comma(atoms, index):
        return Numeral(index, index + 3, float(f"{text}.{atoms.low[index + 2]}"))
    fraction = _fraction(atoms, index)
    if fraction is not None:
        return fraction
    return _scaled(atoms, Numeral(index, last, value), table)


def _groups(atoms: Atoms, last: int) -> int:
    """How far a figure of up to three digits goes on in groups of three, one space (or ", 000") apart."""
    end = last
    while end < len(atoms) and atoms.digits[end] and _THREE.fullmatch(atoms.low[end]):
        gap = atoms.text[atoms.end[end - 1] : atoms.start[end]]
        if gap not in _SPACES or (
            end + 1 < len(atoms)
            and atoms.glued(end + 1)
            and atoms.low[end + 1].isalnum()
            and len(atoms.low[end + 1]) > 3
        ):
            break
        end += 1
        if "." in atoms.low[end - 1]:
            return end
    while end + 1 < len(atoms) and atoms.low[end] == "," and atoms.glued(end) and atoms.low[end + 1] == "000":
        if atoms.text[atoms.end[end] : atoms.start[end + 1]] not in _SPACES:
            break
        end += 2
    return end


def _decimal_comma(atoms: Atoms, index: int) -> bool:
    """ "1,3" and "5,00", but no list "22,24,26"."""
    if not (index + 2 < len(atoms) and atoms.low[index + 1] == "," and atoms.digits[index + 2]):
        return False
    if not (atoms.glued(index + 1) and atoms.glued(index + 2)) or not atoms.low[index].isdigit():
        return False
    tail = atoms.low[index + 2]
    listed = (atoms.word(index + 3) == "," and atoms.glued(index + 4)) or atoms.word(index - 1) == ","
    return tail.isdigit() and len(tail) <= 2 and not listed


def _fraction(atoms: Atoms, index: int) -> Numeral | None:
    """ "1/16" (small over larger, so that dates and "7/$9" are left alone)."""
    if not (index + 2 < len(atoms) and atoms.low[index + 1] in _SLASHES and atoms.digits[index + 2]):
        return None
    if not (atoms.glued(index + 1) and atoms.glued(index + 2)) or atoms.word(index + 3) in _SLASHES:
        return None
    over, under = atoms.low[index], atoms.low[index + 2]
    if not (over.isdigit() and under.isdigit()) or len(over) > 2 or len(under) > 3 or int(under) < 2:
        return None
    if int(over) >= int(under) or atoms.word(index - 1) in _SLASHES:
        return None
    return Numeral(index, index + 3, int(over) / int(under), form="fraction")


def _scaled(atoms: Atoms, numeral: Numeral, table: Words) -> Numeral:
    """Behind a figure: "million", "hundred million", "bn", glued "m", "dozen"."""
    last = numeral.last
    if not atoms.near(last):
        return numeral
    word, between = atoms.low[last], last
    if word in HYPHENS and atoms.glued(last) and atoms.word(last + 1) in table.scales:
        between, word = last + 1, atoms.low[last + 1]
    if word == "hundred" or word in table.scales:
        return read_cardinal(atoms, between, table, first=numeral.first, start=numeral.value)
    if word in table.dozens:
        return Numeral(numeral.first, last + 1, numeral.value * 12, form="word", scale=12.0)
    raw = atoms.raw(last)
    alone = not atoms.glued(last + 1) or not atoms.low[last + 1].isalnum()
    if raw in table.short_scales and alone and (len(raw) > 1 or atoms.glued(last) or raw in "kBM"):
        scale = table.short_scales[raw]
        return Numeral(numeral.first, last + 1, numeral.value * scale, scale=scale, short=True)
    return numeral


def _with_fraction(atoms: Atoms, numeral: Numeral, table: Words) -> Numeral:
    """The fraction behind a whole number: "7 3/4", "2½", "one and a half", "3 million and a half"."""
    last = numeral.last
    if last >= len(atoms):
        return numeral
    glyph = table.glyphs.get(atoms.low[last])
    if glyph is not None and atoms.near(last) and numeral.form == "figure":
        return _scaled(atoms, Numeral(numeral.first, last + 1, numeral.value + glyph), table)
    if (
        atoms.digits[last]
        and numeral.form == "figure"
        and numeral.scale == 1
        and numeral.value == int(numeral.value)
    ):
        behind = _fraction(atoms, last) if atoms.near(last) else None
        if behind is not None:
            return _scaled(atoms, Numeral(numeral.first, behind.last, numeral.value + behind.value), table)
    if numeral.form == "word" or (atoms.low[last] in HYPHENS and numeral.value < 100):
        over = _denominated(atoms, numeral.first, last, numeral.value, table)
        if over is not None and (numeral.form == "word" or numeral.scale != 1):
            return _of_scale(atoms, over, table)
    at = _past_and(atoms, last)
    return numeral if at is None else _with_added(atoms, numeral, at, table)


def _past_and(atoms: Atoms, at: int) -> int | None:
    """Behind the "and" at atom ``at``, also between hyphens: "two and a half", "two-and-a-half"."""
    if atoms.word(at) == "and":
        return at + 1 if atoms.near(at) and atoms.near(at + 1) else None
    tied = atoms.word(at) in HYPHENS and atoms.word(at + 1) == "and" and atoms.word(at + 2) in HYPHENS
    return at + 3 if tied and all(atoms.glued(i) for i in range(at, at + 4)) else None


def _with_added(atoms: Atoms, numeral: Numeral, index: int, table: Words) -> Numeral:
    """ "one and a half million", "3 million and a half", "one billion and a quarter million"."""
    part = _added(atoms, index, table)
    if part is None:
        return numeral
    if numeral.scale == 1.0:
        plain = part.value / part.scale
        last = part.last - (part.scale != 1.0)
        whole = Numeral(numeral.first, last, numeral.value + plain, form=numeral.form)
        return _scaled(atoms, whole, table)
    factor = numeral.scale if part.scale == 1.0 and numeral.scale >= 1e6 else 1.0
    return Numeral(numeral.first, part.last, numeral.value + part.value * factor, form=numeral.form)


def _added(atoms: Atoms, index: int, table: Words) -> Numeral | None:
    """The fraction in "and a half", "and three quarters", "and a quarter million"."""
    word = atoms.low[index]
    if word in ("a", "one") and atoms.near(index + 1):
        at = index + 2 if atoms.low[index + 1] in HYPHENS else index + 1
        if atoms.word(at) in ("half", "quarter"):
            return _part(atoms, index, at, 1 / table.denominators[atoms.low[at]], table)
        return _denominated(atoms, index, index + 1, 1.0, table)
    if word in table.units and table.units[word] > 1:
        over = _denominated(atoms, index, index + 1, float(table.units[word]), table)
        return None if over is None else _of_scale(atoms, over, table)
    return None


def _of_scale(atoms: Atoms, numeral: Numeral, table: Words) -> Numeral:
    """ "two thirds of a million", "three quarters million"."""
    at = numeral.last
    if atoms.word(at) == "of" and atoms.word(at + 1) in ("a", "an"):
        at += 2
    if atoms.word(at) in table.scales and atoms.near(at):
        scale = table.scales[atoms.low[at]]
        return Numeral(numeral.first, at + 1, numeral.value * scale, form="word", scale=scale)
    return numeral
