"""Who speaks by the layout: the headline or first line of a statement given whole, and the byline."""

from __future__ import annotations

import re
from dataclasses import replace

from dprk_extract.annotations import Attribution
from dprk_extract.speakers.discourse import Discourse
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import Naming
from dprk_extract.speakers.personal import korean_name_at
from dprk_extract.speakers.referents import Referent
from dprk_extract.speakers.sources import Found, of_reading
from dprk_extract.speakers.view import LABEL

_WORD = re.compile(r"[^\s,;:]+|[,;:]")
_NAME_WORD = re.compile(r"[A-Z][\w.'’-]*$")
_LONGEST_TITLE = 300
_LONGEST_NAME = 4
_BYLINE_PARAGRAPHS = 4
_HOW = {"rule:dash-signature": "dash", LABEL: "label", "rule:headline-label": "headline"}


def by_layout(found: Attribution, speaker: Found | None) -> Found | None:
    """The speaker with the layout as the way he was found, where the attribution rests on it."""
    if speaker is None:
        return None
    how = next((_HOW[item] for item in found.evidence if item in _HOW), None)
    return replace(speaker, how=how) if how is not None and speaker.how in ("name", "alias") else speaker


def statement_holder(discourse: Discourse, title: str | None) -> Found | None:
    """Whose statement the article is by its headline or its first line; None for other articles."""
    view = discourse.view
    first = view.text[slice(*view.paragraphs[0])] if view.paragraphs and view.headline[:1] == [True] else ""
    for line in (title or "", first):
        name = _holder_in(discourse, line[:_LONGEST_TITLE])
        if name:
            referent = _referent(discourse, name)
            shown = referent.fullest if referent is not None else name
            return Found(shown, referent, "headline", 0.8, None, kind=None if referent else "person")
    return None


def _holder_in(discourse: Discourse, line: str) -> str:
    """The name behind "statement of" or "speech by"."""
    lex = lexicon()
    words = _WORD.findall(line)
    for index in range(1, len(words) - 1):
        before, word = words[index - 1].lower(), words[index].lower()
        if word in lex.statement_prepositions and before in lex.statement_nouns:
            end = next((i for i in range(index + 1, len(words)) if words[i] in ",;:"), len(words))
            return _name_in(discourse, words[index + 1 : end])
    return ""


def _name_in(discourse: Discourse, words: list[str]) -> str:
    """The first personal name among the words."""
    lex = lexicon()
    for start in range(len(words)):
        length = korean_name_at(words, start)
        if length:
            return " ".join(words[start : start + length])
        for end in range(min(len(words), start + _LONGEST_NAME), start + 1, -1):
            text = " ".join(words[start:end])
            if any(entry.kind == "person" for entry in discourse.view.find(text)):
                return text
        pair = words[start : start + 2]
        if len(pair) == 2 and lex.given_gender(pair[0]) and all(_NAME_WORD.match(word) for word in pair):
            return " ".join(pair)
    return ""


def _referent(discourse: Discourse, name: str) -> Referent | None:
    words = tuple(name.split())
    naming = Naming(0, 0, words, "person", 0, entries=discourse.view.find(name))
    if len(naming.entries) == 1 and naming.entries[0].kind == "person":
        return discourse.registry.from_entry(naming.entries[0], 0)
    return discourse.registry.named(naming)


def byline(discourse: Discourse) -> Found | None:
    """The author named in "By Jane Roe" at the head of the article: who "I" is outside of quotations."""
    view = discourse.view
    for start, _ in view.paragraphs[:_BYLINE_PARAGRAPHS]:
        index = view.token_at(start)
        if view.lower[index] == "by" and index + 1 in discourse.at:
            reading = discourse.at[index + 1]
            if reading.referent.kind == "person":
                return replace(of_reading(discourse, reading), how="byline", certainty=0.75)
    return None
