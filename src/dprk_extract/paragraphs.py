"""What a paragraph is, for everyone who works paragraph by paragraph. Knows nothing of spaCy."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are only typesetting: lines of like length and blank lines between paragraphs."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) <= 8 or lengths[-1] > 100 or lengths[len(lengths) // 2] <= 50:
        return False
    return _BLANK_LINE.search(text) is not None


def paragraph_ranges(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each paragraph that holds something visible, without its surrounding white space."""
    joined = is_hard_wrapped(text)
    found: list[tuple[int, int]] = []
    at, open_ = 0, False  # whether the line before belongs to the same paragraph
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            end = start + len(body)
            if joined and open_:
                start = found.pop()[0]
            found.append((start, end))
        open_ = bool(body)
        at += len(line) + 1
    return found
