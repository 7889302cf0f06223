"""Which terms of a statement are negated, and whether two statements contradict each other in that."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dprk_extract.data import load_toml
from dprk_extract.merge.words import Term, Word, canonical, clause_mark_between, stem


@dataclass(frozen=True, slots=True)
class PolarityLexicon:
    scope: int
    negators: frozenset[str]
    cue_negators: frozenset[str]
    no_affix: frozenset[str]
    exempt: tuple[tuple[str, ...], ...]
    clause_words: frozenset[str]
    prefixes: tuple[str, ...]
    auxiliaries: frozenset[str]
    opposites: dict[str, frozenset[str]]


@cache
def polarity_lexicon() -> PolarityLexicon:
    table = load_toml("merge/polarity.toml")
    opposites: dict[str, set[str]] = {}
    for pair in table["opposites"]:
        one, other = (stem(word) for word in pair.split())
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    return PolarityLexicon(
        table["scope"],
        frozenset(table["negators"].split()),
        frozenset(table["cue_negators"].split()),
        frozenset(table["no_affix"].split()),
        tuple(tuple(phrase.split()) for phrase in table["exempt"]),
        frozenset(word for word in table["clause_ends"] if word.isalpha()),
        tuple(table["prefixes"]),
        frozenset(load_toml("merge/words.toml")["auxiliaries"].split()),
        {word: frozenset(others) for word, others in opposites.items()},
    )


@dataclass(frozen=True, slots=True)
class Negation:
    """The terms under an odd number of negators, and those of them that a negator meets first: what is denied."""

    terms: frozenset[str]
    heads: frozenset[str]


def negation_of(text: str, offset: int, words: Sequence[Word], terms: Sequence[Term]) -> Negation:
    """What a statement negates.

    ``text`` begins at ``offset`` of the document; it is looked at for the punctuation that ends a clause.
    """
    lex = polarity_lexicon()
    if not any(is_negator(word.form) for word in words):
        return Negation(frozenset(), frozenset())
    taken = {at for term in terms if term.length > 1 for at in range(term.at, term.at + term.length)}
    odd: set[str] = set()
    heads: set[str] = set()
    forms = [word.form for word in words]
    clauses = _Clauses(text, offset, words, terms)
    for at, form in enumerate(forms):
        if at in taken or not is_negator(form) or _exempt(lex, forms, at):
            continue
        scope = clauses.scope(at)
        odd.symmetric_difference_update(scope)
        heads.update(scope[:1])
    return Negation(frozenset(odd), frozenset(heads & odd))


def is_negator(form: str) -> bool:
    """Whether a word turns round what follows it."""
    return form in polarity_lexicon().negators or form.endswith("n't")


def _exempt(lex: PolarityLexicon, forms: Sequence[str], at: int) -> bool:
    plain = ["n't" if form.endswith("n't") else form for form in forms[max(0, at - 4) : at + 5]]
    at = min(at, 4)
    return any(
        tuple(plain[start : start + len(phrase)]) == phrase
        for phrase in lex.exempt
        for start in range(max(0, at - len(phrase) + 1), at + 1)
    )


class _Clauses:
    """The terms of a statement, and the places (indices of words) at which a clause, and so a scope, ends."""

    def __init__(self, text: str, offset: int, words: Sequence[Word], terms: Sequence[Term]) -> None:
        lex = polarity_lexicon()
        self._forms = [word.form for word in words]
        self._terms = [term for term in terms if term.name]
        self._ends = [
            at for at, word in enumerate(words)
            if word.form in lex.clause_words
            or (at and clause_mark_between(text, words[at - 1].end - offset, word.start - offset))
        ]  # fmt: skip
        self._auxiliaries = [at for at, form in enumerate(self._forms) if form in lex.auxiliaries]

    def scope(self, at: int) -> list[str]:
        """The terms under the negator at ``at``. That of "no" ends with the verb behind its noun."""
        most = polarity_lexicon().scope
        end = _first_behind(at, self._ends)
        found: list[str] = []
        for index in range(bisect_right(self._terms, at, key=lambda term: term.at), len(self._terms)):
            term = self._terms[index]
            if term.at >= end or len(found) >= most:
                break
            if found or not self._forms[term.at].endswith("ly"):
                found.append(term.name)
                if len(found) == 1 and self._forms[at] == "no":
                    end = min(end, _first_behind(term.at, self._auxiliaries))
        return found


def _first_behind(at: int, places: Sequence[int]) -> float:
    """The first of the sorted places behind ``at``; infinity where there is none."""
    index = bisect_right(places, at)
    return places[index] if index < len(places) else math.inf


def affix_negated(form_stem: str, others: frozenset[str]) -> str | None:
    """The term of ``others`` that ``form_stem`` is the affixal negation of (``unharm`` of ``harm``), if any."""
    return next((base for base in _bases(form_stem) if base in others), None)


@lru_cache(maxsize=1 << 17)
def _bases(form_stem: str) -> tuple[str, ...]:
    """What a stem may be the affixal negation of."""
    if form_stem in polarity_lexicon().no_affix:
        return ()
    rests = (form_stem.removeprefix(p) for p in polarity_lexicon().prefixes if form_stem.startswith(p))
    return tuple(canonical(rest) for rest in rests if len(rest) > 3)


def opposed(only_a: frozenset[str], only_b: frozenset[str]) -> tuple[str, str] | None:
    """A pair of opposites of which each statement has one, if there is such a pair."""
    table = polarity_lexicon().opposites
    for term in sorted(only_a):
        hits = table.get(term, frozenset()) & only_b
        if hits:
            return term, min(hits)
    return None
