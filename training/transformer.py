"""Trains an encoder on tags and on soft labels: the transformer tagger, and the teacher of both taggers."""

from __future__ import annotations

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

from dprk_extract.attribution.taggers.pieces import Window, windows
from dprk_extract.attribution.taggers.tags import TAGS
from training.dataset import Sample
from training.encoder import Encoder
from training.losses import tag_loss, taught_loss
from training.pretrained import Specials
from training.targets import IGNORED

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Sizes of windows are in word pieces; ``masking`` is the share of pieces hidden, ``soft`` the
    share of the loss that a teacher's probabilities take where there are any."""

    epochs: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 16
    window_sizes: tuple[int, int] = (96, 144)
    context: int = 24
    masking: float = 0.05
    feature_drop: float = 0.05
    smoothing: float = 0.02
    warm_up: float = 0.05
    dropout: float = 0.1
    soft: float = 0.7
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded; each stands between two special pieces."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    soft: Tensor


def make_batch(chosen: Sequence[tuple[Sample, Window]], specials: Specials) -> Batch:
    length = max(window.end - window.context for _, window in chosen) + 2
    kinds = chosen[0][0].pieces.features.shape[1]
    ids = np.zeros((len(chosen), length), dtype=np.int64)
    features = np.zeros((len(chosen), length, kinds), dtype=np.int64)
    mask = np.zeros((len(chosen), length), dtype=np.int64)
    tags = np.full((len(chosen), length), IGNORED, dtype=np.int64)
    soft = np.zeros((len(chosen), length, len(TAGS)), dtype=np.float32)
    for row, (sample, window) in enumerate(chosen):
        rows = slice(window.context, window.end)
        size = window.end - window.context
        ids[row, : size + 2] = [specials.first, *sample.pieces.ids[rows], specials.last]
        features[row, 1 : size + 1] = sample.pieces.features[rows]
        mask[row, : size + 2] = 1
        tags[row, 1 : size + 1] = sample.piece_tags[rows]
        if sample.soft is not None:
            soft[row, 1 : size + 1] = sample.piece_soft(rows)
    return Batch(*(torch.from_numpy(array) for array in (ids, features, mask, tags, soft)))


def epoch_batches(samples: Sequence[Sample], recipe: Recipe, rng: random.Random) -> list[list]:
    """All windows once, those of like length together, in random order."""
    low, high = recipe.window_sizes
    pairs = []
    for sample in samples:
        size = rng.randint(low, high)
        pairs += [(sample, w) for w in windows(sample.pieces, sample.table, size, recipe.context)]
    rng.shuffle(pairs)
    batches = []
    for at in range(0, len(pairs), 32 * recipe.batch):
        group = sorted(pairs[at : at + 32 * recipe.batch], key=lambda pair: pair[1].end - pair[1].context)
        batches += [group[i : i + recipe.batch] for i in range(0, len(group), recipe.batch)]
    rng.shuffle(batches)
    return batches


def _disturb(
    batch: Batch, recipe: Recipe, specials: Specials, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Hide some pieces and forget some pieces' features, so that the tagger leans on no single one."""
    hide = torch.rand(batch.ids.shape, generator=generator) < recipe.masking
    special = (batch.ids == specials.first) | (batch.ids == specials.last) | (batch.ids == 0)
    ids = torch.where(hide & ~special, specials.mask, batch.ids)
    forget = torch.rand(batch.features.shape, generator=generator) < recipe.feature_drop
    return ids, torch.where(forget, 0, batch.features)


def train(
    encoder: Encoder, samples: Sequence[Sample], recipe: Recipe, specials: Specials, saved: Path
) -> Iterator[int]:
    """Fine-tune ``encoder`` in place; yields the number of each epoch done. Its weights lie in ``saved`` with the
    epoch's number before the suffix."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    generator = torch.Generator().manual_seed(recipe.seed)
    encoder.words.weight.requires_grad_(False)
    head = [p for name, p in encoder.named_parameters() if name.startswith(("tags", "features"))]
    body = [
        p for name, p in encoder.named_parameters()
        if p.requires_grad and not name.startswith(("tags", "features"))
    ]  # fmt: skip
    groups = [{"params": body, "lr": recipe.rate}, {"params": head, "lr": recipe.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = recipe.epochs * len(epoch_batches(samples, recipe, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: max(0.01, min(step / (recipe.warm_up * steps), 1 - step / steps))
    )
    running, done = 0.0, 0
    for epoch in range(1, recipe.epochs + 1):
        encoder.train()
        for chosen in epoch_batches(samples, recipe, rng):
            batch = make_batch(chosen, specials)
            ids, features = _disturb(batch, recipe, specials, generator)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = encoder(ids, features, batch.mask).float()
            hard = tag_loss(scores, batch.tags, recipe.smoothing)
            loss = taught_loss(hard, scores, batch.tags, batch.soft, recipe.soft)
            loss.backward()
            nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            running, done = 0.98 * running + 0.02 * float(loss.detach()), done + 1
            if done % 50 == 0:
                log.info("step %d of %d, loss %.4f, cpu %.0f s", done, steps, running, time.process_time())
        saved.parent.mkdir(parents=True, exist_ok=True)
        torch.save(encoder.state_dict(), saved.with_stem(f"{saved.stem}-{epoch}"))
        yield epoch


def tag_scores(
    encoder: Encoder, sample: Sample, specials: Specials, size: int = 128, context: int = 24, batch: int = 8
) -> npt.NDArray[np.float32]:
    """Log probabilities ``[tokens, tags]``; white space is surely outside."""
    scores = np.zeros((len(sample.pieces.ids), len(TAGS)), dtype=np.float32)
    pairs = [(sample, window) for window in windows(sample.pieces, sample.table, size, context)]
    pairs.sort(key=lambda pair: pair[1].end - pair[1].context)
    encoder.eval()
    for at in range(0, len(pairs), batch):
        chosen = pairs[at : at + batch]
        arrays = make_batch(chosen, specials)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found = encoder(arrays.ids, arrays.features, arrays.mask)
        found = torch.log_softmax(found.float(), -1).numpy()
        for row, (_, window) in enumerate(chosen):
            skipped = 1 + window.start - window.context
            scores[window.start : window.end] = found[row, skipped : skipped + window.end - window.start]
    result = np.full((len(sample.table), len(TAGS)), -20.0, dtype=np.float32)
    result[:, 0] = 0.0
    has = np.flatnonzero(sample.pieces.first >= 0)
    result[has] = scores[sample.pieces.first[has]]
    return result
