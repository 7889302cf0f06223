"""The words of one document, split once for all its statements."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dprk_extract.merge.words import Word, lexicon, split_words, term_of

_OPENERS = frozenset(".?!:“\"'‘”’\n")


class Capital(NamedTuple):
    """A capitalised word of the document: its place, its term, and whether it opens a sentence."""

    start: int
    term: str
    opens: bool


class DocumentWords:
    """The words of ``text`` and, of those, the capitalised ones that may be names; both in text order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = split_words(text)
        self._starts = [word.start for word in self._words]
        self._capitals = self._capitalised()
        self._capital_starts = [capital.start for capital in self._capitals]

    def between(self, start: int, end: int) -> list[Word]:
        """The words of ``text[start:end]``, as if that stretch stood alone."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        cut_before = first > 0 and self._words[first - 1].end > start
        cut_behind = last > first and self._words[last - 1].end > end
        if cut_before or cut_behind:
            return split_words(self._text[start:end], start)
        return self._words[first:last]

    def capitals_between(self, start: int, end: int) -> list[Capital]:
        """The capitalised words that start in ``text[start:end]``."""
        at = self._capital_starts
        return self._capitals[bisect_left(at, start) : bisect_left(at, end)]

    def _capitalised(self) -> list[Capital]:
        lex = lexicon()
        text = self._text
        found = []
        for form, start, _ in self._words:
            if not text[start].isupper() or form in lex.stop or form in lex.calendar:
                continue
            term = term_of(form)
            if term is not None:
                before = text[max(0, start - 3) : start].rstrip(" ")
                found.append(Capital(start, term, not before or before[-1] in _OPENERS))
        return found
