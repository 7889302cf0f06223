"""A BERT or MPNet encoder with token features at its input and one score a tag at its output, in plain PyTorch."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.linear import QuickLinear

FAR = 128


@dataclass(frozen=True, slots=True)
class Sizes:
    """The encoder's shape; the defaults are MiniLM-L6's.

    ``first_place`` is the row of the first position, and ``distances`` the number of learnt distances between two
    pieces (0: none), which MPNet adds to its attention.
    """

    vocabulary: int = 30522
    positions: int = 512
    first_place: int = 0
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    distances: int = 0
    norm_eps: float = 1e-12


class WholeDropout(nn.Module):
    """Drops the same units at every place of a sequence (Gal and Ghahramani, 2016); costs almost no time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, hidden: Tensor) -> Tensor:
        if not self.training or not self.share:
            return hidden
        kept = torch.rand(hidden.shape[0], 1, hidden.shape[2]) >= self.share
        return hidden * (kept.to(hidden.dtype) / (1 - self.share))


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each added to its input and then normalised."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.query_key_value = QuickLinear(sizes.width, 3 * sizes.width)
        self.output = QuickLinear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.norm_eps)
        self.up = QuickLinear(sizes.width, sizes.inner)
        self.down = QuickLinear(sizes.inner, sizes.width)
        self.last_norm = nn.LayerNorm(sizes.width, eps=sizes.norm_eps)
        self.drop = WholeDropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        split = self.query_key_value(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: PyTorch's fused attention is several times slower on a processor at these lengths.
        similar = (query * (width // self.heads) ** -0.5) @ key.transpose(2, 3) + bias.to(query.dtype)
        with torch.autocast("cpu", enabled=False):
            attended = torch.softmax(similar, -1) @ value
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        hidden = self.norm(hidden + self.drop(self.output(attended)))
        return self.last_norm(hidden + self.drop(self.down(functional.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """Word pieces and token features to tag scores ``[batch, pieces, tags]``."""

    def __init__(self, sizes: Sizes, features: int, tags: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.distances = nn.Embedding(sizes.distances, sizes.heads) if sizes.distances else None
        self.features = nn.Embedding(features, sizes.width)
        nn.init.normal_(self.features.weight, std=0.01)
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.norm_eps)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.drop = WholeDropout(dropout)
        self.tags = nn.Linear(sizes.width, tags)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``mask`` ``[batch, pieces]``, ``features`` ``[batch, pieces, kinds]``; mask 1 on pieces."""
        count, first = ids.shape[1], self.sizes.first_place
        places = self.places.weight[first : first + count].unsqueeze(0)
        hidden = self.drop(self.norm(self.words(ids) + places + self.features(features).sum(2)))
        bias = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -10000.0
        if self.distances is not None:
            bias = bias + self.distances(_distances(count, self.sizes.distances)).permute(2, 0, 1)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        scores: Tensor = self.tags(self.drop(hidden))
        return scores


def _distances(count: int, kinds: int) -> Tensor:
    """Which of ``kinds`` distances lies between two pieces ``[from, to]``: half for each side, the near ones exact,
    the farther ones by their logarithm (Raffel and others, 2020)."""
    places = torch.arange(count)
    apart = places[:, None] - places[None, :]
    half, exact = kinds // 2, kinds // 4
    far = torch.log(apart.abs().clamp(min=1) / exact) / math.log(FAR / exact) * (half - exact)
    steps = torch.where(apart.abs() < exact, apart.abs(), (exact + far.long()).clamp(max=half - 1))
    return steps + half * (apart < 0)
