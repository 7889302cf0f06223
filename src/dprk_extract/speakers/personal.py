"""Personal names taken apart: surname and given name in either order, suffixes, middle names. Knows no spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from dprk_extract.knowledge.romanisation import given_readings, syllable_readings
from dprk_extract.speakers.lexicon import Lexicon, lexicon

MAX_WORDS = 5
_NO_NAME = frozenset({"of", "for", "and", "&", "on", "to"})


def korean_name_at(words: list[str], index: int) -> int:
    """How many words from ``index`` make a Korean name (surname first), or 0."""
    lex = lexicon()
    if words[index].lower() not in lex.korean_surnames or index + 1 >= len(words):
        return 0
    given = words[index + 1 : index + 3]
    if len(given) == 2 and all(_is_syllable(word) for word in given):
        return 3
    word = given[0]
    if "-" in word:
        parts = tuple(word.lower().split("-"))
        return 2 if len(parts) == 2 and bool(given_readings(parts)) else 0
    if word[:1].isupper() and 3 < len(word) < 11 and given_readings((word.lower(),)):
        return 2 if lex.given_gender(word) is None else 0
    if len(words) == index + 2 and _is_syllable(word) and not word.isupper():
        return 0 if lex.given_gender(word) is not None or word.lower() in lex.korean_surnames else 2
    return 0


def _is_syllable(word: str) -> bool:
    return word[:1].isupper() and word.isalpha() and bool(syllable_readings(word.lower()))


def split_name(words: Sequence[str], order: str | None = None) -> tuple[str, str]:
    """``(surname, given name)`` in lower case; the given name is empty for a name of one word.

    ``order`` is "surname-first" or "given-first" where it is known; else Korean names are recognised.
    """
    suffixes = lexicon().suffixes
    core = [word for word in words if word.lower() not in suffixes]
    if not core:
        return " ".join(words).lower(), ""
    if len(core) == 1:
        return core[0].lower(), ""
    if order == "surname-first" or (order is None and korean_name_at(core, 0) == len(core)):
        return core[0].lower(), " ".join(core[1:]).lower()
    return core[-1].lower(), core[0].lower()


def name_suffix(words: Sequence[str]) -> str:
    """ "jr", "sr", "iii", or nothing."""
    last = words[-1].lower().rstrip(".") if words else ""
    return last if last in lexicon().suffixes else ""


def middle_initials(words: Sequence[str]) -> str:
    """The first letters of what stands between the first and the last word."""
    suffixes = lexicon().suffixes
    core = [word.lower() for word in words if word.lower() not in suffixes]
    return "".join(word[0] for word in core[1:-1])


def middles_fit(a: Sequence[str], b: Sequence[str]) -> bool:
    """Middle names and initials may be left out, but two different ones are two people."""
    first, second = middle_initials(a), middle_initials(b)
    return not first or not second or first.startswith(second) or second.startswith(first)


def person_length(lex: Lexicon, texts: list[str], start: int) -> int:
    """How many words from ``start`` look like one full personal name, or 0."""
    rest = texts[start : start + MAX_WORDS + 1]
    if len(rest) < 2:
        return 0
    korean = korean_name_at(texts, start)
    if korean:
        return korean
    lowers = [text.lower() for text in rest]
    if any(low in lex.organisation_words or low in _NO_NAME for low in lowers):
        return 0
    if tuple(lowers[:2]) in lex.place_pairs or lex.given_gender(rest[0]) is None:
        return 0
    return len(rest) if len(rest) <= MAX_WORDS else 0
