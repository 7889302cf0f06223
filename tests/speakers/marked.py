"""Articles with marked attributions: ``[1:words]`` is the content of the first one, ``|1:who|`` its source and
``<1:said>`` its cue. The marks are taken out and become annotations, so that only speaker identity is tested."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import Attribution, Context, Range, SpeakerGuess, annotations_of
from dprk_extract.pipeline import load_pipeline
from dprk_extract.speakers.component import SpeakerIdentity

_MARK = re.compile(r"\[(\d):(.*?)\]|\|(\d):(.*?)\||<(\d):(.*?)>", re.S)
_QUOTES = '“”"'


@cache
def parser() -> Language:
    """The pipeline without the components that find dates, numbers, attributions and speakers."""
    return load_pipeline(components=())


@dataclass
class Article:
    """A document on which speaker identity has run."""

    doc: Doc

    @property
    def guesses(self) -> list[SpeakerGuess | None]:
        return [found.speaker for found in annotations_of(self.doc).attributions]

    @property
    def names(self) -> list[str | None]:
        return [guess.name if guess else None for guess in self.guesses]

    @property
    def ways(self) -> list[str | None]:
        return [guess.resolved_by if guess else None for guess in self.guesses]


def read(
    marked: str,
    *,
    title: str | None = None,
    published: str | None = None,
    evidence: tuple[str, ...] = (),
    outer: dict[int, int] | None = None,
) -> Article:
    """Take the marks out, parse, set the attributions and find their speakers. ``outer`` counts from 0."""
    text, parts = _unmarked(marked)
    doc = parser()(text)
    notes = annotations_of(doc)
    notes.context = Context(published=published, title=title)
    notes.attributions = [
        Attribution(
            "direct" if text[p["content"][0].start] in _QUOTES else "indirect",
            tuple(p["content"]),
            p["cue"][0] if p["cue"] else None,
            p["source"][0] if p["source"] else None,
            1.0,
            evidence,
            outer=(outer or {}).get(number),
        )
        for number, (_, p) in enumerate(sorted(parts.items()))
    ]
    return Article(SpeakerIdentity()(doc))


def _unmarked(marked: str) -> tuple[str, dict[str, dict[str, list[Range]]]]:
    parts: dict[str, dict[str, list[Range]]] = defaultdict(lambda: {"content": [], "source": [], "cue": []})
    text, last = "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        role = next(r for r, i in (("content", 1), ("source", 3), ("cue", 5)) if match[i])
        number, words = next((match[i], match[i + 1]) for i in (1, 3, 5) if match[i])
        parts[number][role].append(Range(len(text), len(text) + len(words)))
        text += words
        last = match.end()
    return text + marked[last:], dict(parts)
