"""The parse around a figure: which tokens it covers, and the noun phrases near it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container

from spacy.tokens import Doc, Token

from dprk_extract.numbers.lexicon import word_set

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NO_START = frozenset({"det", "predet", "punct", "case", "cc", "preconj", "mark"})
_TAILS = frozenset(
    {"prep", "nummod", "advmod", "amod", "compound", "npadvmod", "nmod", "case", "det", "poss", "quantmod"}
)
_SHORT_TAILS = frozenset({"acl", "conj", "cc"})
_SHORT = 5
_LONGEST_TAIL = 14
_JOINED = frozenset({"conj", "xcomp", "ccomp", "advcl", "aux", "pcomp", "prep"})
_CLAUSE_ENDS = frozenset({"CC", ",", "VBD", "VBZ", "VBP", "VB", "VBN", "MD"})
_MAX_CLIMB = 8
_NO_END = frozenset({"CC", "POS", "TO", "DT"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_ASIDE = 16
# A subtree of more tokens is looked at only so far on both sides.
_WIDE, _NEAR = 200, 25


class Tokens:
    """Look-up of tokens by code points, for one document."""

    __slots__ = ("doc", "starts")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [token.idx for token in doc]

    def at(self, char: int) -> int:
        """The index of the token that covers or precedes ``char``."""
        return max(0, bisect_right(self.starts, char) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open token range that covers the code points ``start`` to ``end``."""
        return self.at(start), bisect_left(self.starts, end)


def children(token: Token) -> list[Token]:
    """The token's children; of a very wide subtree only those near it, so that endless sentences cost no more."""
    if token.right_edge.i - token.left_edge.i <= _WIDE:
        return list(token.children)
    doc, first, last = token.doc, max(0, token.i - _NEAR), min(len(token.doc), token.i + _NEAR + 1)
    return [doc[i] for i in range(first, last) if i != token.i and doc[i].head.i == token.i]


def lefts(token: Token) -> list[Token]:
    return [child for child in children(token) if child.i < token.i]


def rights(token: Token) -> list[Token]:
    return [child for child in children(token) if child.i > token.i]


def same_sentence(doc: Doc, first: int, second: int) -> bool:
    """Whether no sentence begins between the two tokens."""
    return not any(doc[i].is_sent_start for i in range(first + 1, min(second, first + 60) + 1))


def anchor(doc: Doc, first: int, last: int) -> Token:
    """The token of the range that the rest of the range hangs on."""
    for i in range(first, last):
        if not first <= doc[i].head.i < last:
            return doc[i]
    return doc[last - 1]


def is_finite(verb: Token) -> bool:
    """Whether the verb, or an auxiliary of it, has a tense."""
    if not verb.tag_.startswith("VB"):
        return False
    forms = {verb.tag_, *(child.tag_ for child in lefts(verb) if child.dep_ in ("aux", "auxpass"))}
    return not forms.isdisjoint(_TENSED)


def subject_of(verb: Token) -> Token | None:
    """The verb's subject, or that of the verb it is joined to."""
    for _ in range(_MAX_CLIMB):
        subjects = [child for child in children(verb) if child.dep_ in SUBJECTS]
        if subjects:
            return min(subjects, key=lambda child: abs(child.i - verb.i))
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.head.i == verb.i or verb.dep_ not in _JOINED:
            return None
        verb = verb.head
    return None


def bare_subject(verb: Token) -> tuple[int, int] | None:
    """The noun phrase between "and" and a finite verb that the parser has tied elsewhere: "and the voltage was"."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = None
    at = verb.i - 1
    while at > max(0, verb.i - _MAX_CLIMB) and verb.doc[at].tag_ not in _CLAUSE_ENDS:
        first = at if verb.doc[at].tag_ in NOUNS else first
        at -= 1
    return None if first is None or verb.doc[at].tag_ != "CC" else (first, verb.i)


def named_before(verb: Token) -> Token | None:
    """The noun that the parser has not tied to its verb: in front of what two commas set off ("Total debt, without the
    banks, was"), or of "ranging from"."""
    doc = verb.doc
    if verb.lower_ in word_set("concepts", "spans") and verb.i > 1:
        before = doc[verb.i - 2] if doc[verb.i - 1].text == "," else doc[verb.i - 1]
        return before if before.tag_ in NOUNS else None
    at = (
        min((child.i for child in lefts(verb) if child.dep_ in ("aux", "auxpass", "neg")), default=verb.i) - 1
    )
    if at < 2 or doc[at].text != "," or not verb.tag_.startswith("VB"):
        return None
    for i in range(at - 1, max(1, at - _LONGEST_ASIDE), -1):
        if doc[i].tag_ in _FINITE or doc[i].is_sent_start:
            return None
        if doc[i].text == ",":
            return doc[i - 1] if doc[i - 1].tag_ in NOUNS else None
    return None


def described_by(verb: Token) -> Token:
    """The noun that a relative clause or a participle describes; a name right in front of "who" is meant itself
    ("his daughter Mina, who is 10"), and the noun behind "everyone in"."""
    head, doc = verb.head, verb.doc
    pronoun = next((c for c in lefts(verb) if c.tag_ in ("WP", "WDT")), None)
    if pronoun is None or not pronoun.i:
        return head
    at = pronoun.i - 2 if doc[pronoun.i - 1].text == "," and pronoun.i > 1 else pronoun.i - 1
    named = doc[at].tag_ == "NNP" and doc[at].dep_ == "appos" and doc[at].head.i == head.i
    anybody = head.lower_ in word_set("concepts", "pronouns") and doc[at].tag_ in NOUNS
    return doc[at] if named or anybody else head


def antecedent(token: Token) -> Token:
    """The noun behind a relative pronoun, or the subject that the parser has left in a clause of its own."""
    if token.dep_ == "csubj":
        return next((child for child in lefts(token) if child.dep_ == "nsubj" and child.tag_ in NOUNS), token)
    if token.lower_ in ("who", "which", "that", "whom"):
        verb = token.head
        for _ in range(_MAX_CLIMB):
            if verb.dep_ in ("relcl", "acl"):
                return described_by(verb)
            if verb.head.i == verb.i:
                break
            verb = verb.head
    return token


def phrase(
    head: Token, avoid: tuple[int, int], *, after: int | None = None, taken: Container[int] = ()
) -> tuple[int, int]:
    """The token range of the noun phrase of ``head``: no leading determiner, prepositional phrases behind it kept,
    relative clauses left out; it never enters the token range ``avoid`` or the tokens ``taken``, nor begins before
    ``after``."""
    leading = [child for child in lefts(head) if child.dep_ not in _NO_START]
    first = min([child.left_edge.i for child in leading], default=head.i)
    if avoid[0] < head.i and first < avoid[1]:
        first = min(avoid[1], head.i)
    if after is not None:
        first = max(first, after)
    while first < head.i and (_cannot_lead(head.doc[first]) or first in taken):
        first += 1
    first = min(first, head.i)
    if after is None:
        first = _with_hyphen(head.doc, first)
    return first, _right_edge(head, avoid, taken)


def _with_hyphen(doc: Doc, first: int) -> int:
    """Where the phrase begins when its first word is the second half of a hyphened name ("Ben-Moshe")."""
    if (
        first < 2
        or doc[first - 1].text not in "-‐–"
        or doc[first - 1].whitespace_
        or doc[first - 2].whitespace_
    ):
        return first
    return first - 2 if doc[first - 2].tag_ in NOUNS else first


def _cannot_lead(token: Token) -> bool:
    return (
        token.lower_ == "total"
        or token.tag_ in ("DT", "PRP$", "PRP", "POS", "HYPH", "CC", "IN", "PDT")
        or token.dep_ == "punct"
        or token.text.isspace()
    )


def _right_edge(head: Token, avoid: tuple[int, int], taken: Container[int]) -> int:
    """Where the noun phrase ends: behind its prepositional phrases and short participles."""
    last = _past_short_name(head)
    joined = False
    for child in rights(head):
        edge = child.right_edge.i + 1
        if child.dep_ == "punct" and child.tag_ in ("HYPH", ":") and child.text in "-‐–":
            continue
        glued = not head.doc[child.left_edge.i - 1].whitespace_
        short = (
            child.dep_ in _SHORT_TAILS and edge - child.left_edge.i <= _SHORT and child.left_edge.i == last
        )
        if child.dep_ == "prep" and (child.lower_ not in word_set("concepts", "tails") or _of_years(child)):
            break
        if joined and child.dep_ in ("cc", "conj") and child.left_edge.i == last:
            last = edge  # "between the dollar and the yen"
            continue
        if short and child.dep_ in ("cc", "conj") and not _names_together(head, child):
            break
        joined = child.dep_ == "prep" and child.lower_ == "between"
        if child.dep_ == "prep" and any(inner.i in taken for inner in rights(child)):
            break
        if not (child.dep_ in _TAILS or short or (glued and child.dep_ != "punct")):
            break
        if (child.left_edge.i < avoid[1] and edge > avoid[0]) or edge - child.i > _LONGEST_TAIL:
            break
        last = edge
    last = next((i for i in range(_past_short_name(head), last) if _is_break(head.doc[i])), last)
    while last - 1 > head.i and head.doc[last - 1].tag_ in _NO_END:
        last -= 1
    return last


def _past_short_name(head: Token) -> int:
    """Behind the short name in brackets that follows a name: "the Atomic Energy Agency (IAEA)"."""
    doc, at = head.doc, head.i + 1
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        short = doc[at + 1].text.strip(".")
        if short.isupper() and short.isalpha():
            return at + 3
    return at


def _is_break(token: Token) -> bool:
    """Whether something else is said behind the token: a bracket, a comma, a dash between spaces."""
    if token.text in ("-", "–", "—", "--"):
        return token.i > 0 and bool(token.nbor(-1).whitespace_ and token.whitespace_)
    return token.text in "(,"


def _of_years(prep: Token) -> bool:
    """ "between 2014 and 2017": when something was, not what it is."""
    return prep.lower_ == "between" and any(c.tag_ == "CD" and len(c.text) == 4 for c in rights(prep))


def _names_together(head: Token, child: Token) -> bool:
    """ "Urban Outfitters and Ross": names joined, no list of things."""
    other = child if child.dep_ == "conj" else next((c for c in rights(head) if c.dep_ == "conj"), None)
    return other is not None and head.tag_ == other.tag_ == "NNP" and child.left_edge.i <= other.i


def is_personal(token: Token) -> bool:
    return token.tag_ in ("PRP", "PRP$", "WP", "EX", "DT", "WDT")
