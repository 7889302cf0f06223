"""Trains the convolutional tagger: hashed features, word vectors and the parser's tensor under dilated layers."""

from __future__ import annotations

import copy
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from dprk_extract.attribution.taggers.features import ROWS
from dprk_extract.attribution.taggers.tags import OUTSIDE, TAGS
from dprk_extract.attribution.taggers.tokens import TokenTable
from training.chain import Chain, chain_loss
from training.losses import tag_loss, taught_loss
from training.targets import IGNORED

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
TENSOR_WIDTH = 96
WORD_FEATURES = [list(ROWS).index(name) for name in ("norm", "prefix", "suffix", "shape", "lemma")]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shape:
    """The network's shape; every layer sees ``dilations[i]`` tokens to each side."""

    width: int = 128
    wide: int = 48
    narrow: int = 16
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. ``soft`` is the share of the loss that a teacher's probabilities take where there are any."""

    epochs: int = 8
    rate: float = 2e-3
    decay: float = 0.02
    batch_tokens: int = 3000
    chunk_sizes: tuple[int, int] = (120, 320)
    dropout: float = 0.3
    hide_words: float = 0.08
    hide_features: float = 0.04
    hide_tensor: float = 0.2
    soft: float = 0.7
    chain: float = 0.5
    average: float = 0.995
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A parsed text: everything the network reads, its tags, and perhaps a teacher's probabilities."""

    id: str
    table: TokenTable
    rows: Ints
    vectors: Ints
    tensor: npt.NDArray[np.float16]
    tags: Ints
    soft: npt.NDArray[np.float16] | None = None


class Dilated(nn.Module):
    """``[batch, tokens, ...]`` features to ``[batch, tokens, tags]`` scores."""

    def __init__(self, shape: Shape, vectors: Floats, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.tables = nn.ModuleList(
            nn.Embedding(rows, shape.wide if rows > 1000 else shape.narrow) for rows in ROWS.values()
        )
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        nothing = np.zeros((1, vectors.shape[1]), dtype=np.float32)
        self.register_buffer("vectors", torch.from_numpy(np.concatenate([nothing, vectors])))
        inputs = sum(table.embedding_dim for table in self.tables) + 2 * vectors.shape[1]
        inputs += TENSOR_WIDTH
        self.mix = nn.Linear(inputs, 2 * shape.width)
        self.mix_norm = nn.LayerNorm(shape.width)
        self.layers = nn.ModuleList(nn.Linear(3 * shape.width, 2 * shape.width) for _ in shape.dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in shape.dilations)
        self.tags = nn.Linear(shape.width, len(TAGS))
        self.drop, self.drop_between = nn.Dropout(dropout), nn.Dropout(dropout / 2)
        self.chain = Chain()

    def forward(self, rows: Tensor, vectors: Tensor, tensor: Tensor, mask: Tensor) -> Tensor:
        """``mask`` is ``[batch, tokens, 1]``, 1 on tokens and 0 on padding."""
        parts = [table(rows[:, :, number]) for number, table in enumerate(self.tables)]
        parts += [self.vectors[vectors].flatten(2), tensor]
        hidden = self.mix_norm(_maxout(self.mix(self.drop(torch.cat(parts, -1)))).float()) * mask
        length = hidden.shape[1]
        for layer, norm, step in zip(self.layers, self.norms, self.shape.dilations, strict=True):
            padded = functional.pad(hidden, (0, 0, step, step))
            around = torch.cat([padded[:, :length], hidden, padded[:, 2 * step : 2 * step + length]], -1)
            change = norm(_maxout(layer(around)).float())
            hidden = (hidden + self.drop_between(change)) * mask
        scores: Tensor = self.tags(self.drop(hidden))
        return scores


def _maxout(hidden: Tensor) -> Tensor:
    one, other = hidden.chunk(2, -1)
    return torch.maximum(one, other)


Chunk = tuple[Example, int, int]


def chunks(example: Example, size: int) -> Iterator[Chunk]:
    """Whole paragraphs up to ``size`` tokens together; a longer paragraph is a chunk of its own."""
    paragraph = example.table.paragraph
    if not len(paragraph):
        return
    borders = np.flatnonzero(np.r_[True, paragraph[1:] != paragraph[:-1]]).tolist()
    begun = 0
    for end, after in zip([*borders[1:], len(paragraph)], [*borders[2:], len(paragraph), 0], strict=False):
        if after == 0 or after - begun > size or end == len(paragraph):
            yield example, begun, end
            begun = end


@dataclass(frozen=True, slots=True)
class Batch:
    rows: Tensor
    vectors: Tensor
    tensor: Tensor
    mask: Tensor
    tags: Tensor
    soft: Tensor
    opens: Tensor


def make_batch(chosen: Sequence[Chunk]) -> Batch:
    shape = (len(chosen), max(end - start for _, start, end in chosen))
    rows = np.zeros((*shape, len(ROWS)), dtype=np.int64)
    vectors = np.zeros((*shape, 2), dtype=np.int64)
    tensor = np.zeros((*shape, TENSOR_WIDTH), dtype=np.float32)
    mask = np.zeros((*shape, 1), dtype=np.float32)
    tags = np.full(shape, IGNORED, dtype=np.int64)
    soft = np.zeros((*shape, len(TAGS)), dtype=np.float32)
    opens = np.zeros(shape, dtype=bool)
    for number, (example, start, end) in enumerate(chosen):
        size = end - start
        rows[number, :size] = example.rows[start:end]
        vectors[number, :size] = example.vectors[start:end]
        tensor[number, :size] = example.tensor[start:end]
        mask[number, :size] = 1
        tags[number, :size] = example.tags[start:end]
        opens[number, :size] = example.table.opens_paragraph[start:end]
        if example.soft is not None:
            soft[number, :size] = example.soft[start:end]
    return Batch(*(torch.from_numpy(array) for array in (rows, vectors, tensor, mask, tags, soft, opens)))


def epoch_batches(examples: Sequence[Example], recipe: Recipe, rng: random.Random) -> list[list[Chunk]]:
    """All chunks once, those of like length together, in random order."""
    found = [chunk for e in examples for chunk in chunks(e, rng.randint(*recipe.chunk_sizes))]
    rng.shuffle(found)
    batches: list[list[Chunk]] = []
    for at in range(0, len(found), 400):
        group: list[Chunk] = []
        for chunk in sorted(found[at : at + 400], key=lambda c: c[2] - c[1]):
            if group and (len(group) + 1) * (chunk[2] - chunk[1]) > recipe.batch_tokens:
                batches.append(group)
                group = []
            group.append(chunk)
        batches.append(group)
    rng.shuffle(batches)
    return batches


def _loss(network: Dilated, batch: Batch, recipe: Recipe, generator: torch.Generator) -> Tensor:
    rows = _disturb(batch.rows, recipe, generator)
    # The tagger must also do without the tensor, behind another model.
    kept = torch.rand(len(rows), 1, 1, generator=generator) >= recipe.hide_tensor
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(rows, batch.vectors, batch.tensor * kept, batch.mask)
    scores = scores.float()
    hard = tag_loss(scores, batch.tags)
    if recipe.chain:
        hard = hard + recipe.chain * chain_loss(network.chain, scores, batch.tags, batch.opens)
    return taught_loss(hard, scores, batch.tags, batch.soft, recipe.soft)


def _disturb(rows: Tensor, recipe: Recipe, generator: torch.Generator) -> Tensor:
    """Hide some words, with everything that spells them, and some single features."""
    hide = torch.rand(rows.shape, generator=generator) < recipe.hide_features
    words = torch.rand(rows.shape[:2], generator=generator) < recipe.hide_words
    hide[:, :, WORD_FEATURES] |= words[:, :, None]
    return torch.where(hide, 0, rows)


def train(
    network: Dilated, examples: Sequence[Example], recipe: Recipe, out: Path
) -> Iterator[tuple[int, Dilated]]:
    """Train in place; yields each epoch's number with the averaged network, saved in ``out``."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    generator = torch.Generator().manual_seed(recipe.seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay, fused=True)
    averaged = copy.deepcopy(network).eval()
    steps = recipe.epochs * len(epoch_batches(examples, recipe, random.Random(0)))
    done, running = 0, 0.0
    out.mkdir(parents=True, exist_ok=True)
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        for chosen in epoch_batches(examples, recipe, rng):
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * max(0.02, min((done + 1) / 100, 1 - done / steps))
            loss = _loss(network, make_batch(chosen), recipe, generator)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            done += 1
            keep = min(recipe.average, 1 - 1 / (1 + done / 4))
            with torch.no_grad():
                for mine, theirs in zip(averaged.parameters(), network.parameters(), strict=True):
                    mine.lerp_(theirs, 1 - keep)
            running = 0.98 * running + 0.02 * float(loss.detach())
        log.info(
            "epoch %d, step %d of %d, loss %.4f, cpu %.0f s", epoch, done, steps, running, time.process_time()
        )
        torch.save(averaged.state_dict(), out / f"convolutional-{epoch}.pt")
        yield epoch, averaged


def tag_scores(network: Dilated, example: Example) -> Floats:
    """Log probabilities ``[tokens, tags]``."""
    batch = make_batch([(example, 0, len(example.table))])
    with torch.no_grad():
        scores = network.eval()(batch.rows, batch.vectors, batch.tensor, batch.mask)
    result: Floats = torch.log_softmax(scores.float(), -1)[0].numpy()
    result[example.table.spaces] = -20.0
    result[example.table.spaces, OUTSIDE] = 0.0
    return result
