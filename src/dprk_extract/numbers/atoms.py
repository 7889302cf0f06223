"""The text as atoms: figures, words and single signs, with exact offsets.

A tokenizer for sentences splits "8.5kW", "US$7.2bn" and "15-22" in many ways; here a figure is always an atom of
its own, a run of letters another, and every other sign stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Thousands in commas (Western or Indian groups), then plain and decimal figures, then ".5"; each alternative is
# a fixed sequence, so that no text makes the search go back over what it has read.
_ATOM = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?!\w))?"
    r"|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_STRAIGHT = re.compile(r'"|\n\n')
_MARKS = re.compile(r"\d|[½¼¾⅓⅔⅛⅜⅝⅞⅕]")


class Atoms:
    """Parallel lists over the atoms of a text: ``low`` (lower-cased), ``start``, ``end`` (code points), ``digits``.

    ``closing`` holds the offsets of straight marks that close a quotation.
    """

    __slots__ = ("closing", "digits", "end", "low", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.digits: list[bool] = []
        for match in _ATOM.finditer(text):
            self.low.append(match.group().lower())
            self.start.append(match.start())
            self.end.append(match.end())
            self.digits.append(match.lastgroup == "number")
        self.closing = _closing_marks(text)

    def __len__(self) -> int:
        return len(self.low)

    def raw(self, index: int) -> str:
        return self.text[self.start[index] : self.end[index]]

    def word(self, index: int) -> str:
        """The lower-cased atom, or nothing beyond either end of the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def glued(self, index: int) -> bool:
        """Whether the atom stands at the one before it without a space."""
        return 0 < index < len(self.low) and self.start[index] == self.end[index - 1]

    def near(self, index: int) -> bool:
        """Whether the atom is at most a few spaces away from the one before it, and in its paragraph."""
        if not 0 < index < len(self.low):
            return False
        gap = self.text[self.end[index - 1] : self.start[index]]
        return len(gap) <= 4 and "\n\n" not in gap

    def capital(self, index: int) -> bool:
        return 0 <= index < len(self.low) and self.text[self.start[index]].isupper()

    def match(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether the atoms from ``index`` on are ``words``, none of them far from the one before it."""
        low = self.low
        if low[index : index + len(words)] != list(words):
            return False
        return all(self.near(i) for i in range(index + 1, index + len(words)))


def _closing_marks(text: str) -> frozenset[int]:
    """Where a straight double quotation mark closes what another has opened in its paragraph, and is no inch."""
    closing: list[int] = []
    opened = False
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        if match.group() != '"':
            opened = False
        elif at == 0 or text[at - 1].isspace() or text[at - 1] in "([{=—–-":
            opened = True
        elif opened:
            closing.append(at)
            opened = False
    return frozenset(closing)


def split(text: str) -> tuple[str, ...]:
    """The lower-cased atoms of a phrase of the vocabulary."""
    return tuple(Atoms(text).low)


def may_hold_numbers(text: str, is_word: Callable[[str], bool]) -> bool:
    """A quick look whether there is anything to do at all."""
    return _MARKS.search(text) is not None or any(is_word(word) for word in text.lower().split())
