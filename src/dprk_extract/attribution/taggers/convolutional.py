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
from dprk_extract.attribution.taggers.features import ROWS, inputs_of
from dprk_extract.attribution.taggers.tokens import token_table
from dprk_extract.attribution.taggers.weights import Weights, load_weights, packaged
from dprk_extract.errors import DataError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
# Tokens that go through the network at once, and of these through one layer; enough for fast products, little
# enough for the processor's cache.
BLOCK = 2048
CHUNK = 384
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
        inputs = inputs_of(doc, table, network.words)
        return pieces_of(network(inputs.rows, inputs.vectors, tensor), table, network.transitions)


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
        self.reach, self.edge = sum(steps), max(steps)
        self.width = len(self.mix.scale)

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
        count, width, edge = len(rows), self.width, self.edge
        # Zeros stand around the tokens, so that a layer can look over both ends.
        hidden = np.zeros((count + 2 * edge, width), dtype=np.float32)
        following = np.zeros_like(hidden)
        room = _Room(min(CHUNK, count), len(self.mix.matrix), width)
        chunks = [(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
        for start, end in chunks:
            read = room.read[: end - start]
            self._gather(rows[start:end], vectors[start:end], tensor[start:end], read)
            hidden[edge + start : edge + end] = room.maxout(read, self.mix)
        for layer in self.layers:
            for start, end in chunks:
                around = room.around[: end - start]
                first, last, step = edge + start, edge + end, layer.step
                around[:, :width] = hidden[first - step : last - step]
                around[:, width : 2 * width] = hidden[first:last]
                around[:, 2 * width :] = hidden[first + step : last + step]
                found = room.maxout(around, layer)
                np.add(hidden[first:last], found, out=following[first:last])
            hidden, following = following, hidden
        matrix, bias = self.output
        scores: Floats = hidden[edge : edge + count] @ matrix + bias
        return scores

    def _gather(self, rows: Ints, vectors: Ints, tensor: Floats, out: Floats) -> None:
        """Write what the first layer reads into ``out``, ``[tokens, inputs]``."""
        place = 0
        for number, table in enumerate(self.tables):
            size = table.shape[1]
            out[:, place : place + size] = table[rows[:, number]]
            place += size
        size = vectors.shape[1] * self.vectors.shape[1]
        out[:, place : place + size] = self.vectors[vectors].reshape(len(rows), size)
        out[:, place + size :] = tensor


class _Room:
    """Memory for one chunk's passage through a layer, used again for every layer and chunk."""

    def __init__(self, count: int, inputs: int, width: int) -> None:
        self.read = np.empty((count, inputs), dtype=np.float32)
        self.around = np.empty((count, 3 * width), dtype=np.float32)
        self._both = np.empty((count, 2 * width), dtype=np.float32)
        self._larger = np.empty((count, width), dtype=np.float32)
        self._mean = np.full(width, 1 / width, dtype=np.float32)

    def maxout(self, inputs: Floats, layer: _Layer) -> Floats:
        """The larger of two linear maps, normalised; holds until the next call."""
        count, width = len(inputs), len(self._mean)
        both = np.matmul(inputs, layer.matrix, out=self._both[:count])
        both += layer.bias
        result: Floats = np.maximum(both[:, :width], both[:, width:], out=self._larger[:count])
        result -= (result @ self._mean)[:, None]
        spread = np.einsum("ij,ij->i", result, result) / np.float32(width) + np.float32(1e-5)
        result *= (1 / np.sqrt(spread))[:, None]
        result *= layer.scale
        result += layer.shift
        return result
