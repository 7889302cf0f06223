"""The built-in tagger with the packaged weights, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dprk_extract.attribution.taggers import convolutional
from dprk_extract.attribution.taggers.convolutional import ConvolutionalTagger
from dprk_extract.attribution.taggers.features import feature_rows, vector_rows
from dprk_extract.attribution.taggers.tokens import token_table
from dprk_extract.errors import DataError

if TYPE_CHECKING:
    from spacy.tokens import Doc


ENGLISH = spacy.blank("en")
TAGGER = ConvolutionalTagger()


@pytest.fixture(scope="module")
def tagger() -> ConvolutionalTagger:
    return TAGGER


def found(tagger: ConvolutionalTagger, doc: Doc) -> list[tuple[str, str]]:
    return [(piece.label, doc.text[piece.start : piece.end]) for piece in tagger(doc)]


def test_reported_speech(tagger: ConvolutionalTagger, parse: Callable[[str], Doc]) -> None:
    doc = parse("The minister said on Monday that the dam would be repaired before the winter.")
    pieces = found(tagger, doc)
    assert ("SOURCE_L", "The minister") in pieces
    assert ("CUE", "said") in [(label, text.split()[0]) for label, text in pieces]
    assert pieces[-1] == ("CONTENT_R", "that the dam would be repaired before the winter")
    assert tagger.name == "convolutional"


def test_a_quotation_before_its_speaker(tagger: ConvolutionalTagger, parse: Callable[[str], Doc]) -> None:
    doc = parse("“We will rebuild the bridge by hand,” said Oh Sun-mi, a farmer.")
    labels = [label for label, _ in found(tagger, doc)]
    assert labels == ["CONTENT_L", "CUE", "SOURCE_R"]


def test_plain_narration_has_no_pieces(tagger: ConvolutionalTagger, parse: Callable[[str], Doc]) -> None:
    assert found(tagger, parse("The bridge is forty metres long and was painted green last year.")) == []


def test_the_same_twice(tagger: ConvolutionalTagger, story: Doc) -> None:
    assert tagger(story) == ConvolutionalTagger()(story)
    assert all(0 < piece.score <= 1 for piece in tagger(story))


def test_blocks_give_what_one_piece_gives(
    tagger: ConvolutionalTagger, story: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = tagger._network
    rows = np.tile(feature_rows(story, token_table(story)), (12, 1))
    vectors = np.tile(vector_rows(story, network.words), (12, 1))
    tensor = np.tile(story.tensor, (12, 1)).astype(np.float32)
    whole = network(rows, vectors, tensor)
    monkeypatch.setattr(convolutional, "BLOCK", 64)
    np.testing.assert_allclose(network(rows, vectors, tensor), whole, atol=1e-3)


def test_another_models_tensor_is_not_used(tagger: ConvolutionalTagger, parse: Callable[[str], Doc]) -> None:
    doc = parse("The governor said that the ferry was late. The mayor denied that it had sunk.")
    expected = found(tagger, doc)
    for tensor in (doc.tensor[:, ::-1].copy(), doc.tensor[:, :50], np.zeros((0,)), doc.tensor * np.nan):
        doc.tensor = tensor
        again = found(tagger, doc)
        assert tagger.name == "convolutional-features"
        assert [text for label, text in again if label == "CUE"] == ["said", "denied"]
    assert [text for label, text in expected if label == "CUE"] == ["said", "denied"]


def test_own_tensors_are_known_at_once(tagger: ConvolutionalTagger, story: Doc) -> None:
    for start in range(0, len(story) - 6, 6):
        assert tagger._network.knows(story.tensor[start : start + 12])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab C.\n\"“”'‘’«»—:,1\u200b\ud55c\U0001f600"), max_size=120))
def test_no_text_is_refused_even_without_a_parse(text: str) -> None:
    pieces = TAGGER(ENGLISH(text))
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)


def test_missing_weights_are_a_data_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(convolutional, "packaged", lambda name: tmp_path / name)
    with pytest.raises(DataError):
        ConvolutionalTagger()
