"""Component ``glued_names``: cuts leaders' names free of the words that archive text has glued to them.

"ComradeKim Jong Unsaid" becomes the tokens ``Comrade|Kim|Jong|Un|said``. The text and every offset stay as they
are: tokens without a space between them are nothing unusual. It belongs right behind the tokenizer, before the
tagger reads the words; a document that was tagged already is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.data import load_toml


@dataclass(frozen=True, slots=True)
class _Glue:
    """``hints`` are the first words of the names: a text without them needs no search."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    short_words: frozenset[str]
    syllable_tails: frozenset[str]


@cache
def _glue() -> _Glue:
    data = load_toml("speakers/glued_names.toml")
    names = sorted(data["names"], key=len, reverse=True)
    # The tail is only looked at, so that a second name glued on behind the first is found too; it is bounded, so
    # that one endless word costs no more than many short ones.
    pattern = r"(?:" + "|".join(map(re.escape, names)) + r")(?=(?P<tail>[^\W\d_]{0,40}))"
    return _Glue(
        hints=tuple(sorted({name.split()[0] for name in names})),
        pattern=re.compile(pattern),
        short_words=frozenset(data["short_words"]),
        syllable_tails=frozenset(data["syllable_tails"]),
    )


def cuts(text: str) -> Iterator[int]:
    """The offsets at which a word has to be cut, in text order."""
    glue = _glue()
    if not any(hint in text for hint in glue.hints):
        return
    for match in glue.pattern.finditer(text):
        tail = match["tail"]
        separable = (
            tail[:1].isupper()
            or tail in glue.short_words
            or (len(tail) > 2 and tail not in glue.syllable_tails)
        )
        if tail and not separable:
            continue
        if match.start() and not text[match.start() - 1].isspace():
            yield match.start()
        if tail:
            yield match.start("tail")


class GluedNames:
    """Rebuilds the document with the cut tokens; ``user_data`` is carried over."""

    def __call__(self, doc: Doc) -> Doc:
        found = sorted(set(cuts(doc.text)))
        if not found or doc.has_annotation("TAG") or doc.has_annotation("DEP"):
            return doc
        starts = [token.idx for token in doc]
        inside: dict[int, list[int]] = {}
        for cut in found:
            index = bisect_right(starts, cut) - 1
            token = doc[index]
            if token.idx < cut < token.idx + len(token):
                inside.setdefault(index, []).append(cut - token.idx)
        return _rebuilt(doc, inside) if inside else doc


def _rebuilt(doc: Doc, inside: dict[int, list[int]]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    for index, token in enumerate(doc):
        offsets = [0, *inside.get(index, ()), len(token)]
        pieces = [token.text[a:b] for a, b in pairwise(offsets)]
        words += pieces
        spaces += [False] * (len(pieces) - 1) + [bool(token.whitespace_)]
    made = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    # nlp.pipe(..., as_tuples=True) keeps the caller's context on the document.
    made._context = doc._context
    return made


@Language.factory("glued_names")
def make_glued_names(nlp: Language, name: str) -> GluedNames:  # noqa: ARG001
    return GluedNames()
