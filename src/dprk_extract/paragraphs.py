"""Component ``paragraph_starts``: where sentences must and cannot begin, whatever the parser thinks.

Headlines, datelines and list items carry no full stop; without this the parser joins them to what follows.
Also the one place that says what a paragraph is, for components that work paragraph by paragraph.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]+")
_WRAPPED = re.compile(r"(?:[^\n]*\S[^\n]*)(?:\n[^\n]*\S[^\n]*)*")


def is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are only typesetting: lines of like length and blank lines between paragraphs."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) <= 8 or lengths[-1] > 100 or lengths[len(lengths) // 2] <= 50:
        return False
    return _BLANK_LINE.search(text) is not None


def paragraph_ranges(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each paragraph that holds something visible, without its surrounding white space."""
    pattern = _WRAPPED if is_hard_wrapped(text) else _LINE
    found = []
    for match in pattern.finditer(text):
        body = match.group()
        if body.strip():
            start = match.start() + len(body) - len(body.lstrip())
            found.append((start, match.start() + len(body.rstrip())))
    return found


class ParagraphStarts:
    """Tells the parser where sentences must and cannot begin; runs before it.

    The first token of a paragraph begins one. A token right behind a word or a comma cannot: the parser now and
    then breaks "between 2018 and 2019" in two.
    """

    def __call__(self, doc: Doc) -> Doc:
        starts = {start for start, _ in paragraph_ranges(doc.text)}
        before = ""
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
            elif before and (before[-1].isalnum() or before[-1] == ","):
                token.is_sent_start = False
            before = token.text
        return doc


@Language.factory("paragraph_starts", assigns=["token.is_sent_start"])
def make_paragraph_starts(nlp: Language, name: str) -> ParagraphStarts:  # noqa: ARG001
    return ParagraphStarts()
