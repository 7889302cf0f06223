"""Which pairs of statements are worth comparing: those that share rare keys.

Two measures keep the number of pairs in proportion to the number of statements. A bucket of more than ``FULL_BUCKET``
statements with one key is not compared in full: its statements are put in the order of their words and each is
compared with its neighbours (the sorted-neighbourhood method, Hernandez and Stolfo 1995). And a pair is kept only if
it is among the best ``BEST_PAIRS`` of one of its two statements by what their common keys tell, a key telling the more
the fewer statements have it (meta-blocking with cardinality node pruning and the ARCS weights of Papadakis et al.
2014): in a large corpus a pair of rare terms meets by chance, and a second key in common tells chance from likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dprk_extract.merge.keys import keys_of
from dprk_extract.merge.profile import Profile

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FULL_BUCKET = 40
NEIGHBOURS = 4
BEST_PAIRS = 32
_UNIT = 1 << 16  # weight of a key that two statements alone have
_HALF = 32


def candidate_pairs(profiles: Sequence[Profile]) -> Array:
    """The pairs to compare, an ``(n, 2)`` array of indices ``i < j`` into ``profiles``, each pair once, sorted."""
    import numpy as np

    owners, starts, sizes = _buckets(profiles)
    packed, weights = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for distance in range(1, FULL_BUCKET):
        reach = np.where(sizes <= FULL_BUCKET, FULL_BUCKET, NEIGHBOURS)
        wanted = (sizes > distance) & (reach >= distance)
        if not wanted.any():
            break
        many = sizes[wanted] - distance
        first = _indices(starts[wanted], many)
        one, other = owners[first].astype(np.uint64), owners[first + distance].astype(np.uint64)
        packed.append(np.minimum(one, other) << np.uint64(_HALF) | np.maximum(one, other))
        weights.append(np.repeat(2 * _UNIT // sizes[wanted], many))
        if 2 * sum(map(len, packed[1:])) > len(packed[0]):
            packed, weights = _summed(packed, weights)
    pairs, told = (one[0] for one in _summed(packed, weights))
    best = pairs[_among_best(pairs, told)]
    return np.stack([best >> np.uint64(_HALF), best & np.uint64((1 << _HALF) - 1)], axis=1).astype(np.int64)


def _buckets(profiles: Sequence[Profile]) -> tuple[Array, Array, Array]:
    """``(owners, starts, sizes)``: the statements of each key that several have, one bucket behind the other.

    A bucket is in the order of words, which does not depend on the order of the input.
    """
    import numpy as np

    keys, owners = keys_of(profiles)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    same = keys[1:] == keys[:-1]
    common = np.r_[same, False] | np.r_[False, same] if len(keys) else np.zeros(0, bool)
    keys, owners = keys[common], owners[common]
    rank = _ranks(profiles)[owners]
    order = np.lexsort((rank, keys))
    keys, owners = keys[order], owners[order]
    once = np.r_[True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])][: len(keys)]
    keys, owners = keys[once], owners[once]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
    return owners, starts, np.diff(np.r_[starts, len(keys)])


def _summed(packed: Sequence[Array], weights: Sequence[Array]) -> tuple[list[Array], list[Array]]:
    """Each pair once, with the sum of its weights, in order; in and out are lists of stretches."""
    import numpy as np

    pairs, told = np.concatenate(packed), np.concatenate(weights)
    order = np.argsort(pairs, kind="stable")
    pairs, told = pairs[order], told[order]
    starts = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)])
    return [pairs[starts]], [np.add.reduceat(told, starts) if len(starts) else told]


def _among_best(packed: Array, weights: Array) -> Array:
    """Whether a pair is among the ``BEST_PAIRS`` of one of its statements; ties go to the earlier statement."""
    import numpy as np

    one, other = packed >> np.uint64(_HALF), packed & np.uint64((1 << _HALF) - 1)
    nodes, partners = np.r_[one, other], np.r_[other, one]
    order = np.lexsort((partners, -np.r_[weights, weights], nodes))
    nodes = nodes[order]
    starts = np.flatnonzero(np.r_[True, nodes[1:] != nodes[:-1]][: len(nodes)])
    place = np.arange(len(nodes)) - np.repeat(starts, np.diff(np.r_[starts, len(nodes)]))
    chosen = order[place < BEST_PAIRS] % max(1, len(packed))
    kept = np.zeros(len(packed), bool)
    kept[chosen] = True
    return kept


def _ranks(profiles: Sequence[Profile]) -> Array:
    """Each statement's place in the order of words, which does not depend on the order of the input."""
    import numpy as np

    order = sorted(range(len(profiles)), key=lambda at: (profiles[at].forms, profiles[at].statement.id))
    ranks = np.empty(len(profiles), dtype=np.int64)
    ranks[order] = np.arange(len(profiles))
    return ranks


def _indices(starts: Array, lengths: Array) -> Array:
    """The concatenation of ``range(start, start + length)`` for each pair."""
    import numpy as np

    offsets = np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
    return offsets + np.arange(int(lengths.sum()))
