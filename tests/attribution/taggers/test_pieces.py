"""Word pieces and the windows in which a transformer reads them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.attribution.taggers.pieces import (
    MAX_PIECES_A_TOKEN,
    FeatureSpace,
    PieceTable,
    piece_table,
    windows,
)
from dprk_extract.attribution.taggers.tokens import token_table

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENGLISH = spacy.blank("en")
SPACE = FeatureSpace(("NN", "VBD"), ("nsubj", "ROOT"))


def letters(word: str) -> list[int]:
    return [ord(letter) for letter in word]


def cut(text: str) -> tuple[Doc, PieceTable]:
    doc = ENGLISH(text)
    return doc, piece_table(doc, token_table(doc), SPACE, letters)


def test_tokens_are_cut_by_their_norms_and_white_space_is_left_out() -> None:
    _, pieces = cut("He\n\n“no”")
    assert "".join(map(chr, pieces.ids)) == 'he"no"'
    assert pieces.token.tolist() == [0, 0, 2, 3, 3, 4]
    assert pieces.first.tolist() == [0, -1, 2, 3, 5]


def test_an_endless_word_is_cut_short() -> None:
    _, pieces = cut("a" * 5000)
    assert len(pieces.ids) == MAX_PIECES_A_TOKEN


def test_features_name_tag_dependency_and_head(parse: Callable[[str], Doc]) -> None:
    doc = parse("Dogs barked")
    rows = SPACE.of(doc, token_table(doc))
    assert rows.shape == (2, 5)
    assert rows.max() < SPACE.rows
    tag, dep, head = rows[1, 2:] - rows[0, 2:]
    assert (tag, dep, head) != (0, 0, 0)
    # Every kind of feature has rows of its own.
    assert all(len(set(kind) & set(other)) == 0 for kind, other in pairwise(rows.T.tolist()))


def test_unknown_labels_share_one_row(parse: Callable[[str], Doc]) -> None:
    doc = parse("She saw an old house")
    rows = SPACE.of(doc, token_table(doc))
    assert [token.tag_ for token in doc] == ["PRP", "VBD", "DT", "JJ", "NN"]
    assert rows[0, 2] == rows[2, 2] == rows[3, 2]
    assert len({rows[0, 2], rows[1, 2], rows[4, 2]}) == 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 14), min_size=1, max_size=30), max_size=8),
    st.integers(12, 60),
    st.integers(0, 30),
)
def test_windows_cover_every_piece_once_and_stay_small(
    paragraphs: list[list[int]], size: int, context: int
) -> None:
    doc, pieces = cut("\n\n".join(" ".join("ab" * (n // 2) or "a" for n in words) for words in paragraphs))
    found = list(windows(pieces, token_table(doc), size, context))
    reached = 0
    for window in found:
        assert window.start == reached
        assert window.start < window.end <= window.start + size
        assert max(0, window.start - context) <= window.context <= window.start
        # A token's pieces stay together.
        for place in (window.start, window.context):
            assert place == 0 or pieces.token[place] != pieces.token[place - 1]
        reached = window.end
    assert reached == len(pieces.ids)


def test_whole_paragraphs_share_a_window_where_they_fit() -> None:
    doc, pieces = cut("aa bb\n\ncc dd\n\nee ff")
    table = token_table(doc)
    assert [(w.start, w.end) for w in windows(pieces, table, 12, 0)] == [(0, 12)]
    assert [(w.start, w.end) for w in windows(pieces, table, 9, 0)] == [(0, 8), (8, 12)]
    assert [(w.context, w.start) for w in windows(pieces, table, 9, 3)] == [(0, 0), (6, 8)]


def test_a_long_paragraph_is_cut_before_a_sentence(parse: Callable[[str], Doc]) -> None:
    doc = parse("The rain fell all day. The river rose fast. The road was shut.")
    pieces = piece_table(doc, token_table(doc), SPACE, lambda _: [1])
    starts = [window.start for window in windows(pieces, token_table(doc), 8, 0)]
    assert starts[1:] == [token.i for token in doc if token.is_sent_start][1:]


def test_the_accurate_tagger_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from dprk_extract.attribution.taggers.transformer import TransformerTagger
    from dprk_extract.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtra, match=r"dprk-extract\[accurate\]"):
        TransformerTagger()


def test_scores_follow_first_pieces_and_leave_white_space_outside() -> None:
    """A graph of our own that tags every "s" as the beginning of a source."""
    from dprk_extract.attribution.taggers.decode import pieces_of, plain_transitions
    from dprk_extract.attribution.taggers.tags import TAGS, begin
    from dprk_extract.attribution.taggers.transformer import _Network

    class Graph:
        def run(self, _: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
            scores = np.zeros((*inputs["ids"].shape, len(TAGS)), dtype=np.float32)
            scores[:, :, 0] = 5
            scores[inputs["ids"] == ord("s"), begin("SOURCE_L")] = 9
            return [scores]

    doc, pieces = cut("sam is\n\nhis son\n\n" + "bus " * 40)
    table = token_table(doc)
    network = _Network(Graph(), ("ids", "mask"), letters, SPACE, 20, 6, 1, 2)
    found = pieces_of(network.scores(pieces, table), table, plain_transitions())
    assert [doc.text[piece.start : piece.end] for piece in found] == ["sam", "son"]
