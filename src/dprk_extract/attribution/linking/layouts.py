"""Layouts in which punctuation and place attribute, without a cue word a tagger could know.

A signature behind a dash ("“...” — Name"), a transcript's ``Name:``, a headline's ``Name: ‘...’``, and a statement
that is printed whole behind "issued the following press statement:".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Coverage, Draft, inner
from dprk_extract.attribution.rules.frames import cue_range, source_range, source_token, verb_key
from dprk_extract.attribution.rules.lexicon import cue_lexicon
from dprk_extract.data import load_toml

_NAME = r"[^\W\d_a-z][\w.'’\-]*(?:[ ,]{1,2}(?:[^\W\d_a-z][\w.'’\-]*|of|the|and|for|in|de|van|von|al)){0,7}"
_LABEL = re.compile(rf"({_NAME}(?: \([^()\n]{{1,40}}\))?)(?:\*\*|__)?:(?:\*\*|__)?(?=\s)|([QA])[.)](?=\s)")
_MARKUP = re.compile(r"[*_#>\s]+")
_SIGNED = re.compile(rf"\s*(?:—|–|--|-|―)\s*({_NAME}[^\n.!?“”\"]{{0,80}})[.]?\s*$")
_MARKS = frozenset("\"“”‘’'")
_OWN = frozenset(["i", "we", "you"])
_OPENING = frozenset("\"“‘'")
MAX_SIGNATURE_WORDS = 14
MAX_LABEL_CHARS = 80
MAX_TELLING = 9  # tokens from the verb to the colon


class Layouts:
    """Finds the layouts of one document and adds their attributions to a coverage."""

    def __init__(self, doc: Doc, paragraphs: Sequence[tuple[int, int]], boundaries: Boundaries) -> None:
        self.doc = doc
        self.text = boundaries.text
        self.paragraphs = paragraphs
        self.boundaries = boundaries
        self.announcement: Range | None = None  # the sentence before a statement that is printed whole

    def run(self, coverage: Coverage) -> None:
        for draft in (*self._signatures(coverage), *self._headlines(coverage)):
            coverage.add(draft)

    # Signatures

    def _signatures(self, coverage: Coverage) -> Iterator[Draft]:
        for number, (start, end) in enumerate(self.paragraphs):
            regions = self.boundaries.touching(Range(start, end))
            if not regions or regions[0].start != start:
                if (
                    number
                    and len(regions) == 0
                    and (draft := self._signed_below(number, coverage)) is not None
                ):
                    yield draft
                continue
            place = regions[-1].end
            match = _SIGNED.match(self.text[place : min(end, place + 160)] if end - place <= 160 else "")
            free = [inner(region) for region in regions if coverage.owner(inner(region)) is None]
            if match is not None and free and len(match.group(1).split()) <= MAX_SIGNATURE_WORDS:
                name = Range(place + match.start(1), place + match.start(1) + len(match.group(1).rstrip()))
                yield Draft(free, None, name, 0.9, ["rule:dash-signature", "marks:paired"])

    def _signed_below(self, number: int, coverage: Coverage) -> Draft | None:
        """A paragraph that is only a signature, below one that is only a quotation."""
        start, end = self.paragraphs[number]
        match = _SIGNED.match(self.text[start:end]) if end - start <= 160 else None
        above = self.paragraphs[number - 1]
        regions = self.boundaries.touching(Range(*above))
        whole = regions and regions[0].start == above[0] and regions[-1].end >= above[1] - 1
        if match is None or not whole or len(match.group(1).split()) > MAX_SIGNATURE_WORDS:
            return None
        free = [inner(region) for region in regions if coverage.owner(inner(region)) is None]
        name = Range(start + match.start(1), start + match.start(1) + len(match.group(1).rstrip()))
        return Draft(free, None, name, 0.9, ["rule:dash-signature", "marks:paired"]) if free else None

    # Labels

    def _labelled(self) -> list[tuple[int, Range, Range]]:
        """Paragraphs that begin with ``Name:``: their number, the name, and the rest."""
        found = []
        for number, (start, end) in enumerate(self.paragraphs):
            start += self.text[start] in _OPENING
            markup = _MARKUP.match(self.text, start, end)
            start = markup.end() if markup is not None else start
            match = _LABEL.match(self.text, start, min(end, start + MAX_LABEL_CHARS))
            if match is not None and match.group(0).strip("*_:.)").lower() not in _not_speakers():
                name = match.span(1) if match[1] is not None else match.span(2)
                found.append((number, Range(*name), Range(min(end, match.end() + 1), end)))
        return found

    def _speaker(self, label: Range) -> str:
        """The label without asides and titles, the same for "WILL RIPLEY, REPORTER (on camera)" and "RIPLEY"."""
        name = self._name(label)
        return name.split()[-1] if name.isupper() else name.strip()

    def turns(self) -> list[Draft]:
        """The turns of a transcript, each with all of its words; none where the text is no transcript."""
        labelled = self._labelled()
        if len(labelled) > 1 and self._is_headline(labelled[0], labelled[1:]):
            labelled = labelled[1:]
        times = Counter(self._speaker(name) for _, name, _ in labelled)
        if len(labelled) < 3 or len(times) < 2 or max(times.values()) < 2:
            return []
        first, last = labelled[0][0], labelled[-1][0]
        dense = 2 * len(labelled) > last - first
        following = [number for number, _, _ in labelled[1:]]
        made = []
        for (number, name, rest), stop in zip(labelled, [*following, last + 1], strict=True):
            said = [self._turn(rest)]
            # A speaker's further paragraphs carry no label.
            further = range(number + 1, stop) if dense else ()
            said += [self._turn(Range(*self.paragraphs[at])) for at in further if not self._aside(at)]
            contents = [part for part in said if part is not None]
            if contents:
                colon = Range(name.end, rest.start - 1)
                made.append(Draft(contents, colon, name, 0.85, ["rule:transcript-label"]))
        return made

    def _is_headline(
        self, first: tuple[int, Range, Range], others: Sequence[tuple[int, Range, Range]]
    ) -> bool:
        """Whether the first line only has a label as headlines do ("Roe: No Deal"), above turns of another style."""
        number, name, _ = first
        shouted = all(self._name(label).isupper() for _, label, _ in others)
        return number == 0 and shouted and not self._name(name).isupper() and others[0][0] > 1

    def _name(self, label: Range) -> str:
        return self.text[label.start : label.end].partition("(")[0].partition(",")[0]

    def _turn(self, rest: Range) -> Range | None:
        whole = self.boundaries.stripped(rest)
        if whole is None:
            return None
        return Range(whole.start, whole.end if self.text[rest.end - 1] in _MARKS else rest.end)

    def _aside(self, number: int) -> bool:
        """Whether the paragraph is a stage direction: "[laughter]"."""
        start, end = self.paragraphs[number]
        return self.text[start] in "[(" and self.text[end - 1] in "])."

    def _headlines(self, coverage: Coverage) -> Iterator[Draft]:
        """Labels outside of transcripts."""
        for number, name, rest in self._labelled():
            said = self._said(number, rest) if self.text[name.end : name.end + 1] == ":" else None
            if said is not None and coverage.owner(said) is None and not coverage.touches(said):
                yield Draft([said], Range(name.end, name.end + 1), name, 0.7, ["rule:headline-label"])

    def _said(self, number: int, rest: Range) -> Range | None:
        """What the label's speaker says: a quotation or a headline."""
        whole = self.boundaries.stripped(rest)
        if whole is None:
            return None
        for region in self.boundaries.touching(rest):
            if region.inner_start <= whole.start and whole.end <= region.inner_end:
                return inner(region)
        headline = number == 0 and len(self.paragraphs) > 1 and self.text[rest.end - 1] not in ".:"
        return whole if headline and rest.end - rest.start <= 140 else None

    # Statements printed whole

    def blocks(self) -> list[Draft]:
        """The statement that the article prints whole, if it does."""
        closing = load_toml("attribution/layouts.toml")["block"]["end_mark"]
        for number, (start, end) in enumerate(self.paragraphs[:-1]):
            if self.text[end - 1] != ":" or self._quoted(self.paragraphs[number + 1]):
                continue
            source, cue = self._issuer(start, end)
            if source is None:
                continue
            first = self.paragraphs[number + 1][0]
            last = self.paragraphs[-1][1]
            if self.text[first:last].endswith(closing):
                last -= len(closing)
            else:
                last = self.paragraphs[number + 1][1]
            said = Range(first, first + len(self.text[first:last].rstrip()))
            if said.end > said.start:
                self.announcement = Range(source.start, end)
                return [Draft([said], cue, source, 0.85, ["rule:statement-block"])]
        return []

    def told(self) -> list[Draft]:
        """Paragraphs without marks behind one that ends in "Roe added:"; each is what was said."""
        made = []
        for number, (start, end) in enumerate(self.paragraphs[:-1]):
            following = self.paragraphs[number + 1]
            if self.text[end - 1] != ":" or self._quoted(following) or self.text[following[1] - 1] == ":":
                continue
            if self.announcement is not None and self.announcement.end == end:
                continue
            source, cue = self._teller(start, end)
            said = self.boundaries.stripped(Range(*following))
            if source is not None and said is not None and self.text[following[0]].isupper():
                made.append(Draft([Range(said.start, following[1])], cue, source, 0.8, ["rule:colon"]))
        return made

    def _teller(self, start: int, end: int) -> tuple[Range | None, Range | None]:
        """Who says what follows, and the verb that says so, at the end of the paragraph."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        for token in reversed(span[-MAX_TELLING:] if span is not None else ()):
            if token.tag_.startswith("VB") and verb_key(token) in _telling():
                holder = source_token(token)
                if holder is None or not holder.tag_.startswith(("NN", "PRP")) or holder.lower_ in _OWN:
                    return None, None
                return source_range(holder, token, self.text), cue_range(token)
            if token.is_sent_start:
                break
        return None, None

    def _quoted(self, paragraph: tuple[int, int]) -> bool:
        regions = self.boundaries.touching(Range(*paragraph))
        return bool(regions) and regions[0].start == paragraph[0]

    def _issuer(self, start: int, end: int) -> tuple[Range | None, Range | None]:
        """Who issued the statement that the paragraph's last sentence announces, and the verb that says so."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        nouns = load_toml("attribution/layouts.toml")["block"]["nouns"]
        if span is None:
            return None, None
        sentence = list(span)
        for at in range(len(sentence) - 1, 0, -1):
            if sentence[at].is_sent_start:
                sentence = sentence[at:]
                break
        noun = next((t for t in reversed(sentence) if t.lower_ in nouns and t.tag_.startswith("NN")), None)
        following = any(t.lower_ in ("following", "follows") for t in sentence)
        telling = any(t.tag_.startswith("VB") and verb_key(t) in cue_lexicon().clause for t in sentence[-5:])
        if noun is None or not (following or telling):
            return None, None
        issuing = [t for t in sentence if t.tag_.startswith("VB") and verb_key(t) in _issuing()]
        verb = next((t for t in reversed(issuing) if t.i < noun.i), None)
        holder = source_token(verb) if verb is not None else None
        if verb is not None and holder is not None and holder is not noun:
            return source_range(holder, verb, self.text), cue_range(verb)
        follows = any(t.lower_ == "follows" for t in sentence) or sentence[-2:][0].lower_ == "is"
        return self._subject(noun) if telling or issuing or follows else (None, None)

    def _subject(self, noun: Token) -> tuple[Range | None, Range | None]:
        verb = noun
        while not verb.tag_.startswith("VB") and verb.head is not verb:
            verb = verb.head
        holder = source_token(verb) if verb.tag_.startswith("VB") else None
        if holder is None:
            return None, None
        return source_range(holder, verb, self.text), cue_range(verb)


@cache
def _not_speakers() -> frozenset[str]:
    return frozenset(load_toml("attribution/layouts.toml")["labels_not_speakers"])


@cache
def _issuing() -> frozenset[str]:
    return frozenset(load_toml("attribution/layouts.toml")["block"]["verbs"])


@cache
def _telling() -> frozenset[str]:
    return frozenset(load_toml("attribution/layouts.toml")["block"]["telling"])
