"""Speakers of transcripts and interviews by their labels: "RIPLEY:", "JT:", "A:"."""

from __future__ import annotations

from collections import Counter
from functools import cache

from dprk_extract.annotations import Attribution, Range
from dprk_extract.data import load_toml
from dprk_extract.speakers.discourse import Discourse
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import Naming
from dprk_extract.speakers.personal import MAX_WORDS
from dprk_extract.speakers.referents import Referent
from dprk_extract.speakers.sources import Found, resolve_source
from dprk_extract.speakers.view import LABEL

_ANSWER = 0.6
_INITIALS = 0.8
_LONGEST_INITIALS = 4
_EDGE = " .*_"


class Labels:
    """Reads the labels of one document; a label means the same one throughout."""

    def __init__(self, discourse: Discourse, attributions: list[Attribution]) -> None:
        self.discourse = discourse
        found = [a.source for a in attributions if LABEL in a.evidence and a.source is not None]
        self.first = min((place.start for place in found), default=0)
        self.by_initials: dict[str, Referent] = {}
        self.interviewee = self._interviewee() if found else None

    def resolve(self, place: Range) -> Found | None:
        """Whose label stands at ``place``."""
        text = self.discourse.view.text[place.start : place.end]
        label = text.partition("(")[0].partition(",")[0].strip(_EDGE)
        lower = label.lower()
        if lower in _words("questions"):
            return Found(label, None, "label", 0.9, place, kind="unknown")
        if lower in _words("answers"):
            return self._answering(label, place)
        plain = resolve_source(self.discourse, place)
        shouted = label.isupper() and label.replace(" ", "").replace("-", "").isalpha()
        if plain is not None and plain.referent is not None and plain.referent.kind == "person":
            self._note(plain.referent)
            return plain
        if not shouted or lower in _words("nobody") or (plain is not None and self._is_body(plain)):
            return plain
        if len(label) <= _LONGEST_INITIALS and label in self.by_initials:
            return self._as_found(self.by_initials[label], place, _INITIALS)
        return self._shouted(label.title().split(), place) or plain

    def _is_body(self, found: Found) -> bool:
        return found.referent is not None and (found.referent.entry is not None or bool(found.referent.roles))

    def _shouted(self, words: list[str], place: Range) -> Found | None:
        """A name in capitals: who bears it already, else somebody new."""
        registry, lex = self.discourse.registry, lexicon()
        known = registry.by_surname.get(words[-1].lower(), [])
        if len(words) == 1 and len(known) == 1:
            return self._as_found(known[0], place, 0.9)
        lowers = [word.lower() for word in words]
        if len(words) > MAX_WORDS or any(lex.role_classes(w) or w in _words("nobody") for w in lowers):
            return None
        if len(words[0]) <= _LONGEST_INITIALS and len(words) == 1:
            return None
        tokens = self.discourse.view.tokens_of(place)
        naming = Naming(tokens.start, tokens.start + 1, tuple(words), "person", tokens.start)
        referent = registry.introduce(naming)
        if referent.kind != "person" and referent.entry is None:
            registry.make_person(referent, naming)
        self._note(referent)
        return self._as_found(referent, place, 0.85)

    def _note(self, referent: Referent) -> None:
        initials = "".join(word[0] for word in referent.fullest.split() if word[0].isupper())
        if len(initials) > 1:
            self.by_initials.setdefault(initials, referent)

    def _as_found(self, referent: Referent, place: Range, certainty: float) -> Found:
        return Found(referent.fullest, referent, "label", certainty, place)

    def _answering(self, label: str, place: Range) -> Found:
        if self.interviewee is None:
            return Found(label, None, "label", 0.9, place, kind="unknown")
        return self._as_found(self.interviewee, place, _ANSWER)

    def _interviewee(self) -> Referent | None:
        """The one person of whom the lines before the first label speak most."""
        view = self.discourse.view
        end = view.token_at(self.first)
        times: Counter[int] = Counter()
        people: dict[int, Referent] = {}
        for referent in self.discourse.registry.all:
            if referent.kind != "person" or referent.unnamed:
                continue
            spoken = [o for o in referent.occurrences if o.start < end and not self._is_byline(o.start)]
            if spoken:
                times[id(referent)], people[id(referent)] = len(spoken), referent
        ranked = times.most_common(2)
        alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
        return people[ranked[0][0]] if alone else None

    def _is_byline(self, index: int) -> bool:
        return index > 0 and self.discourse.view.lower[index - 1] in ("by", "interviewer")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("speakers/words.toml")["labels"][name].split())
