"""The blocking keys of statements: 64-bit numbers made of the words themselves.

Two statements with a key in common may be worth comparing. As keys are made of words and not of places in a list,
they do not depend on the order of the input. All statements are hashed together, in arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from dprk_extract.merge.profile import Profile
from dprk_extract.merge.values import event_terms, occasion_terms
from dprk_extract.merge.words import weight

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

GRAM = 5
RARE_TERMS = 6
_MULTIPLIER = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_NOTHING = _MASK  # in the place of a term that a short statement does not have


@lru_cache(maxsize=1 << 18)
def _code(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@lru_cache(maxsize=1 << 18)
def _rarity(term: str) -> tuple[float, str]:
    return -weight(term), term


def _join(kind: int, *codes: int) -> int:
    value = kind
    for code in codes:
        value = (value * _MULTIPLIER + code) & _MASK
    return value


def _joined(kind: int, *codes: Array) -> Array:
    """The same for arrays of codes."""
    import numpy as np

    value = np.full(len(codes[0]), kind, np.uint64)
    for code in codes:
        value = value * np.uint64(_MULTIPLIER) + code
    return value


def keys_of(profiles: Sequence[Profile]) -> tuple[Array, Array]:
    """``(keys, owners)``: each key of each statement with the index of the statement, in no order, some twice.

    Keys are runs of five words, all words, pairs of the rarest terms, speaker with rare term, and numbers.
    """
    import numpy as np

    rare, voices, extra = array("Q"), array("Q"), array("Q")
    speaking, owners = array("I"), array("I")
    for index, profile in enumerate(profiles):
        codes = [_code(term) for _, term in sorted(map(_rarity, profile.terms))[:RARE_TERMS]]
        rare.extend(codes + [_NOTHING] * (RARE_TERMS - len(codes)))
        if profile.voice is not None and profile.voice.kind != "group":
            voices.append(_code(profile.voice.parts[-1]))
            speaking.append(index)
        found = set(_number_keys(profile, codes))
        extra.extend(found)
        owners.extend([index] * len(found))
    table = np.sort(np.frombuffer(rare, np.uint64).reshape(-1, RARE_TERMS), axis=1)
    everybody = np.arange(len(profiles), dtype=np.uint32)
    parts = [
        (np.frombuffer(extra, np.uint64), np.frombuffer(owners, np.uint32)),
        *_word_keys(profiles),
        *_term_keys(table, everybody),
        *_voice_keys(table, np.frombuffer(voices, np.uint64), np.frombuffer(speaking, np.uint32)),
    ]
    return np.concatenate([keys for keys, _ in parts]), np.concatenate([owner for _, owner in parts])


def _word_keys(profiles: Sequence[Profile]) -> Iterator[tuple[Array, Array]]:
    """Keys of runs of words, and of all the words."""
    import numpy as np

    flat = array("Q")
    for profile in profiles:
        flat.extend(map(_code, profile.forms))
    codes = np.frombuffer(flat, np.uint64)
    lengths = np.fromiter((len(profile.forms) for profile in profiles), np.int64, len(profiles))
    owners = np.repeat(np.arange(len(profiles), dtype=np.uint32), lengths)
    ends = np.cumsum(lengths)
    if len(codes) >= GRAM:
        whole = np.arange(len(codes) - GRAM + 1) + GRAM <= ends[owners[: len(codes) - GRAM + 1]]
        runs = _joined(1, *(codes[at : len(codes) - GRAM + 1 + at] for at in range(GRAM)))
        yield runs[whole], owners[: len(runs)][whole]
    places = np.arange(len(codes)) - np.repeat(ends - lengths, lengths)
    powers = np.full(int(lengths.max(initial=0)) + 1, _MULTIPLIER, np.uint64)
    powers[:1] = 1
    spoken = np.flatnonzero(lengths)
    if len(spoken):
        sums = np.add.reduceat(codes * np.cumprod(powers)[places], (ends - lengths)[spoken])
        yield _joined(2, sums), spoken.astype(np.uint32)


def _term_keys(table: Array, owners: Array) -> Iterator[tuple[Array, Array]]:
    """Keys of pairs of rare terms, and of the only term of a statement that has no more."""
    import numpy as np

    for other in range(1, RARE_TERMS):
        here = table[:, other] != np.uint64(_NOTHING)
        for one in range(other):
            yield _joined(3, table[here, one], table[here, other]), owners[here]
    alone = (table[:, 0] != np.uint64(_NOTHING)) & (table[:, 1] == np.uint64(_NOTHING))
    yield _joined(4, table[alone, 0]), owners[alone]


def _voice_keys(table: Array, voices: Array, speaking: Array) -> Iterator[tuple[Array, Array]]:
    """Keys of the last part of a speaker's name with a rare term."""
    import numpy as np

    for at in range(RARE_TERMS):
        terms = table[speaking, at]
        here = terms != np.uint64(_NOTHING)
        yield _joined(5, voices[here], terms[here]), speaking[here]


def _number_keys(profile: Profile, rare_codes: list[int]) -> Iterator[int]:
    for reading in profile.numbers:
        about = _code(reading.dimension)
        if reading.telling >= 0.5 or reading.dimension != "count":
            for code in rare_codes:
                yield _join(6, about, code)
        if reading.telling >= 0.5:
            size = _code(f"{reading.stated[0]:.6g}")
            yield _join(7, size)
        events = (profile.terms | reading.counted) & event_terms()
        if events and (reading.dimension != "count" or reading.counted & (events | occasion_terms())):
            for event in sorted(events):
                yield _join(8, about, _code(f"{reading.stated[0]:.6g}"), _code(event))
