"""Parses texts with the pipeline that the taggers run behind, and keeps the parses in a folder."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from dprk_extract.pipeline import load_pipeline

# They register their components where the package is on the path but not installed.
for _module in ("glued_names", "paragraph_starts"):
    importlib.import_module(f"dprk_extract.{_module}")
KEPT = ["ORTH", "SPACY", "TAG", "HEAD", "DEP", "SENT_START"]


def parsed(texts: Sequence[str], cache: Path) -> Iterator[Doc]:
    """The parsed texts in order, each with ``doc.tensor``; from ``cache`` where they were parsed before."""
    nlp = load_pipeline(components=())
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    folder = cache / key
    if not (folder / "tensors.npy").is_file():
        _parse(nlp, texts, folder)
    tensors = np.load(folder / "tensors.npy", mmap_mode="r")
    reached = 0
    for doc in DocBin().from_disk(folder / "docs.spacy").get_docs(nlp.vocab):
        doc.tensor = np.asarray(tensors[reached : reached + len(doc)], dtype=np.float32)
        reached += len(doc)
        yield doc


def _parse(nlp: Language, texts: Sequence[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    bin_, tensors = DocBin(attrs=KEPT), []
    for doc in nlp.pipe(texts, batch_size=16):
        bin_.add(doc)
        tensors.append(np.asarray(doc.tensor, dtype=np.float16))
    bin_.to_disk(folder / "docs.spacy")
    np.save(folder / "tensors.npy", np.concatenate(tensors))
