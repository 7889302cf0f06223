"""The tense of the verb that governs an expression: from the parse where there is one, else from nearby words."""

from __future__ import annotations

import bisect
import re
from typing import Literal

from spacy.tokens import Doc, Token

from dprk_extract.data import load_toml

Tense = Literal["past", "present", "future"]

_CLIMB = 12
_INFINITIVE_CLIMB = 4
_WINDOW = 160
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z\"“])|\n\s*\n")
_WORD = re.compile(r"[A-Za-z']+")


class TenseFinder:
    """Answers for one text. ``doc`` may be None, or a Doc without a parse."""

    def __init__(self, text: str, doc: Doc | None) -> None:
        self._text = text
        self._doc = (
            doc if doc is not None and doc.has_annotation("DEP") and doc.has_annotation("TAG") else None
        )
        self._starts = [token.idx for token in self._doc] if self._doc is not None else []
        self._known: dict[int, Tense | None] = {}
        words = load_toml("dates/tense.toml")
        self._planned = frozenset(words["planned"])
        self._looks_ahead = self._planned | frozenset(words["looks_ahead"])
        self._future_words = frozenset(words["future_words"])
        self._past_words = frozenset(words["past_words"])

    def __call__(self, start: int, end: int) -> Tense | None:
        """The tense that governs the characters ``start`` to ``end``; None where nothing tells."""
        if self._doc is not None:
            return self._from_parse(start)
        return self._from_words(start, end)

    def tag(self, start: int) -> str:
        """The Penn tag of the token at ``start``; empty without a Doc."""
        token = self._token(start)
        return token.tag_ if token is not None else ""

    def _token(self, start: int) -> Token | None:
        if self._doc is None or not self._starts:
            return None
        return self._doc[max(bisect.bisect_right(self._starts, start) - 1, 0)]

    def _from_parse(self, start: int) -> Tense | None:
        token = self._token(start)
        for _ in range(_CLIMB):
            if token is None:
                return None
            found = self._cached(token)
            if found is not None:
                return found
            if token.head is token:
                return None
            token = token.head
        return None

    def _cached(self, token: Token) -> Tense | None:
        """Each token is judged once: one verb may govern very many expressions."""
        if token.i not in self._known:
            self._known[token.i] = self._of_verb(token)
        return self._known[token.i]

    def _of_verb(self, verb: Token) -> Tense | None:
        tag = verb.tag_
        if tag[:2] != "VB" and tag != "MD":
            return self._of_noun(verb)
        helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
        if any(helper.tag_ == "MD" for helper in helpers) or tag == "MD":
            perfect = any(helper.lower_ == "have" for helper in helpers)
            modal = next((helper.lower_ for helper in helpers if helper.tag_ == "MD"), verb.lower_)
            return "past" if perfect else None if modal == "could" else "future"
        if verb.lower_ in self._planned:
            return "past" if _past_perfect(verb) else "future"
        if any(helper.lower_ == "to" for helper in helpers):
            return self._of_infinitive(verb)
        if tag == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
            return "past"
        if any(helper.lower_ in ("has", "have", "having") for helper in helpers):
            return "past"
        if tag in ("VBZ", "VBP") or any(helper.tag_ in ("VBZ", "VBP") for helper in helpers):
            return "present"
        return "past" if tag == "VBN" else None

    def _of_infinitive(self, verb: Token) -> Tense:
        """An infinitive looks ahead from a plan or a present; else it was as past as what it belongs to."""
        head = verb.head
        if _past_perfect(head):
            return "past"
        for _ in range(_INFINITIVE_CLIMB):
            if head.lower_ in self._looks_ahead:
                return "future"
            if head.tag_[:2] == "VB":
                return "past" if head.tag_ == "VBD" else "future"
            head = head.head
        return "future"

    def _of_noun(self, word: Token) -> Tense | None:
        return "future" if word.lower_ in self._future_words and word.tag_[:2] != "NN" else None

    def _from_words(self, start: int, end: int) -> Tense | None:
        before = _SENTENCE_END.split(self._text[max(0, start - _WINDOW) : start])[-1]
        after = _SENTENCE_END.split(self._text[end : end + _WINDOW])[0]
        for words in (reversed(_WORD.findall(before.lower())), _WORD.findall(after.lower())):
            for word in words:
                if word in self._future_words or word in self._planned:
                    return "future"
                if word in self._past_words or (len(word) > 4 and word.endswith("ed")):
                    return "past"
        return None


def _past_perfect(verb: Token) -> bool:
    """Whether a verb is told as over before the story: "had been due to"."""
    return any(child.lower_ == "had" for child in verb.lefts) or any(
        child.lower_ == "had" for child in verb.head.lefts
    )
