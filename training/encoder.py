"""A BERT encoder with token features at its input and one score a tag at its output, in plain PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Sizes:
    """The encoder's shape; the defaults are MiniLM-L6's."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6


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
        self.query_key_value = nn.Linear(sizes.width, 3 * sizes.width)
        self.output = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.last_norm = nn.LayerNorm(sizes.width, eps=1e-12)
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
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.features = nn.Embedding(features, sizes.width)
        nn.init.normal_(self.features.weight, std=0.01)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.drop = WholeDropout(dropout)
        self.tags = nn.Linear(sizes.width, tags)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``mask`` ``[batch, pieces]``, ``features`` ``[batch, pieces, kinds]``; mask 1 on pieces."""
        places = self.places.weight[: ids.shape[1]].unsqueeze(0)
        hidden = self.drop(self.norm(self.words(ids) + places + self.features(features).sum(2)))
        bias = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, bias)
        scores: Tensor = self.tags(self.drop(hidden))
        return scores


def load_pretrained(encoder: Encoder, file: Path) -> None:
    """Take a BERT checkpoint's weights (``file`` in safetensors); its pooler is left out."""
    given = load_file(file)
    token_type = given["embeddings.token_type_embeddings.weight"][0]
    state = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"] + token_type,
    }
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for number in range(len(encoder.layers)):
            theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
            attention = [
                given[f"{theirs}.attention.self.{name}.{part}"] for name in ("query", "key", "value")
            ]
            state[f"{ours}.query_key_value.{part}"] = torch.cat(attention)
            for our, their in (
                ("output", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("last_norm", "output.LayerNorm"),
            ):
                state[f"{ours}.{our}.{part}"] = given[f"{theirs}.{their}.{part}"]
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    assert not unexpected
    assert all(name.startswith(("features", "tags")) for name in missing), missing
