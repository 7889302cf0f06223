"""Descriptions: "the North Korean leader", "a spokesman for the ministry", "his sister", "the campaign"."""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.records import SpeakerKind
from dprk_extract.speakers.lexicon import Definiteness, lexicon
from dprk_extract.speakers.view import View

_INSIDE = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "HYPH", "POS", "RBS", "AFX"}
)
_MAX_WORDS = 24


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase at tokens ``start:end`` around the noun ``head``. ``modifiers`` are its other words."""

    start: int
    end: int
    head: int
    noun: str
    classes: frozenset[str]
    modifiers: frozenset[str]
    definiteness: Definiteness
    gender: str
    plural: bool
    kind: SpeakerKind


def describe(view: View, head: int) -> Description:
    """The description whose head noun is token ``head``."""
    lex = lexicon()
    start, definiteness = _left(view, head)
    end = _right(view, head)
    noun = _noun(view, head)
    inside = {view.lower[i] for i in range(start, end) if i != head}
    inside |= {" ".join(view.lower[i : i + 2]) for i in range(start, end - 1)}
    plural = view.tags[head] in ("NNS", "NNPS")
    pair = (view.lower[head - 1], view.lower[head]) if head else ("", "")
    classes = frozenset({"-".join(pair)}) if pair in lex.role_pairs else lex.role_classes(noun)
    return Description(
        start, end, head, noun, classes, frozenset(inside), definiteness,
        lex.role_gender(noun), plural, _kind(noun, view.lower[head], plural),
    )  # fmt: skip


def _noun(view: View, head: int) -> str:
    """The head noun, with the second half of a hyphenated one left out ("president-elect" is one word)."""
    if head + 2 < len(view) and view.words[head + 1] == "-" and view.glued(head) and view.glued(head + 1):
        joined = f"{view.lower[head]}-{view.lower[head + 2]}"
        if lexicon().role_classes(joined):
            return joined
    return view.lower[head]


def _kind(noun: str, surface: str, plural: bool) -> SpeakerKind:
    lex = lexicon()
    singular = surface[:-1] if plural and surface.endswith("s") else surface
    if lex.role_classes(noun) or surface in lex.people_nouns or lex.role_classes(singular):
        return "group" if plural or surface in lex.people_nouns else "unknown"
    if surface in lex.organisation_nouns or singular in lex.organisation_nouns:
        return "organisation"
    if surface in lex.document_nouns or singular in lex.document_nouns:
        return "document"
    return "group" if plural else "unknown"


def _left(view: View, head: int) -> tuple[int, Definiteness]:
    """Where the phrase begins, and what its determiner says."""
    lex = lexicon()
    sentence = view.sentence_starts[view.sentence_of[head]]
    index = head
    possessive = False
    while index > sentence and head - index < _MAX_WORDS:
        lower, tag = view.lower[index - 1], view.tags[index - 1]
        if lower in lex.determiners and tag in ("DT", "PRP$", "CD", "JJ"):
            if not possessive:
                return index - 1, lex.determiners[lower]
            index -= 1
            break
        if tag not in _INSIDE or (tag == "VBG" and not _is_attributive(view, index - 1)):
            break
        possessive = possessive or tag == "POS"
        index -= 1
    while index < head and view.tags[index] in ("VBG", "VBN", "HYPH", "SYM", "POS"):
        index += 1
    return index, "possessive" if possessive else "bare"


def _is_attributive(view: View, index: int) -> bool:
    """ "the remaining men", but not "a tool allowing users"."""
    return index > 0 and (view.tags[index - 1] in ("DT", "JJ", "PRP$", "POS", "CD"))


def _belongs(view: View, index: int) -> bool:
    """A word of a noun phrase; a participle only before its noun ("remaining candidates")."""
    if view.tags[index] in ("VBG", "VBN"):
        return index + 1 < len(view) and view.tags[index + 1] in ("NN", "NNS", "NNP", "JJ")
    return view.tags[index] in _INSIDE


def _right(view: View, head: int) -> int:
    """The end of the phrase with its "of …", "for …", "at …", but without clauses and appositions."""
    lex = lexicon()
    end = head + 1
    if view.words[end : end + 1] == ["-"] and view.glued(head) and head + 2 < len(view):
        end = head + 3
    limit = min(len(view), head + _MAX_WORDS)
    plain_end = end
    while end < limit and (
        view.lower[end] in lex.postmodifying or (view.lower[end] == "and" and end > plain_end)
    ):
        index = end + 1
        while index < limit and view.tags[index] in ("DT", "PRP$"):
            index += 1
        begin = index
        if index < limit and view.tags[index] == "VBG":
            break
        while index < limit and _belongs(view, index) and view.lower[index] not in lex.date_words:
            index += 1
        if index == begin or view.sentence_of[index - 1] != view.sentence_of[head]:
            break
        end = _behind_acronym(view, index)
    return end


def _behind_acronym(view: View, index: int) -> int:
    """Behind "(NCC)", which may stand in the middle of a long description."""
    if view.words[index : index + 1] == ["("] and view.words[index + 2 : index + 3] == [")"]:
        return index + 3
    return index
