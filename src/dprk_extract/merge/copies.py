"""Wire copy: statements that one outlet reprints from another count as one source.

Two statements are one copy if the sentences that carry them are near-identical in the reporter's own words too, not
only in the quoted ones: two reporters at one press conference quote alike but do not frame alike. A short carrier
needs a second sign, a credit line that names the other outlet or a neighbouring sentence that is copied as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Indel

from dprk_extract.data import load_toml
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.merge.words import split_forms

LEAST_OWN_WORDS = 12
LEAST_OWN_WORDS_WITH_SIGN = 5
NEAR_IDENTICAL = 0.9
MOST_ORIGINALS = 50  # of a group that a statement is compared with
LONGEST_COMPARED = 20_000  # code points of a carrier or a statement: what is alike so far is alike
MOST_CREDITED = 64  # documents among which the outlet that another credits is looked for
_CREDIT_REACH = 60  # code points between an outlet and the word that credits it, that word included
_LINE_BREAK = re.compile(r"[\n.]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


class CopyFinder:
    """Finds copies among members of one group. ``views`` maps document ids to their views."""

    def __init__(self, views: dict[str, DocumentView]) -> None:
        self.views = views
        self._carriers: dict[tuple[str, int, int], tuple[tuple[str, ...], int]] = {}
        self._credits: dict[tuple[str, str], bool] = {}
        self._credited: dict[str, bool] = {}

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
        day = profile.published.isoformat() if profile.published else "9999"
        return self._is_credited(profile.statement.document), day, profile.outlet, profile.statement.id

    def _is_credited(self, document: str) -> bool:
        """Whether a document names the outlet of another one as its source, as far as there are few."""
        found = self._credited.get(document)
        if found is None:
            outlets = (
                {view.outlet for view in self.views.values()} if len(self.views) <= MOST_CREDITED else set()
            )
            others = outlets - {self.views[document].outlet}
            found = self._credited[document] = any(
                self._credits_outlet(document, name) for name in sorted(others)
            )
        return found

    def _credits_outlet(self, document: str, outlet: str) -> bool:
        """The same as ``credits``, found once for all statements of a document."""
        found = self._credits.get((document, outlet))
        if found is None:
            found = self._credits[document, outlet] = credits(self.views[document].text, outlet)
        return found

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
            text = self.views[key[0]].text[key[1] : min(key[2], key[1] + LONGEST_COMPARED)]
            found = self._carriers[key] = tuple(split_forms(text)), len(split_forms(_QUOTED.sub(" ", text)))
        return found

    def _signs(self, one: Profile, other: Profile) -> bool:
        view_a, view_b = self.views[one.statement.document], self.views[other.statement.document]
        if self._credits_outlet(other.statement.document, view_a.outlet):
            return True
        if self._credits_outlet(one.statement.document, view_b.outlet):
            return True
        around_a, around_b = _neighbours(view_a, one.carrier), _neighbours(view_b, other.carrier)
        return any(len(a) >= LEAST_OWN_WORDS_WITH_SIGN and _alike(a, b) for a in around_a for b in around_b)


def _likeness(one: Profile, other: Profile) -> tuple[bool, float]:
    a, b = one.statement, other.statement
    parts = a.text[:LONGEST_COMPARED], b.text[:LONGEST_COMPARED]
    return a.speaker == b.speaker, Indel.normalized_similarity(*parts)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return Indel.normalized_similarity(a, b, score_cutoff=NEAR_IDENTICAL) >= NEAR_IDENTICAL


def _neighbours(view: DocumentView, carrier: tuple[int, int]) -> list[tuple[str, ...]]:
    """The words of the sentences that end within two code points before the carrier, or begin so near behind it."""
    (start, end), places = carrier, view.sentences
    first, last = (bisect_right(places, at, key=lambda place: place[1]) for at in (start - 3, start))
    behind = places[bisect_left(places, (end,)) : bisect_left(places, (end + 3,))]
    return [tuple(split_forms(view.text[slice(*place)])) for place in (*places[first:last], *behind)]


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
