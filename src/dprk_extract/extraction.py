"""From an annotated ``Doc`` to records: ids, exact texts, and the joins between quotes, dates and numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import (
    Attribution,
    Entity,
    QuantityMention,
    Range,
    SpeakerGuess,
    Timex,
    annotations_of,
)
from dprk_extract.errors import InputError
from dprk_extract.paragraphs import paragraph_ranges
from dprk_extract.pipeline import annotate
from dprk_extract.records import (
    DateMention,
    Document,
    EntityMention,
    EntityRecord,
    Extraction,
    Quantity,
    Quote,
    Speaker,
    TextSpan,
    content_id,
)
from dprk_extract.saying import date_of_saying


def extract_documents(
    documents: Iterable[Document | InputError], nlp: Language
) -> Iterator[Extraction | InputError]:
    """Everything found in each document, lazily and in order. ``nlp`` comes from ``load_pipeline``.

    Failures come in the place of their document: those of ``read_documents`` pass through.
    """
    for found in annotate(nlp, documents):
        yield found if isinstance(found, InputError) else extraction_of(*found)


def extraction_of(document: Document, doc: Doc) -> Extraction:
    """The records of one annotated document."""
    found = annotations_of(doc)
    sentences = _sentences(doc)
    dates = tuple(_date(document, timex) for timex in found.timexes)
    numbers = tuple(_number(document, quantity, sentences) for quantity in found.quantities)
    joined = _Joiner(document, doc, sentences, dates, numbers)
    quotes = tuple(joined.quote(attribution) for attribution in found.attributions)
    return Extraction(
        document=document,
        quotes=quotes,
        dates=dates,
        numbers=joined.claims(quotes),
        entities=tuple(_entity(document, entity) for entity in found.entities),
        sentences=tuple(sentences),
        tagger=found.tagger,
    )


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        return paragraph_ranges(doc.text)
    found = []
    for sent in doc.sents:
        text = sent.text
        start = sent.start_char + len(text) - len(text.lstrip())
        end = sent.start_char + len(text.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _slice(document: Document, place: Range) -> TextSpan:
    return TextSpan(place.start, place.end, document.text[place.start : place.end])


def _maybe_slice(document: Document, place: Range | None) -> TextSpan | None:
    return None if place is None else _slice(document, place)


def _date(document: Document, timex: Timex) -> DateMention:
    return DateMention(
        id=content_id(document.id, "date", timex.start, timex.end, timex.value),
        document=document.id,
        start=timex.start,
        end=timex.end,
        text=document.text[timex.start : timex.end],
        timex_type=timex.timex_type,
        value=timex.value,
        edtf=timex.edtf,
        earliest=timex.earliest,
        latest=timex.latest,
        anchor=timex.anchor,
        confidence=timex.confidence,
        evidence=(timex.rule,),
    )


def _number(document: Document, found: QuantityMention, sentences: Sequence[tuple[int, int]]) -> Quantity:
    start, end = _around(sentences, found.start, found.end)
    unit_text = _maybe_slice(document, found.unit_range)
    return Quantity(
        id=content_id(document.id, "number", found.start, found.end, found.value, found.value_high),
        document=document.id,
        start=found.start,
        end=found.end,
        text=document.text[found.start : found.end],
        value=found.value,
        value_high=found.value_high,
        unit=found.unit,
        unit_text=unit_text.text if unit_text else None,
        unit_kind=found.unit_kind,
        bound=found.bound,
        what=_maybe_slice(document, found.what),
        base_value=found.base_value,
        base_value_high=found.base_value_high,
        base_unit=found.base_unit,
        sentence=_slice(document, Range(start, end)),
        claimed_by=None,
        dates=(),
        negated=found.negated,
        planned=found.planned,
        confidence=found.confidence,
        evidence=(found.rule,),
    )


def _entity(document: Document, entity: Entity) -> EntityRecord:
    return EntityRecord(
        name=entity.name,
        kind=entity.kind,
        id=entity.id,
        country=entity.country,
        document=document.id,
        mentions=tuple(
            EntityMention(m.start, m.end, document.text[m.start : m.end], m.how) for m in entity.mentions
        ),
        titles=tuple(_slice(document, title) for title in entity.titles),
    )


def _speaker(document: Document, attribution: Attribution) -> Speaker | None:
    guess: SpeakerGuess | None = attribution.speaker
    if guess is None:
        return None
    return Speaker(
        name=guess.name,
        kind=guess.kind,
        id=guess.id,
        country=guess.country,
        mention=_maybe_slice(document, guess.mention),
        title=_maybe_slice(document, guess.title),
        resolved_by=guess.resolved_by,
        confidence=guess.confidence,
    )


def _around(sentences: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The range of the sentences that ``start:end`` touches (itself where there is none)."""
    first = bisect_right(sentences, (start, 1 << 60)) - 1
    last = bisect_right(sentences, (end - 1, 1 << 60)) - 1
    if first < 0 or last < 0:
        return start, end
    return min(sentences[first][0], start), max(sentences[last][1], end)


def _place(fragment: tuple[int, int, Quote]) -> tuple[int, int]:
    return fragment[0], fragment[1]


class _Joiner:
    """Joins quotes with the dates and numbers in and around them."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        sentences: Sequence[tuple[int, int]],
        dates: Sequence[DateMention],
        numbers: Sequence[Quantity],
    ) -> None:
        self.document = document
        self.doc = doc
        self.sentences = sentences
        self.timexes = annotations_of(doc).timexes
        self.dates = dates
        self.date_starts = [date.start for date in dates]
        self.numbers = numbers
        self.number_starts = [number.start for number in numbers]

    def quote(self, attribution: Attribution) -> Quote:
        fragments = tuple(_slice(self.document, fragment) for fragment in attribution.fragments)
        start, end = fragments[0].start, fragments[-1].end
        inside = [date.id for f in fragments for date in self._dates_in(f.start, f.end)]
        said_on = self._said_on(attribution)
        return Quote(
            id=content_id(self.document.id, "quote", *((f.start, f.end) for f in fragments)),
            document=self.document.id,
            start=start,
            end=end,
            text=self.document.text[start:end],
            kind=attribution.kind,
            fragments=fragments,
            cue=_maybe_slice(self.document, attribution.cue),
            speaker=_speaker(self.document, attribution),
            via=attribution.via,
            negated=attribution.negated,
            said_on=said_on,
            dates=tuple(inside),
            numbers=tuple(n.id for f in fragments for n in self._numbers_in(f.start, f.end)),
            confidence=attribution.confidence,
            evidence=attribution.evidence,
        )

    def claims(self, quotes: Sequence[Quote]) -> tuple[Quantity, ...]:
        """The numbers, each with the innermost quote that holds it and the dates of its sentence."""
        waiting = sorted(((f.start, f.end, quote) for quote in quotes for f in quote.fragments), key=_place)
        waiting.reverse()
        open_fragments: list[tuple[int, int, Quote]] = []
        found = []
        for number in self.numbers:
            while waiting and waiting[-1][0] <= number.start:
                open_fragments.append(waiting.pop())
            open_fragments = [fragment for fragment in open_fragments if fragment[1] > number.start]
            holders = (quote for _, _, quote in open_fragments)
            holder = min(holders, key=lambda quote: quote.end - quote.start, default=None)
            dates = self._dates_in(number.sentence.start, number.sentence.end)
            found.append(
                replace(
                    number, claimed_by=holder.id if holder else None, dates=tuple(date.id for date in dates)
                )
            )
        return tuple(found)

    def _said_on(self, attribution: Attribution) -> str | None:
        cue = attribution.cue
        if cue is None:
            return None
        low, high = self._date_indices(*_around(self.sentences, cue.start, cue.end))
        found = date_of_saying(self.doc, attribution, self.timexes[low:high]) if low < high else None
        return None if found is None else self.dates[low + found].id

    def _date_indices(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self.date_starts, start - 1), bisect_right(self.date_starts, end - 1)

    def _dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        low, high = self._date_indices(start, end)
        return self.dates[low:high]

    def _numbers_in(self, start: int, end: int) -> Sequence[Quantity]:
        low, high = bisect_right(self.number_starts, start - 1), bisect_right(self.number_starts, end - 1)
        return self.numbers[low:high]
