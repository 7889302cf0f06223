"""Ordinal numbers: "71st", "fifth".

One that numbers the occurrences of a series says how many there have been: "its sixth nuclear test", "the 71st
anniversary", "the third of its kind", "for the fourth straight year". It is found as a quantity of its own kind, with
the unit ``ordinal``. The others only say which one ("the 8th Congress", "his first term", "the second half"); they are
found when all ordinals are asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from dprk_extract.annotations import QuantityMention, Range
from dprk_extract.lemmas import lemma
from dprk_extract.numbers import claims, nouns
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.calendar import is_calendar
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.lexicon import word_set, words
from dprk_extract.numbers.nouns import Counted
from dprk_extract.numbers.parse import Tokens

_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_CENTURY = frozenset({"century", "centuries"})
_CONFIDENCE = 0.9
_TOO_LONG = 10


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """An ordinal at atoms ``first`` to ``last`` (half-open), with the noun behind it."""

    value: int
    first: int
    last: int
    counted: Counted | None


def ordinal_mentions(
    atoms: Atoms, tokens: Tokens, taken: list[QuantityMention], *, every: bool
) -> list[QuantityMention]:
    """The ordinals outside the quantities ``taken`` and outside dates, as mentions with the unit ``ordinal``.

    ``every``: all of them, and not only those that count a series.
    """
    busy = sorted((q.start, q.end) for q in taken)
    found: list[QuantityMention] = []
    spelled = words().ordinals
    for index, word in enumerate(atoms.low):
        if word not in spelled and word not in _ENDINGS:
            continue
        read = _digits(atoms, index - 1) if word in _ENDINGS else _spelled(atoms, index, word)
        if read is None:
            continue
        value, first, last = read
        start, end = atoms.start[first], atoms.end[last - 1]
        before = bisect_right(busy, (end, 0)) - 1
        if (before >= 0 and busy[before][1] > start) or _is_day(atoms, first, last):
            continue
        span = tokens.span(start, end)
        ordinal = _Ordinal(value, first, last, _counted(tokens.doc, span[1]))
        if every or _counts_series(atoms, tokens.doc, ordinal, span[0]):
            found.append(_mention(tokens.doc, ordinal, Range(start, end), span))
    return found


def _mention(doc: Doc, ordinal: _Ordinal, place: Range, span: tuple[int, int]) -> QuantityMention:
    what = None
    if ordinal.counted is not None:
        head = doc[ordinal.counted.head]
        what = Range(doc[ordinal.counted.first].idx, head.idx + len(head))
    return QuantityMention(
        start=place.start,
        end=place.end,
        value=float(ordinal.value),
        value_high=None,
        unit="ordinal",
        unit_range=None,
        bound="=",
        what=what,
        rule="ordinal",
        confidence=_CONFIDENCE,
        unit_kind="ordinal",
        negated=claims.negated(doc, *span),
        planned=claims.planned(doc, *span),
    )


def _counted(doc: Doc, at: int) -> Counted | None:
    """The noun behind the ordinal that ends before token ``at``, also behind a hyphen ("the fourth-round talks")."""
    if at < len(doc) - 1 and doc[at].text in HYPHENS and not doc[at].whitespace_:
        return nouns.tied_noun(doc, at)
    return nouns.counted_noun(doc, at) if at < len(doc) and not doc[at].is_sent_start else None


def _counts_series(atoms: Atoms, doc: Doc, ordinal: _Ordinal, token: int) -> bool:
    """Whether the ordinal says how many there have been. "First" does not, and neither does a part of a name."""
    first, last = ordinal.first, ordinal.last
    if ordinal.value < 2 or atoms.word(first - 1) in word_set("ordinals", "not_behind"):
        return False
    if atoms.capital(first) and not doc[token].is_sent_start:
        return False
    if atoms.word(last) == "of" and atoms.word(last + 1) in word_set("ordinals", "owners"):
        return atoms.word(last + 2) in word_set("ordinals", "kinds")
    counted = ordinal.counted
    if counted is None:
        return _is_elliptic(atoms, ordinal)
    phrase = doc[counted.first : counted.head + 1]
    if any(word.lower_ in word_set("ordinals", "running") for word in phrase):
        return True
    head = doc[counted.head]
    if head.text[0].isupper() or phrase[0].tag_ in ("JJS", "RBS"):  # "the third largest test" is a rank
        return False
    base = lemma(head.lower_, "NNS" if head.tag_ == "NNS" else "NN")
    return base.rpartition("-")[2] in word_set("ordinals", "series")


def _is_elliptic(atoms: Atoms, ordinal: _Ordinal) -> bool:
    """ "its second this year", "the third in two weeks": only the noun is left out, not the time of the count."""
    last = ordinal.last
    if atoms.word(ordinal.first - 1) not in word_set("ordinals", "definite") or not atoms.near(last):
        return False
    if atoms.word(last) == "in":
        return (
            atoms.digits[last + 1]
            or atoms.word(last + 1) in words().units
            or atoms.match(last + 1, ("as", "many"))
        )
    return atoms.word(last) in word_set("ordinals", "since") and (
        atoms.word(last) in ("since", "so") or atoms.word(last + 1) in word_set("dates", "times")
    )


def _is_day(atoms: Atoms, first: int, last: int) -> bool:
    """ "May 4th", "the 4th of May", "the 20th century": the ordinal belongs to a date."""
    months = word_set("dates", "months")
    if atoms.word(first - 1) in months or is_calendar(atoms, first, last):
        return True
    of_month = atoms.word(last) == "of" and atoms.word(last + 1) in months
    return of_month or atoms.word(last) in _CENTURY


def _digits(atoms: Atoms, index: int) -> tuple[int, int, int] | None:
    """ "71st" """
    if index < 0 or not atoms.digits[index] or not atoms.glued(index + 1):
        return None
    if atoms.low[index].isdigit() and len(atoms.low[index]) < _TOO_LONG and not atoms.glued(index):
        return int(atoms.low[index]), index, index + 2
    return None


def _spelled(atoms: Atoms, index: int, word: str) -> tuple[int, int, int] | None:
    """ "fifth", "twenty-first"; not "one-fifth"."""
    table = words()
    value = table.ordinals.get(word)
    if value is None:
        return None
    if value < 10 and index >= 2 and atoms.low[index - 1] in HYPHENS and atoms.low[index - 2] in table.tens:
        return value + table.tens[atoms.low[index - 2]], index - 2, index + 1
    if value < 10 and index >= 1 and atoms.low[index - 1] in table.tens:
        return value + table.tens[atoms.low[index - 1]], index - 1, index + 1
    if atoms.word(index - 1) in HYPHENS and atoms.glued(index):
        return None
    return value, index, index + 1
