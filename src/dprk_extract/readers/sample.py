"""The built-in sample: the two articles that are packaged with the project."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dprk_extract.errors import DataError, InputError
from dprk_extract.readers.registry import read_source
from dprk_extract.readers.source import Options, open_source
from dprk_extract.records import Document


def sample_documents() -> Iterator[Document]:
    """The documents of the built-in sample, in the order of their names; the path is the file name alone.

    Raises DataError where the installation lacks them.
    """
    articles = sorted((f for f in _folder().iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    for article in articles:
        with article.open("rb") as stream:
            for outcome in read_source(open_source(article.name, article.name, stream, Options())):
                if isinstance(outcome, InputError):
                    raise DataError(f"the built-in sample: {outcome}")
                yield outcome


def _folder() -> Traversable:
    package = files("dprk_extract")
    # In a wheel the articles lie in the package, in a source checkout beside its sources.
    for folder in (package / "seeds", Path(str(package)).parent.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise DataError("the built-in sample is missing from this installation: install the package again")
