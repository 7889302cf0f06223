"""Texts without annotations, on which the convolutional tagger learns from the transformer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.corpus import Article

_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BLANK_LINE = re.compile(r"\n\s*\n")


def read_unlabelled(folder: Path) -> Iterator[Article]:
    """The articles of every JSON Lines file (``headline``, ``story_text``) and TimeML file below ``folder``."""
    for path in sorted(folder.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            record = json.loads(line)
            if "story_text" in record:
                yield Article(f"{path.stem}:{number}", f"{record['headline']}\n\n{record['story_text']}")
    for path in sorted(folder.rglob("*.tml")):
        match = _TEXT.search(path.read_text(encoding="utf-8"))
        if match:
            plain = html.unescape(_TAG.sub("", match.group(1)))
            paragraphs = (" ".join(part.split()) for part in _BLANK_LINE.split(plain))
            yield Article(path.stem, "\n\n".join(part for part in paragraphs if part))
