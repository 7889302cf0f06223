"""Component ``paragraph_starts``: where sentences must and cannot begin, whatever the parser thinks.

Headlines, datelines and list items carry no full stop; without this the parser joins them to what follows.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.paragraphs import paragraph_ranges


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
