"""Component ``quantities``: figures from the characters, nouns and claims from the parse, one list on the ``Doc``."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from sys import maxsize
from typing import Literal

from spacy.tokens import Doc

from dprk_extract.annotations import QuantityMention, Range, annotations_of, mark_spans
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.bounds import bound_before
from dprk_extract.numbers.concepts import ConceptFinder, Item
from dprk_extract.numbers.figures import Figure, read_figures
from dprk_extract.numbers.inheritance import inherit_change, inherit_unit
from dprk_extract.numbers.lexicon import mapping, word_set
from dprk_extract.numbers.mentions import Draft, build_mention, draft_quantity
from dprk_extract.numbers.ordinals import ordinal_mentions
from dprk_extract.numbers.parse import Tokens
from dprk_extract.numbers.ranges import (
    join_coins,
    join_halves,
    join_ranges,
    join_ratios,
    share_units,
    without_votes,
)

Ordinals = Literal["none", "counting", "all"]
_SKIPPED_TIMEX = frozenset({"DATE", "TIME", "SET"})


class Quantities:
    """Writes ``annotations_of(doc).quantities`` and ``doc.spans["quantities"]``.

    Works behind any tagger and parser with Penn tags; without them only figures with units of measure are told
    from other numbers. ``ordinals``: with "counting", those that say how many there have been ("its sixth test") are
    quantities with the unit ``ordinal``; with "all", every ordinal is.
    """

    def __init__(self, *, ordinals: Ordinals = "counting") -> None:
        self.ordinals = ordinals

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        annotations_of(doc).quantities = found
        mark_spans(doc, "quantities", [(Range(q.start, q.end), q.unit or "number") for q in found])
        return doc

    def find(self, doc: Doc) -> list[QuantityMention]:
        """The quantities of ``doc`` in text order."""
        if not len(doc):
            return []
        atoms, tokens, dated = Atoms(doc.text), Tokens(doc), _Dated(doc)
        drafts = _drafts(atoms, tokens, dated)
        concepts = ConceptFinder(doc, [Item(d.first, d.last, d.counted) for d in drafts])
        found: list[QuantityMention] = []
        for index, draft in enumerate(drafts):
            mention = build_mention(atoms, tokens, draft, concepts.concept(index))
            found.append(inherit_change(atoms.text, found, inherit_unit(tokens, found, mention)))
        found = _comparable(found)
        if self.ordinals != "none":
            ordinals = ordinal_mentions(atoms, tokens, found, every=self.ordinals == "all")
            found.extend(q for q in ordinals if not dated.holds(q.start))
        return sorted(found, key=lambda q: (q.start, q.end))


def _comparable(found: list[QuantityMention]) -> list[QuantityMention]:
    """The quantities; a unit of several sizes keeps its base value only where the text gives no hint of another."""
    named = {q.unit for q in found}
    unsure = {
        unit
        for unit in mapping("ambiguous_units")
        if unit in named and named & word_set("ambiguous_units", unit)
    }
    if not unsure:
        return found
    return [
        replace(q, base_value=None, base_value_high=None, base_unit=None) if q.unit in unsure else q
        for q in found
    ]


def _drafts(atoms: Atoms, tokens: Tokens, dated: _Dated) -> list[Draft]:
    """The figures of the text that are quantities, ranges and sums joined, dates left out."""
    figures = join_halves(atoms, join_coins(atoms, read_figures(atoms)))
    figures = without_votes(atoms, join_ratios(atoms, figures))
    drafts = []
    for figure in join_ranges(atoms, share_units(atoms, figures)):
        if not dated.covers(atoms, figure):
            draft = draft_quantity(atoms, tokens, figure)
            if draft is not None:
                drafts.append(draft)
    return drafts


class _Dated:
    """The dates and times that another component has found.

    A figure with a unit ("three years ago", "1520 sq m") or with a limit ("more than 1000 men") is a quantity all
    the same: a bare figure of four digits is easily taken for a year.
    """

    def __init__(self, doc: Doc) -> None:
        timexes = [t for t in annotations_of(doc).timexes if t.timex_type in _SKIPPED_TIMEX]
        self._ranges = sorted((t.start, t.end) for t in timexes)

    def covers(self, atoms: Atoms, figure: Figure) -> bool:
        if figure.unit is not None:
            return False
        start = atoms.start[figure.numeral.first]
        place = self._at(start)
        if place is None:
            return False
        bare = place == (start, atoms.end[figure.numeral.last - 1])
        limit = bound_before(atoms, figure.first)
        return not (bare and limit is not None and limit[0] in "<>")

    def holds(self, start: int) -> bool:
        """Whether the code point is inside one of them."""
        return self._at(start) is not None

    def _at(self, start: int) -> tuple[int, int] | None:
        at = bisect_right(self._ranges, (start, maxsize)) - 1
        return None if at < 0 or start >= self._ranges[at][1] else self._ranges[at]
