"""A tokenizer in front of the model's own, for words without an end: a page of quotation marks, a data URI.

spaCy's takes one mark after the other off a word and copies the rest each time, so that its work grows with the
square of the word's length. Words longer than any that is written are read in pieces instead; the text and every
offset stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

LONGEST_WORD = 300
"""In characters. Only addresses of web pages come near it."""

_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


class BoundedTokenizer:
    """Calls ``tokenizer`` on pieces in which no word is longer than LONGEST_WORD, and joins what it gives."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        cuts = [cut for word in _ENDLESS.finditer(text) for cut in _cuts(word)]
        if not cuts:
            return self.tokenizer(text)
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        joined = Doc.from_docs([self.tokenizer(piece) for piece in pieces], ensure_whitespace=False)
        assert joined is not None  # it is for an empty list only
        return joined


def _cuts(word: re.Match[str]) -> Iterator[int]:
    """Where an endless word is cut: inside it only, so that no piece begins with a space."""
    yield from range(word.start() + LONGEST_WORD, word.end(), LONGEST_WORD)
