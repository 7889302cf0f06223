"""A tokenizer in front of the model's own, for words without an end: a page of quotation marks, a data URI.

spaCy's takes one mark after the other off a word and copies the rest each time, so that its work grows with the
square of the word's length. What is longer than any word that is written is not looked into; the text and every
offset stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST_WORD = 300
"""In characters. Only addresses of web pages come near it."""

_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}} ?")


class BoundedTokenizer:
    """Calls ``tokenizer`` on what lies between endless words, which become tokens of LONGEST_WORD characters."""

    def __init__(self, tokenizer: Callable[[str], Doc], vocab: Vocab) -> None:
        self.tokenizer = tokenizer
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        if not _ENDLESS.search(text):
            return self.tokenizer(text)
        joined = Doc.from_docs(list(self._pieces(text)), ensure_whitespace=False)
        assert joined is not None  # it is for an empty list only
        return joined

    def _pieces(self, text: str) -> Iterator[Doc]:
        end = 0
        for endless in _ENDLESS.finditer(text):
            if endless.start() > end:
                yield self.tokenizer(text[end : endless.start()])
            end = endless.end()
            yield self._cut(endless.group())
        if end < len(text):
            yield self.tokenizer(text[end:])

    def _cut(self, endless: str) -> Doc:
        word = endless.removesuffix(" ")
        words = [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]
        return Doc(self.vocab, words, [False] * (len(words) - 1) + [word != endless])
