"""What a paragraph is, for everyone who works paragraph by paragraph. Knows nothing of spaCy."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]+")
_WRAPPED = re.compile(r"(?:[^\n]*\S[^\n]*)(?:\n[^\n]*\S[^\n]*)*")


def is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are only typesetting: lines of like length and blank lines between paragraphs."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) <= 8 or lengths[-1] > 100 or lengths[len(lengths) // 2] <= 50:
        return False
    return _BLANK_LINE.search(text) is not None


def paragraph_ranges(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each paragraph that holds something visible, without its surrounding white space."""
    pattern = _WRAPPED if is_hard_wrapped(text) else _LINE
    found = []
    for match in pattern.finditer(text):
        body = match.group()
        if body.strip():
            start = match.start() + len(body) - len(body.lstrip())
            found.append((start, match.start() + len(body.rstrip())))
    return found
