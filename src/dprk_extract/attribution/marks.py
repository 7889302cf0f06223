"""Pairing quotation marks, on characters alone.

Each paragraph is paired by itself, so a stray mark spoils its own paragraph at most. Known are straight and curly
double marks, guillemets, low-high and corner marks, doubled single marks (`` '' ‘‘ ’’), and single marks, told from
apostrophes. A mark's role comes from its glyph and its neighbours; pairs are then matched as brackets are.
Everything is linear in the text's length, and nothing raises on any text.

A quotation over several paragraphs has one region in each of them: all but the last are ``continued``. Their next
region starts with a repeated opening mark, or (``carried``) at the paragraph's first character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Literal

from dprk_extract.data import load_toml
from dprk_extract.paragraphs import paragraph_ranges

RegionKind = Literal["closed", "continued", "unclosed"]

_DOUBLE = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»＂〝〞「」『』﹁﹂﹃﹄]")
_OPENERS = frozenset(["“", "„", "«", "``", "‘‘", "‟", "〝", "「", "『", "﹁", "﹃"])
_CLOSERS = frozenset(["”", "»", "''", "’’", "〞", "」", "』", "﹂", "﹄"])
_BEFORE_OPEN = frozenset("([{<—–-/…‘'’`:=>*_")
_AFTER_CLOSE = frozenset(".,;:!?)]}>—–-…'’”/*_")
_SINGLE = re.compile("[‘'’`‛‚]")
_BEFORE_SINGLE = frozenset('([{—–:/“"«„*_')
_AFTER_SINGLE = frozenset('[(…$#@£€“"')
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
SHORT_WORDS = 3
MAX_DEPTH = 8  # no text nests deeper; also keeps a page of opening marks from costing quadratic time


@dataclass(frozen=True, slots=True)
class QuotedRegion:
    """A stretch inside quotation marks. Offsets are code points, half-open.

    ``start``/``end`` take in the marks, ``inner_start``/``inner_end`` do not; they are equal where a mark is
    missing (a ``carried`` region's opening one, an ``unclosed`` or ``continued`` region's closing one).
    ``depth`` is 0 outside of any other region. ``paragraph`` counts from 0.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: RegionKind
    depth: int
    single: bool
    carried: bool
    paragraph: int


class QuoteState(IntEnum):
    """Where a character stands towards quotation marks; of nested regions the innermost counts."""

    OUTSIDE = 0
    OPENING = 1
    CLOSING = 2
    INSIDE = 3
    INSIDE_SHORT = 4
    INSIDE_UNCLOSED = 5
    NESTED = 6


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    role: str  # O opens, C closes, ? either
    glyph: str
    measure: bool = False  # a straight mark behind a figure: perhaps inches


@dataclass(slots=True)
class _Pair:
    """A region in the making: ``opening``/``closing`` are the outer borders, ``inner`` the borders within."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    kind: RegionKind = "closed"
    single: bool = False
    carried: bool = False
    depth: int = 0


def quoted_regions(text: str) -> list[QuotedRegion]:
    """Every quoted stretch of ``text``, in order of ``start``, outer before inner; properly nested.

    >>> [(r.inner_start, r.inner_end, r.depth) for r in quoted_regions('“He said ‘no’ to me,” she said.')]
    [(1, 20, 0), (10, 12, 1)]
    """
    return list(_regions(text))


@lru_cache(maxsize=1)
def _regions(text: str) -> tuple[QuotedRegion, ...]:
    """The regions; kept for the one text that the steps of an annotation ask for one after the other."""
    paragraphs = paragraph_ranges(text)
    marks = [_double_marks(text, start, end) for start, end in paragraphs]
    found: list[QuotedRegion] = []
    carried = False
    for number, (start, end) in enumerate(paragraphs):
        pairs = _pair_doubles(marks[number], start, end, carried)
        carried = False
        following = marks[number + 1] if number + 1 < len(paragraphs) else []
        if following and (last := _open_at_end(pairs, end)):
            if following[0].start == paragraphs[number + 1][0]:
                last.kind = "continued"
            elif following[0].role == "C":
                last.kind, carried = "continued", True
        pairs += _single_pairs(text, start, end, pairs)
        _leave_spaces(text, pairs)
        found += _nested(pairs, number)
    return tuple(found)


def _leave_spaces(text: str, pairs: list[_Pair]) -> None:
    """The white space that some languages put inside of their marks belongs to the marks: "« Non »"."""
    for pair in pairs:
        while pair.start < pair.inner_start < pair.inner_end and text[pair.inner_start].isspace():
            pair.inner_start += 1
        while pair.inner_start < pair.inner_end < pair.end and text[pair.inner_end - 1].isspace():
            pair.inner_end -= 1


def quote_states(text: str) -> bytearray:
    """One :class:`QuoteState` for each character of ``text``. A token's state is that of its first character."""
    states = bytearray(len(text))
    for region in _regions(text):
        inside = _inner_state(text, region)
        length = region.inner_end - region.inner_start
        states[region.start : region.inner_start] = bytes([QuoteState.OPENING]) * (
            region.inner_start - region.start
        )
        states[region.inner_start : region.inner_end] = bytes([inside]) * length
        states[region.inner_end : region.end] = bytes([QuoteState.CLOSING]) * (region.end - region.inner_end)
    return states


def word_count(text: str) -> int:
    """How many words ``text`` holds; hyphens and apostrophes join."""
    return sum(1 for _ in _WORD.finditer(text))


def _inner_state(text: str, region: QuotedRegion) -> QuoteState:
    if region.depth:
        return QuoteState.NESTED
    if region.kind == "unclosed":
        return QuoteState.INSIDE_UNCLOSED
    # The words of a long region need not be counted.
    if region.inner_end - region.inner_start > 80:
        return QuoteState.INSIDE
    short = word_count(text[region.inner_start : region.inner_end]) <= SHORT_WORDS
    return QuoteState.INSIDE_SHORT if short else QuoteState.INSIDE


def _double_marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        role = _role(match.group(), before, after)
        mark = _Mark(match.start(), match.end(), role, match.group())
        mark.measure = match.group() == '"' and before.isdigit()
        marks.append(mark)
    return marks


def _role(glyph: str, before: str, after: str) -> str:
    gap_before = not before or before.isspace()
    gap_after = not after or after.isspace()
    may_open = (gap_before or before in _BEFORE_OPEN) and not gap_after
    may_close = not gap_before and (gap_after or after in _AFTER_CLOSE)
    if glyph in _OPENERS:
        return "C" if may_close and not may_open else "O"
    if glyph in _CLOSERS:
        return "O" if gap_before and after.isalnum() else "C"
    if may_open == may_close:
        return "?"
    return "O" if may_open else "C"


def _pair_doubles(marks: list[_Mark], start: int, end: int, carried: bool) -> list[_Pair]:
    """Pair one paragraph's double marks: by their roles, or by turns where that contradicts less."""
    marks = _without_measures(marks)
    pairs, stray = _by_roles(marks, start, end, carried)
    if stray and not carried and all(mark.glyph == '"' for mark in marks):
        opening, closing = marks[0::2], marks[1::2]
        contradictions = sum(m.role == "C" for m in opening) + sum(m.role == "O" for m in closing)
        if len(marks) % 2 == 0 and contradictions < stray:
            turns = zip(opening, closing, strict=True)
            return [_Pair(a.start, a.end, b.start, b.end) for a, b in turns]
    return pairs


def _without_measures(marks: list[_Mark]) -> list[_Mark]:
    """Drop inch marks: those behind a figure with another closing mark to come before the next opening one."""
    kept = []
    closes_later = False
    for mark in reversed(marks):
        if mark.measure and closes_later and mark.role == "C":
            continue
        kept.append(mark)
        closes_later = mark.role == "C"
    return kept[::-1]


def _by_roles(marks: list[_Mark], start: int, end: int, carried: bool) -> tuple[list[_Pair], int]:
    """Match as brackets; also how many marks found no partner."""
    pairs: list[_Pair] = []
    stack: list[_Mark] = [_Mark(start, start, "O", "")] if carried else []
    stray = 0
    for mark in marks:
        opens = mark.role == "O" or (mark.role == "?" and not stack)
        if opens and len(stack) < MAX_DEPTH:
            stack.append(mark)
        elif stack and not opens:
            first = stack.pop()
            pairs.append(_Pair(first.start, first.end, mark.start, mark.end, carried=not first.glyph))
        else:
            stray += 1
    for mark in stack:
        stop = _unclosed_end(mark, marks, pairs, end)
        if stop > mark.end:
            pairs.append(_Pair(mark.start, mark.end, stop, stop, kind="unclosed", carried=not mark.glyph))
    return pairs, stray + len(stack)


def _unclosed_end(mark: _Mark, marks: list[_Mark], pairs: list[_Pair], end: int) -> int:
    """Where a quotation without a closing mark ends: before the next opening mark of its kind, or at ``end``."""
    if mark.glyph == '"' and any(m.glyph == "“" for m in marks):
        same = [m for m in marks if m.start > mark.start and m.glyph == '"']
    else:
        same = [m for m in marks if m.start > mark.start and m.role != "C"]
    stop = same[0].start if same else end
    return min([stop, *(p.start for p in pairs if mark.start < p.start < stop < p.end)])


def _open_at_end(pairs: list[_Pair], end: int) -> _Pair | None:
    return next((pair for pair in pairs if pair.kind == "unclosed" and pair.end == end), None)


@cache
def _elision() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, load_toml("attribution/marks.toml")["elisions"])))
    return re.compile(rf"(?:\d\ds?|{words})\b", re.IGNORECASE)


@dataclass(slots=True)
class _OpenSingle:
    """An opening single mark that waits for its partner; ``weak`` is a closing mark that may be a possessive."""

    at: int | None = None
    weak: int | None = None


def _single_pairs(text: str, start: int, end: int, doubles: list[_Pair]) -> list[_Pair]:
    """Pairs of single marks, each within one level of the double ones."""
    borders: dict[int, list[tuple[int, int]]] = {}
    for pair in sorted(doubles, key=lambda p: (p.start, -p.end)):
        borders.setdefault(pair.start, []).append((pair.inner_start, 1))
        borders.setdefault(pair.inner_end, []).insert(0, (pair.end, -1))
    found: list[_Pair] = []
    levels = [_OpenSingle()]
    place = start
    for at in _stops(text, start, end, borders):
        if at < place:
            continue
        for resume, step in borders.get(at, ()):
            place = max(place, resume)
            if step > 0:
                levels.append(_OpenSingle())
            elif len(levels) > 1:
                _close(found, levels.pop(), None)
        if at >= place and _SINGLE.match(text, at, end):
            _single_mark(text, start, end, at, levels[-1], found)
    for level in reversed(levels):
        _close(found, level, None)
    return found


def _stops(text: str, start: int, end: int, borders: dict[int, list[tuple[int, int]]]) -> list[int]:
    singles = (mark.start() for mark in _SINGLE.finditer(text, start, end))
    return sorted({*singles, *borders})


def _single_mark(text: str, start: int, end: int, at: int, level: _OpenSingle, found: list[_Pair]) -> None:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = (before.isspace() or before in _BEFORE_SINGLE) and (after.isalnum() or after in _AFTER_SINGLE)
    if opens and not _elision().match(text, at + 1, end):
        _close(found, level, None)
        level.at = at
    elif level.at is not None and at > level.at + 1 and text[at] in "'’" and not before.isspace():
        if after.isalnum():
            return
        following = text[at + 2] if at + 2 < end else " "
        elided = text[at - 2 : at].lower() in ("in", "an") and text[at - 3 : at - 2].isalpha()
        if (before in "sSzx" or elided) and after == " " and following.islower():
            level.weak = level.weak or at
        else:
            _close(found, level, at)


def _close(found: list[_Pair], level: _OpenSingle, closing: int | None) -> None:
    closing = level.weak if closing is None else closing
    if level.at is not None and closing is not None:
        found.append(_Pair(level.at, level.at + 1, closing, closing + 1, single=True))
    level.at = level.weak = None


def _nested(pairs: list[_Pair], paragraph: int) -> Iterator[QuotedRegion]:
    """The regions in order, each with its depth."""
    ends: list[int] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end, p.single)):
        while ends and ends[-1] <= pair.start:
            ends.pop()
        yield QuotedRegion(
            pair.start, pair.end, pair.inner_start, pair.inner_end,
            pair.kind, len(ends), pair.single, pair.carried, paragraph,
        )  # fmt: skip
        ends.append(pair.end)
