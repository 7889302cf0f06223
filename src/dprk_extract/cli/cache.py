"""``dprk-extract cache``: the store of extractions."""

from __future__ import annotations

import sys

import typer

app = typer.Typer(help="The store of extractions that makes reruns fast.", no_args_is_help=True)


@app.command()
def clear() -> None:
    """Empty the store."""
    from dprk_extract.cache import cache_folder
    from dprk_extract.cache import clear as clear_folder

    folder = cache_folder()
    print(f"{clear_folder(folder):,} bytes freed in {folder}", file=sys.stderr)


@app.command()
def where() -> None:
    """Print the folder of the store."""
    from dprk_extract.cache import cache_folder

    print(cache_folder())
