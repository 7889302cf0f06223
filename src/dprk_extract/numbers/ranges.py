"""Figures that belong together: the ends of a range, a sum and its coins.

Ranges: "$3 to $5 billion", "between 7 and 10 years", "15-22 mph", "two or three"."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import MONEY, change_forms, word_set
from dprk_extract.numbers.units import unit_after

_LARGEST_WHOLE = 100
_MOST_VOTES = 600


def without_votes(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """The figures without those of votes, scores and odds: "split 4 to 1 in favour"."""
    left_out: set[int] = set()
    for index in range(len(figures) - 1):
        if _is_vote(atoms, figures[index], figures[index + 1]):
            left_out |= {index, index + 1}
    return [figure for index, figure in enumerate(figures) if index not in left_out]


def _is_vote(atoms: Atoms, one: Figure, two: Figure) -> bool:
    gap = atoms.low[one.last : two.first]
    tied = gap == ["-", "to", "-"]
    if not (tied or gap == ["to"]) or one.unit is not None or two.unit is not None:
        return False
    small = all(value == int(value) and 0 <= value <= _MOST_VOTES for value in (one.value, two.value))
    if not small or one.value <= two.value or one.high is not None or two.high is not None:
        return False
    if tied:
        return True
    after = atoms.word(two.last) if atoms.near(two.last) else ""
    return atoms.word(one.first - 1) not in word_set("votes", "before") and after in word_set(
        "votes", "after"
    )


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
    hyphened = atoms.word(left.last) in HYPHENS and atoms.glued(left.last)
    if left.unit is not None or not hyphened or index + 1 == len(figures):
        return left
    right = figures[index + 1]
    joined = right.first == left.last + 2 and atoms.low[left.last + 1] in ("or", "and", "to")
    if right.unit is None or not joined:
        return left
    return replace(left, unit=right.unit, per=right.per, unit_atoms=right.unit_atoms)


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
        return None if _is_change(atoms, left) or _is_lead(atoms, left, right) else "range-to"
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
    if atoms.word(at) in ("from", "for", "in", "at") or (atoms.word(at) == "of" and left.unit is None):
        return False  # "gains held for one to two years"
    before = atoms.low[max(0, at - 2) : at + 1]
    if "by" in before:
        return True
    forms, raised = change_forms(), word_set("change", "to_a_level")
    return any(word in forms and forms[word][1] not in raised for word in before)


def _is_lead(atoms: Atoms, left: Figure, right: Figure) -> bool:
    """ "led 47 percent to 42 percent": two shares; a range that falls says where it falls from."""
    shares = left.kind == right.kind == "percent" and left.value > right.value
    return shares and atoms.word(left.first - 1) != "from"


def _between(atoms: Atoms, left: Figure) -> bool:
    return "between" in atoms.low[max(0, left.first - 3) : left.first]


def _hyphen_rule(atoms: Atoms, left: Figure, right: Figure) -> str | None:
    """ "15-22 miles", but no score "2-1", no "0-60" without a unit and no season."""
    low, high = left.value, right.value
    if left.scale == 1.0 and right.scale != 1.0 and low < right.value / right.scale:
        low *= right.scale
    if low >= high:
        return None
    if (
        left.unit is None
        and right.unit is None
        and right.numeral.form == "figure"
        and high < 150
        and not left.before
    ):
        spread = atoms.word(left.first - 1) in word_set("dates", "spread")
        counts = atoms.word(right.last).isalpha() and atoms.near(right.last)
        return "range-hyphen" if spread or counts else None
    return "range-hyphen"


def _or_rule(atoms: Atoms, left: Figure, right: Figure) -> str | None:
    """ "two or three": neighbours make a range; "7- or 8-inch" are two sizes, "25 or 40" two values."""
    if (
        left.scale != right.scale
        or atoms.word(left.last) in HYPHENS
        or left.numeral.form != right.numeral.form
    ):
        return None
    step = (right.value - left.value) / left.scale
    return "range-or" if step == 1.0 and left.value % left.scale == 0 else None


def join_ratios(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """ "one in four", "nine out of 10", "one-in-five": a share, when nothing is counted in between."""
    joined: list[Figure] = []
    for figure in figures:
        part = joined[-1] if joined else None
        if part is not None and _is_share(atoms, part, figure):
            numeral = replace(part.numeral, last=figure.last, form="fraction")
            value = part.value / figure.value
            joined[-1] = replace(part, last=figure.last, value=value, numeral=numeral, rule="ratio")
        else:
            joined.append(figure)
    return joined


def _is_share(atoms: Atoms, part: Figure, whole: Figure) -> bool:
    gap = [word for word in atoms.low[part.last : whole.first] if word not in HYPHENS]
    if gap not in (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"]):
        return False
    if part.unit is not None or whole.unit is not None or part.high is not None or whole.high is not None:
        return False
    small = 0 < part.value < whole.value <= _LARGEST_WHOLE and part.value % 1 == 0 and whole.value % 1 == 0
    return small and all(atoms.near(i) for i in range(part.last, whole.first + 1))


def share_units(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """ "8 or 9 euros", "3, 4 percent": a bare figure before "or" or a comma takes the unit of the next one."""
    shared = list(figures)
    for index in range(len(figures) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.unit is not None or right.unit is None or right.before or right.kind == "age":
            continue
        if left.numeral.form == right.numeral.form and atoms.low[left.last : right.first] in (["or"], [","]):
            shared[index] = replace(left, unit=right.unit, per=right.per, unit_atoms=right.unit_atoms)
    return shared


def join_coins(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """ "3 dollars 50 cents", "thirteen dollars and forty-five": the small coin added to the sum before it."""
    joined: list[Figure] = []
    for figure in figures:
        whole = joined[-1] if joined else None
        if whole is not None and _is_coin(atoms, whole, figure):
            value = whole.value + figure.value / 100
            joined[-1] = replace(whole, last=figure.last, value=value, rule="coins")
        else:
            joined.append(figure)
    return joined


def join_halves(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """ "a year and a half", "two miles and a half": the half of the unit that stands before it."""
    joined: list[Figure] = []
    for figure in figures:
        at = figure.first - 1
        half = atoms.low[figure.first : figure.last] == ["a", "half"] and atoms.word(at) == "and"
        half = half and atoms.near(figure.first) and figure.unit is None
        whole = joined[-1] if joined else None
        if half and whole is not None and whole.last == at and whole.unit is not None and whole.high is None:
            joined[-1] = replace(whole, last=figure.last, value=whole.value + 0.5)
            continue
        unit = unit_after(atoms, at - 1, digits=False) if half and at > 1 and atoms.near(at) else None
        if unit is None or unit.last != at:
            joined.append(figure)
        elif atoms.low[at - 2] in ("a", "an"):
            numeral = replace(figure.numeral, first=at - 2, value=1.5, form="word")
            joined.append(
                replace(
                    figure, first=at - 2, value=1.5, numeral=numeral, unit=unit.unit, rule="word",
                    unit_atoms=(unit.first, unit.last),
                )
            )  # fmt: skip
    return joined


def _is_coin(atoms: Atoms, whole: Figure, figure: Figure) -> bool:
    if whole.kind not in MONEY or whole.kind == "money part" or whole.before or whole.per:
        return False
    if atoms.low[whole.last : figure.first] not in ([], ["and"]) or figure.before:
        return False
    if not 0 < figure.value < 100 or whole.value % 1 or figure.value % 1:
        return False
    if not all(atoms.near(i) for i in range(whole.last, figure.first + 1)):
        return False
    if figure.unit is not None:
        return figure.kind == "money part"
    after = atoms.word(figure.last)
    return not after.isalpha() or after in ("more", "each", "per")
