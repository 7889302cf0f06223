"""Component ``paragraph_starts``: where sentences must and cannot begin, whatever the parser thinks.

Headlines, datelines and list items carry no full stop; without this the parser joins them to what follows.
"""

from __future__ import annotations

import numpy
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.paragraphs import paragraph_ranges


_START, _UNKNOWN, _INSIDE = 1, 0, (1 << 64) - 1  # the last is -1 as spaCy stores it


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
        begins = doc.to_array([IDX]).ravel().tolist()
        marks = [_UNKNOWN] * len(begins)
        for i, begin in enumerate(begins):
            if begin in starts:
                marks[i] = _START
            elif i and ((last := text[begin - 1]).isalnum() or last == ","):
                marks[i] = _INSIDE
            elif i and last == " " and ((last := text[begin - 2]).isalnum() or last == ","):
                marks[i] = _INSIDE
        return doc.from_array([SENT_START], numpy.asarray(marks, dtype="uint64").reshape(-1, 1))


@Language.factory("paragraph_starts", assigns=["token.is_sent_start"])
def make_paragraph_starts(nlp: Language, name: str) -> ParagraphStarts:  # noqa: ARG001
    return ParagraphStarts()
