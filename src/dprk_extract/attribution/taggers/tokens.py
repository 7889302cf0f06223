"""What every tagger asks of a parsed document's tokens, as arrays of one row a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy import attrs
from spacy.tokens import Doc

from dprk_extract.attribution.marks import quote_states
from dprk_extract.paragraphs import paragraph_ranges

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_COLUMNS: list[int | str] = [
    attrs.IDX, attrs.LENGTH, attrs.IS_SPACE, attrs.IS_LOWER, attrs.IS_UPPER, attrs.IS_TITLE, attrs.IS_ALPHA,
    attrs.SENT_START,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TokenTable:
    """Arrays over the document's tokens; offsets are code points.

    ``paragraph`` numbers the token's paragraph from 0, ``quote`` is the
    :class:`~dprk_extract.attribution.marks.QuoteState` of its first character, ``case`` is 0 without capitals,
    1 title case, 2 all capitals, 3 anything else.
    """

    starts: Ints
    ends: Ints
    spaces: Bools
    paragraph: Ints
    opens_paragraph: Bools
    opens_sentence: Bools
    quote: Ints
    case: Ints

    def __len__(self) -> int:
        return len(self.starts)


def token_table(doc: Doc) -> TokenTable:
    """The table of ``doc``; sentence starts are all False where nothing set them."""
    columns = attribute_columns(doc, _COLUMNS).astype(np.int64)
    starts, length, spaces, lower, upper, title, alpha, sent_start = columns
    text = doc.text
    borders = np.array([start for start, _ in paragraph_ranges(text)], dtype=np.int64)
    paragraph = np.searchsorted(borders, starts, side="right") - 1
    paragraph = np.maximum(paragraph, 0)
    states = np.frombuffer(quote_states(text), dtype=np.uint8)
    capitals = np.where(title == 1, 1, np.where(upper == 1, np.where(length > 1, 2, 1), 3))
    uncased = (lower == 1) | ((alpha == 0) & (upper == 0) & (title == 0))
    return TokenTable(
        starts=starts,
        ends=starts + length,
        spaces=spaces == 1,
        paragraph=paragraph,
        opens_paragraph=borders[paragraph] == starts if len(borders) else np.zeros(len(doc), dtype=np.bool_),
        opens_sentence=sent_start == 1,
        quote=states[starts].astype(np.int64) if len(states) else starts,
        case=np.where(uncased, 0, capitals),
    )


def attribute_columns(doc: Doc, names: list[int | str]) -> npt.NDArray[np.uint64]:
    """``[attributes, tokens]``: spaCy's attributes of all tokens; negative ones wrap around."""
    values: npt.NDArray[Any] = doc.to_array(names)
    return values.astype(np.uint64).reshape(len(doc), len(names)).T
