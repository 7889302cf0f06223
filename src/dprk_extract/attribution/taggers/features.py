"""Hashed features of a parsed document's tokens, for the convolutional tagger.

Each feature is hashed into its own table of rows (the "hashing trick" of Weinberger et al., 2009, as in spaCy's
own embeddings). The hashes start from spaCy's string ids, which are MurmurHash values and the same everywhere, and
are mixed further with MurmurHash3's 64-bit finaliser. Everything is computed for all tokens at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from spacy import attrs
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

from dprk_extract.attribution.taggers.tokens import TokenTable, attribute_columns
from dprk_extract.lemmas import lemma

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]

# How many rows each feature's table has; row 0 is kept for "hidden". The order is part of the trained weights.
ROWS: dict[str, int] = {
    "norm": 6000,
    "prefix": 300,
    "suffix": 2000,
    "shape": 1000,
    "lemma": 4000,
    "tag": 120,
    "dep": 120,
    "head lemma": 3000,
    "head relation": 1500,
    "governor lemma": 4000,
    "subject of": 4000,
    "second governor": 2000,
    "dependents": 800,
    "lemma with dependents": 4000,
    "governor with dependents": 4000,
    "layout": 600,
    "quotation around": 600,
    "distance to governor": 300,
}
# Clauses that something governs, and the relations between a verb and who does it (ClearNLP labels).
CLAUSES = ("ccomp", "acl", "advcl", "parataxis", "pcomp", "csubj", "csubjpass")
SUBJECTS = ("nsubj", "nsubjpass", "agent", "csubj", "csubjpass")
COMPLEMENTS = ("ccomp", "parataxis")
_FAR = 64
_SIZES = np.array([[size - 1] for size in ROWS.values()], dtype=np.uint64)
_NO_WORDS: Hashes = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network reads of a document: ``rows`` as :func:`feature_rows`, ``vectors`` as :func:`vector_rows`."""

    rows: Ints
    vectors: Ints


def inputs_of(doc: Doc, table: TokenTable, known: Hashes) -> Inputs:
    """Both at once, with one reading of the parse; ``known`` as in :func:`vector_rows`."""
    names: list[int | str] = [
        attrs.NORM,
        attrs.PREFIX,
        attrs.SUFFIX,
        attrs.SHAPE,
        attrs.TAG,
        attrs.DEP,
        attrs.HEAD,
    ]
    norm, prefix, suffix, shape, tag, dep, offset = attribute_columns(doc, names)
    lemmas = lemma_hashes(doc, tag)
    tree = _Tree.of(dep, offset.astype(np.int64), len(doc))
    head_side = tree.heads > np.arange(len(doc))
    kids = tree.dependents
    hashed = {
        "norm": norm,
        "prefix": prefix,
        "suffix": suffix,
        "shape": shape,
        "lemma": lemmas,
        "tag": tag,
        "dep": dep,
        "head lemma": _mix(lemmas[tree.heads], tree.is_root),
        "head relation": _mix(dep[tree.heads], tag[tree.heads], head_side),
        "governor lemma": _of(lemmas, tree.governor, side=True),
        "subject of": _of(_mix(lemmas, kids & 3), tree.subject_of, side=True),
        "second governor": _of(lemmas, tree.second_governor, side=True),
        "dependents": _mix(kids, tag),
        "lemma with dependents": _mix(lemmas, kids & 15),
        "governor with dependents": _mix(_of(_mix(lemmas, kids), tree.governor), dep[tree.clause]),
        "layout": _mix(table.quote, _previous(table.quote), table.opens_paragraph, table.opens_sentence),
        "quotation around": _quotation_around(table),
        "distance to governor": _mix(
            _bucket(tree.governor - np.arange(len(doc))), tree.governor >= 0, table.quote[tree.governor]
        ),
    }
    mixed = _mix(np.stack([hashed[name] for name in ROWS]))
    mixed %= _SIZES
    mixed += np.uint64(1)
    return Inputs(mixed.T.astype(np.int64), _vectors(norm, tree.governor, known))


def feature_rows(doc: Doc, table: TokenTable) -> Ints:
    """``[tokens, features]``: the row of each feature's table, in the order of ``ROWS``."""
    return inputs_of(doc, table, _NO_WORDS).rows


def governors(doc: Doc) -> Ints:
    """For each token the verb that governs its clause, -1 where none does."""
    dep, offset = attribute_columns(doc, [attrs.DEP, attrs.HEAD])
    return _Tree.of(dep, offset.astype(np.int64), len(doc)).governor


def lemma_hashes(doc: Doc, tags: Hashes) -> Hashes:
    """The hash of each token's base form."""
    (lower,) = attribute_columns(doc, [attrs.LOWER])
    strings = doc.vocab.strings
    pairs = zip(lower.tolist(), tags.tolist(), strict=True)
    return np.array([_lemma_hash(word, tag, strings) for word, tag in pairs], dtype=np.uint64)


@lru_cache(maxsize=1 << 13)
def _lemma_hash(word: int, tag: int, strings: StringStore) -> int:
    return get_string_id(lemma(strings[word], strings[tag]))


@dataclass(frozen=True, slots=True)
class _Tree:
    """The parse as arrays; -1 stands for "none".

    ``clause`` is the nearest token up the tree that heads a governed clause (or the root), ``governor`` that
    clause's governor, ``second_governor`` the governor's own. ``subject_of`` is the verb whose subject the token
    stands in. ``dependents`` has a bit each for: a complement after, one before, a subject before, one after, a
    marker.
    """

    heads: Ints
    is_root: Bools
    clause: Ints
    governor: Ints
    second_governor: Ints
    subject_of: Ints
    dependents: Ints

    @classmethod
    def of(cls, dep: Hashes, offset: Ints, count: int) -> _Tree:
        here = np.arange(count)
        heads = here + offset
        is_root = offset == 0
        in_clause, is_subject = _is(dep, CLAUSES), _is(dep, SUBJECTS)
        clause = _climb(heads, in_clause | is_root)
        governor = np.where(in_clause[clause], heads[clause], -1)
        second = np.where(governor >= 0, governor[governor], -1) if count else governor
        subject = _climb(heads, is_subject | in_clause | is_root)
        subject_of = np.where(is_subject[subject], heads[subject], -1)
        dependents = np.zeros(count, dtype=np.int64)
        complement, marker = _is(dep, COMPLEMENTS), _is(dep, ("mark",))
        for bit, chosen in enumerate(
            (
                complement & (here > heads),
                complement & (here < heads),
                is_subject & (here < heads),
                is_subject & (here > heads),
                marker,
            )
        ):
            dependents[np.unique(heads[chosen])] |= 1 << bit
        return cls(heads, is_root, clause, governor, second, subject_of, dependents)


def _climb(heads: Ints, stops: Bools) -> Ints:
    """The first token from each one up its heads (itself included) at which ``stops``; by pointer doubling."""
    place = np.where(stops, np.arange(len(heads)), heads)
    for _ in range(len(heads).bit_length()):
        further = place[place]
        if np.array_equal(further, place):
            break
        place = further
    return place


def _is(values: Hashes, names: tuple[str, ...]) -> Bools:
    found: Bools = (values == _hashes(names)).any(axis=0)
    return found


@cache
def _hashes(names: tuple[str, ...]) -> Hashes:
    return np.array([[get_string_id(name)] for name in names], dtype=np.uint64)


def _mix(*parts: npt.NDArray[np.generic]) -> Hashes:
    """One hash of the parts, element by element."""
    mixed = np.full(parts[0].shape, 0x9E3779B97F4A7C15, dtype=np.uint64)
    shifted = np.empty_like(mixed)
    for part in parts:
        mixed ^= part.astype(np.uint64, copy=False)
        for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
            mixed ^= np.right_shift(mixed, np.uint64(33), out=shifted)
            mixed *= np.uint64(factor)
        mixed ^= np.right_shift(mixed, np.uint64(33), out=shifted)
    return mixed


def _of(values: Hashes, places: Ints, *, side: bool = False) -> Hashes:
    """``values`` at ``places`` (0 where there is none), with the side on which the place lies."""
    found = np.where(places >= 0, values[places], np.uint64(0))
    return _mix(found, places > np.arange(len(places))) if side else found


def _previous(values: Ints) -> Ints:
    return np.r_[0, values[:-1]] if len(values) else values


def _bucket(distance: Ints) -> Ints:
    """Signed distances, exact to 4 and then by powers of two."""
    size = np.abs(distance)
    coarse = np.where(size <= 4, size, 2 + np.frexp(np.minimum(size, _FAR).astype(np.float64))[1])
    return np.sign(distance) * coarse + 16


def _quotation_around(table: TokenTable) -> Hashes:
    """Where the token stands towards the quotations of its sentence and paragraph."""
    quoted = table.quote > 0
    sentence = np.cumsum(table.opens_sentence | table.opens_paragraph)
    in_sentence = np.bincount(sentence, weights=quoted, minlength=1)[sentence] > 0
    in_paragraph = np.bincount(table.paragraph, weights=quoted, minlength=1)[table.paragraph] > 0
    here = np.arange(len(table))
    last = np.maximum.accumulate(np.where(quoted, here, -_FAR))
    following = np.minimum.accumulate(np.where(quoted, here, len(table) + _FAR)[::-1])[::-1]
    return _mix(_bucket(here - last), _bucket(following - here), table.quote, in_sentence, in_paragraph)


def vector_rows(doc: Doc, known: Hashes) -> Ints:
    """``[tokens, 2]``: the rows of the word vectors of each token and of its governor.

    ``known`` are the hashes of the words that have a vector, ascending; row 0 is for all others, so the words'
    rows start at 1.
    """
    (norms,) = attribute_columns(doc, [attrs.NORM])
    return _vectors(norms, governors(doc), known)


def _vectors(norms: Hashes, governor: Ints, known: Hashes) -> Ints:
    if not len(known):
        return np.zeros((len(norms), 2), dtype=np.int64)
    place = np.minimum(np.searchsorted(known, norms), len(known) - 1)
    rows = np.where(known[place] == norms, place + 1, 0)
    return np.stack([rows, np.where(governor >= 0, rows[governor], 0)], axis=1)
