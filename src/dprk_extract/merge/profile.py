"""The profile of a statement: all that comparison looks at, computed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain

from dprk_extract.data import load_toml
from dprk_extract.merge.document_words import DocumentWords
from dprk_extract.merge.polarity import Negation, negation_of, polarity_lexicon
from dprk_extract.merge.sources import Voice, voice_of
from dprk_extract.merge.statements import statements_of
from dprk_extract.merge.values import (
    Day,
    Reading,
    day_of,
    duration_reading,
    is_relative,
    loose_figure,
    reading_of,
)
from dprk_extract.merge.words import Term, Word, lexicon, mass_of, split_forms, terms_of
from dprk_extract.records import DateMention, Extraction, Quantity, Quote, Speaker, Statement

_CONTEXT_SENTENCES = 2
_LIMIT_WINDOW = 16
MAX_WORDS = 3000  # of a statement that are compared
MAX_VALUES = 32  # numbers of a statement, and dates, that are compared: each with each of another statement
_TITLE_CASE = 0.6
_NEAR_BEFORE, _NEAR_BEHIND = 8, 6
_OPENING, _CLOSING = "“„«", "”»"


class Cast:
    """The terms of all names in one document, one object for all its statements, and what it shares with others."""

    __slots__ = ("_shared", "mass", "terms")

    def __init__(self, terms: frozenset[str]) -> None:
        self.terms = terms
        self.mass = mass_of(terms)
        self._shared: dict[Cast, float] = {}

    def shared_mass(self, other: Cast) -> float:
        """The weight of the terms in both, found once for two documents and not for each pair of statements."""
        found = self._shared.get(other)
        if found is None:
            found = self._shared[other] = mass_of(self.terms & other.terms)
        return found


@dataclass(slots=True)
class Profile:
    """A statement ready for comparison; see the modules :mod:`words`, :mod:`values`, :mod:`polarity`.

    ``own`` are the terms of the words themselves, ``terms`` have those of the cue and of the names behind pronouns
    too, and not those of numbers and dates. ``names`` are those in the statement, ``setting`` also those just before
    it, ``about`` those of the whole document.
    ``credited``: the quote itself names its speaker, so that no pronoun had to be understood.
    """

    statement: Statement
    outlet: str
    published: date | None
    forms: tuple[str, ...]
    quotation: tuple[str, ...]
    terms: frozenset[str]
    own: frozenset[str]
    mass: float
    names: frozenset[str]
    setting: frozenset[str]
    about: Cast
    numbers: tuple[Reading, ...]
    days: tuple[Day, ...]
    loose: frozenset[str]
    negated: frozenset[str]
    denied: frozenset[str]
    voice: Voice | None
    credited: bool
    carrier: tuple[int, int]

    @property
    def quoted(self) -> int:
        """How many of the words stand inside quotation marks."""
        return len(self.quotation) - self.quotation.count("|")


class DocumentView:
    """One extraction with its lists indexed by place."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.document.text
        document = extraction.document
        self.outlet = document.publisher or document.source_id or document.path
        self.dates = {item.id: item for item in extraction.dates}
        self.numbers = {item.id: item for item in extraction.numbers}
        self.quotes = {quote.id: quote for quote in extraction.quotes}
        self.mentions = sorted(
            (mention.start, mention.end, entity.name, mention.how)
            for entity in extraction.entities
            for mention in entity.mentions
        )
        self.sentences = sorted(extraction.sentences)
        self._words: DocumentWords | None = None
        self._about: Cast | None = None

    def profiles(self) -> list[Profile]:
        """The profiles of the document's statements, each id once."""
        unique = {statement.id: statement for statement in statements_of(self.extraction)}
        found = [self.profile(statement) for statement in unique.values()]
        self._words = None  # many times the size of the text, and not needed again
        return found

    @property
    def words(self) -> DocumentWords:
        if self._words is None:
            self._words = DocumentWords(self.text)
        return self._words

    @property
    def about(self) -> Cast:
        """Terms of all names in the document, those that open a sentence included."""
        if self._about is None:
            capitals = self.words.capitals_between(0, len(self.text))
            names = (name_terms(name) for name in {name for _, _, name, _ in self.mentions})
            self._about = Cast(frozenset(word.term for word in capitals).union(*names))
        return self._about

    def profile(self, statement: Statement) -> Profile:
        quote = self.quotes.get(statement.quote) if statement.quote else None
        parts = [self.words.between(part.start, part.end) for part in statement.fragments]
        words = list(chain.from_iterable(parts))[:MAX_WORDS]
        terms = terms_of([word.form for word in words])
        values = self._values(statement)
        covered = [(start, end) for start, end, _ in values]
        names = self._names(statement.start, statement.end)
        kept = frozenset(
            term.name for term in terms if term.name and not _within(covered, words[term.at].start)
        ) | self._referents(statement)
        kept |= _cue_terms(quote)
        numbers, days = self._readings(statement, words, terms)
        negation = self._negation(statement, quote, words, terms, covered)
        return Profile(
            statement=statement,
            outlet=self.outlet,
            published=self.extraction.document.published,
            forms=tuple(word.form for word in words),
            quotation=_quotation(self.text, statement, words),
            terms=kept,
            own=frozenset(term.name for term in terms if term.name),
            mass=mass_of(kept),
            names=names,
            setting=self._setting(statement) | names,
            about=self.about,
            numbers=numbers,
            days=days,
            loose=_loose(words, covered),
            negated=negation.terms,
            denied=negation.heads,
            voice=voice_of(quote.speaker) if quote else None,
            credited=quote is not None and quote.speaker is not None and _is_credited(quote.speaker),
            carrier=self._carrier(statement),
        )

    def _values(self, statement: Statement) -> list[tuple[int, int, str]]:
        spans = [self.dates[key] for key in statement.dates if key in self.dates]
        counts = [self.numbers[key] for key in statement.numbers if key in self.numbers]
        return sorted(
            [(item.start, item.end, "date") for item in spans]
            + [(item.start, item.end, "n") for item in counts]
        )

    def _readings(
        self, statement: Statement, words: Sequence[Word], terms: Sequence[Term]
    ) -> tuple[tuple[Reading, ...], tuple[Day, ...]]:
        numbers: list[Reading] = []
        days: list[Day] = []
        mentions = [self.dates[key] for key in statement.dates[:MAX_VALUES] if key in self.dates]
        for key in statement.numbers[:MAX_VALUES]:
            quantity = self.numbers.get(key)
            if quantity is not None and not _of_date(quantity, mentions):
                near = _around(quantity.start, words, terms)
                things = _named_terms(f"{quantity.unit or ''} {quantity.unit_text or ''}")
                counted = things | _named_terms(quantity.what.text if quantity.what else "")
                before = self.text[max(0, quantity.start - _LIMIT_WINDOW) : quantity.start]
                relative = is_relative(before, quantity.text)
                numbers.append(replace(reading_of(quantity, counted, things), near=near, relative=relative))
        starts = {reading.start for reading in numbers}
        for mention in mentions:
            near = _around(mention.start, words, terms)
            span = duration_reading(mention)
            if span is not None:
                if not any(mention.start <= start < mention.end for start in starts):
                    numbers.append(replace(span, near=near))
                continue
            day = day_of(mention, self.text[max(0, mention.start - _LIMIT_WINDOW) : mention.start])
            if day is not None:
                days.append(replace(day, near=near))
        return tuple(numbers), tuple(days)

    def _names(self, start: int, end: int) -> frozenset[str]:
        """Terms of the proper names between two places: mentions, and capitalised words that open no sentence."""
        found = {term for _, _, name, _ in self._mentions(start, end) for term in name_terms(name)}
        here = self.words.capitals_between(start, end)
        capitals = {word.term for word in here if not word.opens and word.start != start}
        in_title_case = len(here) > _TITLE_CASE * max(4, self.text.count(" ", start, end))
        return frozenset(found if in_title_case else found | capitals)

    def _mentions(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        found = []
        for at in range(bisect_left(self.mentions, (start,)), len(self.mentions)):
            mention = self.mentions[at]
            if mention[0] >= end:
                break
            if mention[1] <= end:
                found.append(mention)
        return found

    def _referents(self, statement: Statement) -> frozenset[str]:
        """Terms of the names behind pronouns and descriptions in the statement: the surname or last part."""
        found: set[str] = set()
        for part in statement.fragments:
            for _, _, name, how in self._mentions(part.start, part.end):
                if how == "pronoun":
                    found.update(name_terms(name)[-1:])
        return frozenset(found)

    def _carrier(self, statement: Statement) -> tuple[int, int]:
        """The sentences that hold the statement."""
        first = max(0, bisect_right(self.sentences, (statement.start, 1 << 60)) - 1)
        last = max(0, bisect_right(self.sentences, (max(statement.start, statement.end - 1), 1 << 60)) - 1)
        if not self.sentences:
            return statement.start, statement.end
        return min(self.sentences[first][0], statement.start), max(self.sentences[last][1], statement.end)

    def _setting(self, statement: Statement) -> frozenset[str]:
        """Names in the statement's own and the preceding sentences: who "the two leaders" may be."""
        at = max(0, bisect_right(self.sentences, (statement.start, 1 << 60)) - 1)
        if not self.sentences:
            return frozenset()
        start = self.sentences[max(0, at - _CONTEXT_SENTENCES)][0]
        end = max(statement.end, self.sentences[at][1])
        return self._names(start, end)

    def _negation(
        self, statement: Statement, quote: Quote | None, words: Sequence[Word], terms: Sequence[Term],
        covered: Sequence[tuple[int, int]],
    ) -> Negation:  # fmt: skip
        kept = [term for term in terms if not _within(covered, words[term.at].start)]
        negation = negation_of(self.text[statement.start : statement.end], statement.start, words, kept)
        if quote is None:
            return negation
        cue = split_forms(quote.cue.text) if quote.cue else []
        turns = any(form in polarity_lexicon().cue_negators or form.endswith("n't") for form in cue)
        if quote.negated or turns:
            scope = [term.name for term in kept if term.name][: polarity_lexicon().scope]
            turned = negation.terms.symmetric_difference(scope)
            return Negation(turned, (negation.heads | set(scope[:1])) & turned)
        return negation


@lru_cache(maxsize=1 << 14)
def name_terms(name: str) -> tuple[str, ...]:
    """The terms of a name, in order."""
    return tuple(term.name for term in terms_of(split_forms(name)) if term.name)


def _is_credited(speaker: Speaker) -> bool:
    return speaker.resolved_by not in load_toml("merge/speakers.toml")["inferred"]


def _named_terms(text: str) -> frozenset[str]:
    return frozenset(term.name for term in terms_of(split_forms(text)) if term.name)


def _of_date(quantity: Quantity, dates: Sequence[DateMention]) -> bool:
    """Whether a number only makes a date: "four years ago", "9/11"."""
    return "/" in quantity.text or any(
        date.timex_type in ("DATE", "TIME") and date.start <= quantity.start and quantity.end <= date.end
        for date in dates
    )


def _around(place: int, words: Sequence[Word], terms: Sequence[Term]) -> frozenset[str]:
    """The terms of the words around a value: some before it, fewer behind it."""
    at = bisect_left(words, place, key=lambda word: word.start)
    first = bisect_left(terms, at - _NEAR_BEFORE, key=lambda term: term.at)
    here = terms[first : first + _NEAR_BEFORE + 1 + _NEAR_BEHIND]
    return frozenset(term.name for term in here if term.name and term.at <= at + _NEAR_BEHIND)


def _within(covered: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of the spans, which are sorted; of spans with one start the longest is last."""
    at = bisect_right(covered, (place, 1 << 60)) - 1
    return at >= 0 and place < covered[at][1]


def _cue_terms(quote: Quote | None) -> frozenset[str]:
    """Terms of a cue that is part of the claim (refuse, plan, promise); those that only report tell nothing."""
    if quote is None or quote.cue is None:
        return frozenset()
    forms = split_forms(quote.cue.text)
    neutral = lexicon().neutral_cues
    return frozenset(t.name for t in terms_of(forms) if t.name and forms[t.at] not in neutral)


def _quotation(text: str, statement: Statement, words: Sequence[Word]) -> tuple[str, ...]:
    """The words inside quotation marks; a bar stands between separate quotations."""
    if statement.kind == "direct":
        return tuple(word.form for word in words)
    if statement.kind != "mixed" and not any(mark in statement.text for mark in '“"'):
        return ()
    found: list[str] = []
    inside, at = False, statement.start
    for word in words:
        for mark in text[at : word.start]:
            was = inside
            inside = (
                mark in _OPENING or (mark == '"' and not inside) or (inside and mark not in _CLOSING + '"')
            )
            if was and not inside:
                found.append("|")
        if inside:
            found.append(word.form)
        at = word.end
    return tuple(found)


def _loose(words: Sequence[Word], covered: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Figures, number words and ordinals that no quantity or date accounts for."""
    found = [(figure, word.start) for word in words if (figure := loose_figure(word.form)) is not None]
    return frozenset(figure for figure, place in found if not _within(covered, place))
