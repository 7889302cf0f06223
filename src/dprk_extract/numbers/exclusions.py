"""Numbers that are no quantities: dates, years, clock times, scores, telephone numbers, labels, names.

Each test answers for the atoms around one numeral; :func:`reason` names the first that holds.
"""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.lexicon import word_set, words
from dprk_extract.numbers.numerals import HYPHENS, Numeral

_SIGNS = frozenset("-‐‑–/:.")
_COLONS = frozenset(":∶")


def reason(atoms: Atoms, numeral: Numeral, *, has_unit: bool, has_sign: bool) -> str | None:
    """Why the numeral is no quantity, or None.

    ``has_unit`` says that a unit of measure follows it, ``has_sign`` that a currency sign stands before it.
    """
    first, last = numeral.first, numeral.last
    if not atoms.digits[first]:
        return _word_reason(atoms, numeral)
    if _is_ordinal(atoms, last):
        return "ordinal"
    if has_sign:
        return None
    if _is_mark(atoms, first, last):
        return "mark"
    if is_identifier(atoms, first, last, has_unit=has_unit):
        return "identifier"
    if is_clock(atoms, first, last):
        return "clock"
    if not has_unit and is_score(atoms, first, last):
        return "score"
    if has_unit and not _numeric_date(atoms, first, last):
        return None
    if _numeric_date(atoms, first, last) or is_calendar(atoms, first, last):
        return "date"
    return "label" if is_label(atoms, first) else None


def _word_reason(atoms: Atoms, numeral: Numeral) -> str | None:
    first, last = numeral.first, numeral.last
    if first and atoms.word(first - 1) in _COLONS and atoms.glued(first):
        return "clock"
    if atoms.word(last) in word_set("dates", "clock") or atoms.word(last) == "o'clock":
        return "clock"
    if numeral.form == "half" and atoms.word(first - 1) in word_set("labels", "halves"):
        return "part"
    if _ends_as_ordinal(atoms, numeral):
        return "ordinal"
    if first and atoms.low[first - 1] in HYPHENS and atoms.glued(first) and _tied(atoms, first - 1):
        return "name"
    if numeral.form == "word" and is_label(atoms, first):
        return "label"
    if numeral.value >= 18 and _spoken_year(atoms, last):
        return "date"
    if is_calendar(atoms, first, last) and numeral.value <= 31:
        return "date"
    return None


def _ends_as_ordinal(atoms: Atoms, numeral: Numeral) -> bool:
    """ "twenty-first", "hundred and fifth": the last word is an ordinal, and no fraction was read from it."""
    last = numeral.last
    if atoms.word(last) in HYPHENS or (atoms.word(last) == "and" and numeral.value >= 100):
        last += 1
    value = words().ordinals.get(atoms.word(last))
    return value is not None and numeral.form == "word" and value < 20 <= numeral.value and atoms.near(last)


def _tied(atoms: Atoms, hyphen: int) -> bool:
    """Whether a hyphen ties a number word to a word that makes no number with it: "all-in-one", but "one-in-five"."""
    before = atoms.word(hyphen - 1)
    if not atoms.glued(hyphen) or before in word_set("prefixes", "words"):
        return False
    return (before.isalpha() and before not in ("to", "or", "in", "of")) or "".join(
        atoms.low[max(0, hyphen - 3) : hyphen]
    ) == "all-in"


def _spoken_year(atoms: Atoms, last: int) -> bool:
    """ "nineteen eighty-four": a second cardinal right behind the first."""
    table = words()
    return atoms.near(last) and atoms.word(last) in table.tens


def _is_ordinal(atoms: Atoms, last: int) -> bool:
    return atoms.word(last) in ("st", "nd", "rd", "th") and atoms.glued(last)


def _is_mark(atoms: Atoms, first: int, last: int) -> bool:
    """ "-0-" at the end of an agency's article, and the numbers of a list: "1) the first"."""
    if atoms.word(first - 1) in HYPHENS and atoms.word(last) in HYPHENS:
        return atoms.glued(first) and atoms.glued(last) and not atoms.glued(last + 1)
    if atoms.word(last) == ")" and last - first == 1:
        return "(" not in atoms.low[max(0, first - 12) : first]
    return False


def is_identifier(atoms: Atoms, first: int, last: int, *, has_unit: bool) -> bool:
    """Letters or more digits glued on: "XC40", "TA-25", "22nd-24", "555-0199", "24703L202"."""
    if atoms.glued(first):
        before = atoms.low[first - 1]
        if before.isalpha() or before == "_" or before == "#":
            return True
        if before in HYPHENS and _hyphened_name(atoms, first):
            return True
        if before == "." and first > 1 and atoms.low[first - 2].isalpha() and atoms.glued(first - 1):
            return atoms.low[first - 2] not in ("rs", "no", "about")
        if (
            before in (":", "/", ".", ",", "@", "'", "’")
            and first > 1
            and atoms.digits[first - 2]
            and atoms.glued(first - 1)
        ):
            return before != "/" and before != ","
    if (
        atoms.glued(first)
        and atoms.low[first - 1] in HYPHENS
        and first > 1
        and _joined(atoms, first - 2)
        and _telephone(atoms, first)
    ):
        return True
    if has_unit or not atoms.glued(last):
        return False
    after = atoms.low[last]
    if after.isalpha() or after in "_@":
        return True
    if (
        after == "("
        and len(atoms.word(last + 1)) == 1
        and atoms.word(last + 2) == ")"
        and atoms.glued(last + 1)
    ):
        return atoms.low[last + 1].isalpha()
    tail = atoms.glued(last + 1)
    if after in HYPHENS and tail and atoms.low[last + 1] == "for":  # "a 2-for-1 split"
        return True
    if after in HYPHENS and tail and atoms.digits[last + 1] and _telephone(atoms, first):
        return True
    return (
        after in HYPHENS and tail and len(atoms.low[last + 1]) == 1 and atoms.word(last + 1) not in ("a", "m")
    )


def _hyphened_name(atoms: Atoms, first: int) -> bool:
    """Whether the hyphen in front of a figure ties it to a name: "Hwasong-17", but not "sub-7" or " -5"."""
    if first < 2 or not atoms.glued(first - 1):
        return False
    word = atoms.low[first - 2]
    if not word.isalnum():
        return False
    if word.isalpha():
        return word not in word_set("prefixes", "words")
    return first > 3 and atoms.glued(first - 2) and atoms.low[first - 3].isalpha()


def _telephone(atoms: Atoms, first: int) -> bool:
    """Three or more groups of digits joined by hyphens, or a group of three and a group of four."""
    begin = end = first
    while first - begin < 8 and begin >= 2 and _joined(atoms, begin - 2):
        begin -= 2
    while end - first < 8 and _joined(atoms, end):
        end += 2
    groups = [len(group) for group in atoms.low[begin : end + 1 : 2]]
    return len(groups) >= 3 or (groups == [3, 4] and atoms.low[begin][0] != "0")


def _joined(atoms: Atoms, at: int) -> bool:
    """Whether the figure at ``at`` is tied to the next figure by a hyphen."""
    if at + 2 >= len(atoms) or atoms.low[at + 1] not in HYPHENS:
        return False
    return atoms.digits[at] and atoms.digits[at + 2] and atoms.glued(at + 1) and atoms.glued(at + 2)


def is_clock(atoms: Atoms, first: int, last: int) -> bool:
    """ "9:01", "1:36.6", "2 pm", "5 GMT", "11 o'clock"."""
    if _colon_joined(atoms, last) or _colon_joined(atoms, first - 1):
        return True
    word = atoms.word(last)
    if not atoms.near(last):
        return False
    if word in word_set("dates", "clock"):
        return True
    return word in ("a", "p") and atoms.match(last, (word, ".", "m"))


def _colon_joined(atoms: Atoms, at: int) -> bool:
    """Whether atom ``at`` is a colon glued between two figures."""
    if not (0 < at < len(atoms) - 1 and atoms.low[at] in _COLONS):
        return False
    return atoms.digits[at - 1] and atoms.digits[at + 1] and atoms.glued(at) and atoms.glued(at + 1)


def _numeric_date(atoms: Atoms, first: int, last: int) -> bool:
    """ "5/17/2018", "2019-09-01", "2014-15", "11.8.2025"."""
    begin, end = first, last
    while (
        begin >= 2
        and atoms.glued(begin)
        and atoms.glued(begin - 1)
        and atoms.low[begin - 1] in "/-.–"
        and atoms.digits[begin - 2]
    ):
        begin -= 2
        if first - begin > 6:
            break
    while (
        end + 1 < len(atoms)
        and atoms.glued(end)
        and atoms.glued(end + 1)
        and atoms.low[end] in "/-.–"
        and atoms.digits[end + 1]
    ):
        end += 2
        if end - last > 6:
            break
    parts = atoms.low[begin:end:2]
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return False
    if len(parts) == 2:
        left, right = parts
        return looks_like_year(left) and (len(right) <= 2 or looks_like_year(right))
    return len(parts) == 3 and (
        looks_like_year(parts[0]) or looks_like_year(parts[-1]) or all(int(p) < 32 for p in parts)
    )


def looks_like_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2099


def is_score(atoms: Atoms, first: int, last: int) -> bool:
    """ "2-1", "89-89", "9-2": two small figures around a glued hyphen, the second no larger than the first, or
    nothing counted behind them."""
    left, right = first - 2, last + 1
    if atoms.word(last) in HYPHENS and right < len(atoms) and atoms.digits[right]:
        pair = (first, right)
    elif left >= 0 and atoms.word(first - 1) in HYPHENS and atoms.digits[left]:
        pair = (left, first)
    else:
        return False
    if not all(atoms.glued(i) for i in range(pair[0] + 1, pair[1] + 1)):
        return False
    texts = atoms.low[pair[0]], atoms.low[pair[1]]
    if not all(text.isdigit() and len(text) <= 3 for text in texts):
        return False
    return int(texts[0]) >= int(texts[1]) and not (
        atoms.glued(pair[1] + 1) and atoms.low[pair[1] + 1].isalpha()
    )


def is_calendar(atoms: Atoms, first: int, last: int) -> bool:
    """The day or year beside a month's name, and years that stand alone."""
    if _beside_month(atoms, first, last):
        return True
    if last - first != 1 or not looks_like_year(atoms.low[first]):
        return False
    if (atoms.glued(last) and atoms.low[last] in ("s", "'s", "’s")) or atoms.word(last) in ("′",):
        return True
    value = int(atoms.low[first])
    before = atoms.word(first - 1)
    if before in word_set("dates", "year_prepositions") or atoms.word(first - 1) in word_set(
        "dates", "months"
    ):
        return True
    if before in ("than", "about", "some", "around", "over", "nearly", "almost", "approximately"):
        return False
    return 1900 <= value <= 2060 and value != 2000


def _beside_month(atoms: Atoms, first: int, last: int) -> bool:
    months, ambiguous = word_set("dates", "months"), word_set("dates", "ambiguous_months")
    small = (atoms.low[first].isdigit() and int(atoms.low[first]) <= 31) or not atoms.digits[first]
    back = first - 1
    if (back > 0 and atoms.low[back] == ".") or (
        back > 1 and atoms.low[back] == "," and looks_like_year(atoms.low[first])
    ):
        back -= 1
    if atoms.digits[back] and atoms.low[back + 1] == "," and looks_like_year(atoms.low[first]):
        back -= 1  # November 8, 2017
    word = atoms.word(back) if back >= 0 else ""
    if word in months and atoms.near(first) and (small or looks_like_year(atoms.low[first])):
        sure = word not in ambiguous or (atoms.capital(back) and back > 0)
        return sure or atoms.word(back - 1) in word_set("dates", "date_prepositions")
    word = atoms.word(last)
    if word in months and small and atoms.near(last) and atoms.digits[first]:
        return word not in ambiguous or atoms.capital(last) or atoms.word(first - 1) == "on"
    # "July 20 to 27", "June 8 and 9": the second day shares the month of the first.
    joined = atoms.word(first - 1) in ("to", "and", "-", "–", "or") and first > 2 and atoms.digits[first - 2]
    return bool(
        joined
        and small
        and atoms.low[first - 2].isdigit()
        and int(atoms.low[first - 2]) < 32
        and atoms.word(first - 3) in months
        and atoms.digits[first]
    )


def is_label(atoms: Atoms, first: int) -> bool:
    """A figure behind a label or a name: "Room 39", "Resolution 2397", "No. 1", "iPhone 14", "the Big 12"."""
    back = first - 1
    if back > 0 and atoms.low[back] == ".":
        back -= 1
        if atoms.low[back] not in (
            "no",
            "nos",
            "nr",
            "nrs",
            "fig",
            "vol",
            "sec",
            "art",
            "para",
            "ch",
            "pp",
            "p",
        ):
            return False
    if back < 0 or not atoms.near(first):
        return False
    word = atoms.low[back]
    if word == "#" or (word == "of" and atoms.word(back - 1) == "round"):
        return True
    if not word.replace("'", "").replace("’", "").isalpha():
        return False
    if word in word_set("labels", "words"):
        return word in word_set("labels", "lower_case") or (
            atoms.capital(back) and back > 0 and atoms.word(back - 1) != "."
        )
    return False
