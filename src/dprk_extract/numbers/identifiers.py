"""Figures inside names and numbers of other kinds: "XC40", "Hwasong-17", "555-0199", "401(k)", scores, list marks."""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.lexicon import word_set

_INNER = frozenset(":.@'’")
_QUOTES = frozenset("\"'")
_AND = frozenset({"and", "or"})
_LISTING = frozenset({",", ";", *_AND})
_MOST_ATOMS = 8
_LONGEST_LIST = 12
_BRACKET = 12


def is_identifier(atoms: Atoms, first: int, last: int, *, has_unit: bool) -> bool:
    """Letters, digits or markup glued on: "XC40", "TA-25", "22nd-24", "555-0199", "24703L202", 'width="40"'."""
    if atoms.glued(first) and _glued_left(atoms, first):
        return True
    return not has_unit and atoms.glued(last) and _glued_right(atoms, first, last)


def _glued_left(atoms: Atoms, first: int) -> bool:
    before = atoms.low[first - 1]
    if _is_added(atoms, first - 1):
        return True
    if before.isalpha() or before in "_#" or _is_markup(atoms, first - 1):
        return True
    if before in HYPHENS:
        return is_hyphened_name(atoms, first) or _is_telephone(atoms, first)
    if first < 2 or not atoms.glued(first - 1):
        return False
    if before == "." and atoms.low[first - 2].isalpha():
        return atoms.low[first - 2] not in word_set("labels", "dotted")
    return before in _INNER and atoms.digits[first - 2]


def _is_markup(atoms: Atoms, at: int) -> bool:
    """Whether atom ``at`` opens the value of an attribute: 'timestamp="12"', "width=40"."""
    if atoms.low[at] in _QUOTES and atoms.glued(at):
        at -= 1
    return atoms.low[at] == "=" and at > 0 and atoms.glued(at) and atoms.low[at - 1].isalpha()


def _glued_right(atoms: Atoms, first: int, last: int) -> bool:
    after = atoms.low[last]
    if after.isalpha() or after in "_@":
        return True
    if not atoms.glued(last + 1):
        return False
    if _is_added(atoms, last):
        return True
    nxt = atoms.low[last + 1]
    if after == "(":
        return len(nxt) == 1 and nxt.isalpha() and atoms.word(last + 2) == ")"
    if after not in HYPHENS:
        return False
    # "a 2-for-1 split", "3-D", but not "12-a-share".
    return (
        nxt == "for" or _is_telephone(atoms, first) or (len(nxt) == 1 and nxt.isalpha() and nxt not in "am")
    )


def _is_added(atoms: Atoms, at: int) -> bool:
    """Whether a plus between two figures ties them to a name: "a 2+2 meeting", "P5+1"."""
    if not 0 < at < len(atoms) - 1 or atoms.low[at] != "+":
        return False
    return atoms.digits[at - 1] and atoms.digits[at + 1] and atoms.glued(at) and atoms.glued(at + 1)


def is_hyphened_name(atoms: Atoms, first: int) -> bool:
    """Whether the hyphen in front of a figure ties it to a name: "Hwasong-17", but not "sub-7" or " -5"."""
    if first < 2 or not atoms.glued(first - 1):
        return False
    word = atoms.low[first - 2]
    if word.isalpha():
        return word not in word_set("prefixes", "words")
    return word.isalnum() and first >= 3 and atoms.glued(first - 2) and atoms.low[first - 3].isalpha()


def _is_telephone(atoms: Atoms, first: int) -> bool:
    """Three or more groups of digits joined by hyphens, or a group of three and a group of four."""
    begin = end = first
    while first - begin < _MOST_ATOMS and begin >= 2 and _joined(atoms, begin - 2):
        begin -= 2
    while end - first < _MOST_ATOMS and _joined(atoms, end):
        end += 2
    groups = [len(group) for group in atoms.low[begin : end + 1 : 2]]
    return len(groups) >= 3 or (groups == [3, 4] and atoms.low[begin][0] != "0")


def _joined(atoms: Atoms, at: int) -> bool:
    """Whether the figure at ``at`` is tied to the next figure by a hyphen."""
    if at + 2 >= len(atoms) or atoms.low[at + 1] not in HYPHENS:
        return False
    return atoms.digits[at] and atoms.digits[at + 2] and atoms.glued(at + 1) and atoms.glued(at + 2)


def is_score(atoms: Atoms, first: int, last: int) -> bool:
    """ "2-1", "89-89": two small figures around a glued hyphen, the second no larger than the first."""
    if _joined(atoms, last - 1):
        left = last - 1
    elif first >= 2 and _joined(atoms, first - 2):
        left = first - 2
    else:
        return False
    one, two = atoms.low[left], atoms.low[left + 2]
    if not all(text.isdigit() and len(text) <= 3 for text in (one, two)):
        return False
    after = atoms.word(left + 3)
    told = atoms.word(left - 1) in word_set("scores", "behind") and (
        after in word_set("votes", "after") or not after.isalnum()
    )
    if int(one) < int(two) and (not told or after == "%"):
        return False
    return not (atoms.glued(left + 3) and atoms.low[left + 3].isalpha())


def is_mark(atoms: Atoms, first: int, last: int) -> bool:
    """ "-0-" at the end of an agency's article, and the numbers of a list: "1) the first"."""
    if atoms.word(first - 1) in HYPHENS and atoms.word(last) in HYPHENS:
        return atoms.glued(first) and atoms.glued(last) and not atoms.glued(last + 1)
    if atoms.word(last) == ")" and last - first == 1:
        return "(" not in atoms.low[max(0, first - _BRACKET) : first]
    return False


def is_label(atoms: Atoms, first: int) -> bool:
    """A figure behind a label: "Room 39", "Resolution 2397", "No. 1", "iPhone 14", "the Big 12", "round of 16"."""
    return _is_behind_label(atoms, first) or _is_next_label(atoms, first)


def _is_next_label(atoms: Atoms, first: int) -> bool:
    """ "Resolutions 1718, 1874 and 2397": the numbers of a list behind a label in the plural."""
    after = atoms.word(first + 1)
    if not atoms.digits[first] or (
        after.isalpha() and after not in word_set("scales", "stops") and after not in _AND
    ):
        return False
    at = first
    for _ in range(_LONGEST_LIST):
        at -= 2 if atoms.word(at - 2) not in (",", ";") else 3
        if at < 1 or not atoms.digits[at] or atoms.low[at + 1] not in _LISTING:
            return False
        if _is_behind_label(atoms, at):
            return any(atoms.low[i].endswith("s") for i in range(max(0, at - 2), at))
    return False


def _is_behind_label(atoms: Atoms, first: int) -> bool:
    back = first - 1
    if back < 0 or not atoms.near(first):
        return False
    if back > 0 and atoms.low[back] == ".":
        back -= 1
        if atoms.low[back] not in word_set("labels", "abbreviated"):
            return False
    word = atoms.low[back]
    if word == "#" or (word == "of" and atoms.word(back - 1) == "round"):
        return True
    single = word.removesuffix("s")
    if word not in word_set("labels", "words") and single not in word_set("labels", "several"):
        return False
    return (
        word in word_set("labels", "lower_case")
        or single in word_set("labels", "several")
        or (atoms.capital(back) and back > 0 and atoms.word(back - 1) != ".")
    )
