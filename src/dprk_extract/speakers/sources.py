"""From the words of a source to a speaker: which of them names him, and what that was read as."""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.annotations import Range
from dprk_extract.speakers.collective import antecedent
from dprk_extract.speakers.descriptions import describe
from dprk_extract.speakers.discourse import Discourse, Reading
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import Naming
from dprk_extract.speakers.outlets import is_outlet_word
from dprk_extract.speakers.referents import Referent
from dprk_extract.speakers.view import View

_SKIP = frozenset({"DT", "IN", "CC", "PRP$", "TO", "HYPH", "POS"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "CD", "FW"})
_TITLE_REACH = 14
_MARKS = frozenset("\"'“”‘’`,.;:()-–—")
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_NOBODY = frozenset({"nobody", "no-one", "noone"})
_BORDERS = frozenset({",", ";", "—", "–", "--", "and", "or", "(", "'s", "’s"})
_PEOPLE_JOINED = frozenset({"and", "&"})


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker with the way he was found; ``referent`` is None for a source without an identity."""

    name: str
    referent: Referent | None
    how: str
    certainty: float
    mention: Range | None
    title: Range | None = None
    kind: str | None = None


def resolve_source(discourse: Discourse, place: Range) -> Found | None:
    """Who is meant by the source at ``place``; None where it names nobody that can be told."""
    view = discourse.view
    tokens = view.tokens_of(place)
    head = source_head(view, tokens)
    if head is None or _is_nobody(view, tokens):
        return None
    head = _possessor(view, tokens, head)
    tag, lower = view.tags[head], view.lower[head]
    pronoun = lexicon().pronouns.get(lower)
    if pronoun == "first":
        return None
    if pronoun in ("male", "female"):
        return _pronoun(discourse, head)
    if pronoun == "relative" or tag in ("WP", "WDT"):
        return _relative(discourse, head)
    if pronoun in ("plural", "neuter"):
        return _collective(discourse, head, plural=pronoun == "plural")
    named = _apposition(discourse, tokens, head)
    several = _several(discourse, tokens)
    if several is not None:
        discourse.groups[tokens.start] = several
        return several
    if named is not None and not discourse.naming_at[named].shown:
        named = None
    return _named(discourse, named) if named is not None else _described(discourse, head, place)


def _is_nobody(view: View, tokens: range) -> bool:
    """ "No one has said": nobody has."""
    words = view.lower[tokens.start : tokens.start + 2]
    return words[0] in _NOBODY or words == ["no", "one"] or words == ["none", "of"]


def source_head(view: View, tokens: range) -> int | None:
    """The token of the source that the others hang on."""
    if not len(tokens):
        return None
    if len(tokens) == 1 or not view.parsed:
        return tokens.start
    for index in tokens:
        parent = view.head(index).head.i
        if (parent in tokens and parent != index) or view.words[index][0] in _MARKS:
            continue
        found = _nominal_below(view, tokens, index)
        if found is not None:
            return found
    return next((i for i in tokens if view.tags[i] in NOMINAL), tokens.start)


def source_heads(view: View, tokens: range) -> list[int]:
    """The head of the source, and the name in apposition to it: "one of them, Jane Roe,"."""
    head = source_head(view, tokens)
    if head is None:
        return []
    if not view.parsed or view.tags[head] not in ("NN", "NNP", "CD", "DT"):
        return [head]
    apposed = [
        child.i
        for child in view.head(head).children
        if child.dep_ == "appos" and child.i in tokens and view.tags[child.i] == "NNP"
    ]
    return [head, *(i for i in apposed[:1] if view.tags[view.head(i).left_edge.i] == "NNP")]


def _nominal_below(view: View, tokens: range, index: int) -> int | None:
    """The noun or pronoun at ``index``, or the one it governs: "by some", "many of the candidates"."""
    tag = view.tags[index]
    children = [child.i for child in view.head(index).children if child.i in tokens]
    if tag in NOMINAL - {"CD"}:
        return index
    if tag in ("IN", "TO"):
        return next((i for i in children if view.tags[i] in NOMINAL), None)
    if tag in ("DT", "JJ", "JJR", "JJS", "CD", "RB"):
        of = next((i for i in children if view.lower[i] == "of"), None)
        below = _nominal_below(view, tokens, of) if of is not None else None
        return below if below is not None and view.tags[below] != "PRP" else index
    return next((i for i in children if view.head(i).dep_ in ("nsubj", "nsubjpass")), None)


def _possessor(view: View, tokens: range, head: int) -> int:
    """ "his eyes", "Kim's words": the source is whose they are."""
    before = head - 1
    if view.lower[head] not in lexicon().possessed or before not in tokens:
        return head
    if view.tags[before] == "POS" and before - 1 in tokens:
        return before - 1
    return before if view.tags[before] == "PRP$" else head


def _apposition(discourse: Discourse, tokens: range, head: int) -> int | None:
    """The token of the name that is the source: the head itself, or a name in apposition to it."""
    view = discourse.view
    opening = discourse.naming_at.get(tokens.start) or _titled_at(discourse, tokens)
    if opening is not None and opening.kind == "person" and _stands_alone(view, tokens, opening.end):
        return opening.end - 1
    ending = _titled_end(discourse, tokens, head)
    if ending is not None:
        return ending.end - 1
    if head in discourse.naming_at:
        naming = discourse.naming_at[head]
        if naming.end < len(view) and view.words[naming.end] in _POSSESSIVES and naming.end + 1 in tokens:
            return _title_tail(discourse, tokens, naming.end + 1)
        behind = naming.end
        if behind in tokens and view.tags[behind] in ("NN", "NNS") and behind not in discourse.naming_at:
            return _title_tail(discourse, tokens, behind)
        return head
    return _title_tail(discourse, tokens, head)


def _titled_at(discourse: Discourse, tokens: range) -> Naming | None:
    """A name whose title begins the source."""
    for index in tokens[:_TITLE_REACH]:
        naming = discourse.naming_at.get(index)
        if naming is not None:
            return naming if naming.title_start <= tokens.start else None
    return None


def _titled_end(discourse: Discourse, tokens: range, head: int) -> Naming | None:
    """The titled name that a long name of a body leads up to: "Sailors for a Free Coast spokeswoman Jane Roe"."""
    view = discourse.view
    naming = discourse.naming_at.get(tokens.stop - 1)
    body = discourse.naming_at.get(head)
    if naming is None or naming.kind != "person" or len(naming.words) < 2 or body is None or body is naming:
        return None
    noun = naming.start - 1
    titled = noun > head and view.words[noun].islower() and bool(lexicon().role_classes(view.lower[noun]))
    plain = titled and not any(view.words[i] in _BORDERS for i in range(tokens.start, naming.start))
    first = next((i for i in range(noun, head, -1) if not view.words[i].islower()), head)
    return naming if plain and head < first and body.kind != "person" else None


def _stands_alone(view: View, tokens: range, end: int) -> bool:
    """Nothing follows the name that makes it part of another: "'s", a noun."""
    if end not in tokens:
        return True
    return view.words[end] not in _POSSESSIVES and view.tags[end] not in ("NN", "NNS", "NNP")


def _title_tail(discourse: Discourse, tokens: range, head: int) -> int | None:
    """A person named within ``tokens`` whose title or apposition the noun ``head`` is."""
    view = discourse.view
    for naming in {id(n): n for i in tokens if (n := discourse.naming_at.get(i)) is not None}.values():
        if naming.start == head + 1 and _is_label(discourse, naming, head):
            return naming.end - 1
        if _behind_comma(view, tokens, naming) == head and _is_label(discourse, naming, head):
            return naming.end - 1
        if naming.start <= head or naming.kind not in ("person", "unknown"):
            continue
        if naming.title_start <= head < naming.start:
            return naming.end - 1
        if naming.start == head + 1 and naming.kind == "person" and view.tags[head] == "NN":
            return naming.end - 1
        before = view.words[naming.title_start - 1] if naming.title_start else ""
        lead = view.head(naming.end - 1)
        if lead.dep_ == "appos" and lead.head.i == head:
            return naming.end - 1
        if before == "and" and naming.title_start - 2 == head:
            return naming.end - 1
        if before == "," and naming.kind == "person" and view.tags[head] in ("NN", "NNP"):
            return naming.end - 1
    return None


def _behind_comma(view: View, tokens: range, naming: Naming) -> int | None:
    """The token before the comma before a name that nothing but a comma follows: "the party's paper, the Ledger,"."""
    before = naming.title_start - 1
    if before in tokens and view.lower[before] == "the":
        before -= 1
    alone = naming.end not in tokens or view.words[naming.end] == ","
    return before - 1 if alone and before in tokens and view.words[before] == "," else None


def _is_label(discourse: Discourse, naming: Naming, head: int) -> bool:
    """Whether the noun before a name only says what bears it: "the newspaper Rodong Sinmun", "its media, KCNA,"."""
    view, lex = discourse.view, lexicon()
    noun = view.lower[head] in lex.organisation_nouns | lex.document_nouns or is_outlet_word(view.lower[head])
    return (
        noun
        and view.tags[head] in ("NN", "NNP", "NNS")
        and _stands_alone(view, range(head, naming.end), naming.end)
    )


def _several(discourse: Discourse, tokens: range) -> Found | None:
    """Two or more persons joined by "and" speak together."""
    view = discourse.view
    joined = [i for i in tokens if view.lower[i] in _PEOPLE_JOINED]
    if not joined:
        return None
    people: list[Reading] = []
    for index in tokens:
        naming = discourse.naming_at.get(index)
        if naming is not None and naming.start == index and naming.kind == "person" and index in discourse.at:
            before = view.lower[naming.title_start - 1] if naming.title_start > tokens.start else "and"
            joins = before in ("and", "&", ",") and not _is_within_name(
                discourse, tokens, naming.title_start - 2
            )
            if joins and _stands_alone(view, tokens, naming.end):
                people.append(discourse.at[index])
    names = list(dict.fromkeys(p.referent.fullest for p in people))
    if len(names) < 2:
        return None
    listed = ", ".join(names[:-1]) + " and " + names[-1]
    return Found(listed, None, "name", 0.85, view.span(tokens.start, tokens.stop), kind="group")


def _is_within_name(discourse: Discourse, tokens: range, index: int) -> bool:
    """Whether a capitalised word that names nobody stands at ``index``: "the Arjay and Frances Miller Chair"."""
    view = discourse.view
    if index not in tokens or index < 1 or view.tags[index] not in ("NNP", "NNPS"):
        return False
    naming = discourse.naming_at.get(index)
    return naming is None or (len(naming.words) == 1 and view.lower[naming.start - 1] == "the")


def _named(discourse: Discourse, index: int) -> Found | None:
    naming = discourse.naming_at[index]
    reading = discourse.at.get(index)
    if reading is None:
        return _described(discourse, index, None)
    titled = naming.title_start < naming.start
    title = discourse.view.span(naming.title_start, naming.start) if titled else None
    return of_reading(discourse, reading, title)


def of_reading(discourse: Discourse, reading: Reading, title: Range | None = None) -> Found:
    """The speaker that a mention was read as."""
    occurrence, referent = reading.occurrence, reading.referent
    mention = discourse.view.span(occurrence.start, occurrence.end)
    how = occurrence.how
    if how == "name" and referent.entry is not None and referent.entry.stands_for:
        how = "metonym"
    elif how == "name" and referent.kind == "organisation":
        how = "organisation"
    return Found(referent.fullest, referent, how, occurrence.certainty, mention, title)


def _pronoun(discourse: Discourse, head: int) -> Found | None:
    reading = discourse.at.get(head)
    return of_reading(discourse, reading) if reading is not None else None


def _relative(discourse: Discourse, head: int) -> Found | None:
    """ "who", "which": the noun that the relative clause describes."""
    view = discourse.view
    token = view.head(head)
    clause = token
    for _ in range(6):
        if clause.dep_ in ("relcl", "acl") or clause.head.i == clause.i:
            break
        clause = clause.head
    antecedent = clause.head.i if clause.dep_ in ("relcl", "acl") and clause.head.i < head else None
    adjacent = head - 1
    if view.lower[adjacent] in ("and", "but"):
        first = view.sentence_starts[view.sentence_of[head]]
        earlier = next((i for i in range(adjacent, first, -1) if view.lower[i] == view.lower[head]), None)
        if earlier is not None:
            return _relative(discourse, earlier)
    while adjacent > 0 and view.words[adjacent] in (",", "-", "–", "—", ")"):
        adjacent -= 1
    if antecedent is None or (adjacent in discourse.naming_at and _in_list(view, adjacent, antecedent)):
        antecedent = adjacent
    found = _noun(discourse, antecedent)
    if found is None:
        return None
    return Found(
        found.name,
        found.referent,
        "pronoun",
        0.9 * found.certainty,
        view.span(head, head + 1),
        kind=found.kind,
    )


def _in_list(view: View, index: int, first: int) -> bool:
    """Whether token ``index`` is a later member of the list that begins with token ``first``."""
    token = view.head(index)
    for _ in range(12):
        if token.i == first:
            return True
        if token.dep_ not in ("conj", "compound", "appos"):
            return False
        token = token.head
    return False


def _noun(discourse: Discourse, index: int) -> Found | None:
    reading = discourse.at.get(index)
    if reading is not None:
        return of_reading(discourse, reading)
    if discourse.view.tags[index] in ("NN", "NNS", "NNP", "NNPS"):
        return _described(discourse, index, None)
    return None


def _collective(discourse: Discourse, head: int, *, plural: bool) -> Found | None:
    """ "they", "it": the group, body or document that is meant; see :mod:`.collective`."""
    meant = antecedent(discourse, head, plural=plural)
    if meant is None:
        return None
    found = discourse.groups.get(meant) or _noun(discourse, meant)
    if not isinstance(found, Found):
        return None
    place = discourse.view.span(head, head + 1)
    return Found(found.name, found.referent, "pronoun", 0.6, place, kind=found.kind)


def _described(discourse: Discourse, head: int, place: Range | None) -> Found | None:
    """A source without a name: the words as written, or whom they were read as."""
    view = discourse.view
    reading = discourse.at.get(head)
    if reading is None and view.tags[head] in NOMINAL:
        reading = discourse.read_description(describe(view, head))
    if reading is None:
        if place is None:
            return None
        text = " ".join(view.text[place.start : place.end].split())
        return Found(text, None, "description", 0.5, place, kind="unknown")
    return of_reading(discourse, reading)
