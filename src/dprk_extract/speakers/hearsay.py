"""Hearsay without a source: "is said to be ill", "was reported to have left". Nobody says who says so."""

from __future__ import annotations

from functools import cache

from dprk_extract.annotations import Attribution
from dprk_extract.data import load_toml
from dprk_extract.speakers.view import View

_BETWEEN = frozenset({"RB", "RBR", "RBS"})
_REACH = 4


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("speakers/words.toml")["hearsay"][name].split())


def is_hearsay(view: View, found: Attribution) -> bool:
    """Whether the cue is a passive of hearsay with an infinitive behind it, and no source behind it is named.

    The subject of such a cue is whom the rumour is about. "Was reported by KCNA to be ill" has a source, and
    "was reported to have told aides" another speaker, who tells.
    """
    if found.cue is None or (found.source is not None and found.source.start >= found.cue.end):
        return False
    cue = view.tokens_of(found.cue)
    return bool(len(cue)) and _is_passive(view, cue.stop - 1) and _has_infinitive(view, cue.stop)


def _is_passive(view: View, verb: int) -> bool:
    """A participle of the list behind a form of "be"."""
    if view.lower[verb] not in _words("verbs") or view.tags[verb] not in ("VBN", "VBD", "JJ"):
        return False
    before = verb - 1
    while before >= 0 and verb - before < _REACH and view.tags[before] in _BETWEEN:
        before -= 1
    return before >= 0 and view.lower[before] in _words("auxiliaries")


def _has_infinitive(view: View, behind: int) -> bool:
    """ "to be", "to have left", with an adverb before or behind "to"; not "to reporters"."""
    end = min(behind + _REACH, len(view))
    at = next((i for i in range(behind, end) if view.tags[i] not in _BETWEEN and view.lower[i] != "to"), end)
    return "to" in view.lower[behind:at] and view.tags[at : at + 1] == ["VB"]
