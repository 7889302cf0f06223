"""The tense of the verb that governs an expression: from the parse where there is one, else from nearby words."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from typing import Literal

from spacy.tokens import Doc, Token

from dprk_extract.data import load_toml
from dprk_extract.lemmas import lemma

Tense = Literal["past", "perfect", "present", "future", "ahead"]

_CLIMB = 12
_DEFER_CLIMB = 4
_INFINITIVE_CLIMB = 4
_WINDOW = 160
_BESIDE = 2
_OBJECT_REACH = 8
_CERTAIN = ("will", "'ll", "’ll", "shall")
_FRAGMENT = 40
_WIDE = 80
_BE = ("is", "are", "was", "were")
_OPENING = ("“", "``")
_QUOTE_MARKS = (*_OPENING, "”", "''", '"')
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
        self._quotes = _quoted_spans(self._doc) if self._doc is not None else []
        self._known: dict[int, Tense | None] = {}
        words = load_toml("dates/tense.toml")
        self._planned = frozenset(words["planned"])
        self._looks_ahead = self._planned | frozenset(words["looks_ahead"])
        self._scheduled = frozenset(words["scheduled"])
        self._scheduled_of_bodies = frozenset(words["scheduled_of_bodies"])
        self._conditions = frozenset(words["conditions"])
        self._deferring = frozenset(words["deferring"])
        self._appointing = frozenset(words["appointing"])
        self._perceived = frozenset(words["perceived"])
        self._nobody = frozenset(words["nobody"])
        self._future_words = frozenset(words["future_words"])
        self._past_words = frozenset(words["past_words"])

    def __call__(self, start: int, end: int) -> Tense | None:
        """The tense that governs the characters ``start`` to ``end``; None where nothing tells.

        "ahead" is a future without doubt; "future" may be one seen from the past ("would"); "perfect" is a past that
        reaches up to now ("has given").
        """
        if self._doc is not None:
            return self._from_parse(start)
        return self._from_words(start, end)

    def tag(self, start: int) -> str:
        """The Penn tag of the token at ``start``; empty without a Doc."""
        token = self._token(start)
        return token.tag_ if token is not None else ""

    def defers(self, start: int, *, appoints: bool = False) -> bool:
        """Whether the verb before the character ``start`` that governs it puts something off to a day ("postponed
        until"), or with ``appoints`` sets it for one ("scheduled for").
        """
        token, verbs = self._token(start), self._appointing if appoints else self._deferring
        for _ in range(_DEFER_CLIMB):
            if token is None:
                return False
            if token.tag_[:2] == "VB":
                forms = {token.lower_, lemma(token.lower_, token.tag_)}
                return token.idx < start and not verbs.isdisjoint(forms)
            token = token.head if token.head is not token else None
        return False

    def _token(self, start: int) -> Token | None:
        if self._doc is None or not self._starts:
            return None
        return self._doc[max(bisect.bisect_right(self._starts, start) - 1, 0)]

    def _from_parse(self, start: int) -> Tense | None:
        token = self._token(start)
        for step in range(_CLIMB):
            if token is None:
                return None
            found = self._cached(token)
            if found == "present" and step <= _BESIDE and token.lower_ in ("is", "are"):
                return "ahead"  # "the funeral is on Sunday"
            if found is not None:
                return found
            if token.head is token:
                return None
            quote = self._quotes[token.i]
            if quote is not None and not quote[0] <= token.head.i < quote[1]:
                return self._of_fragment(quote)
            token = token.head
        return None

    def _of_fragment(self, quote: tuple[int, int]) -> Tense | None:
        """A quotation without a verb over the date is not told in the tense of "said"."""
        assert self._doc is not None
        tokens = self._doc[quote[0] : min(quote[1], quote[0] + _FRAGMENT)]
        if any(token.tag_ in ("VBD", "VBN") for token in tokens):
            return None
        return "ahead" if any(token.lower_ in self._conditions for token in tokens) else None

    def _cached(self, token: Token) -> Tense | None:
        """Each token is judged once: one verb may govern very many expressions."""
        if token.i not in self._known:
            self._known[token.i] = self._of_verb(token)
        return self._known[token.i]

    def _of_verb(self, verb: Token) -> Tense | None:
        tag = verb.tag_
        if tag[:2] != "VB" and tag != "MD":
            return self._of_noun(verb)
        helpers = [child for child in _lefts(verb) if child.dep_ in ("aux", "auxpass")]
        if any(helper.tag_ == "MD" for helper in helpers) or tag == "MD":
            perfect = any(helper.lower_ == "have" for helper in helpers)
            modal = next((helper.lower_ for helper in helpers if helper.tag_ == "MD"), verb.lower_)
            if modal in _CERTAIN and not perfect:
                return "ahead"
            return "past" if perfect or (modal == "could" and self._was_able(verb)) else "future"
        if verb.lower_ in self._planned:
            return "past" if _past_perfect(verb) else "future"
        if any(helper.lower_ == "to" for helper in helpers):
            return self._of_infinitive(verb)
        if tag == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
            return "past"
        if any(helper.lower_ in ("has", "have", "having") for helper in helpers):
            return "perfect"
        if tag == "VB" and not helpers:
            return "ahead" if _is_imperative(verb) else _of_subjunctive(verb)
        if tag in ("VBZ", "VBP") or any(helper.tag_ in ("VBZ", "VBP") for helper in helpers):
            return self._of_present(verb)
        if tag == "VBN" and verb.head.lower_ in ("get", "gets", "getting"):
            return None  # "is going to get hurt": as the verb over it
        return "past" if tag == "VBN" else None

    def _of_present(self, verb: Token) -> Tense:
        """A present looks ahead in a condition ("if it rains") and where it tells a timetable ("the talks end")."""
        if any(child.dep_ == "mark" and child.lower_ in self._conditions for child in _lefts(verb)):
            return "ahead"
        form = lemma(verb.lower_, verb.tag_)
        if verb.tag_ in ("VBZ", "VBP", "VBG") and form in self._scheduled:
            return "ahead"
        if form not in self._scheduled_of_bodies:
            return "present"
        by_body = any(child.dep_ == "nsubj" and child.tag_ in ("NN", "NNS") for child in _lefts(verb))
        near = verb.doc[verb.i + 1 : verb.i + 1 + _OBJECT_REACH]
        transitive = any(token.head.i == verb.i and token.dep_ == "dobj" for token in near)
        return "ahead" if by_body and not transitive else "present"

    def _was_able(self, verb: Token) -> bool:
        """ "could not reach", "neither could be found", "could hear": what was, not what may come."""
        if lemma(verb.lower_, verb.tag_) in self._perceived or verb.left_edge.lower_ in self._nobody:
            return True
        return any(child.dep_ == "neg" for child in verb.children)

    def _of_infinitive(self, verb: Token) -> Tense:
        """An infinitive looks ahead from a plan or a present; else it was as past as what it belongs to."""
        head = verb.head
        if _past_perfect(head) or any(child.lower_ == "have" for child in _lefts(verb)):
            return "past"
        if head.lower_ in _BE and verb.dep_ in ("xcomp", "ccomp", "acomp", "attr"):
            return "future"  # "the talks were to resume on Monday"
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


def _lefts(verb: Token) -> Iterable[Token]:
    """The children left of a verb: near ones only where its subtree is very wide, so that time stays linear."""
    if verb.i - verb.left_edge.i <= _WIDE:
        return verb.lefts
    return [token for token in verb.doc[verb.i - _WIDE : verb.i] if token.head.i == verb.i]


def _is_imperative(verb: Token) -> bool:
    """ "Come back in October": a bare form without a subject that heads a sentence or a quotation."""
    if verb.dep_ not in ("ROOT", "ccomp", "advcl", "parataxis"):
        return False
    if any(
        child.dep_ in ("nsubj", "nsubjpass", "expl", "mark")
        or (child.dep_ == "aux" and child.lower_ not in ("do", "let"))
        for child in _lefts(verb)
    ):
        return False
    edge = verb.left_edge
    opens = edge.is_sent_start or edge.lower_ in _QUOTE_MARKS
    return bool(opens or verb.doc[edge.i - 1].lower_ in _QUOTE_MARKS)


def _of_subjunctive(verb: Token) -> Tense | None:
    """ "demanded that they leave by Friday": a bare form with its own subject lies ahead of what demands it."""
    children = [child.dep_ for child in _lefts(verb)]
    return "future" if "mark" in children and ("nsubj" in children or "nsubjpass" in children) else None


def _quoted_spans(doc: Doc) -> list[tuple[int, int] | None]:
    """For each token the quotation that it stands in, first and past-the-last token; only speech, which closes
    behind a comma, full stop, question or exclamation mark."""
    spans: list[tuple[int, int] | None] = [None] * len(doc)
    start: int | None = None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            start = None
        if token.lower_ not in _QUOTE_MARKS:
            continue
        if token.lower_ in _OPENING or (token.lower_ == '"' and start is None):
            start = token.i + 1
        elif start is not None:
            if token.i > start and doc[token.i - 1].lower_ in (",", ".", "?", "!"):
                spans[start : token.i] = [(start, token.i)] * (token.i - start)
            start = None
    return spans


def _past_perfect(verb: Token) -> bool:
    """Whether a verb is told as over before the story: "had been due to"."""
    return any(child.lower_ == "had" for child in _lefts(verb)) or any(
        child.lower_ == "had" for child in _lefts(verb.head)
    )
