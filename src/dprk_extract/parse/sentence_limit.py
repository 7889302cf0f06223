"""Component ``sentence_limit``: no sentence without an end. It belongs right behind the parser.

What reads a sentence walks up and down its tree and compares its parts, so that its work grows faster than the
sentence. Nobody writes one of hundreds of words; lists, tables and text made to harm come as one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

LONGEST_SENTENCE = 1000
"""In tokens. The longest seen, a list of those who sent greetings in the news of KCNA, has 761."""


class SentenceLimit:
    """Cuts longer sentences into pieces, each a tree of its own."""

    def __call__(self, doc: Doc) -> Doc:
        starts = [*numpy.flatnonzero(doc.to_array([SENT_START]).ravel() == 1), len(doc)]
        endless = [(start, end) for start, end in pairwise(starts) if end - start > LONGEST_SENTENCE]
        if not endless:
            return doc
        tree: Any = doc.to_array([HEAD, DEP])
        heads: Any = tree[:, 0].view("int64")  # the distance to the head, negative where it lies before
        heads += numpy.arange(len(doc))
        root, loose = (doc.vocab.strings.add(label) for label in ("ROOT", "dep"))
        for sentence, end in endless:
            for start in range(sentence, end, LONGEST_SENTENCE):
                stop = min(start + LONGEST_SENTENCE, end)
                own = heads[start:stop]
                severed = start + numpy.flatnonzero((own < start) | (own >= stop))
                rooted = start + numpy.flatnonzero(own == numpy.arange(start, stop))
                top = rooted[0] if len(rooted) else severed[0]
                heads[severed], tree[severed, 1] = top, loose
                heads[top], tree[top, 1] = top, root
        heads -= numpy.arange(len(doc))
        return doc.from_array([HEAD, DEP], tree)


@Language.factory("sentence_limit", assigns=["token.head", "token.dep", "token.is_sent_start"])
def make_sentence_limit(nlp: Language, name: str) -> SentenceLimit:  # noqa: ARG001
    return SentenceLimit()
