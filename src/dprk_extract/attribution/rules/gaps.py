"""The narrator's words between quotations, cut at sentence borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dprk_extract.attribution.marks import QuotedRegion

_FINAL = (".", "!", "?", "…")
_CLAUSE_BORDER = frozenset([",", ":", ";", "—", "–", "-", "--"])


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch outside quotation marks without a sentence border, and the quotations that touch it.

    ``clause_start`` is where the sentence began that runs into the quotation on the left: the quotation's own
    start where it opens the sentence, or stands behind a comma or colon.
    """

    tokens: tuple[Token, ...]
    left: QuotedRegion | None
    right: QuotedRegion | None
    clause_start: int

    @property
    def left_is_clause(self) -> bool:
        """Whether no word of the narrator's runs into the quotation on the left."""
        return self.left is not None and self.clause_start >= self.left.start


def gaps(doc: Doc, regions: Sequence[QuotedRegion], start: int, end: int) -> Iterator[Gap]:
    """The gaps between ``regions`` (outermost, in order) of the paragraph ``start`` .. ``end``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    upcoming = 0
    tokens: list[Token] = []
    left: QuotedRegion | None = None
    began: int | None = None  # where the present sentence began, None behind a clause border
    for token in span:
        while upcoming < len(regions) and token.idx >= regions[upcoming].end:
            left = regions[upcoming]
            began = left.start if began is None else began
            upcoming += 1
        region = regions[upcoming] if upcoming < len(regions) else None
        if region is not None and token.idx + len(token) > region.start:
            if tokens:
                ended = _ended(tokens)
                yield _gap(tokens, left, None if ended else region, began)
                bordered = ended or tokens[-1].text in _CLAUSE_BORDER
                began = None if bordered else (tokens[0].idx if left is None or began is None else began)
                tokens = []
            left = None
            continue
        if tokens and token.is_sent_start and _ended(tokens):
            yield _gap(tokens, left, None, began)
            tokens, left, began = [], None, None
        if not token.is_space:
            tokens.append(token)
    if tokens:
        yield _gap(tokens, left, None, began)


def _gap(
    tokens: list[Token], left: QuotedRegion | None, right: QuotedRegion | None, began: int | None
) -> Gap:
    start = left.start if left is not None else tokens[0].idx
    return Gap(tuple(tokens), left, right, start if began is None else began)


def _ended(tokens: list[Token]) -> bool:
    return tokens[-1].text.endswith(_FINAL) and not tokens[-1].text[:-1].isalpha()
