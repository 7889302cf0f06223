"""Words and terms: what a statement says, freed of inflection, spelling and synonyms.

A *word* is a token as compared literally (lower case, straight apostrophe). A *term* is a word reduced to its stem
and, where the lexicon knows one, to the class of its synonyms. Terms carry weights: the rarer in news, the heavier.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from dprk_extract.data import load_toml, resource

# "non-members" and "semi-private" are one word each, as outlets spell them either way.
_PREFIXED = r"\b(?:[Nn]on|[Ss]emi|[Mm]ulti|[Rr]e|[Cc]o)-[a-z]{3,}"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|\d+(?:[.,:]\d+)*|{_PREFIXED}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|[%$€£¥₩]"
)
_VOWEL = re.compile(r"[aeiouy]")
_CLAUSE_MARK = re.compile(r"[,;:.!?—–()“”\"]|''|\s-\s")
UNKNOWN_FREQUENCY = 0.5


class Word(NamedTuple):
    """A token of a statement: its literal form and its place in the document (code points)."""

    form: str
    start: int
    end: int


def split_words(text: str, offset: int = 0) -> list[Word]:
    """The words of ``text`` with their offsets, ``offset`` added; possessive endings are left out."""
    found = []
    for match in WORD.finditer(text):
        token, start = match.group(), match.start()
        if token != "s" or text[start - 1] not in "'’":
            found.append(Word(_form(token), start + offset, start + offset + len(token)))
    return found


def split_forms(text: str) -> list[str]:
    """The forms of :func:`split_words`, without their places."""
    if "'" in text or "’" in text:
        return [word.form for word in split_words(text)]
    return [_form(token) for token in WORD.findall(text)]


@lru_cache(maxsize=1 << 17)
def _form(token: str) -> str:
    if token == "US":
        return "u.s."
    form = token.lower().replace("’", "'").replace("-", "")
    return form.replace(",", "") if form[0].isdigit() else form


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of the comparison, read once from ``data/merge``."""

    stop: frozenset[str]
    calendar: frozenset[str]
    neutral_cues: frozenset[str]
    irregular: dict[str, str]
    steps: tuple[tuple[tuple[str, str, int], ...], ...]
    classes: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def lexicon() -> Lexicon:
    words = load_toml("merge/words.toml")
    stop = frozenset(words["stop"].split())
    steps = tuple(tuple((e, r, n) for e, r, n in step) for step in words["stemming"]["steps"])
    bare = Lexicon(
        stop,
        frozenset(words["calendar"].split()),
        frozenset(words["neutral_cues"].split()),
        words["irregular"],
        steps,
        {},
        {},
    )
    equivalents: dict[str, Any] = load_toml("merge/equivalents.toml")
    classes: dict[str, str] = {}
    for name, members in equivalents["classes"].items():
        for member in (*members.split(), name):
            classes.setdefault(stem_with(bare, member), name)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in equivalents["phrases"].items():
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append((tuple(rest), name))
    ordered = {k: tuple(sorted(v, key=lambda item: -len(item[0]))) for k, v in phrases.items()}
    return Lexicon(stop, bare.calendar, bare.neutral_cues, bare.irregular, steps, classes, ordered)


def stem_with(lex: Lexicon, word: str) -> str:
    """The stem of a lower-case word: irregular forms from the table, then a light suffix stripper."""
    word = lex.irregular.get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    for number, step in enumerate(lex.steps):
        for ending, instead, least in step:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                rest = word[: len(word) - len(ending)]
                if number == 1 and not _VOWEL.search(rest):
                    break
                word = _undouble(rest + instead) if number == 1 else rest + instead
                break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _undouble(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsze":
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 17)
def term_of(form: str) -> str | None:
    """The term of one word, None for a word without content of its own."""
    lex = lexicon()
    if form in lex.stop or form.endswith("n't") or (len(form) == 1 and not form.isdigit()):
        return None
    found = stem_with(lex, form)
    return lex.classes.get(found, found)


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """The term of a word even if it is one without content."""
    return canonical(stem_with(lexicon(), form))


@cache
def role_terms() -> frozenset[str]:
    """The terms of roles and titles, which tell whom and not what."""
    return frozenset(stem(word) for word in load_toml("merge/words.toml")["roles"].split())


def canonical(stemmed: str) -> str:
    """The class of synonyms that a stem belongs to, itself if it belongs to none."""
    return lexicon().classes.get(stemmed, stemmed)


class Term(NamedTuple):
    """A term and the words it stands for: ``length`` words from index ``at`` on."""

    name: str
    at: int
    length: int


def terms_of(forms: Sequence[str]) -> list[Term]:
    """The terms of a statement's words in order; a phrase of the lexicon is one term (without name if empty)."""
    phrases = lexicon().phrases
    found: list[Term] = []
    behind = 0
    for at, form in enumerate(forms):
        if at < behind:
            continue
        if form in phrases:
            phrase = next(
                (p for p in phrases[form] if tuple(forms[at + 1 : at + 1 + len(p[0])]) == p[0]), None
            )
            if phrase is not None:
                behind = at + 1 + len(phrase[0])
                found.append(Term(phrase[1], at, behind - at))
                continue
        term = term_of(form)
        if term is not None:
            found.append(Term(term, at, 1))
    return found


@cache
def _frequencies() -> dict[str, float]:
    lines = resource("merge/term_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {term: float(share) for term, share in rows}


@lru_cache(maxsize=1 << 17)
def weight(term: str) -> float:
    """How much a term tells: minus the logarithm of the share of news sentences that have it, 1 to 8.

    A multiple of 1/1024, so that sums of weights are exact and the same in any order.
    """
    share = _frequencies().get(term)
    return 8.0 if share is None else round(max(1.0, min(8.0, -math.log(share))) * 1024) / 1024


def mass_of(terms: Iterable[str]) -> float:
    """The weight of terms together."""
    return sum(map(weight, terms))


def clause_mark_between(text: str, start: int, end: int) -> bool:
    """Whether punctuation that ends a clause stands in ``text[start:end]``."""
    return end - start > 1 and _CLAUSE_MARK.search(text, start, end) is not None
