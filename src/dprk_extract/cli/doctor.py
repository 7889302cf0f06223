"""``dprk-extract doctor``: whether everything that is needed is there and is what it should be."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from dprk_extract import __version__

REQUIRED = ("spacy", "typer", "rich", "rapidfuzz", "numpy", "trafilatura", "charset-normalizer")
EXTRAS = {
    "accurate": ("onnxruntime", "tokenizers"),
    "pdf": ("pypdf",),
    "warc": ("fastwarc",),
    "ics": ("icalendar",),
    "parquet": ("pyarrow",),
}


def command() -> None:
    """Check the installation: packages, the model's hashes, weights, knowledge base, extras."""
    import platform

    lines = [("dprk-extract", True, __version__), ("python", True, platform.python_version())]
    lines += [_package(name) for name in REQUIRED]
    lines += [_check(name, check) for name, check in _CHECKS.items()]
    from importlib.util import find_spec

    for extra, packages in EXTRAS.items():
        there = all(find_spec(package) for package in packages)
        lines.append((f"extra [{extra}]", True, "installed" if there else "not installed (optional)"))
    for name, good, found in lines:
        sys.stdout.write(f"{'ok ' if good else 'BAD'} {name}: {found}\n")
    raise typer.Exit(0 if all(good for _, good, _ in lines) else 3)


def _package(name: str) -> tuple[str, bool, str]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return name, True, version(name)
    except PackageNotFoundError:
        return name, False, f"not installed: run `pip install {name}`"


def _check(name: str, check: Callable[[], str]) -> tuple[str, bool, str]:
    from dprk_extract.errors import DprkExtractError

    try:
        return name, True, check()
    except DprkExtractError as error:
        return name, False, str(error)


def _model() -> str:
    from dprk_extract.data import load_toml
    from dprk_extract.parse.model import model_folder, verify_model
    from dprk_extract.recipe import DEFAULT_MODEL

    verify_model(model_folder(DEFAULT_MODEL))
    return f"{DEFAULT_MODEL} {load_toml('model.toml')['version']}, files as recorded"


def _knowledge() -> str:
    from dprk_extract.knowledge import knowledge_base

    return f"{len(knowledge_base().entries)} entries"


_CHECKS: dict[str, Callable[[], str]] = {"model": _model, "knowledge base": _knowledge}
