"""Titles as stated: before a name, behind it in apposition, before it with a comma, or by "is the"."""

from __future__ import annotations

from dprk_extract.annotations import Range
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import Naming
from dprk_extract.speakers.referents import Referent
from dprk_extract.speakers.view import View

_STOP_TAGS = frozenset({"VBD", "VBZ", "VBP", "WP", "WDT", "MD", "WRB", "RB"})
_STOP_WORDS = frozenset({",", ".", ";", ":", "(", ")", "--", "—", "–", '"', "“", "”", "''", "``", "?", "!"})
_REACH = 14


def title_classes(view: View, start: int, end: int) -> tuple[frozenset[str], set[str]]:
    """The role classes that tokens ``start:end`` state, and all their words (and pairs of words)."""
    lex = lexicon()
    words = view.lower[start:end]
    found: set[str] = set()
    for index, word in enumerate(words):
        pair = (words[index - 1], word) if index else ("", "")
        following = (word, words[index + 1]) if index + 1 < len(words) else ("", "")
        if pair in lex.role_pairs:
            found.add("-".join(pair))
        elif following not in lex.role_pairs and not _is_possessor(words, index):
            found |= lex.role_classes(word)
    if words[-2:] == ["-", "elect"]:
        found.add("president-elect")
    return frozenset(found), set(words) | {" ".join(words[i : i + 2]) for i in range(len(words) - 1)}


def _is_possessor(words: list[str], index: int) -> bool:
    """Only the last role before "'s" or "of" is the person's own: "the president's adviser", "aide to the …"."""
    if any(word in ("'s", "’s", "'", "’") for word in words[index + 1 :]):
        return True
    return any(word in ("of", "to", "for") for word in words[:index])


def apply_titles(view: View, naming: Naming, referent: Referent) -> None:
    """Give the referent the titles that stand around this mention."""
    if naming.title_start < naming.start:
        add_title(view, referent, naming.title_start, naming.start)
    for place in (_behind(view, naming), _before(view, naming), _predicate(view, naming)):
        if place is not None:
            add_title(view, referent, *place)
    for role in _by_affiliation(view, naming):
        referent.roles.setdefault(role, set())


def _by_affiliation(view: View, naming: Naming) -> frozenset[str]:
    """What "Jane Roe of the Harbour Institute" may be called without a title: "the researcher"."""
    start = naming.end + 1
    if view.lower[naming.end : start] not in (["of"], ["at"], ["from"], ["with"]):
        return frozenset()
    end = start + (view.lower[start : start + 1] == ["the"])
    words: list[str] = []
    while end < len(view) and (
        view.tags[end].startswith("NNP") or (words and view.lower[end] in ("of", "for"))
    ):
        words.append(view.lower[end])
        end += 1
        if len(words) > _REACH:
            break
    return frozenset(role for word in words for role in lexicon().affiliations.get(word, ()))


def add_title(view: View, referent: Referent, start: int, end: int) -> None:
    """Give the referent the title that tokens ``start:end`` state."""
    lex = lexicon()
    classes, words = title_classes(view, start, end)
    for role in classes:
        referent.roles.setdefault(role, set()).update(words)
    for index in range(start, end):
        gender = lex.role_gender(view.lower[index])
        if gender and index == end - 1:
            referent.gender = referent.gender or gender
        if (
            view.lower[index] in lex.family
            and index > 1
            and view.lower[index - 1] in ("'s", "’s", "his", "her")
        ):
            referent.family_of = referent.family_of or view.lower[index - 2]
    place = _trimmed(view, start, end)
    if classes:
        referent.titles.append(place)


def _trimmed(view: View, start: int, end: int) -> Range:
    while start < end - 1 and view.lower[start] in ("a", "an", "the", ","):
        start += 1
    while end - 1 > start and view.words[end - 1] in _STOP_WORDS:
        end -= 1
    return view.span(start, end)


def _behind(view: View, naming: Naming) -> tuple[int, int] | None:
    """ "Jane Roe, a professor of law at Yale," """
    start = naming.end
    if start + 2 >= len(view) or view.words[start] != ",":
        return None
    start += 1
    if view.tags[start] not in ("DT", "JJ", "NN", "NNP", "PRP$", "VBN"):
        return None
    end = _phrase_end(view, start)
    if (
        end >= len(view)
        or end - start > _REACH
        or view.words[end] not in _STOP_WORDS | {"who", "and", "said"}
    ):
        return None
    if not _has_own_role(view, start, end):
        return None
    return start, end


def _phrase_end(view: View, start: int) -> int:
    end = start
    sentence = view.sentence_of[start]
    while end < len(view) and view.sentence_of[end] == sentence and end - start <= _REACH:
        if view.words[end] in _STOP_WORDS or view.tags[end] in _STOP_TAGS:
            break
        end += 1
    return end


def _has_own_role(view: View, start: int, end: int) -> bool:
    """A role noun as head of the phrase: before any preposition, and not a list of names."""
    lex = lexicon()
    for index in range(start, end):
        if view.tags[index] in ("IN", "TO", "CC"):
            return False
        own = index + 1 >= end or not view.tags[index + 1].startswith("NN")
        if own and (lex.role_classes(view.lower[index]) or view.lower[index] in lex.family):
            return view.tags[index] in ("NN", "NNP")
    return False


def _before(view: View, naming: Naming) -> tuple[int, int] | None:
    """ "Peabody's chief executive, Glenn Kellow," """
    lex = lexicon()
    end = naming.start - 1
    if end < 2 or view.words[end] != "," or naming.title_start < naming.start:
        return None
    sentence = view.sentence_of[naming.start]
    start = end
    while start > 0 and end - start < _REACH and view.sentence_of[start - 1] == sentence:
        if view.words[start - 1] in _STOP_WORDS or view.tags[start - 1] in _STOP_TAGS | {"VBG", "VB", "CC"}:
            break
        start -= 1
        if view.tags[start] in ("DT", "PRP$"):
            break
    if start == end or not (view.tags[start] in ("DT", "PRP$") or "POS" in view.tags[start:end]):
        return None
    return (
        (start, end)
        if any(lex.role_classes(w) for w in view.lower[start:end]) and (_has_own_role(view, start, end))
        else None
    )


def _predicate(view: View, naming: Naming) -> tuple[int, int] | None:
    """ "Jane Roe is the chairwoman of the board" """
    index = naming.end
    if index + 2 >= len(view) or view.lower[index] not in ("is", "was", "became"):
        return None
    if view.tags[index + 1] != "DT" or view.lower[index + 1] not in ("a", "an", "the"):
        return None
    end = _phrase_end(view, index + 1)
    return (index + 1, end) if _has_own_role(view, index + 1, end) else None
