"""Writes a trained encoder as an 8-bit ONNX graph with its description and tokenizer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from dprk_extract.attribution.taggers.pieces import FeatureSpace
from training.encoder import Encoder, Layer
from training.pretrained import Pretrained

OPSET = 17
# The last layer is small enough to be kept exact at no cost.
EXACT = ["/tags/MatMul"]


def export_transformer(
    encoder: Encoder, given: Pretrained, space: FeatureSpace, folder: Path, name: str = "accurate"
) -> None:
    """Write ``name.onnx``, ``name.toml`` and ``name-tokenizer.json`` in ``folder``; ``given`` is the checkpoint that
    the encoder began as.

    The weights keep 7 of their 8 bits: on processors without VNNI instructions the sums of two products of full
    8-bit numbers would saturate, and labels would differ from machine to machine.
    """
    full = folder / f"{name}-full.onnx"
    ids = torch.randint(1000, 2000, (1, 9))
    given_to = {"ids": ids, "features": torch.zeros(1, 9, 5, dtype=torch.int64)}
    graph_of: nn.Module = encoder
    if encoder.distances is None:
        graph_of = Unpadded(encoder)
    else:
        given_to["mask"] = torch.ones_like(ids)
    axes = {key: {0: "windows", 1: "pieces"} for key in (*given_to, "scores")}
    torch.onnx.export(
        graph_of.eval(), tuple(given_to.values()), str(full), input_names=list(given_to),
        output_names=["scores"], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    graph = folder / f"{name}.onnx"
    quantize_dynamic(
        full, graph, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=EXACT
    )
    full.unlink()
    tokenizer, specials = given.tokenizer(), given.specials()
    tokenizer.no_padding()
    tokenizer.no_truncation()
    words = folder / f"{name}-tokenizer.json"
    words.write_text(tokenizer.to_str(), encoding="utf-8", newline="\n")
    lines = [
        f'file = "{graph.name}"',
        f'sha256 = "{_sha256(graph)}"',
        f"window = 128\ncontext = 24\nfirst = {specials.first}\nlast = {specials.last}",
        f"tags = {json.dumps(space.tags)}",
        f"deps = {json.dumps(space.deps)}",
        f'\n[tokenizer]\nfile = "{words.name}"\nsha256 = "{_sha256(words)}"\n',
    ]
    (folder / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8", newline="\n")


class Unpadded(nn.Module):
    """The encoder for windows without padding, each layer's attention one node of onnxruntime's own.

    That leaves out the mask and is a sixth faster than the same graph with its attention written out.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.words, self.places, self.features = encoder.words, encoder.places, encoder.features
        self.norm, self.layers, self.tags = encoder.norm, encoder.layers, encoder.tags
        self.first = encoder.sizes.first_place

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        places = self.places.weight[self.first : self.first + ids.shape[1]].unsqueeze(0)
        hidden = self.norm(self.words(ids) + places + self.features(features).sum(2))
        for layer in self.layers:
            hidden = _through(layer, hidden)
        scores: Tensor = self.tags(hidden)
        return scores


def _through(layer: Layer, hidden: Tensor) -> Tensor:
    query, key, value = layer.query_key_value(hidden).chunk(3, -1)
    attended = _Attention.apply(query, key, value, layer.heads)
    hidden = layer.norm(hidden + layer.output(attended))
    changed: Tensor = layer.last_norm(hidden + layer.down(functional.gelu(layer.up(hidden))))
    return changed


class _Attention(torch.autograd.Function):
    """Attention of every piece to every piece, ``[batch, pieces, width]``, written to ONNX as one node."""

    @staticmethod
    def forward(ctx, query, key, value, heads):  # noqa: ARG004
        size = query.shape[2] // heads
        query, key, value = (x.unflatten(2, (heads, size)).transpose(1, 2) for x in (query, key, value))
        similar = (query * size**-0.5) @ key.transpose(2, 3)
        return (torch.softmax(similar, -1) @ value).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g, query, key, value, heads):
        node = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return node.setType(query.type())


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
