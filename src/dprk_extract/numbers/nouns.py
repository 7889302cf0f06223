"""The counted noun, from the parse: the unit of a count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dprk_extract.lemmas import lemma
from dprk_extract.numbers import parse
from dprk_extract.numbers.lexicon import mapping, word_set

_BEFORE_NOUN = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "RBS", "HYPH", "NN", "NNS", "NNP", "NNPS", "RBR", "AFX", "FW"}
)
_SKIPPED = frozenset({"CC", "DT", "POS", "RBS", "PRP$", ",", "PDT", "CD"})
_MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun phrase: its token range, its head, and its canonical name ("attack helicopter")."""

    first: int
    last: int
    head: int
    name: str


def counted_noun(doc: Doc, start: int) -> Counted | None:
    """The noun phrase that begins at token ``start``, right behind a number."""
    head = last_noun(doc, start)
    if head is None or doc[start].lower_ in word_set("nouns", "temporal"):
        return None
    return Counted(start, head + 1, head, noun_name(doc, start, head))


def people_implied(doc: Doc, number: int) -> Counted | None:
    """ "1.43 million have joined", "killed 40": people, though nobody says so; an empty range stands for the noun."""
    token = doc[number]
    befallen = word_set("nouns", "befallen")
    if number + 1 < len(doc) and doc[number + 1].lower_ in befallen and not doc[number + 1].is_sent_start:
        return Counted(number, number, number, "people")
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        whole = token.head.head.lower_
        if whole in word_set("nouns", "groups"):
            return Counted(number, number, number, "people")
        if whole in word_set("nouns", "parents"):
            return Counted(number, number, number, "child")
    verb = token.head
    for _ in range(4):
        if verb.tag_.startswith("VB") or verb.head.i == verb.i:
            break
        verb = verb.head
    if not verb.tag_.startswith("VB") or lemma(verb.lower_, verb.tag_) not in word_set("nouns", "of_people"):
        return None
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "nummod", "quantmod"):
        return None
    return Counted(number, number, number, "people")


def tied_noun(doc: Doc, hyphen: int) -> Counted | None:
    """ "a 300-member delegation": the noun behind a glued hyphen, where nothing more is tied to it."""
    at = hyphen + 1
    if doc[at].lower_ == "strong":  # "a 5,000-strong crowd"
        return Counted(hyphen, hyphen, hyphen, "people")
    glued = not doc[hyphen].whitespace_ and doc[hyphen - 1].whitespace_ == ""
    if not glued or doc[at].tag_ not in ("NN", "NNS", "NNP") or _hyphened_on(doc, at):
        return None
    return Counted(at, at + 1, at, noun_name(doc, at, at).removeprefix("-"))


def _hyphened_on(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].text in ("-", "‐", "–") and not doc[i].whitespace_


def noun_before(doc: Doc, at: int) -> Counted | None:
    """ "another pick or two": the noun in front of "or", for the number that ends before token ``at``."""
    if at < 3 or doc[at - 2].lower_ != "or" or doc[at - 3].tag_ != "NN":
        return None
    return Counted(at - 3, at, at - 3, noun_name(doc, at - 3, at - 3))


def with_adjective_before(doc: Doc, number: int, counted: Counted) -> Counted:
    """ "the previous two sessions": the adjective in front of the number belongs to the noun."""
    if number < 1:
        return counted
    token = doc[number - 1]
    if (
        token.lower_ in word_set("nouns", "comparing")
        or token.tag_ != "JJ"
        or token.dep_ != "amod"
        or token.head.i != counted.head
        or not token.is_alpha
    ):
        return counted
    return replace(counted, name=f"{token.lower_} {counted.name}")


def partitive_noun(doc: Doc, start: int) -> Counted | None:
    """The plural noun in "of the best speakers", "of those killed"; ``start`` is the token "of"."""
    at = start + 1
    while (
        at < len(doc)
        and at < start + 5
        and (
            doc[at].tag_ in ("DT", "PRP$", "CD", "PDT", "POS")
            or doc[at].lower_ in ("all", *word_set("nouns", "vague"))
        )
    ):
        if at + 1 < len(doc) and doc[at + 1].text == "-" and doc[at].tag_ == "CD":
            break
        at += 1
    owner = at
    while owner < len(doc) and owner < at + 4 and doc[owner].tag_ in ("NNP", "NN", "NNS", "NNPS"):
        owner += 1
    if owner > at and owner < len(doc) and doc[owner].tag_ == "POS":
        found = counted_noun(doc, owner + 1)
        if found is None:  # "one of the world's largest"
            return None
        name = f"{noun_name(doc, at, owner - 1)} {found.name}"
        return Counted(at, found.last, found.head, name)
    return counted_noun(doc, at) if at < len(doc) else None


def last_noun(doc: Doc, start: int) -> int | None:
    """The head of the noun phrase at ``start``: the last noun before anything that cannot stand in front of one."""
    head = None
    stop = min(len(doc), start + _MAX_WORDS)
    i = start
    while i < stop:
        token = doc[i]
        if (i > start and token.is_sent_start) or token.text.startswith("\n"):
            break
        if is_designation(token.text):
            # "36 SM-6 missiles", but "one Hwasong-18 last week".
            if not _leads_on(doc, i + 1, stop):
                return i if head is None else head
            i += 1
            continue
        if token.tag_ in parse.NOUNS:
            head = i
            if not _goes_on(doc, i, stop):
                break
        elif token.tag_ == "VBD" and i == start and i and doc[i - 1].tag_ == "CD" and doc[i - 1].head.i > i:
            pass  # "270 pledged delegates"
        elif token.tag_ == "CC":
            if i == start or not (
                (i + 1 < stop and head is None and doc[i + 1].tag_ in _BEFORE_NOUN) or _shared(doc, i, stop)
            ):
                break
        elif token.tag_ not in _BEFORE_NOUN and not _inside(doc, i, stop) and not _hyphened(doc, i):
            break
        i += 1
    return head


def _leads_on(doc: Doc, i: int, stop: int) -> bool:
    """Whether a noun phrase goes on at ``i``."""
    return i < stop and doc[i].tag_ in _BEFORE_NOUN and doc[i].lower_ not in word_set("nouns", "temporal")


def is_designation(text: str) -> bool:
    """A product's letters and figures in front of its noun: "F-35", "AIM-9X", "KN-23"."""
    return any(ch.isdigit() for ch in text) and text[0].isupper() and any(ch.isalpha() for ch in text)


def _is_index(doc: Doc, i: int) -> bool:
    """ "58 Fortune 500 companies": the figure of a list's name."""
    return i > 0 and doc[i].tag_ == "CD" and doc[i - 1].lower_ in word_set("labels", "indices")


def _goes_on(doc: Doc, i: int, stop: int) -> bool:
    """Whether the noun at ``i`` only modifies a noun behind it."""
    if i + 1 >= stop:
        return False
    token, nxt = doc[i], doc[i + 1]
    if nxt.is_sent_start:
        return False
    if nxt.tag_ == "HYPH" or token.tag_ == "HYPH":
        return True
    if is_designation(nxt.text) or _is_index(doc, i + 1):
        return last_noun(doc, i + 2) is not None
    if nxt.tag_ in ("CC",):
        return _shared(doc, i + 1, stop)
    if nxt.tag_ not in parse.NOUNS and nxt.tag_ not in ("VBG", "JJ", "VBN"):
        return False
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i > i:
        return True
    return nxt.tag_ in parse.NOUNS and token.tag_ not in parse.PLURALS and token.head.i != nxt.head.i


def _shared(doc: Doc, i: int, stop: int) -> bool:
    """ "Kia and Hyundai vehicles": two modifiers of one plural noun."""
    if not (i > 0 and i + 2 < stop):
        return False
    left, right, noun = doc[i - 1], doc[i + 1], doc[i + 2]
    return left.tag_ == right.tag_ and left.tag_ in ("NNP", "JJ") and noun.tag_ in parse.PLURALS


def _inside(doc: Doc, i: int, stop: int) -> bool:
    """An adverb before an adjective, or a figure inside a product's name."""
    if i + 1 >= stop:
        return False
    token, nxt = doc[i], doc[i + 1]
    if token.tag_ == "RB":
        return nxt.tag_ in ("VBN", "JJ", "VBG")
    if token.text in ('"', "“", "‘", "'", "``"):
        return nxt.tag_ in _BEFORE_NOUN
    if token.tag_ == "CD" and (nxt.text == "-" or _is_index(doc, i)):
        return True
    return (
        token.tag_ in ("CD", "SYM", ":")
        and token.head.i > i
        and token.dep_ in ("nummod", "compound", "punct", "nmod")
    )


def noun_name(doc: Doc, first: int, head: int) -> str:
    """The phrase as a unit: singular head, base adjectives, no determiners ("smaller tenancies" → "small tenancy")."""
    parts: list[str] = []
    for i in range(first, head + 1):
        token = doc[i]
        hyphened = _hyphened(doc, i)
        if token.tag_ in _SKIPPED and not (token.tag_ == "CD" and (hyphened or _is_index(doc, i))):
            continue
        if not any(ch.isalnum() or ch == "-" for ch in token.text):
            continue
        if i != head and not hyphened and _is_dropped(doc, i):
            continue
        word = _word(token, is_head=i == head, model=is_designation(doc[first].text))
        if (
            parts
            and (token.text in "-‐–" or doc[i - 1].text in ("-", "‐", "–"))
            and not doc[i - 1].whitespace_
        ):
            parts[-1] += word
        else:
            parts.append(word)
    return " ".join(parts) or doc[head].text  # "two KN-23"


def _is_dropped(doc: Doc, i: int) -> bool:
    """Participles, adverbs with what they modify, and words that only compare: no part of a unit's name."""
    token = doc[i]
    if (
        token.tag_ in ("VBN", "VBG", "RB")
        or token.lower_ in word_set("nouns", "comparing")
        or is_designation(token.text)
    ):
        return True
    return i > 0 and doc[i - 1].tag_ == "RB" and token.tag_ == "JJ"


def _hyphened(doc: Doc, i: int) -> bool:
    joined = i + 1 < len(doc) and doc[i + 1].text in ("-", "‐", "–") and not doc[i].whitespace_
    return joined or (i > 0 and doc[i - 1].text in ("-", "‐", "–") and not doc[i - 1].whitespace_)


def _base_adjective(word: str, tag: str) -> str:
    """ "largest" → "large"; what the table does not know loses its ending ("realest" → "real")."""
    base = lemma(word, tag)
    if base != word or not word.endswith("est") or len(word) < 6:
        return base
    stem = word[:-3]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _word(token: Token, *, is_head: bool, model: bool) -> str:
    """One word of the name; ``model`` says that a designation stands first, so that "Reapers" is a plural."""
    if is_head:
        irregular = mapping("nouns", "singular").get(token.lower_)
        if irregular is not None:
            return irregular
        if token.tag_ in parse.PLURALS or (model and token.tag_ == "NNP"):
            base = token.lower_[:-3] + "man" if token.lower_.endswith("men") else lemma(token.lower_, "NNS")
            named = token.tag_.startswith("NNP") or any(ch.isupper() for ch in token.text)
            return token.text[: len(base)] if named and token.lower_.startswith(base) else base
    if is_designation(token.text):
        return token.text
    if token.tag_ in ("JJR", "JJS"):
        return _base_adjective(token.lower_, token.tag_)
    # "North Korean troop", "NYPD officer"
    named = token.tag_ in ("NNP", "NNPS") or token.text.istitle() or (len(token) > 1 and token.text.isupper())
    return token.text if (named and not is_head) or token.tag_ in ("NNP", "NNPS") else token.lower_
