"""``python -m dprk_extract.knowledge mine.toml``: checks files of entries and says what is wrong with them."""

from __future__ import annotations

import sys
from pathlib import Path

from dprk_extract.knowledge.validation import check


def main(arguments: list[str]) -> int:
    """Write one line a problem to standard error; 0 if there is none, else 1."""
    problems = check([Path(argument) for argument in arguments])
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        sys.stdout.write("The knowledge base is sound.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
