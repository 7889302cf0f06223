"""When something was said: the date that a sentence gives to the saying, not to anything else in it.

"said on Friday", "in a statement on Friday" and "used a speech on Friday to call for" date the saying. "Trump, who
met Kim in 2019, is said" and "after losing in 2008, she said" do not. The two are told apart by the dependency
parse: the walk from the date up to the cue must pass through nothing but prepositions, occasions of speech and
places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from dprk_extract.annotations import Attribution, Range, Timex
from dprk_extract.data import load_toml
from dprk_extract.lemmas import lemma

_LONGEST_WALK = 12
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def date_of_saying(doc: Doc, attribution: Attribution, dates: Sequence[Timex]) -> int | None:
    """The index in ``dates`` (those of the cue's sentence) of the one that dates the saying; None where none does.

    Only days, months, years and times on the calendar count. None too where ``doc`` has no parse.
    """
    cue = _tokens(doc, attribution.cue)
    if cue is None or not doc.has_annotation("DEP"):
        return None
    hosts = _hosts(cue)
    found = [
        (abs(date.start - cue.start_char), index)
        for index, date in enumerate(dates)
        if date.edtf is not None
        and date.timex_type in ("DATE", "TIME")
        and not any(f.holds(date.start) for f in attribution.fragments)
        and _dates_it(doc, date, attribution, cue, hosts)
    ]
    return min(found, default=(0, None))[1]


def _dates_it(doc: Doc, date: Timex, attribution: Attribution, cue: Span, hosts: frozenset[int]) -> bool:
    span = _tokens(doc, Range(date.start, date.end))
    if span is None:
        return False
    if cue.start <= span.start < cue.end:
        return True
    walk = _Walk(span, attribution, cue, hosts, by_day=len(date.edtf or "") >= 10)
    return walk.arrives()


def _tokens(doc: Doc, place: Range | None) -> Span | None:
    return None if place is None else doc.char_span(place.start, place.end, alignment_mode="expand")


def _hosts(cue: Span) -> frozenset[int]:
    """The tokens at which a date dates the saying: the cue's, and those of clauses that are the same act."""
    return frozenset((*(token.i for token in cue), *_same_act(cue.root)))


def _same_act(node: Token) -> Iterator[int]:
    """From the cue's verb up: "announced it on Friday, saying"; "ended a meeting on Friday by announcing"."""
    for _ in range(_LONGEST_WALK):
        head = node.head
        if head is node or not _is_part_of(node, head):
            return
        if node.dep_ != "pcomp":
            yield head.i
        node = head


def _is_part_of(node: Token, head: Token) -> bool:
    """Is what ``node`` says done by doing what ``head`` says?"""
    if node.dep_ == "conj":
        return not _has_subject(node)
    if node.dep_ in ("xcomp", "advcl", "pcomp"):
        return node.tag_ in ("VBG", "VB") and not _is_apart(node)
    if node.dep_ == "acl":
        return _is_occasion(head) and node.tag_ in ("VBG", "VB")
    if node.dep_ == "relcl":
        return _is_occasion(head) and any(
            child.tag_ == "WDT" and child.dep_ == "nsubj" for child in node.lefts
        )
    if node.dep_ == "prep":
        return node.lower_ in _words()["means"]
    return node.dep_ in ("dobj", "attr") and head.tag_.startswith("VB")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.lefts)


def _is_apart(verb: Token) -> bool:
    """Has the clause a subject or a conjunction that makes it another event?"""
    apart = _words()["apart"]
    return _has_subject(verb) or any(
        child.dep_ in ("mark", "prep") and child.lower_ in apart for child in verb.lefts
    )


class _Walk:
    """The way from a date up the parse to one of ``hosts``."""

    def __init__(
        self, date: Span, attribution: Attribution, cue: Span, hosts: frozenset[int], *, by_day: bool
    ) -> None:
        self.date, self.cue, self.hosts, self.by_day = date, cue, hosts, by_day
        self.fragments = attribution.fragments
        self.loose = False

    def arrives(self) -> bool:
        node = self.date.root
        for _ in range(_LONGEST_WALK):
            if node.i in self.hosts:
                return True
            head = node.head
            if head is node or not self._may_pass(node, head):
                return False
            if self._in_content(head) and not self._in_content(node):
                return self._touches_content(node)
            if self._stands_before_cue(node, head):
                return True
            node = head
        return False

    def _may_pass(self, node: Token, head: Token) -> bool:
        words = _words()
        if node.dep_ == "prep":
            near = words["dating"] if node.i == self.date.start - 1 else words["near"]
            if near is words["dating"] and node.lower_ == "on":
                self.loose = True
            return node.lower_ in near or (node.lower_ == "of" and _is_occasion(head))
        if node.dep_ in ("pobj", "dobj", "dative", "attr"):
            return self._is_date(node) or _is_occasion(node) or (self.loose and self.by_day)
        if node.dep_ in ("npadvmod", "advmod", "tmod"):
            self.loose = True
            return self._is_date(node)
        if node.dep_ in ("compound", "nmod", "amod", "poss", "nummod"):
            return self._is_date(node) and (self._is_date(head) or _is_occasion(head))
        if node.dep_ in ("acl", "relcl"):
            return _is_occasion(head) and lemma(node.lower_, node.tag_) in words["publishing"]
        if node.dep_ in _SUBJECTS:
            return _is_occasion(node)
        if node.dep_ == "advcl":
            # "Speaking in Seoul on Friday, she said".
            return node.tag_ == "VBG" and self.loose and self.by_day and not _is_apart(node)
        return node.dep_ in ("conj", "appos", "pcomp") and self._is_date(node) and self._is_date(head)

    def _is_date(self, node: Token) -> bool:
        return self.date.start <= node.i < self.date.end

    def _in_content(self, node: Token) -> bool:
        return any(f.holds(node.idx) for f in self.fragments)

    def _touches_content(self, node: Token) -> bool:
        """A date at an edge of the content that the parse hangs on a word in it.

        "announced <the deal> on Friday", "told reporters on Friday <she would go>".
        """
        first = self.date.start - (node.dep_ == "prep")
        begins, ends = self.date.doc[first].idx, self.date.end_char
        return node.i >= first and any(
            f.end <= begins <= f.end + 2 or (self.cue.end <= first and ends <= f.start <= ends + 2)
            for f in self.fragments
        )

    def _stands_before_cue(self, node: Token, head: Token) -> bool:
        """A date between the subject and the verb, hung on the subject: "Trump on Friday said"."""
        return (
            node.dep_ in ("prep", "npadvmod")
            and head.dep_ in _SUBJECTS
            and head.head.i in self.hosts
            and 0 <= self.cue.start - self.date.end <= 1
        )


def _is_occasion(noun: Token) -> bool:
    return lemma(noun.lower_, noun.tag_) in _words()["occasions"]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("saying.toml").items()}
