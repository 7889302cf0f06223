"""Writes a trained encoder as an 8-bit ONNX graph with its description and tokenizer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dprk_extract.attribution.taggers.pieces import FeatureSpace
from training.encoder import Encoder
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
    ids = torch.randint(1000, 2000, (2, 9))
    features = torch.zeros(2, 9, 5, dtype=torch.int64)
    names = ["ids", "features", "mask"]
    axes = {key: {0: "windows", 1: "pieces"} for key in (*names, "scores")}
    torch.onnx.export(
        encoder.eval(), (ids, features, torch.ones_like(ids)), str(full), input_names=names,
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


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
