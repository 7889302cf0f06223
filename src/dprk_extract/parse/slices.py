"""The model on a long document: one slice after the other, so that its memory does not grow with an article.

The networks hold thousands of figures for each token of what they read at once: gigabytes for a book in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.tokens import Doc

SLICE = 10_000
"""In tokens; ordinary articles have a tenth of it and are read whole."""


def parse_in_slices(doc: Doc, parts: Sequence[Callable[[Doc], Doc]]) -> Doc:
    """Run ``parts`` (a model's tagger and parser, in order) on ``doc``, slice by slice, and write what they find on it.

    Slices end where the document has a sentence start, if there is one in reach.
    """
    starts: Any = doc.to_array([SENT_START]).reshape(len(doc), 1)
    columns, tensors, attributes = [], [], [TAG, POS, MORPH, LEMMA]
    for begin, end in slice_ranges(numpy.flatnonzero(starts == 1).tolist(), len(doc)):
        piece = doc[begin:end].as_doc().from_array([SENT_START], starts[begin:end])
        for part in parts:
            piece = part(piece)
        if piece.has_annotation("DEP") and HEAD not in attributes:
            attributes += [HEAD, DEP]
        columns.append(piece.to_array(attributes))
        tensors.append(piece.tensor)
    found: Any = numpy.concatenate(columns)
    doc.from_array(attributes, found)
    doc.tensor = numpy.concatenate(tensors)
    return doc


def slice_ranges(starts: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """``(begin, end)`` of each slice of ``length`` tokens, where sentences are known to begin at ``starts``."""
    begin, upcoming = 0, 0
    while length - begin > SLICE:
        end = begin + SLICE
        while upcoming < len(starts) and starts[upcoming] <= end:
            upcoming += 1
        if upcoming and starts[upcoming - 1] > begin:
            end = starts[upcoming - 1]
        yield begin, end
        begin = end
    yield begin, length
