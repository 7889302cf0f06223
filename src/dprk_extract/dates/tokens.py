"""Text to pieces: words, numbers and their shapes, each with its code. On characters; knows nothing of spaCy."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from dprk_extract.dates.lexicon import GAP, PLAIN, Categories, Lexicon
from dprk_extract.paragraphs import is_hard_wrapped

# Ordered: the first alternative that fits wins. Every one is anchored on its first character and bounded, so that
# the whole scan is linear.
_TOKEN = re.compile(
    r"""
    (?P<gap>\n\s*)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<compact>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|[.,]\d))
  | (?P<span>[12]\d{3}/\d{2}(?![\d/]))
  | (?P<fiscal>\bFY[ ]?['’]?(?:\d{4}|\d{2})\b)
  | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]) | \d{4}/\d{1,2}/\d{1,2}(?![\d/])
             | \d{1,2}-\d{1,2}-\d{4}(?![\d-]))
  | (?P<dots>\d{1,2}\.\d{1,2}\.\d{4}(?!\d|\.\d))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
  | (?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b)
  | (?P<decade>(?:\d{2,3}0|['’`]?\d0)['’]?s\b)
  | (?P<short>['’`]\d\d\b(?!['’]))
  | (?P<period>\b(?:Q[1-4]|[1-4]Q|H[12]|[12]H)\b)
  | (?P<mixed>(?!(?i:mid|early|late|post|pre|{months})-)[^\W\d_]+-?\d[\w-]* | \d+(?!(?i:[ap]\.?m)\b)[^\W\d_][\w-]*)
  | (?P<number>\d+(?:,\d{3})*(?:\.\d+)*(?:[ ]\d/\d(?!\d))?)
  | (?P<era>\b(?:A\.D\.|B\.C\.(?:E\.)?|C\.E\.))
  | (?P<ampm>(?i:[ap]\.m\.?))
  | (?P<word>[^\W\d_]+)
  | (?P<other>[^\w\s]|_)
    """.replace("{months}", r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"),
    re.VERBOSE,
)
_MARKS = {"–": "-", "‑": "-", "−": "-", "‐": "-", "‘": "'", "`": "'"}
_CURRENCY = "$€£¥₩#"

SHAPES: dict[str, Categories] = {
    "iso": frozenset({"ISO"}),
    "compact": frozenset({"COMPACT"}),
    "span": frozenset({"YEARSPAN"}),
    "fiscal": frozenset({"FISCAL"}),
    "slash": frozenset({"SLASH"}),
    "dots": frozenset({"DOTS"}),
    "clock": frozenset({"CLOCK"}),
    "decade": frozenset({"DECADE"}),
    "short": frozenset({"SHORTYEAR"}),
    "period": frozenset({"PERIOD"}),
    "amount": frozenset({"AMOUNT"}),
    "number": frozenset({"NUM"}),
    "day": frozenset({"NUM", "DAY"}),
    "hour": frozenset({"NUM", "DAY", "HOUR"}),
    "two": frozenset({"NUM", "TWODIGIT"}),
    "year": frozenset({"NUM", "YEAR"}),
    "early": frozenset({"NUM", "EARLYYEAR"}),
    "ordinal": frozenset({"ORDINAL"}),
    "ordinalday": frozenset({"ORDINAL", "ORDDAY"}),
    "yearword": frozenset({"YEAR", "SPOKEN"}),
}


@dataclass(slots=True)
class Pieces:
    """Parallel lists, one entry a piece: offsets, lower-case words, numeric values; ``codes`` as one string."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: dict[int, float]
    codes: str

    def starts_after(self, place: int, count: int) -> int | None:
        """Where the ``count``-th piece behind the character ``place`` starts; None where there is none."""
        at = bisect.bisect_left(self.starts, place) + count - 1
        return self.starts[at] if at < len(self.starts) else None


class Tokenizer:
    """Cuts a text into pieces and gives each its code."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._shape = {name: lexicon.code(categories) for name, categories in SHAPES.items()}
        self._number_words = lexicon.codes_of("NUM")

    def __call__(self, text: str) -> Pieces:
        pieces = Pieces(text, [], [], [], {}, "")
        codes: list[str] = []
        wrapped = is_hard_wrapped(text)
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or ""
            start, end = match.span()
            word = match.group().lower()
            if kind == "word":
                code, end = self._word(text, start, end, word)
            elif kind == "gap":
                if not _breaks(text, start, end, wrapped):
                    continue
                code = GAP
            elif kind in ("other", "ampm", "era"):
                if pieces.ends and pieces.ends[-1] > start:  # the full stop of an abbreviation
                    continue
                word = word.replace(".", "") if kind == "era" else _MARKS.get(word, word)
                code = self._lexicon.words.get(word, PLAIN)
            else:
                code = self._shaped(kind, text, start, end, pieces)
            pieces.starts.append(start)
            pieces.ends.append(end)
            pieces.words.append(word)
            codes.append(code)
        self._join_numbers(pieces, codes)
        pieces.codes = "".join(codes)
        return pieces

    def _word(self, text: str, start: int, end: int, word: str) -> tuple[str, int]:
        """The code of a word and its end, which takes in the full stop of an abbreviated month or weekday."""
        code = self._lexicon.words.get(word, PLAIN)
        if code == PLAIN:
            return PLAIN, end
        if word in self._lexicon.lower_case and text[start:end] == word:
            code = self._lexicon.lower_case[word]
        if word in self._lexicon.abbreviated and text[end : end + 1] == ".":
            end += 1
        return code, end

    def _shaped(self, kind: str, text: str, start: int, end: int, pieces: Pieces) -> str:
        """The code of a token that is known by its form; stores its numeric value."""
        here = len(pieces.starts)
        if kind == "number":
            return self._number(text, start, end, here, pieces)
        if kind == "ordinal":
            value = int(text[start : end - 2])
            pieces.values[here] = value
            return self._shape["ordinalday" if 1 <= value <= 31 else "ordinal"]
        return self._shape.get(kind, PLAIN)

    def _number(self, text: str, start: int, end: int, here: int, pieces: Pieces) -> str:
        raw = text[start:end]
        value = _number_value(raw)
        if value is None:
            return PLAIN
        pieces.values[here] = value
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before in _CURRENCY and before) or after == "%" or after == "/" or before == "/":
            return self._shape["amount"]
        if not raw.isdigit():
            return self._shape["number"]
        number = int(raw)
        if len(raw) == 4:
            return self._shape["year" if 1000 <= number <= 2200 else "number"]
        if len(raw) <= 2:
            name = "hour" if number <= 24 else "day" if number <= 31 else "two"
            return self._shape[name if number else "number"]
        return self._shape["early" if len(raw) == 3 else "number"]

    def _join_numbers(self, pieces: Pieces, codes: list[str]) -> None:
        """Join "twenty-five", "two hundred", "nineteen ninety-six" into one piece each."""
        number_words = self._number_words
        kept: list[int] = []
        count, i = len(codes), 0
        joined: list[tuple[int, int, str, float]] = []
        while i < count:
            if codes[i] in number_words and pieces.words[i].isalpha():
                stop, value, is_year = self._read_number(pieces, codes, i)
                name = "yearword" if is_year else "number"
                if stop > i + 1:
                    joined.append((len(kept), stop - 1, name, value))
                else:
                    pieces.values[i] = value
            else:
                stop = i + 1
            kept.append(i)
            i = stop
        if not joined:
            return
        ends = {place: last for place, last, _, _ in joined}
        old_values = pieces.values
        pieces.values = {place: old_values[i] for place, i in enumerate(kept) if i in old_values}
        pieces.ends = [pieces.ends[ends.get(place, i)] for place, i in enumerate(kept)]
        pieces.starts = [pieces.starts[i] for i in kept]
        pieces.words = [pieces.words[i] for i in kept]
        codes[:] = [codes[i] for i in kept]
        for place, _, name, value in joined:
            pieces.values[place] = value
            pieces.words[place] = str(value)
            codes[place] = self._shape[name]

    def _read_number(self, pieces: Pieces, codes: list[str], i: int) -> tuple[int, float, bool]:
        """``(stop, value, is a year)`` of the number words that start at piece ``i``."""
        values: list[float] = []
        stop = i
        while stop < len(codes) and len(values) < 6:
            word = pieces.words[stop]
            if codes[stop] in self._number_words and word.isalpha():
                values.append(float(self._lexicon.value("NUM", word)))
                stop += 1
            elif self._continues(pieces, codes, stop, values):
                stop += 1
            else:
                break
        return _combine(values, i, stop)

    def _continues(self, pieces: Pieces, codes: list[str], at: int, values: list[float]) -> bool:
        """Whether a hyphen after a ten, or "and" after a hundred, goes on with the number."""
        word = pieces.words[at]
        if (
            at + 1 >= len(codes)
            or codes[at + 1] not in self._number_words
            or not pieces.words[at + 1].isalpha()
        ):
            return False
        if word == "-":
            following = float(self._lexicon.value("NUM", pieces.words[at + 1]))
            return 20 <= values[-1] <= 90 and following < 10
        return word == "and" and values[-1] in (100, 1000)


def _combine(values: list[float], start: int, stop: int) -> tuple[int, float, bool]:
    """The number that a run of number words spells; only its first word where the run spells none."""
    head = values[0]
    if 10 <= head <= 20 and len(values) > 1 and 10 <= values[1] <= 90:
        tail = values[1] + (values[2] if len(values) == 3 and values[1] >= 20 and values[2] < 10 else 0)
        return stop, head * 100 + tail, True
    total, current, largest = 0.0, 0.0, float("inf")
    for value in values:
        if value == 100:
            current = max(current, 1) * 100
        elif value == 1000:
            total, current = total + max(current, 1) * 1000, 0
            largest = float("inf")
        elif value >= largest or (largest == float("inf") and current % 100):
            return start + 1, head, False
        else:
            current += value
            largest = value if value >= 20 else 0
            continue
        largest = float("inf")
    total += current
    is_year = 2000 < total <= 2099  # "two thousand" is a count
    return stop, total, is_year


def _number_value(raw: str) -> float | None:
    whole, _, fraction = raw.partition(" ")
    if whole.count(".") > 1 or len(whole) > 15:
        return None
    value = float(whole.replace(",", ""))
    if fraction:
        above, below = fraction.split("/")
        value += int(above) / int(below) if int(below) else 0
    return value


def _breaks(text: str, start: int, end: int, wrapped: bool) -> bool:
    """Whether white space with a line break ends a paragraph, and is not only typesetting."""
    if text.count("\n", start, end) > 1:
        return True
    if wrapped:
        return False
    line_start = text.rfind("\n", max(0, start - 200), start) + 1
    long_line = start - line_start >= 45
    return not (long_line and text[start - 1 : start] not in '.!?:"”')
