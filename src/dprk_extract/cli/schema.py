"""``dprk-extract schema``: the JSON Schema of the output."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dprk_extract.cli.output import opened


def command(
    markdown: Annotated[bool, typer.Option("--markdown", help="The documentation instead.")] = False,
) -> None:
    """Print the JSON Schema that --json and --jsonl validate against."""
    from dprk_extract.schema import json_schema, schema_markdown

    text = schema_markdown() if markdown else json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    with opened(None) as out:
        out.write(text)
