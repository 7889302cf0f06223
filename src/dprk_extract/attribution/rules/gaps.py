"""The narrator's words between quotations, cut at sentence borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy import attrs
from spacy.tokens import Doc, Token

from dprk_extract.attribution.marks import QuotedRegion

_FINAL = (".", "!", "?", "…")
LONGEST_CLAUSE = 1500
"""In characters: what runs into a quotation from farther back is no clause, and would be read again for each."""
_CLAUSE_BORDER = frozenset([",", ":", ";", "—", "–", "-", "--"])


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tokens of a document stand, as plain lists: much faster to walk over than the tokens themselves."""

    doc: Doc
    text: str
    starts: list[int]
    ends: list[int]
    spaces: list[bool]
    opens: list[bool]  # whether a sentence begins with the token

    @classmethod
    def of(cls, doc: Doc, text: str) -> Places:
        """The places of ``doc``, whose text is ``text``."""
        columns = doc.to_array([attrs.IDX, attrs.LENGTH, attrs.IS_SPACE, attrs.SENT_START]).astype("int64")
        starts, lengths, spaces, opens = columns.reshape(len(doc), 4).T
        return cls(
            doc,
            text,
            starts.tolist(),
            (starts + lengths).tolist(),
            (spaces == 1).tolist(),
            (opens == 1).tolist(),
        )

    def word(self, place: int) -> str:
        return self.text[self.starts[place] : self.ends[place]]


@dataclass(frozen=True)
class Gap:
    """A stretch outside quotation marks without a sentence border, and the quotations that touch it.

    It reaches from token ``first`` to token ``last``. ``clause_start`` is where the sentence began that runs into
    the quotation on the left: the quotation's own start where it opens the sentence, or stands behind a comma or
    colon.
    """

    doc: Doc
    first: int
    last: int
    left: QuotedRegion | None
    right: QuotedRegion | None
    clause_start: int

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens without white space."""
        return tuple(token for token in self.doc[self.first : self.last + 1] if not token.is_space)

    @property
    def left_is_clause(self) -> bool:
        """Whether no word of the narrator's runs into the quotation on the left."""
        return self.left is not None and self.clause_start >= self.left.start


def gaps(places: Places, regions: Sequence[QuotedRegion], start: int, end: int) -> Iterator[Gap]:
    """The gaps between ``regions`` (outermost, in order) of the paragraph ``start`` .. ``end``."""
    span = places.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    upcoming = 0
    first = last = -1  # of the present gap; -1 where it has no token yet
    left: QuotedRegion | None = None
    began: int | None = None  # where the present sentence began, None behind a clause border
    for at in range(span.start, span.end):
        while upcoming < len(regions) and places.starts[at] >= regions[upcoming].end:
            left = regions[upcoming]
            began = left.start if began is None else began
            upcoming += 1
        region = regions[upcoming] if upcoming < len(regions) else None
        if region is not None and places.ends[at] > region.start:
            if first >= 0:
                ended = _ended(places.word(last))
                yield _gap(places, (first, last), left, None if ended else region, began)
                if ended or places.word(last) in _CLAUSE_BORDER:
                    began = None
                elif left is None or began is None:
                    began = places.starts[first]
                first = -1
            left = None
            continue
        if first >= 0 and places.opens[at] and _ended(places.word(last)):
            yield _gap(places, (first, last), left, None, began)
            first, left, began = -1, None, None
        if not places.spaces[at]:
            first, last = at if first < 0 else first, at
    if first >= 0:
        yield _gap(places, (first, last), left, None, began)


def _gap(
    places: Places,
    between: tuple[int, int],
    left: QuotedRegion | None,
    right: QuotedRegion | None,
    began: int | None,
) -> Gap:
    start = left.start if left is not None else places.starts[between[0]]
    if began is None or start - began > LONGEST_CLAUSE:
        began = start
    return Gap(places.doc, *between, left, right, began)


def _ended(word: str) -> bool:
    return word.endswith(_FINAL) and not word[:-1].isalpha()
