"""Reads a published encoder's folder (``config.json``, ``tokenizer.json``, ``model.safetensors``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from training.encoder import Encoder, Sizes

_FIRST_PLACE = {"bert": 0, "mpnet": 2}
_SPECIAL = {"bert": ("[CLS]", "[SEP]", "[MASK]"), "mpnet": ("<s>", "</s>", "<mask>")}
_PARTS = {
    "bert": {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last_norm": "output.LayerNorm",
    },
    "mpnet": {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "output": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last_norm": "output.LayerNorm",
    },
}


@dataclass(frozen=True, slots=True)
class Specials:
    """The ids of the pieces before and after a window, and of a hidden piece."""

    first: int
    last: int
    mask: int


@dataclass(frozen=True, slots=True)
class Pretrained:
    """A folder with a BERT or MPNet checkpoint."""

    folder: Path

    @property
    def checkpoint(self) -> Path:
        return self.folder / "model.safetensors"

    @property
    def _config(self) -> Mapping[str, object]:
        found: dict[str, object] = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        return found

    @property
    def kind(self) -> str:
        """``bert`` or ``mpnet``; others raise `ValueError`."""
        kind = str(self._config["model_type"])
        if kind not in _PARTS:
            raise ValueError(f"{self.folder}: a checkpoint of the kind {kind}, not of {', '.join(_PARTS)}")
        return kind

    def tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    def specials(self) -> Specials:
        vocabulary = self.tokenizer().get_vocab()
        return Specials(*(vocabulary[name] for name in _SPECIAL[self.kind]))

    def sizes(self, layers: int | None = None) -> Sizes:
        """The checkpoint's shape, of which only the first ``layers`` layers are used if that is given."""
        config = self._config
        number = {key: value for key, value in config.items() if isinstance(value, int)}
        return Sizes(
            vocabulary=number["vocab_size"],
            positions=number["max_position_embeddings"],
            first_place=_FIRST_PLACE[self.kind],
            width=number["hidden_size"],
            inner=number["intermediate_size"],
            heads=number["num_attention_heads"],
            layers=layers or number["num_hidden_layers"],
            distances=number.get("relative_attention_num_buckets", 0),
            norm_eps=float(str(config["layer_norm_eps"])),
        )

    def load_into(self, encoder: Encoder) -> None:
        """Take the checkpoint's weights; features and tags stay as they are, and a pooler is left out."""
        given = {name.removeprefix("mpnet."): value for name, value in load_file(self.checkpoint).items()}
        places = given["embeddings.position_embeddings.weight"]
        if "embeddings.token_type_embeddings.weight" in given:
            places = places + given["embeddings.token_type_embeddings.weight"][0]
        state = {"words.weight": given["embeddings.word_embeddings.weight"], "places.weight": places}
        if encoder.sizes.distances:
            state["distances.weight"] = given["encoder.relative_attention_bias.weight"]
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
            for number in range(len(encoder.layers)):
                state |= self._layer(given, number, part)
        missing, unexpected = encoder.load_state_dict(state, strict=False)
        assert not unexpected
        assert all(name.startswith(("features", "tags")) for name in missing), missing

    def _layer(self, given: Mapping[str, Tensor], number: int, part: str) -> dict[str, Tensor]:
        theirs = {
            ours: given[f"encoder.layer.{number}.{name}.{part}"] for ours, name in _PARTS[self.kind].items()
        }
        joined = torch.cat([theirs.pop(name) for name in ("query", "key", "value")])
        return {
            f"layers.{number}.query_key_value.{part}": joined,
            **{f"layers.{number}.{ours}.{part}": value for ours, value in theirs.items()},
        }
