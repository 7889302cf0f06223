"""Parsed articles as arrays to train on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dprk_extract.attribution.taggers.pieces import FeatureSpace, PieceTable, WordPieces, piece_table
from dprk_extract.attribution.taggers.tokens import TokenTable, token_table
from training.corpus import Article
from training.parsing import parsed
from training.targets import IGNORED, token_tags

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with its tokens, their tags, their word pieces, and perhaps a teacher's probabilities a token."""

    article: Article
    table: TokenTable
    tags: Ints
    pieces: PieceTable
    soft: npt.NDArray[np.float16] | None = None

    @property
    def piece_tags(self) -> Ints:
        """A token's tag at its first word piece, ``IGNORED`` at its others."""
        tags = np.full(len(self.pieces.ids), IGNORED, dtype=np.int64)
        has = np.flatnonzero(self.pieces.first >= 0)
        tags[self.pieces.first[has]] = self.tags[has]
        return tags

    def piece_soft(self, rows: slice) -> npt.NDArray[np.float32]:
        """The teacher's probabilities ``[pieces, tags]`` at the first pieces of tokens, nothing at others."""
        assert self.soft is not None
        tokens = self.pieces.token[rows]
        opens = self.pieces.first[tokens] == np.arange(rows.start, rows.stop)
        return np.where(opens[:, None], self.soft[tokens], 0).astype(np.float32)


def word_piece_cutter(tokenizer: Tokenizer) -> WordPieces:
    """``tokenizer`` on single words, remembering what it cut before."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    known: dict[str, list[int]] = {}

    def cut(word: str) -> Sequence[int]:
        if word not in known:
            known[word] = tokenizer.encode(word, add_special_tokens=False).ids
        return known[word]

    return cut


def samples(
    articles: Sequence[Article],
    cache: Path,
    space: FeatureSpace,
    cut: Callable[[str], Sequence[int]],
    soft: Mapping[str, npt.NDArray[np.float16]] | None = None,
) -> Iterator[Sample]:
    """The articles, parsed and encoded, with the ``soft`` labels of their ids. Without attributions there is
    nothing to learn but those."""
    for article, doc in zip(articles, parsed([a.text for a in articles], cache), strict=True):
        table = token_table(doc)
        tags = np.full(len(doc), IGNORED, dtype=np.int64)
        if article.attributions:
            tags = token_tags(table.starts, table.ends, table.spaces, article)
        taught = soft.get(article.id) if soft else None
        yield Sample(article, table, tags, piece_table(doc, table, space, cut), taught)
