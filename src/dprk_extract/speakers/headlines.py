"""Names in headlines, where every word has a capital letter: only names that the article or the knowledge base has."""

from __future__ import annotations

from dprk_extract.knowledge.normalisation import key
from dprk_extract.speakers.lexicon import Lexicon, lexicon
from dprk_extract.speakers.naming import Naming, classify
from dprk_extract.speakers.personal import korean_name_at, split_name
from dprk_extract.speakers.view import View

_LONGEST = 4


def headline_names(view: View, body: list[Naming]) -> list[Naming]:
    """The names in lines of headline case, in text order; ``body`` are the names of the rest."""
    if not any(view.headline):
        return []
    lex = lexicon()
    full = {key(naming.name) for naming in body if len(naming.words) > 1}
    short = {naming.words[0].lower() for naming in body if len(naming.words) == 1 and naming.shown}
    for naming in body:
        if naming.kind == "person" and len(naming.words) > 1:
            short.add(split_name(naming.words)[0])
    found: list[Naming] = []
    done = 0
    for index in [i for i, flag in enumerate(view.headline) if flag]:
        length = _length_at(view, lex, index, full, short) if index >= done else 0
        if length:
            words = _words(view, index, length)
            start = _title_start(view, lex, index)
            naming = Naming(index, index + length, words, "unknown", start)
            classify(view, lex, naming, titled=start < index)
            found.append(naming)
            done = index + length
    return found


def _words(view: View, index: int, length: int) -> tuple[str, ...]:
    text = view.text[view.starts[index] : view.end_of(index + length - 1)]
    return tuple(text.split())


def _length_at(view: View, lex: Lexicon, index: int, full: set[tuple[str, ...]], short: set[str]) -> int:
    """How many tokens from ``index`` are a name."""
    if not view.words[index][0].isupper():
        return 0
    line = view.sentence_of[index]
    for length in range(_LONGEST + 2, 0, -1):
        end = index + length
        if end > len(view) or not view.headline[end - 1] or view.sentence_of[end - 1] != line:
            continue
        if not view.words[end - 1][0].isalnum():
            continue
        words = _words(view, index, length)
        if len(words) > 1 and (key(" ".join(words)) in full or _known(view, words)):
            return length
        if len(words) == length == 3 and korean_name_at(list(words), 0) == 3:
            return length
    word = view.words[index]
    if word.lower() in short or (len(word) > 3 and _known(view, (word,))):
        return 1
    return _unknown_name(view, lex, index)


def _known(view: View, words: tuple[str, ...]) -> bool:
    return any(entry.kind in ("person", "organisation", "state") for entry in view.find(" ".join(words)))


def _unknown_name(view: View, lex: Lexicon, index: int) -> int:
    """A given name and one more word: "Jane Roe Wins Seat"."""
    if index + 1 >= len(view) or lex.given_gender(view.words[index]) not in ("m", "f"):
        return 0
    after = view.words[index + 1]
    plain = view.tags[index] == "NNP" and view.tags[index + 1] == "NNP" and after[0].isupper()
    return 2 if plain and after.isalpha() and not lex.role_classes(after.lower()) else 0


def _title_start(view: View, lex: Lexicon, index: int) -> int:
    before = view.lower[index - 1] if index else ""
    return index - 1 if before in lex.honorifics or lex.role_classes(before) else index
