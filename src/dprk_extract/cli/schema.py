"""``dprk-extract schema``: the JSON Schema of the output."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def command(
    markdown: Annotated[bool, typer.Option("--markdown", help="The documentation instead.")] = False,
) -> None:
    """Print the JSON Schema that --json and --jsonl validate against."""
    from dprk_extract.schema import json_schema, schema_markdown

    text = schema_markdown() if markdown else json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    sys.stdout.write(text)
