"""Wire copy: statements that one outlet reprints from another count as one source.

Two statements are one copy if the sentences that carry them are near-identical in the reporter's own words too, not
only in the quoted ones: two reporters at one press conference quote alike but do not frame alike. A short carrier
needs a second sign, a credit line that names the other outlet or a neighbouring sentence that is copied as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from dprk_extract.data import load_toml
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.merge.words import split_forms

LEAST_OWN_WORDS = 12
LEAST_OWN_WORDS_WITH_SIGN = 5
NEAR_IDENTICAL = 0.9
MOST_ORIGINALS = 50  # of a group that a statement is compared with
_CREDIT_REACH = 60  # code points between an outlet and the word that credits it, that word included
_LINE_BREAK = re.compile(r"[\n.]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


class CopyFinder:
    """Finds copies among members of one group. ``views`` maps document ids to their views."""

    def __init__(self, views: dict[str, DocumentView]) -> None:
        self.views = views
        self._carriers: dict[tuple[str, int, int], tuple[tuple[str, ...], int]] = {}

    def originals(self, members: Sequence[Profile]) -> dict[str, str]:
        """``copy id → original id`` within a group; the original is the credited outlet's, else the first published."""
        found: dict[str, str] = {}
        originals: list[Profile] = []
        for profile in sorted(members, key=self._precedence):
            sources = [one for one in originals[:MOST_ORIGINALS] if self._copies(one, profile)]
            if not sources:
                originals.append(profile)
            else:
                # One sentence may carry several statements; each is the copy of the one that reads like it.
                source = max(sources, key=lambda one: _likeness(one, profile))
                found[profile.statement.id] = source.statement.id
        return found

    def _precedence(self, profile: Profile) -> tuple[bool, str, str, str]:
        view = self.views[profile.statement.document]
        credited = any(
            other.outlet != view.outlet and credits(view.text, other.outlet) for other in self.views.values()
        ) if len(self.views) <= 64 else False  # fmt: skip
        day = profile.published.isoformat() if profile.published else "9999"
        return credited, day, profile.outlet, profile.statement.id

    def _copies(self, one: Profile, other: Profile) -> bool:
        if one.statement.document == other.statement.document:
            return False
        (words_a, own_a), (words_b, own_b) = self._carrier(one), self._carrier(other)
        own = min(own_a, own_b)
        if own < LEAST_OWN_WORDS_WITH_SIGN or not _alike(words_a, words_b):
            return False
        return own >= LEAST_OWN_WORDS or self._signs(one, other)

    def _carrier(self, profile: Profile) -> tuple[tuple[str, ...], int]:
        key = (profile.statement.document, *profile.carrier)
        found = self._carriers.get(key)
        if found is None:
            text = self.views[key[0]].text[key[1] : key[2]]
            found = self._carriers[key] = tuple(split_forms(text)), len(split_forms(_QUOTED.sub(" ", text)))
        return found

    def _signs(self, one: Profile, other: Profile) -> bool:
        view_a, view_b = self.views[one.statement.document], self.views[other.statement.document]
        if credits(view_b.text, view_a.outlet) or credits(view_a.text, view_b.outlet):
            return True
        around_a, around_b = _neighbours(view_a, one.carrier), _neighbours(view_b, other.carrier)
        return any(len(a) >= LEAST_OWN_WORDS_WITH_SIGN and _alike(a, b) for a in around_a for b in around_b)


def _likeness(one: Profile, other: Profile) -> tuple[bool, float]:
    a, b = one.statement, other.statement
    return a.speaker == b.speaker, Indel.normalized_similarity(a.text, b.text)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return Indel.normalized_similarity(a, b) >= NEAR_IDENTICAL


def _neighbours(view: DocumentView, carrier: tuple[int, int]) -> list[tuple[str, ...]]:
    found = []
    for start, end in view.sentences:
        if (end <= carrier[0] and carrier[0] - end < 3) or (start >= carrier[1] and start - carrier[1] < 3):
            found.append(tuple(split_forms(view.text[start:end])))
    return found


@lru_cache(maxsize=1 << 10)
def credits(text: str, outlet: str) -> bool:
    """Whether a text names ``outlet`` in a credit line: "Our partner X reports", "(X) -", "Source: X"."""
    text, name = text.lower(), outlet.lower()
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        before = _LINE_BREAK.split(text[max(0, at - _CREDIT_REACH) : at])[-1]
        behind = _LINE_BREAK.split(text[end : end + _CREDIT_REACH])[0]
        alone = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        if alone and (_credit_words().search(before) or _credit_words().search(behind)):
            return True
        at = text.find(name, end)
    return False


@cache
def _credit_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_toml("merge/copies.toml")["credit_words"])
    return re.compile(rf"\b(?:{words})(?!\w)")
