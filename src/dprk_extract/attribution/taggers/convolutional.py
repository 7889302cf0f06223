"""The built-in tagger: dilated convolutions over features of the parse, with numpy alone.

Hashed features, static word vectors and the parser's own tensor go through a maxout layer and residual dilated
convolutions (after Strubell et al., "Fast and accurate entity recognition with iterated dilated convolutions",
2017), then a linear-chain decoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from dprk_extract.attribution.taggers import Piece
from dprk_extract.attribution.taggers.decode import Transitions, pieces_of
from dprk_extract.attribution.taggers.features import ROWS, feature_rows, vector_rows
from dprk_extract.attribution.taggers.tokens import token_table
from dprk_extract.attribution.taggers.weights import Weights, load_weights, packaged
from dprk_extract.errors import DataError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
# Tokens that go through the network at once; enough for fast products, little enough for the cache.
BLOCK = 1024
# A tensor from the model that the weights were trained behind has a mean square of 1 in its narrowest directions;
# others' have about 4. Documents of five tokens can be told apart by it, longer ones surely.
STRANGE = 2.4
SEEN = 256


class ConvolutionalTagger:
    """Tags with the packaged weights; they are loaded at the first document.

    ``name`` says how the last document was tagged: "convolutional" where its tensor comes from the model that the
    weights were trained behind, "convolutional-features" where there is no such tensor, which the network was
    trained to do without. Raises DataError where the weights are missing or damaged.
    """

    def __init__(self) -> None:
        self.name = "convolutional"
        if not packaged("convolutional.toml").is_file():
            raise DataError("the weights of the convolutional tagger are missing from the installed package")

    @cached_property
    def _network(self) -> Network:
        return Network(load_weights(packaged("convolutional.toml")))

    def __call__(self, doc: Doc) -> list[Piece]:
        network = self._network
        if not len(doc):
            return []
        known = network.knows(doc.tensor)
        self.name = "convolutional" if known else "convolutional-features"
        table = token_table(doc)
        tensor = np.asarray(doc.tensor, dtype=np.float32) if known else network.no_tensor(len(doc))
        scores = network(feature_rows(doc, table), vector_rows(doc, network.words), tensor)
        return pieces_of(scores, table, network.transitions)


@dataclass(frozen=True, slots=True)
class _Layer:
    """A dilated maxout layer with its normalisation."""

    matrix: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    step: int


class Network:
    """The network's forward pass. Raises DataError where the arrays do not fit together."""

    def __init__(self, weights: Weights) -> None:
        arrays = weights.arrays
        self.words = np.asarray(arrays["words"], dtype=np.uint64)
        # A plain view: indexing a memory map as such costs several times as much.
        self.vectors = np.asarray(arrays["vectors"])
        self.tables = [arrays[f"tables.{number}.weight"].astype(np.float32) for number in range(len(ROWS))]
        self.expected = arrays["tensor mean"].astype(np.float32)
        self.whitening = arrays["tensor whitening"].astype(np.float32)

        def part(name: str) -> Floats:
            return np.ascontiguousarray(arrays[name].astype(np.float32).T)

        def layer(matrix: str, norm: str, step: int) -> _Layer:
            return _Layer(
                part(f"{matrix}.weight"),
                part(f"{matrix}.bias"),
                part(f"{norm}.weight"),
                part(f"{norm}.bias"),
                step,
            )

        self.mix = layer("mix", "mix_norm", 0)
        steps = weights.settings["dilations"]
        self.layers = [layer(f"layers.{i}", f"norms.{i}", step) for i, step in enumerate(steps)]
        self.output = part("tags.weight"), part("tags.bias")
        between, first, last = (arrays[f"chain.{x}"].astype(np.float32) for x in ("between", "first", "last"))
        self.transitions = Transitions(between, first, last)
        self.reach = sum(steps)

    def knows(self, tensor: npt.NDArray[Any]) -> bool:
        """Whether ``tensor`` looks like that of the model these weights were trained behind."""
        if tensor.ndim != 2 or tensor.shape[1] != len(self.expected) or not len(tensor):
            return False
        narrow = (np.asarray(tensor[:SEEN], dtype=np.float32) - self.expected) @ self.whitening
        return bool(np.mean(narrow * narrow) <= STRANGE)

    def no_tensor(self, count: int) -> Floats:
        """What stands in for the tensor of ``count`` tokens where there is none."""
        return np.zeros((count, len(self.expected)), dtype=np.float32)

    def __call__(self, rows: Ints, vectors: Ints, tensor: Floats) -> Floats:
        """Scores ``[tokens, tags]`` from features ``[tokens, ...]``, block by block."""
        found = []
        for start in range(0, len(rows), BLOCK):
            left, right = max(0, start - self.reach), start + BLOCK + self.reach
            block = slice(left, right)
            scores = self._block(rows[block], vectors[block], tensor[block])
            found.append(scores[start - left : start - left + BLOCK])
        return np.concatenate(found)

    def _block(self, rows: Ints, vectors: Ints, tensor: Floats) -> Floats:
        parts = [table[rows[:, number]] for number, table in enumerate(self.tables)]
        parts.append(self.vectors[vectors].astype(np.float32).reshape(len(rows), -1))
        parts.append(tensor)
        hidden = _maxout(np.concatenate(parts, axis=1), self.mix)
        width = hidden.shape[1]
        for layer in self.layers:
            around = np.zeros((len(hidden), 3 * width), dtype=np.float32)
            step = layer.step
            around[step:, :width] = hidden[:-step]
            around[:, width : 2 * width] = hidden
            around[:-step, 2 * width :] = hidden[step:]
            hidden = hidden + _maxout(around, layer)
        matrix, bias = self.output
        scores: Floats = hidden @ matrix + bias
        return scores


def _maxout(inputs: Floats, layer: _Layer) -> Floats:
    """The larger of two linear maps, normalised."""
    both = inputs @ layer.matrix
    both += layer.bias
    half = both.shape[1] // 2
    result: Floats = np.maximum(both[:, :half], both[:, half:])
    result -= (result @ np.full(half, 1 / half, dtype=np.float32))[:, None]
    result *= 1 / np.sqrt(np.einsum("ij,ij->i", result, result)[:, None] / half + np.float32(1e-5))
    result *= layer.scale
    result += layer.shift
    return result
