"""The accurate tagger: a small transformer over word pieces and features of the parse, in 8-bit ONNX.

MiniLM (Wang et al., 2020) fine-tuned on tags. Needs onnxruntime and tokenizers: the extra ``[accurate]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from dprk_extract.attribution.taggers import Piece
from dprk_extract.attribution.taggers.decode import pieces_of, plain_transitions
from dprk_extract.attribution.taggers.pieces import FeatureSpace, PieceTable, Window, piece_table, windows
from dprk_extract.attribution.taggers.tags import OUTSIDE, TAGS
from dprk_extract.attribution.taggers.tokens import TokenTable, token_table
from dprk_extract.attribution.taggers.weights import load_verified, packaged
from dprk_extract.errors import DataError, MissingExtra

Floats = npt.NDArray[np.float32]
# A score that no other can reach after normalisation: white space is surely outside.
SURELY_NOT = -20.0
REMEMBERED_WORDS = 20_000
# The one node for an addition and a normalisation takes several times as long on a processor as the two.
SLOWER = ["SkipLayerNormFusion"]


class TransformerTagger:
    """Tags with the packaged graph, which is loaded at the first document.

    Raises MissingExtra where onnxruntime or tokenizers is not installed, DataError where the weights are missing
    or damaged.
    """

    name = "accurate"

    def __init__(self) -> None:
        self._runtime, self._tokenizers = _runtime()
        if not packaged("accurate.toml").is_file():
            raise DataError("the weights of the accurate tagger are missing from the installed package")

    @cached_property
    def _network(self) -> _Network:
        return _load(self._runtime, self._tokenizers)

    def __call__(self, doc: Doc) -> list[Piece]:
        if not len(doc):
            return []
        network = self._network
        table = token_table(doc)
        pieces = piece_table(doc, table, network.space, network.cut)
        return pieces_of(network.scores(pieces, table), table, plain_transitions())


@dataclass(frozen=True, slots=True)
class _Network:
    """The graph with what belongs to it."""

    session: Any
    inputs: tuple[str, ...]
    cut: Callable[[str], Sequence[int]]
    space: FeatureSpace
    size: int
    context: int
    first: int
    last: int

    def scores(self, pieces: PieceTable, table: TokenTable) -> Floats:
        """``[tokens, tags]`` from each token's first word piece."""
        found = np.zeros((len(pieces.ids), len(TAGS)), dtype=np.float32)
        for window in windows(pieces, table, self.size, self.context):
            skipped = 1 + window.start - window.context
            found[window.start : window.end] = self._run(pieces, window)[skipped:-1]
        result = np.full((len(table), len(TAGS)), SURELY_NOT, dtype=np.float32)
        result[:, OUTSIDE] = 0.0
        has = np.flatnonzero(pieces.first >= 0)
        result[has] = found[pieces.first[has]]
        return result

    def _run(self, pieces: PieceTable, window: Window) -> Floats:
        """The graph's scores ``[pieces, tags]`` of a window between its two special pieces.

        Windows go through alone: without padding that is faster than in batches, and 8-bit numbers are scaled to
        what they stand for, which must not depend on the other windows of a batch.
        """
        rows = slice(window.context, window.end)
        ids = np.concatenate([[self.first], pieces.ids[rows], [self.last]])[None]
        features = np.zeros((1, ids.shape[1], pieces.features.shape[1]), dtype=np.int64)
        features[0, 1:-1] = pieces.features[rows]
        given = {"ids": ids, "features": features, "mask": np.ones_like(ids)}
        scores: Floats = self.session.run(None, {name: given[name] for name in self.inputs})[0][0]
        return scores


def _runtime() -> tuple[ModuleType, ModuleType]:
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        advice = "pip install 'dprk-extract[accurate]'"
        raise MissingExtra(f"the accurate tagger needs {error.name}: run `{advice}`") from error
    return onnxruntime, tokenizers


def _load(runtime: ModuleType, tokenizers: ModuleType) -> _Network:
    settings, graph = load_verified(packaged("accurate.toml"))
    options = runtime.SessionOptions()
    # One thread: results must not depend on the machine, and documents can be spread over processes.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = runtime.InferenceSession(
            graph.tobytes(), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
        return _Network(
            session=session,
            inputs=tuple(node.name for node in session.get_inputs()),
            cut=_cutter(tokenizers, settings["tokenizer"]),
            space=FeatureSpace(tuple(settings["tags"]), tuple(settings["deps"])),
            size=settings["window"],
            context=settings["context"],
            first=settings["first"],
            last=settings["last"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"weights accurate.toml: a wrong description: {error}") from error


def _cutter(tokenizers: ModuleType, recorded: dict[str, str]) -> Callable[[str], Sequence[int]]:
    text = packaged(recorded["file"]).read_bytes()
    if hashlib.sha256(text).hexdigest() != recorded["sha256"]:
        raise DataError(f"weights accurate.toml: the file {recorded['file']} has another hash")
    tokenizer = tokenizers.Tokenizer.from_str(text.decode("utf-8"))

    @lru_cache(maxsize=REMEMBERED_WORDS)
    def cut(word: str) -> Sequence[int]:
        ids: list[int] = tokenizer.encode(word, add_special_tokens=False).ids
        return ids

    return cut
