"""Writes trained networks in the form that the package reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dprk_extract.attribution.taggers.weights import save_weights
from training.convolutional import Dilated

EXACT = ("chain.", "tags.")
NARROW = 24


def export_convolutional(
    network: Dilated,
    words: npt.NDArray[np.uint64],
    tensors: npt.NDArray[np.float32],
    folder: Path,
    name: str,
) -> None:
    """Write the network as ``name.bin`` and ``name.toml`` in ``folder``; most of it in 16 bits.

    ``words`` are the hashes of the words with a vector; ``tensors`` are the parser's tensors of some training
    texts, from which the tagger later knows its model.
    """
    arrays: dict[str, npt.NDArray[Any]] = {"words": words, **_fingerprint(tensors)}
    for key, value in network.state_dict().items():
        exact = key.startswith(EXACT) or "norm" in key
        arrays[key] = value.numpy().astype(np.float32 if exact else np.float16)
    settings: Mapping[str, str] = {"dilations": str(list(network.shape.dilations))}
    save_weights(folder, name, arrays, settings)


def _fingerprint(tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
    """The tensors' mean, and the directions in which they vary least, scaled to unit variance."""
    variances, axes = np.linalg.eigh(np.cov(tensors.T.astype(np.float64)))
    whitening = axes[:, :NARROW] / np.sqrt(variances[:NARROW])
    return {
        "tensor mean": tensors.mean(axis=0, dtype=np.float64).astype(np.float32),
        "tensor whitening": whitening.astype(np.float32),
    }
