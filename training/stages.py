"""The stages of the training, each from files to files, so that a broken run can go on where it stopped."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from dprk_extract.attribution.taggers.decode import Transitions, pieces_of, plain_transitions
from dprk_extract.attribution.taggers.features import feature_rows, vector_rows
from dprk_extract.attribution.taggers.pieces import FeatureSpace, WordPieces
from dprk_extract.attribution.taggers.tags import TAGS
from dprk_extract.attribution.taggers.tokens import token_table
from dprk_extract.pipeline import load_pipeline
from training import convolutional, transformer
from training.corpus import Article, read_articles
from training.dataset import Sample, samples, word_piece_cutter
from training.encoder import Encoder
from training.export import export_convolutional
from training.export_onnx import export_transformer
from training.measure import figures
from training.parsing import parsed
from training.pretrained import Pretrained
from training.targets import IGNORED, token_tags
from training.vectors import word_vectors

log = logging.getLogger(__name__)
Floats = npt.NDArray[np.float32]
Soft = Mapping[str, npt.NDArray[np.float16]]
VECTOR_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Folders:
    """Where everything lies: annotated articles and what is made on the way.

    ``scorer`` is the module that measures on the dev articles.
    """

    data: Path
    out: Path
    scorer: Any

    @property
    def cache(self) -> Path:
        return self.out / "parses"

    def articles(self, split: str) -> list[Article]:
        return read_articles(self.data, split)

    def soft(self, name: str) -> Soft:
        """The soft labels written as ``name``; none where there are none."""
        file = self.out / f"{name}.npz"
        return dict(np.load(file)) if file.is_file() else {}


@dataclass(frozen=True, slots=True)
class Learner:
    """An encoder to fine-tune: its name (of files and in logs), the checkpoint, and how many of its layers."""

    name: str
    given: Pretrained
    layers: int | None = None

    def cutter(self) -> WordPieces:
        return word_piece_cutter(self.given.tokenizer())

    def new(self, space: FeatureSpace, dropout: float) -> Encoder:
        torch.manual_seed(0)
        encoder = Encoder(self.given.sizes(self.layers), space.rows, len(TAGS), dropout)
        self.given.load_into(encoder)
        return encoder

    def trained(self, folder: Path, space: FeatureSpace) -> Encoder:
        encoder = Encoder(self.given.sizes(self.layers), space.rows, len(TAGS))
        encoder.load_state_dict(torch.load(folder / f"{self.name}.pt"))
        return encoder.eval()


def feature_space() -> FeatureSpace:
    """The labels of the parser that the taggers run behind."""
    nlp = load_pipeline(components=())
    return FeatureSpace(tuple(nlp.get_pipe("tagger").labels), tuple(nlp.get_pipe("parser").labels))


def train_encoder(
    place: Folders, learner: Learner, unlabelled: Sequence[Article], recipe: transformer.Recipe
) -> None:
    """Fine-tune the encoder on ``train``, and on the soft labels that there are, and write ``NAME.pt``."""
    space, cut, specials = feature_space(), learner.cutter(), learner.given.specials()
    encoder = learner.new(space, recipe.dropout)
    dev = list(samples(place.articles("dev"), place.cache, space, cut))
    train = list(samples(place.articles("train"), place.cache, space, cut, place.soft("soft-train")))
    if unlabelled:
        train += samples(unlabelled, place.cache, space, cut, place.soft("soft-unlabelled"))
    saved = place.out / f"{learner.name}.pt"
    for epoch in transformer.train(encoder, train, recipe, specials, saved):
        scores = [transformer.tag_scores(encoder, sample, specials) for sample in dev]
        report(place, f"{learner.name}, epoch {epoch}", dev, scores, plain_transitions())
        torch.save(encoder.state_dict(), saved)


def soft_labels(place: Folders, learner: Learner, articles: Sequence[Article], name: str) -> None:
    """Write the trained encoder's probabilities for ``articles`` to ``name.npz``."""
    space, specials = feature_space(), learner.given.specials()
    encoder = learner.trained(place.out, space)
    found = {
        sample.article.id: np.exp(transformer.tag_scores(encoder, sample, specials)).astype(np.float16)
        for sample in samples(articles, place.cache, space, learner.cutter())
    }
    np.savez(place.out / f"{name}.npz", **found)  # type: ignore[arg-type]


def examples(
    place: Folders, articles: Sequence[Article], words: npt.NDArray[np.uint64], soft: Soft
) -> Iterator[convolutional.Example]:
    """``articles`` for the convolutional tagger, with the soft labels of their ids. Without attributions there
    is nothing to learn but the soft labels."""
    for article, doc in zip(articles, parsed([a.text for a in articles], place.cache), strict=True):
        table = token_table(doc)
        tags = np.full(len(doc), IGNORED, dtype=np.int64)
        if article.attributions:
            tags = token_tags(table.starts, table.ends, table.spaces, article)
        yield convolutional.Example(
            id=article.id,
            table=table,
            rows=feature_rows(doc, table),
            vectors=vector_rows(doc, words),
            tensor=np.asarray(doc.tensor, dtype=np.float16),
            tags=tags,
            soft=soft.get(article.id),
        )


def train_convolutional(
    place: Folders,
    given: Pretrained,
    unlabelled: Sequence[Article],
    recipe: convolutional.Recipe,
    shape: convolutional.Shape,
) -> None:
    """Train on ``train`` and on the soft labels, and write ``convolutional.pt``. The word vectors are ``given``'s."""
    words, vectors = word_vectors(given.checkpoint, given.tokenizer(), VECTOR_WIDTH)
    train = list(examples(place, place.articles("train"), words, place.soft("soft-train")))
    train += examples(place, unlabelled, words, place.soft("soft-unlabelled")) if unlabelled else []
    dev = list(examples(place, place.articles("dev"), words, {}))
    torch.manual_seed(recipe.seed)
    network = convolutional.Dilated(shape, vectors, recipe.dropout)
    for epoch, averaged in convolutional.train(network, train, recipe, place.out):
        scores = [convolutional.tag_scores(averaged, example) for example in dev]
        report(place, f"convolutional, epoch {epoch}", dev, scores, averaged.chain.transitions())
        without = [convolutional.tag_scores(averaged, without_tensor(example)) for example in dev]
        report(place, "  without the tensor", dev, without, averaged.chain.transitions())
        torch.save(averaged.state_dict(), place.out / "convolutional.pt")


def without_tensor(example: convolutional.Example) -> convolutional.Example:
    return replace(example, tensor=np.zeros_like(example.tensor))


def report(
    place: Folders,
    title: str,
    dev: Sequence[Sample] | Sequence[convolutional.Example],
    scores: Sequence[Floats],
    transitions: Transitions,
) -> dict[str, float]:
    """Log and return the figures on the dev articles."""
    articles = place.articles("dev")
    pieces = {
        article.id: pieces_of(found, item.table, transitions)
        for article, item, found in zip(articles, dev, scores, strict=True)
    }
    result = figures(place.scorer, articles, pieces)
    log.info("%s: %s", title, json.dumps(result))
    return result


def export(place: Folders, learner: Learner, folder: Path, shape: convolutional.Shape) -> None:
    """Write both taggers in the form that the package reads."""
    folder.mkdir(parents=True, exist_ok=True)
    space, given = feature_space(), learner.given
    export_transformer(learner.trained(place.out, space), given, space, folder)
    words, vectors = word_vectors(given.checkpoint, given.tokenizer(), VECTOR_WIDTH)
    network = convolutional.Dilated(shape, vectors)
    network.load_state_dict(torch.load(place.out / "convolutional.pt"))
    tensors = [doc.tensor for doc in parsed([a.text for a in place.articles("train")], place.cache)]
    export_convolutional(network, words, np.concatenate(tensors), folder, "convolutional")
