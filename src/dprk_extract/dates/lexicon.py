"""The words of the date grammar, and the classes that a token can belong to.

A *category* is a named set of words (``MONTH``, ``UNIT``, a literal such as ``ago``). A token may be in several:
"second" is a unit and an ordinal. Each combination of categories that occurs gets one private character, its
*code*, so that a text becomes a string of codes and the rules become plain regular expressions over it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dprk_extract.data import load_toml

Categories = frozenset[str]

PLAIN = "."
GAP = "|"
_FIRST_CODE = 0xE000


class Lexicon:
    """Words to codes, and words to their value in a category.

    ``literals`` are the words that the rules spell out; ``shapes`` the category sets of tokens that are recognised
    by their form (numbers, clock times, ...) and not by being listed.
    """

    def __init__(self, literals: Iterable[str], shapes: Iterable[Categories]) -> None:
        self._values: dict[str, dict[str, int | float | str]] = dict(load_toml("dates/words.toml"))
        spelling = load_toml("dates/spelling.toml")
        cased = frozenset(spelling["capitalised"])
        self.abbreviated = frozenset(spelling["abbreviated"])
        members: dict[str, set[str]] = {}
        for category, words in self._values.items():
            for word in words:
                members.setdefault(word, set()).add(category)
        for word in literals:
            members.setdefault(word, set()).add(word)
        self._codes: dict[Categories, str] = {frozenset(): PLAIN}
        self._by_category: dict[str, set[str]] = {}
        for shape in shapes:
            self.code(shape)
        self.words = {word: self.code(frozenset(found)) for word, found in members.items()}
        self.lower_case = {
            word: self.code(frozenset(members[word] & {word})) for word in cased if word in members
        }

    def code(self, categories: Categories) -> str:
        """The code of a category set, made at its first use."""
        code = self._codes.get(categories)
        if code is None:
            code = self._codes[categories] = chr(_FIRST_CODE + len(self._codes))
            for category in categories:
                self._by_category.setdefault(category, set()).add(code)
        return code

    def codes_of(self, category: str) -> frozenset[str]:
        """Every code whose tokens belong to ``category``."""
        return frozenset(self._by_category.get(category, ()))

    def value(self, category: str, word: str) -> int | float | str:
        """The value of a lower-case word in a category. Raises KeyError where it has none."""
        return self._values[category][word]

    def has(self, category: str, word: str) -> bool:
        return word in self._values.get(category, ())
