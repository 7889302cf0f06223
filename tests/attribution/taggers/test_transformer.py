"""The accurate tagger with the packaged graph, on sentences of our own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from dprk_extract.attribution.taggers import transformer
from dprk_extract.attribution.taggers.transformer import TransformerTagger
from dprk_extract.attribution.taggers.weights import packaged
from dprk_extract.errors import DataError

if TYPE_CHECKING:
    from spacy.tokens import Doc

pytest.importorskip("onnxruntime", reason="the accurate tagger needs the extra [accurate]")
pytest.importorskip("tokenizers", reason="the accurate tagger needs the extra [accurate]")


@pytest.fixture(scope="module")
def tagger() -> TransformerTagger:
    return TransformerTagger()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will rebuild the bridge by hand,” said Oh Sun-mi, a farmer.",
            ["CONTENT_L", "CUE", "SOURCE_R"],
        ),
        ("The minister denied on Monday that the dam had burst.", ["SOURCE_L", "CUE", "CONTENT_R"]),
        ("The bridge is forty metres long and was painted green last year.", []),
    ],
)
def test_labels(
    tagger: TransformerTagger, parse: Callable[[str], Doc], text: str, expected: list[str]
) -> None:
    assert [piece.label for piece in tagger(parse(text))] == expected


def test_the_same_twice(tagger: TransformerTagger, story: Doc) -> None:
    first = tagger(story)
    assert first == TransformerTagger()(story)
    assert {"SOURCE_L", "CUE", "CONTENT_R", "CONTENT_L", "SOURCE_R"} <= {piece.label for piece in first}


@pytest.mark.parametrize("text", ["", " \n\n ", "a" * 3000, "“" * 50, "\u200b \ud55c\uad6d", "no " * 700])
def test_no_text_is_refused_even_without_a_parse(tagger: TransformerTagger, text: str) -> None:
    assert all(0 <= piece.start < piece.end <= len(text) for piece in tagger(spacy.blank("en")(text)))


@pytest.mark.parametrize("damaged", ["accurate.onnx", "accurate-tokenizer.json", "accurate.toml"])
def test_damaged_weights_are_a_data_error(
    damaged: str, tmp_path: Path, story: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("accurate.onnx", "accurate-tokenizer.json", "accurate.toml"):
        shutil.copy(str(packaged(name)), tmp_path / name)
    changed = tmp_path / damaged
    changed.write_bytes(changed.read_bytes().replace(b"e", b"3"))
    monkeypatch.setattr(transformer, "packaged", lambda name: tmp_path / name)
    with pytest.raises(DataError):
        TransformerTagger()(story)
