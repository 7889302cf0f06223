"""Outlets: "the paper writes" after the Northern Ledger, "the agency said" after KCNA."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dprk_extract.data import load_toml
from dprk_extract.speakers.descriptions import Description
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import Naming
from dprk_extract.speakers.referents import Referent
from dprk_extract.speakers.view import View

if TYPE_CHECKING:
    from dprk_extract.speakers.discourse import Discourse

_REACH = 8  # narrated sentences
_NEAR = 3  # the same for a noun that means a document as often ("paper")
_CANDIDATES = 40
_APPOSITION = 6
_NONE: frozenset[str] = frozenset()


@cache
def _table() -> dict[str, Any]:
    """Words to classes, for each of "nouns", "names" and "described"; and the words that may stand with a noun."""
    groups = load_toml("speakers/words.toml")["outlets"]
    modifiers = frozenset(groups["modifiers"].split())
    table: dict[str, Any] = {"nouns": {}, "names": {}, "described": {}, "modifiers": modifiers}
    for name, group in groups.items():
        if isinstance(group, dict):
            for column, words in group.items():
                for word in words.split():
                    table[column][word] = table[column].get(word, _NONE) | {name}
    return table


def outlet_classes(view: View, naming: Naming, referent: Referent) -> frozenset[str]:
    """What kinds of outlet the name is said to be: by the knowledge base, its last word, or a noun beside it."""
    if referent.kind == "person" or naming.kind == "person":
        return _NONE
    table = _table()
    entry = referent.entry
    if entry is not None and entry.kind != "organisation":
        return _NONE
    words = entry.description.lower().rstrip(".").split() if entry is not None else []
    found = _NONE.union(*(table["described"].get(word, _NONE) for word in words[:6]))
    last = naming.words[-1].lower()
    after_the = naming.start > 0 and view.lower[naming.start - 1] == "the"
    if entry is not None or after_the or len(naming.words) > 1:
        pair = "-".join(word.lower() for word in naming.words[-2:])
        found |= table["names"].get(last, _NONE) | table["names"].get(pair, _NONE)
    before = view.lower[naming.start - 1] if naming.start else ""
    beside: frozenset[str] = table["nouns"].get(before, _NONE)
    return found | beside | _behind(view, naming.end)


def _behind(view: View, end: int) -> frozenset[str]:
    """ "Morning Calm, a weekly," """
    if view.words[end : end + 1] != [","] or view.lower[end + 1 : end + 2] not in (["a"], ["the"], ["an"]):
        return _NONE
    nouns = _table()["nouns"]
    for index in range(end + 2, min(end + _APPOSITION, len(view) - 1)):
        if view.words[index + 1] in (",", ".") or view.tags[index + 1] == "IN":
            found: frozenset[str] = nouns.get(view.lower[index], _NONE)
            return found
    return _NONE


def is_outlet_noun(description: Description) -> bool:
    """Whether the description is "the" and a noun for an outlet, with no word that tells one from another."""
    table = _table()
    plain = {word for word in description.modifiers if " " not in word}
    named = description.head - description.start > 0 and "the" in plain and plain <= table["modifiers"]
    return description.noun in table["nouns"] and named and not description.plural


def is_outlet_word(word: str) -> bool:
    """Whether the lower-case word is a noun for an outlet: "newspaper", "broadcaster"."""
    return word in _table()["nouns"]


def choose_outlet(discourse: Discourse, description: Description) -> list[Referent]:
    """The outlets that the description may mean: those of its paragraph, else those of the sentences before."""
    asked: frozenset[str] = _table()["nouns"][description.noun]
    view = discourse.view
    reach = _NEAR if description.noun in lexicon().document_nouns else _REACH
    rank = discourse.rank(description.start)
    paragraph = view.paragraph_of(view.starts[description.start])
    near: dict[int, Referent] = {}
    far: dict[int, Referent] = {}
    for start, referent, classes in reversed(discourse.outlets_before(description.start, _CANDIDATES)):
        if rank - discourse.rank(start) > reach:
            break
        if asked & classes:
            far[id(referent)] = referent
            if view.paragraph_of(view.starts[start]) == paragraph:
                near[id(referent)] = referent
    return list((near or far).values())
