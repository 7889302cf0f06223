"""Korean names in any romanisation → the Hangul they may stand for.

A spelling is read backwards, letter by letter: "chong" is an initial (ㅈ or, with its apostrophe lost, ㅊ), a
medial (ㅓ or ㅗ, as the breve is lost in print) and a final (ㅇ), so it may be 정, 종, 청 or 총. The letter
tables in ``data/knowledge/romanisation.toml`` cover the North's spelling, the South's Revised Romanization of
2000, McCune–Reischauer with and without its diacritics, and the habits of passports (Lee, Park, Young, Soo).
Two spellings are one name where they share a reading; the knowledge base pins a person's reading with Hangul,
so that 김정은 is found as Kim Jong Un, Kim Jong-un, Kim Jeong-eun and Kim Chŏng-ŭn, while Kim Jong Chol and
Kim Jong-woon are not.

The South drops or softens ㄹ and ㄴ at the head of a word (리 → 이, 로 → 노, 녀 → 여); readings are compared
after that rule, at the surname and at the first syllable of the given name.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from dprk_extract.data import load_toml
from dprk_extract.knowledge.normalisation import pieces

Syllable = str
_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = (
    "", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ", "ㅄ",
    "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
)  # fmt: skip
_PALATAL = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")
_LONGEST = 8


class _Tables:
    def __init__(self) -> None:
        data = load_toml("knowledge/romanisation.toml")
        self.initials = _inverted(data["initials"])
        self.medials = _inverted(data["medials"])
        self.finals = _inverted(data["finals"])
        self.syllables = _inverted(data["syllables"])
        self.surnames = frozenset(data["surnames"]["hangul"])
        self.initial_lengths = sorted({len(spelling) for spelling in self.initials}, reverse=True)


def _inverted(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for jamo, spellings in table.items():
        for spelling in spellings:
            found[spelling] = (*found.get(spelling, ()), "" if jamo == "none" else jamo)
    return found


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return _Tables()


def is_hangul(text: str) -> bool:
    """Whether every character of ``text`` is a Hangul syllable."""
    return bool(text) and all(_FIRST <= ord(char) <= _LAST for char in text)


def softened(syllable: Syllable) -> Syllable:
    """The syllable under the South's rule for the head of a word: 리 → 이, 로 → 노, 녀 → 여."""
    code = ord(syllable) - _FIRST
    initial, rest = divmod(code, 588)
    letter, medial = _INITIALS[initial], _MEDIALS[rest // 28]
    if letter == "ㄹ" or (letter == "ㄴ" and medial in _PALATAL):
        letter = "ㅇ" if medial in _PALATAL else "ㄴ"
    return chr(_FIRST + _INITIALS.index(letter) * 588 + rest)


@lru_cache(maxsize=4096)
def syllable_readings(spelling: str) -> frozenset[Syllable]:
    """The Hangul syllables that ``spelling`` (lower case, no diacritics) may stand for; empty for none."""
    if is_hangul(spelling) and len(spelling) == 1:
        return frozenset(spelling)
    if not 0 < len(spelling) <= _LONGEST:
        return frozenset()
    tables = _tables()
    found = set(tables.syllables.get(spelling, ()))
    for length in tables.initial_lengths:
        for initial in tables.initials.get(spelling[:length], ()) if length <= len(spelling) else ():
            found.update(_rhymes(initial, spelling[length:], tables))
    return frozenset(found)


def _rhymes(initial: str, rest: str, tables: _Tables) -> list[Syllable]:
    found = []
    for cut in range(1, len(rest) + 1):
        for medial in tables.medials.get(rest[:cut], ()):
            for final in tables.finals.get(rest[cut:], ()):
                number = _INITIALS.index(initial) * 588 + _MEDIALS.index(medial) * 28 + _FINALS.index(final)
                found.append(chr(_FIRST + number))
    return found


@lru_cache(maxsize=4096)
def surname_readings(spelling: str) -> frozenset[Syllable]:
    """The surnames, softened, that ``spelling`` may stand for: "lee", "ri", "yi", "rhee" → 이."""
    readings = syllable_readings(spelling)
    return frozenset(softened(s) for s in readings if s in _tables().surnames) if readings else readings


@lru_cache(maxsize=4096)
def given_readings(parts: tuple[str, ...]) -> frozenset[str]:
    """The given names, softened, that one or two ``parts`` may stand for: ("jong", "un") or ("jongun",)."""
    if len(parts) == 2:
        return _joined(syllable_readings(parts[0]), syllable_readings(parts[1]))
    if len(parts) != 1:
        return frozenset()
    word = parts[0]
    if is_hangul(word):
        return frozenset({softened(word[0]) + word[1:]})
    found = {softened(s) for s in syllable_readings(word)}
    for cut in range(1, min(len(word), 2 * _LONGEST)):
        first = syllable_readings(word[:cut])
        if first:
            found |= _joined(first, syllable_readings(word[cut:]))
    return frozenset(found)


def _joined(first: frozenset[Syllable], second: frozenset[Syllable]) -> frozenset[str]:
    return frozenset(softened(a) + b for a, b in product(first, second))


@lru_cache(maxsize=4096)
def name_readings(parts: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """``(surname, given name)`` readings of a whole name of two or three ``parts``, in either order.

    Hangul without spaces is read as a surname of one syllable and the rest. In Western order only given names of
    two syllables are read: "Sung Kim" and "Kim Song" are two people.
    """
    if len(parts) == 1 and is_hangul(parts[0]) and len(parts[0]) > 1:
        parts = (parts[0][0], parts[0][1:])
    if not 2 <= len(parts) <= 3:
        return frozenset()
    swapped = (pair for pair in _pairs(parts[-1], parts[:-1]) if len(pair[1]) > 1)
    return _pairs(parts[0], parts[1:]).union(swapped)


def _pairs(surname: str, given: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    surnames = surname_readings(surname)
    return frozenset(product(surnames, given_readings(given))) if surnames else frozenset()


def same_korean_name(a: str, b: str) -> bool:
    """Whether two surfaces can be spellings of one Korean name: "Ri Yong Ho" and "Lee Yong-ho"."""
    return not name_readings(_parts(a)).isdisjoint(name_readings(_parts(b)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(piece for piece, _ in pieces(text))
