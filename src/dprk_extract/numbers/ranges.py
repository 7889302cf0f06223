"""Two ends of one range: "$3 to $5 billion", "between 7 and 10 years", "15-22 mph", "two or three"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import word_set
from dprk_extract.numbers.numerals import HYPHENS



def join_ranges(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """Figures with the two ends of each range made one; a chain "a to b to c" gives (a, b) and (b, c)."""
    joined: list[Figure] = []
    index = 0
    while index < len(figures):
        rules: list[str] = []
        last = index
        while last + 1 < len(figures):
            rule = range_rule(atoms, figures[last], figures[last + 1])
            if rule is None:
                break
            rules.append(rule)
            last += 1
        # "from 5 to 7 per cent to 3 to 5 per cent" are two ranges, "$160 to $180 to $200" are two that share an end.
        step = 2 if len(rules) % 2 and len(rules) > 1 else 1
        for at in range(0, len(rules), step):
            joined.append(figures[index + at].spanning(figures[index + at + 1], rules[at]))
        if not rules:
            joined.append(_suspended(atoms, figures, index))
        index = last + 1
    return joined


def _suspended(atoms: Atoms, figures: list[Figure], index: int) -> Figure:
    """ "a 7- or 8-inch screen": the first size takes its unit from the second."""
    left = figures[index]
    if left.unit is None and index + 1 < len(figures) and atoms.word(left.last) in HYPHENS and atoms.glued(left.last):
        right = figures[index + 1]
        if right.first == left.last + 2 and atoms.word(left.last + 1) in ("or", "and", "to") and right.unit is not None:
            return replace(left, unit=right.unit, per=right.per, unit_atoms=right.unit_atoms)
    return left


def range_rule(atoms: Atoms, left: Figure, right: Figure) -> str | None:
    """The rule that makes one range of two figures, or None."""
    gap = atoms.low[left.last : right.first]
    if left.high is not None or right.high is not None or not gap or len(gap) > 3:
        return None
    if not all(atoms.near(i) for i in range(left.last + 1, right.first + 1)):
        return None
    if not _compatible(left, right):
        return None
    words = [word for word in gap if word not in HYPHENS or len(gap) == 1]
    if words == ["to"]:
        return None if _is_change(atoms, left) else "range-to"
    if len(words) == 1 and words[0] in HYPHENS:
        return _hyphen_rule(atoms, left, right)
    if words == ["and"] and _between(atoms, left):
        return "range-between"
    if words == ["or"]:
        return _or_rule(atoms, left, right)
    if words == ["/"] and left.unit is not None and right.unit is not None:
        return "range-slash"
    return None


def _compatible(left: Figure, right: Figure) -> bool:
    if left.unit is None or right.unit is None:
        return right.unit is not None or left.unit is None or not left.before
    return left.unit.name == right.unit.name


def _is_change(atoms: Atoms, left: Figure) -> bool:
    """ "rose 64 points to 4,577": an amount and a level, no range (but "rose from 64 to 70" is one)."""
    at = left.first - 1
    if atoms.word(at) == "from":
        return False
    before = atoms.low[max(0, at - 2) : at + 1]
    return "by" in before or any(word in _change_words() for word in before)


def _change_words() -> frozenset[str]:
    return _inflected(word_set("change", "up") | word_set("change", "down"))


def _inflected(lemmas: frozenset[str]) -> frozenset[str]:
    forms = set(lemmas)
    for word in lemmas:
        stem = word[:-1] if word.endswith("e") else word
        forms.update({f"{word}s", f"{stem}ed", f"{stem}ing", f"{word}{word[-1]}ed"})
    irregular = {"rose", "risen", "grew", "grown", "fell", "fallen", "lost", "slid", "sank", "shrank", "shed", "cut"}
    return frozenset(forms | irregular)


def _between(atoms: Atoms, left: Figure) -> bool:
    return "between" in atoms.low[max(0, left.first - 3) : left.first]


def _hyphen_rule(atoms: Atoms, left: Figure, right: Figure) -> str | None:
    """ "15-22 miles", but no score "2-1", no "0-60" without a unit and no season."""
    low, high = left.value, right.value
    if left.scale == 1.0 and right.scale != 1.0 and low < right.value / right.scale:
        low *= right.scale
    if low >= high:
        return None
    if left.unit is None and right.unit is None and right.numeral.form == "figure" and high < 150 and not left.before:
        return "range-hyphen" if atoms.word(right.last).isalpha() and atoms.near(right.last) else None
    return "range-hyphen"


def _or_rule(atoms: Atoms, left: Figure, right: Figure) -> str | None:
    """ "two or three": neighbours in words make a range; "7- or 8-inch" are two sizes."""
    if left.unit is not None or left.scale != right.scale or atoms.word(left.last) in HYPHENS:
        return None
    return "range-or" if 0 < right.value - left.value <= max(1.0, left.scale) else None
