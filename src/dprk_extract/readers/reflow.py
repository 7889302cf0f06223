"""Lines of a printed page → paragraphs: running heads dropped, broken words and broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dprk_extract.data import load_toml

_DIGITS = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


def paragraphs_of(pages: Sequence[str]) -> str:
    """The text of ``pages``, one paragraph a line."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line))
    return "\n".join(_joined(paragraph, words) for paragraph in _paragraphs(lines))


def _without_running_heads(pages: Sequence[str]) -> Iterator[list[str]]:
    """Each page's lines, without page numbers and without a first or last line that most pages share."""
    split = [[line.strip() for line in page.splitlines()] for page in pages]
    edges = Counter(
        _shape(line) for lines in split for line in {_shape(x): x for x in _edges(lines)}.values()
    )
    often = max(3, (len(pages) + 1) // 2)
    for lines in split:
        heads = {
            line for line in _edges(lines) if edges[_shape(line)] >= often or _PAGE_NUMBER.fullmatch(line)
        }
        places = _edge_places(lines)
        yield [line for at, line in enumerate(lines) if not (at in places and line in heads)]


def _edge_places(lines: Sequence[str]) -> set[int]:
    filled = [at for at, line in enumerate(lines) if line]
    return {*filled[:2], *filled[-2:]}


def _edges(lines: Sequence[str]) -> list[str]:
    return [lines[at] for at in sorted(_edge_places(lines))]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Groups of lines. One ends at a blank line, and where a sentence ends well before the usual width."""
    settings = load_toml("readers/reflow.toml")
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * settings["width_quantile"])] if lengths else 0
    open_lines: list[str] = []
    for line in lines:
        if line:
            open_lines.append(line)
        ends = line.endswith(tuple(settings["sentence_ends"])) and len(line) < settings["short"] * width
        title = len(open_lines) == 1 and len(line) < settings["short_title"] * width
        if open_lines and (not line or ends or title):
            yield open_lines
            open_lines = []
    if open_lines:
        yield open_lines


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    parts: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        broken = _BROKEN_WORD.search(line)
        first = _FIRST_WORD.match(following)
        if not following:
            parts.append(line)
        elif not broken or not first:
            parts.append(line + " ")
        elif _is_one_word(broken["left"], first.group(), words):
            parts.append(line[:-1])
        else:
            parts.append(line)
    return "".join(parts)


def _is_one_word(left: str, right: str, words: Counter[str]) -> bool:
    """Whether the hyphen at a line's end is only typesetting: by what stands elsewhere, else by its left part."""
    if not right[0].islower():
        return False
    whole, compound = (left + right).lower(), f"{left}-{right}".lower()
    if words[whole] != words[compound]:
        return words[whole] > words[compound]
    return left.lower() not in load_toml("readers/reflow.toml")["compound_parts"]
