"""Word pieces of a parsed document, with features of its tokens, packed into windows for a transformer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy import attrs
from spacy.strings import get_string_id
from spacy.tokens import Doc

from dprk_extract.attribution.taggers.tokens import TokenTable, attribute_columns

Ints = npt.NDArray[np.int64]
WordPieces = Callable[[str], Sequence[int]]
QUOTE_STATES = 7
CASES = 4
MAX_PIECES_A_TOKEN = 12


@dataclass(frozen=True, slots=True)
class FeatureSpace:
    """Numbers the values of a token's features: each feature has its own stretch of one table of rows."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]

    @property
    def rows(self) -> int:
        return 4 * CASES + QUOTE_STATES + (1 + len(self.tags)) + 3 * (1 + len(self.deps))

    def of(self, doc: Doc, table: TokenTable) -> Ints:
        """``[tokens, 5]``: surface, quotation, tag, dependency, dependency of the head with its side."""
        tags, deps, heads_at = attribute_columns(doc, [attrs.TAG, attrs.DEP, attrs.HEAD])
        offset = heads_at.astype(np.int64)
        heads = np.arange(len(doc)) + offset
        tag = _number(tags, self.tags)
        dep = _number(deps, self.deps)
        head = 2 * dep[heads] + (offset > 0) if len(doc) else dep
        surface = table.case + CASES * table.opens_paragraph + 2 * CASES * table.opens_sentence
        found = [surface]
        first = 4 * CASES
        for values, size in (
            (table.quote, QUOTE_STATES),
            (tag, 1 + len(self.tags)),
            (dep, 1 + len(self.deps)),
            (head, 0),
        ):
            found.append(first + values)
            first += size
        return np.stack(found, axis=1).astype(np.int64)


def _number(hashes: npt.NDArray[np.uint64], names: tuple[str, ...]) -> Ints:
    """1 + the place of each hash's string in ``names``, 0 where it is not among them."""
    known = np.array([get_string_id(name) for name in names], dtype=np.uint64)
    order = np.argsort(known)
    place = np.minimum(np.searchsorted(known[order], hashes), len(known) - 1)
    return np.where(known[order][place] == hashes, order[place] + 1, 0)


@dataclass(frozen=True, slots=True)
class PieceTable:
    """The document's word pieces: ``ids``, ``features``, the ``token`` each belongs to, and ``first``, the row
    of each token's first piece (-1 for white space, which has none)."""

    ids: Ints
    features: Ints
    token: Ints
    first: Ints


def piece_table(doc: Doc, table: TokenTable, space: FeatureSpace, word_pieces: WordPieces) -> PieceTable:
    """Cut every token's norm into word pieces. The norm makes quotation marks and dashes of any style alike."""
    ids: list[int] = []
    counts = np.zeros(len(doc), dtype=np.int64)
    strings = doc.vocab.strings
    for number, norm in enumerate(attribute_columns(doc, [attrs.NORM])[0].tolist()):
        if not table.spaces[number]:
            pieces = word_pieces(strings[norm])[:MAX_PIECES_A_TOKEN]
            counts[number] = len(pieces)
            ids.extend(pieces)
    token = np.repeat(np.arange(len(doc)), counts)
    first = np.where(counts > 0, np.cumsum(counts) - counts, -1)
    return PieceTable(np.array(ids, dtype=np.int64), space.of(doc, table)[token], token, first)


@dataclass(frozen=True, slots=True)
class Window:
    """Rows ``start`` to ``end`` are new; those from ``context`` on are read along with them."""

    context: int
    start: int
    end: int


def windows(pieces: PieceTable, table: TokenTable, size: int, context: int) -> Iterator[Window]:
    """Pack whole paragraphs into windows of at most ``size`` new pieces.

    A longer paragraph is cut before a sentence, or where it has none before a token.
    """
    count = len(pieces.ids)
    if not count:
        return
    opens_token = np.r_[True, pieces.token[1:] != pieces.token[:-1]]
    paragraph = table.paragraph[pieces.token]
    borders = np.flatnonzero(np.r_[True, paragraph[1:] != paragraph[:-1]]).tolist()
    good = np.flatnonzero(opens_token & table.opens_sentence[pieces.token])
    any_ = np.flatnonzero(opens_token)
    cuts: list[int] = []
    for start, end in zip(borders, [*borders[1:], count], strict=True):
        while end - start > size:
            cuts.append(start)
            start = _cut(start, size, good, any_)
        cuts.append(start)
    cuts.append(count)
    begun = 0
    for place, cut in enumerate(cuts[1:], start=1):
        if place == len(cuts) - 1 or cuts[place + 1] - begun > size:
            if cut > begun:
                left = max(0, begun - context)
                yield Window(int(any_[np.searchsorted(any_, left)]), begun, cut)
            begun = cut


def _cut(start: int, size: int, good: Ints, any_: Ints) -> int:
    """The last place to cut in ``(start, start + size]``: one of ``good`` in its later half, else of ``any_``."""
    for places, least in ((good, start + size // 2), (any_, start)):
        at = int(np.searchsorted(places, start + size, side="right")) - 1
        if at >= 0 and places[at] > least:
            return int(places[at])
    return start + size
