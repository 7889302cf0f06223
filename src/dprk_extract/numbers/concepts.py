"""What a quantity is about: the thing measured, or who or what has the counted things.

"Inflation rose 0.3%" is about inflation, "a 51% stake in the school" about the stake, "the army has 8,000 tanks"
about the army, "6 tonnes (13,000 lb) of rice" about rice. The counted noun itself is the quantity's unit; it is
the answer only where the sentence offers nothing else. After the annotation of concepts in NewsQuant (Almasian,
Kazakova, Göldner, Gertz, "CQE: A Comprehensive Quantity Extractor", EMNLP 2023).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dprk_extract.numbers import parse
from dprk_extract.numbers.lexicon import word_set
from dprk_extract.numbers.nouns import Counted, last_noun

_MAX_CLIMB = 10
_MAX_AWAY = 8
_GAP = 8
_WIDEST = 40
_DEEPEST = 20
_QUANTIFIERS = frozenset({"DT", "CD", "WDT", "PDT"})
_DIRECT = frozenset({"dobj"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_AMOUNTS = _OBJECTS | {"npadvmod"}
_TO_VERB = frozenset({"conj", "xcomp", "ccomp", "advcl", "aux", "pcomp", "prep", "dep"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity for the concept finder: its tokens, and the noun that it counts."""

    first: int
    last: int
    counted: Counted | None

    @property
    def span(self) -> Span:
        return self.first, max(self.last, self.counted.last if self.counted else 0)


class ConceptFinder:
    """Concepts of the quantities of one document; a quantity that hangs on another shares its concept."""

    def __init__(self, doc: Doc, items: list[Item]) -> None:
        self.doc = doc
        self.items = items
        self._owner = {i: index for index, item in enumerate(items) for i in range(*item.span)}
        self._known: dict[int, Span | None] = {}
        self._depth = 0

    def concept(self, index: int) -> Span | None:
        """The token range of what quantity ``index`` is about."""
        if index not in self._known:
            self._known[index] = None  # a circle of quantities ends here
            self._known[index] = self._find(self.items[index])
        return self._known[index]

    def _find(self, item: Item) -> Span | None:
        verb = parse.anchor(self.doc, *item.span)
        if verb.tag_.startswith("VB"):  # "sales doubled", "the firm doubled its sales"
            return self._of_verb(verb, verb, item)
        found = self._signed(item) or self._gapped(item) or self._included(item)
        if found is None and item.counted is None:
            found = self._behind(item)
        if found is None:
            found = self._climb(item)
        if found is None and (item.counted is None or parse.anchor(self.doc, *item.span).dep_ in _OBJECTS):
            found = self._left(item)
        if found is None and item.counted is not None and item.counted.last > item.counted.first:
            first, last = parse.phrase(
                self.doc[item.counted.head],
                (item.first, item.last),
                after=item.counted.first,
                taken=self._others(item),
            )
            return min(first, item.counted.head), max(last, item.counted.last)
        return found

    def _others(self, item: Item) -> set[int]:
        """The tokens of the other quantities near the item."""
        near = range(item.first, min(item.span[1] + _WIDEST, len(self.doc)))
        return {i for i in near if i in self._owner and self.items[self._owner[i]] is not item}

    def _signed(self, item: Item) -> Span | None:
        """ "FTSE -0.6%": the name right in front of a signed figure."""
        doc, at = self.doc, item.first
        if doc[at].text[0] not in "-−+" or not at:
            return None
        first = at
        while (
            first
            and doc[first - 1].tag_ in ("NNP", "CD")
            and (first - 1) not in self._owner
            and at - first < 5
        ):
            first -= 1
        return (first, at) if first < at and doc[first].tag_ == "NNP" else None

    def _gapped(self, item: Item) -> Span | None:
        """ "Hanjin fell 2%, Daewoo by 3%": the name in front of the figure of a clause that has left out its verb."""
        doc = self.doc
        last = item.first - 1 if item.first and doc[item.first - 1].lower_ == "by" else item.first
        first = last
        while (
            first
            and doc[first - 1].tag_ in ("NNP", "NNPS")
            and last - first < 5
            and (first - 1) not in self._owner
        ):
            first -= 1
        opened = 0 < first < last and (
            doc[first - 1].text in ",;" or doc[first - 1].lower_ in ("and", "while")
        )
        at = item.span[1]
        closed = at == len(doc) or doc[at].is_punct or doc[at].tag_ == "CC"
        if (
            not (opened and closed)
            or item.counted is not None
            or doc[last - 1].lower_ in word_set("dates", "times")
        ):
            return None
        listed = any(i in self._owner for i in range(max(0, first - _GAP), first - 1))
        return (first, last) if listed and parse.same_sentence(doc, first, at - 1) else None

    def _included(self, item: Item) -> Span | None:
        """ "400 houses, including 50 in Wonsan": where the part is."""
        number = parse.anchor(self.doc, *item.span)
        if item.counted is not None or number.dep_ != "pobj" or number.head.lower_ != "including":
            return None
        return self._with_preposition([number], item)

    def _left(self, item: Item) -> Span | None:
        """Where the parse says nothing: the subject nearest to the left in the sentence, or the nearest noun."""
        nearest: Token | None = None
        for i in range(item.first - 1, max(-1, item.first - 25), -1):
            token = self.doc[i]
            if self.doc[i + 1].is_sent_start:
                break
            if (
                token.tag_ not in parse.NOUNS
                or i in self._owner
                or token.lower_ in word_set("dates", "times")
            ):
                continue
            if token.dep_ in ("nsubj", "nsubjpass"):
                return self._phrase(token, item)
            if i + 1 < item.first and self.doc[i + 1].lower_ in ("which", "who", "that"):
                return self._phrase(token, item)
            if (
                i + 2 < item.first
                and self.doc[i + 2].lower_ in ("which", "who")
                and self.doc[i + 1].text == ","
            ):
                return self._phrase(token, item)
            nearest = nearest or token
        return None if nearest is None else self._phrase(nearest, item)

    def _behind(self, item: Item) -> Span | None:
        """The noun that the figure modifies ("a 19% drop"), or the one behind "of" ("81% of manufacturers")."""
        doc, at = self.doc, self._past_brackets(item.last)
        if at >= len(doc) or doc[at].is_sent_start:
            return None
        if doc[at].lower_ == "of" and doc[at].tag_ == "IN":
            target = next((child for child in parse.rights(doc[at]) if child.dep_ in ("pobj", "pcomp")), None)
            return None if target is None else self._phrase(target, item)
        if at != item.last:
            return None
        top = parse.anchor(doc, item.first, item.last)
        head = top.head
        while head.dep_ == "compound" and head.i < head.head.i < item.last + _MAX_AWAY:
            head = head.head  # "a 50 foot building lot"
        modifies = head.i >= item.last and head.tag_ in parse.NOUNS and top.dep_ not in ("nsubj", "nsubjpass")
        if modifies and head.i - item.last < _MAX_AWAY and parse.same_sentence(doc, item.first, head.i):
            return self._phrase(head, item, after=item.last)
        return self._next_noun(item)

    def _next_noun(self, item: Item) -> Span | None:
        token = self.doc[item.last]
        hyphen = token.tag_ in ("HYPH", ":") and token.text in "-‐–"
        if not hyphen and token.tag_ not in parse.NOUNS and token.tag_ not in ("JJ", "VBN"):
            return None
        at = item.last + 1 if hyphen else item.last
        noun = last_noun(self.doc, at) if at < len(self.doc) else None
        return None if noun is None else self._phrase(self.doc[noun], item, after=at)

    def _past_brackets(self, at: int) -> int:
        """Behind "(13 km)", where such a bracket follows."""
        doc = self.doc
        if at < len(doc) and doc[at].text == "(":
            for i in range(at + 1, min(at + 7, len(doc))):
                if doc[i].text == ")":
                    return i + 1
        return at

    def _climb(self, item: Item) -> Span | None:
        """Up the tree: the noun that a preposition ties the figure to, or what the verb says it of."""
        node = parse.anchor(self.doc, *item.span)
        for _ in range(_MAX_CLIMB):
            head = node.head
            if head.i == node.i:
                return None
            owner = self._owner.get(head.i)
            if owner is not None and self.items[owner] is not item:
                return self._shared(owner, item)
            if head.tag_.startswith("VB") or head.tag_ == "MD":
                if not self._is_lapse(node, head, item):
                    return self._of_verb(head, node, item)
                node = head
                continue
            if head.tag_ in parse.NOUNS and not item.first <= head.i < item.span[1]:
                measure_only = node.dep_ in ("compound", "nummod", "nmod") and head.dep_ == "pobj"
                if not measure_only and not self._is_empty(head):
                    return self._phrase(head, item)
            node = head
        return None

    def _shared(self, owner: int, item: Item) -> Span | None:
        """The concept of the quantity that this one hangs on, unless its own follows: "$52 for A and $75 for B"."""
        doc, at = self.doc, self._past_brackets(item.last)
        if item.counted is None and at < len(doc) and doc[at].lower_ == "for":
            target = next((child for child in parse.rights(doc[at]) if child.dep_ == "pobj"), None)
            found = None if target is None or target.i in self._owner else self._phrase(target, item)
            if found is not None:
                return found
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        found = self.concept(owner)
        self._depth -= 1
        owned = self.items[owner].span
        if item.counted is not None and found is not None and owned[0] < found[1] and found[0] < owned[1]:
            return None  # "two tanks and five jets" are about themselves
        return found

    def _is_lapse(self, node: Token, verb: Token, item: Item) -> bool:
        """ "It fell six months after he left": the time is said of the verb above, not of the clause behind it."""
        if node.dep_ != "npadvmod" or verb.dep_ != "advcl" or item.last >= len(self.doc):
            return False
        mark = self.doc[item.last]
        return mark.dep_ == "mark" and mark.head.i == verb.i

    def _is_empty(self, head: Token) -> bool:
        """ "a total of", "an average of": a noun that only says how the figure was reached."""
        return head.lower_ in word_set("concepts", "empty") and not any(
            c.dep_ in ("amod", "compound") for c in parse.lefts(head)
        )

    def _of_verb(self, verb: Token, node: Token, item: Item) -> Span | None:
        """The object or subject of the figure's verb, or of the verbs that one hangs on."""
        for _ in range(_MAX_CLIMB):
            if node.dep_ not in _OBJECTS:
                found = self._child(verb, _DIRECT, node, item)
                if found is not None:
                    return found
            found = self._child(verb, parse.SUBJECTS, node, item)
            if found is not None:
                return found
            found = parse.bare_subject(verb)
            if found is not None and not any(k in self._owner for k in range(*found)):
                return found
            found = self._around(verb, node, item)
            if found is not None:
                return found
            if node.dep_ in _AMOUNTS and item.counted is None:
                found = self._by_preposition(verb, node, item)
                if found is not None:
                    return found
            infinitive = verb.dep_ == "acl" and any(child.tag_ == "TO" for child in parse.lefts(verb))
            if verb.dep_ in ("relcl", "acl") and not infinitive:
                return self._phrase(parse.described_by(verb), item)
            if infinitive:
                above = verb.head.head
                if not above.tag_.startswith("VB") or verb.head.dep_ not in _OBJECTS:
                    return self._phrase(verb.head, item)
                node, verb = verb.head, above
                continue
            said = verb.dep_ == "ccomp" and verb.head.lower_ in word_set("concepts", "saying")
            if verb.head.i == verb.i or verb.dep_ not in _TO_VERB or said:
                return None
            node, verb = verb, verb.head
        return None

    def _child(self, verb: Token, kinds: frozenset[str], node: Token, item: Item) -> Span | None:
        """The concept that the verb's nearest child of the given kinds gives."""
        children = [c for c in parse.children(verb) if c.dep_ in kinds and c.i != node.i]
        for child in sorted(children, key=lambda c: abs(c.i - verb.i)):
            owner = self._owner.get(child.i)
            if child.dep_ == "dobj" and self._is_empty(child):
                continue  # "took part in"
            if owner is None:
                return self._phrase(parse.antecedent(child), item)
            if child.dep_ != "dobj" and self.items[owner] is not item:
                return self._shared(owner, item)
        return None

    def _around(self, verb: Token, node: Token, item: Item) -> Span | None:
        """What the verb's clause is about where the verb has no object, and its subject is counted or stands apart."""
        before = parse.named_before(verb)
        if before is not None and before.i not in self._owner:
            return self._phrase(before, item)
        if node.dep_ in parse.SUBJECTS:
            return self._with_preposition([verb], item)
        if item.counted is not None and any(child.dep_ == "expl" for child in parse.lefts(verb)):
            counted = self.doc[item.counted.head]
            clauses = [child for child in parse.rights(counted) if child.dep_ == "acl"]
            return self._with_preposition([counted, *clauses, verb], item)
        return None

    def _with_preposition(self, hosts: list[Token], item: Item) -> Span | None:
        """ "40 men died in the raid", "were freed by the army": the other noun of what counted things do."""
        for prep in (child for host in hosts for child in parse.rights(host)):
            if prep.dep_ in ("prep", "prt", "agent") and prep.lower_ in word_set("concepts", "places"):
                target = next((child for child in parse.rights(prep) if child.dep_ == "pobj"), None)
                if target is not None and target.tag_ in parse.NOUNS and target.i not in self._owner:
                    found = self._phrase(target, item)
                    if found is not None:
                        return found
        return None

    def _by_preposition(self, verb: Token, node: Token, item: Item) -> Span | None:
        """ "paid $300 for a roof", "adding thousands to the price": what the money or change goes to."""
        for host in (verb, node):
            for prep in parse.rights(host):
                if prep.dep_ in ("prep", "dative") and prep.lower_ in word_set("concepts", "goals"):
                    target = next((child for child in parse.rights(prep) if child.dep_ == "pobj"), None)
                    if target is not None and target.i not in self._owner and not self._is_empty(target):
                        return self._phrase(target, item)
        return None

    def _phrase(self, head: Token, item: Item, after: int | None = None) -> Span | None:
        """The noun phrase of ``head``, or nothing where it is a pronoun, a time or only a measure."""
        if head.tag_ == "CD" and head.i and head.i not in self._owner and head.doc[head.i - 1].tag_ == "NNP":
            return parse.phrase(head, item.span, after=after, taken=self._owner)
        if head.tag_ in _QUANTIFIERS or head.lower_ in word_set("concepts", "quantifiers"):
            inner = (
                c for p in parse.rights(head) if p.lower_ == "of" for c in parse.rights(p) if c.dep_ == "pobj"
            )
            target = next(inner, None)
            if target is None and head.tag_ not in parse.NOUNS:
                return None
            head = target or head
        if parse.is_personal(head) or _is_idle(head):
            return None
        if item.first <= head.i < item.last:
            return None
        avoid = item.span if after is None else (item.first, item.last)
        return parse.phrase(head, avoid, after=after, taken=self._owner)


def _is_idle(head: Token) -> bool:
    """Times ("Monday", "the 1990s"), mere signs, and "more": nothing that is counted or measured."""
    if head.lower_ in word_set("dates", "times") or head.tag_ in ("JJR", "RBR") or parse.is_finite(head):
        return True
    return not any(ch.isalpha() for ch in head.text) or (head.text[0].isdigit() and head.text[-1] == "s")
