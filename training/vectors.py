"""Static word vectors for the convolutional tagger, from a pretrained encoder's input embeddings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from spacy.strings import get_string_id
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
SHORTEST = 2


def word_vectors(checkpoint: Path, tokenizer: Tokenizer, width: int) -> tuple[npt.NDArray[np.uint64], Floats]:
    """The hashes of the vocabulary's whole words, ascending, and a vector of ``width`` numbers for each.

    The vectors are the embeddings' first principal components, scaled to unit variance over all.
    """
    table = load_file(checkpoint)["embeddings.word_embeddings.weight"].astype(np.float64)
    words = [
        (get_string_id(word), number)
        for word, number in tokenizer.get_vocab().items()
        if word.isascii() and word.isalpha() and len(word) >= SHORTEST
    ]
    words.sort()
    chosen = table[[number for _, number in words]]
    chosen -= chosen.mean(axis=0)
    chosen /= np.linalg.norm(chosen, axis=1, keepdims=True)
    _, axes = np.linalg.eigh(chosen.T @ chosen)
    vectors = chosen @ axes[:, ::-1][:, :width]
    # Without this the result would depend on the signs that the decomposition happens to choose.
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(width)])
    return np.array([key for key, _ in words], dtype=np.uint64), (vectors / vectors.std()).astype(np.float32)
