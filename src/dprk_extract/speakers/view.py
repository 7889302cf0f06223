"""What the rules need to know of a ``Doc``, read once into plain lists: token attributes are slow to fetch."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Attribution, Range
from dprk_extract.knowledge import Entry, KnowledgeBase
from dprk_extract.paragraphs import paragraph_ranges
from dprk_extract.speakers.lexicon import lexicon

LABEL = "rule:transcript-label"  # evidence that a source is the label of a turn
_OPEN, _CLOSE = frozenset({"“", "„", "``", "«", "「", "『"}), frozenset({"”", "''", "»", "」", "』"})
_CLOSED_CLASS = frozenset({"DT", "IN", "CC", "PRP", "PRP$", "WP", "WDT", "WRB", "TO", "MD", "EX"})


class View:
    """Token texts, tags, arcs, sentences, paragraphs, and which tokens stand in quotation marks."""

    def __init__(self, doc: Doc, attributions: list[Attribution], knowledge: KnowledgeBase) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self._found: dict[str, tuple[Entry, ...]] = {}
        # One array instead of one object a token: that is most of the component's time.
        table = doc.to_array(["ORTH", "TAG", "IDX", "SENT_START", "SPACY"])
        strings = doc.vocab.strings
        texts = {int(key): strings[int(key)] for key in set(table[:, 0].tolist())}
        lowered = {key: text.lower() for key, text in texts.items()}
        tags = {key: strings[key] for key in set(table[:, 1].tolist())}
        self.words = [texts[key] for key in table[:, 0].tolist()]
        self.lower = [lowered[key] for key in table[:, 0].tolist()]
        self.tags = [tags[key] for key in table[:, 1].tolist()]
        self.starts: list[int] = table[:, 2].tolist()
        spaces = table[:, 4].tolist()
        self.text = "".join([w + " " if s else w for w, s in zip(self.words, spaces, strict=True)])
        self.parsed = doc.has_annotation("DEP")
        self.sentence_of, self.sentence_starts = _sentences(table[:, 3].tolist())
        self.paragraphs = paragraph_ranges(self.text)
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self.dateline = self._datelines()
        self.quoted = _quoted(self, attributions)
        self.turns = _turns(self, attributions)
        self.headline = self._headlines()

    def find(self, surface: str) -> tuple[Entry, ...]:
        """The entries of the knowledge base for a surface, asked once for each."""
        found = self._found.get(surface)
        if found is None:
            found = self._found[surface] = self.knowledge.find(surface)
        return found

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """The index of the token that covers ``offset`` or stands before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tokens_of(self, place: Range) -> range:
        """The indices of the tokens that ``place`` touches."""
        if not self.words or place.end <= place.start:
            return range(0)
        first = self.token_at(place.start)
        if self.starts[first] + len(self.words[first]) <= place.start:
            first += 1
        while first in self.dateline and first < len(self):
            first += 1
        return range(first, self.token_at(place.end - 1) + 1)

    def end_of(self, index: int) -> int:
        """The offset behind token ``index``."""
        return self.starts[index] + len(self.words[index])

    def span(self, start: int, end: int) -> Range:
        """The characters of tokens ``start:end``."""
        return Range(self.starts[start], self.end_of(end - 1))

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph at ``offset``."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def glued(self, index: int) -> bool:
        """Whether no white space stands between token ``index`` and the next."""
        return index + 1 < len(self.words) and self.end_of(index) == self.starts[index + 1]

    def starts_sentence(self, index: int) -> bool:
        """Whether nothing but marks stands before the token in its sentence, or in its quotation."""
        start = self.sentence_starts[self.sentence_of[index]]
        before = index - 1
        while before >= start and not self.words[before][-1:].isalnum():
            if self.words[before] in {":", ".", "“", '"', "''", "``", "-", "--", "–", "—", "…"}:
                return True
            before -= 1
        return before < start

    def head(self, index: int) -> Token:
        """The token itself, for its arcs."""
        return self.doc[index]

    def _headlines(self) -> list[bool]:
        """Tokens of lines in headline case, where a capital letter says nothing."""
        flags = [False] * len(self.words)
        for start, end in self.paragraphs:
            if end - start > 200:
                continue
            first, last = self.token_at(start), self.token_at(end - 1)
            line = self.words[first : last + 1]
            ended = line[-1] in {".", "?", "!", "”", '"', "''"}
            if ended and first > 0:
                continue
            letters = [word for word in line[1:] if word[0].isalpha() and len(word) > 3]
            capitals = sum(word[0].isupper() for word in letters)
            if (
                letters
                and capitals >= (0.85 if ended else 0.7) * len(letters)
                and (len(letters) > 2 or len(line) > 4)
            ):
                flags[first : last + 1] = [True] * len(line)
        return flags

    def _datelines(self) -> set[int]:
        """Tokens of "Place, day (AGENCY) --" at the head of a paragraph."""
        lex = lexicon()
        found: set[int] = set()
        for start, _ in self.paragraphs:
            first = self.token_at(start)
            for index in range(first + 1, min(first + lex.dateline_longest, len(self))):
                if self.words[index] in lex.dateline_dashes and not self.glued(index - 1):
                    if self._is_dateline(first, index):
                        found.update(range(first, index + 1))
                    break
        return found

    def _is_dateline(self, first: int, dash: int) -> bool:
        inside = self.words[first:dash]
        agency = inside[-1] == ")" and "(" in inside
        place = inside[0].isupper() and len(inside[0]) > 3
        return (agency or place) and all(
            word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in inside
        )

    def is_closed_class(self, index: int) -> bool:
        """Whether the tagger takes the token for a function word."""
        return self.tags[index] in _CLOSED_CLASS


def _sentences(flags: list[int]) -> tuple[list[int], list[int]]:
    """The sentence of each token, and where each begins, from the SENT_START column."""
    starts = [index for index, flag in enumerate(flags) if flag == 1 or index == 0] or [0]
    sentence_of = [0] * len(flags)
    for number, (start, end) in enumerate(pairwise([*starts, len(flags)])):
        sentence_of[start:end] = [number] * (end - start)
    return sentence_of, starts


def _quoted(view: View, attributions: list[Attribution]) -> list[bool]:
    """Tokens that are somebody's own words: direct contents, and what marks with two sides enclose in a paragraph.

    Of a straight mark the tagger tells the side.
    """
    flags = [False] * len(view.words)
    for found in attributions:
        if found.kind == "direct":
            for place in found.fragments:
                tokens = view.tokens_of(place)
                flags[tokens.start : tokens.stop] = [True] * len(tokens)
    opened = -1
    for index, word in enumerate(view.words):
        if "\n" in word:
            opened = -1
        elif word in _OPEN or (word == '"' and view.tags[index] == "``"):
            opened = index
        elif opened >= 0 and (word in _CLOSE or word == '"'):
            flags[opened : index + 1] = [True] * (index + 1 - opened)
            opened = -1
    return flags


def _turns(view: View, attributions: list[Attribution]) -> dict[int, tuple[int, range]]:
    """Of each token of a transcript's turns where the label begins, and the tokens of the turn's part."""
    found: dict[int, tuple[int, range]] = {}
    for turn in attributions:
        if LABEL not in turn.evidence or turn.source is None:
            continue
        label = view.tokens_of(turn.source)
        for place in turn.fragments:
            tokens = view.tokens_of(place)
            found.update(dict.fromkeys(tokens, (label.start, tokens)))
    return found
