"""Which pairs of statements are worth comparing: those that share a rare key.

Keys are 64-bit numbers made of the words themselves, so that they do not depend on the order of the input. A bucket
larger than ``FULL_BUCKET`` is not compared in full: its statements are put in the order of their words and each is
compared with its neighbours (the sorted-neighbourhood method, Hernandez and Stolfo 1995). So the number of pairs
grows with the number of statements and not with its square.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from dprk_extract.merge.profile import Profile
from dprk_extract.merge.values import event_terms, occasion_terms
from dprk_extract.merge.words import weight

if TYPE_CHECKING:
    import numpy as np

GRAM = 5
RARE_TERMS = 6
FULL_BUCKET = 40
NEIGHBOURS = 4
_MASK = (1 << 64) - 1


@lru_cache(maxsize=1 << 18)
def _code(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _join(kind: int, *codes: int) -> int:
    value = kind
    for code in codes:
        value = (value * 0x9E3779B97F4A7C15 + code) & _MASK
    return value


def keys_of(profile: Profile) -> set[int]:
    """The blocking keys of a statement: runs of five words, pairs of rare terms, numbers, and speaker with term."""
    codes = [_code(form) for form in profile.forms]
    keys = {_join(1, *codes[at : at + GRAM]) for at in range(len(codes) - GRAM + 1)}
    keys.add(_join(2, *codes))
    rare = sorted(profile.terms, key=lambda term: (-weight(term), term))[:RARE_TERMS]
    rare_codes = sorted(_code(term) for term in rare)
    keys.update(_join(3, one, other) for at, one in enumerate(rare_codes) for other in rare_codes[at + 1 :])
    if len(rare_codes) == 1:
        keys.add(_join(4, *rare_codes))
    if profile.voice is not None and profile.voice.kind != "group":
        speaker = _code(profile.voice.parts[-1])
        keys.update(_join(5, speaker, code) for code in rare_codes)
    keys.update(_number_keys(profile, rare_codes))
    return keys


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


def candidate_pairs(profiles: Sequence[Profile]) -> np.ndarray:
    """The pairs to compare, an ``(n, 2)`` array of indices ``i < j`` into ``profiles``, each pair once, sorted."""
    import numpy as np

    keys, owners = array("Q"), array("I")
    for index, profile in enumerate(profiles):
        found = keys_of(profile)
        keys.extend(found)
        owners.extend([index] * len(found))
    key_array = np.frombuffer(keys, dtype=np.uint64)
    owner_array = np.frombuffer(owners, dtype=np.uint32)
    rank = _ranks(profiles)
    order = np.lexsort((rank[owner_array], key_array))
    key_array, owner_array = key_array[order], owner_array[order]
    starts = np.flatnonzero(np.r_[True, key_array[1:] != key_array[:-1]]) if len(keys) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(key_array)])
    packed = [np.zeros(0, np.uint64)]
    for distance in range(1, FULL_BUCKET):
        reach = np.where(sizes <= FULL_BUCKET, FULL_BUCKET, NEIGHBOURS)
        wanted = (sizes > distance) & (reach >= distance)
        if not wanted.any():
            break
        first = _indices(starts[wanted], sizes[wanted] - distance)
        one, other = owner_array[first].astype(np.uint64), owner_array[first + distance].astype(np.uint64)
        packed.append(np.minimum(one, other) << np.uint64(32) | np.maximum(one, other))
        if len(packed) > 8:
            packed = [np.unique(np.concatenate(packed))]
    unique = np.unique(np.concatenate(packed))
    return np.stack([unique >> np.uint64(32), unique & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)


def _ranks(profiles: Sequence[Profile]) -> np.ndarray:
    """Each statement's place in the order of words, which does not depend on the order of the input."""
    import numpy as np

    order = sorted(range(len(profiles)), key=lambda at: (profiles[at].forms, profiles[at].statement.id))
    ranks = np.empty(len(profiles), dtype=np.int64)
    ranks[order] = np.arange(len(profiles))
    return ranks


def _indices(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The concatenation of ``range(start, start + length)`` for each pair."""
    import numpy as np

    offsets = np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
    return offsets + np.arange(int(lengths.sum()))
