"""Component ``paragraph_starts``: where sentences must and cannot begin, whatever the parser thinks.

Headlines, datelines and list items carry no full stop; without this the parser joins them to what follows.
"""

from __future__ import annotations

from typing import Any

import numpy
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.paragraphs import paragraph_ranges

_START, _INSIDE = 1, (1 << 64) - 1  # the latter is -1 as spaCy stores it


class ParagraphStarts:
    """Tells the parser where sentences must and cannot begin; runs before it.

    The first token of a paragraph begins one. A token right behind a word or a comma cannot: the parser now and
    then breaks "between 2018 and 2019" in two.
    """

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        text = doc.text
        starts = {start for start, _ in paragraph_ranges(text)}
        # One array instead of a setter for each token: this runs on every token of every article.
        begins = [int(begin) for begin in doc.to_array([IDX]).ravel()]
        marks: Any = numpy.zeros((len(begins), 1), dtype="uint64")
        for i, begin in enumerate(begins):
            if begin in starts:
                marks[i] = _START
            elif i and _ends_within(text, begin - 1):
                marks[i] = _INSIDE
        return doc.from_array([SENT_START], marks)


def _ends_within(text: str, last: int) -> bool:
    """Whether the text up to ``last`` ends, but for a space, with a letter, a figure or a comma."""
    if text[last] == " ":
        last -= 1
    return text[last].isalnum() or text[last] == ","


@Language.factory("paragraph_starts", assigns=["token.is_sent_start"])
def make_paragraph_starts(nlp: Language, name: str) -> ParagraphStarts:  # noqa: ARG001
    return ParagraphStarts()
