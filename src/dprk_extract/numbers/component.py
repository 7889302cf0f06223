"""Component ``quantities``: figures from the characters, nouns and claims from the parse, one list on the ``Doc``."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from dprk_extract.annotations import QuantityMention, Range, annotations_of, mark_spans
from dprk_extract.numbers import bounds, claims, names, nouns
from dprk_extract.numbers.ages import as_age
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.concepts import ConceptFinder, Item
from dprk_extract.numbers.figures import Figure, join_parts, read_figures
from dprk_extract.numbers.inheritance import inherit_unit
from dprk_extract.numbers.lexicon import Unit
from dprk_extract.numbers.nouns import Counted
from dprk_extract.numbers.ordinals import ordinal_mentions
from dprk_extract.numbers.parse import Tokens
from dprk_extract.numbers.ranges import join_ranges
from dprk_extract.numbers.units import per_unit
from dprk_extract.records import Bound

_SKIPPED_TIMEX = frozenset({"DATE", "TIME", "SET"})


class Quantities:
    """Writes ``annotations_of(doc).quantities`` and ``doc.spans["quantities"]``.

    Works behind any tagger and parser with Penn tags; without a parse only units of measure are found, no counted
    nouns. ``ordinals`` adds ordinal numbers, unit ``ordinal``.
    """

    def __init__(self, *, ordinals: bool = False) -> None:
        self.ordinals = ordinals

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        annotations_of(doc).quantities = found
        mark_spans(doc, "quantities", [(Range(q.start, q.end), q.unit or "number") for q in found])
        return doc

    def find(self, doc: Doc) -> list[QuantityMention]:
        """The quantities of ``doc`` in text order."""
        atoms = Atoms(doc.text)
        figures = join_ranges(atoms, join_parts(atoms, read_figures(atoms)))
        if not len(doc):
            return []
        tokens = Tokens(doc)
        dated = _dated_ranges(doc)
        drafts = [draft for f in figures if not _is_dated(atoms, f, dated) if (draft := _draft(atoms, tokens, f))]
        concepts = ConceptFinder(doc, [Item(d.first, d.last, d.counted) for d in drafts])
        found: list[QuantityMention] = []
        for index, draft in enumerate(drafts):
            mention = _build(atoms, tokens, draft, concepts.concept(index))
            found.append(inherit_unit(tokens, found, mention))
        if self.ordinals:
            found = sorted([*found, *ordinal_mentions(atoms, tokens, found)], key=lambda q: (q.start, q.end))
        return found


def _dated_ranges(doc: Doc) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in annotations_of(doc).timexes if t.timex_type in _SKIPPED_TIMEX]


def _is_dated(atoms: Atoms, figure: Figure, dated: list[tuple[int, int]]) -> bool:
    """Whether another component read the figure as part of a date; "three years ago" still counts three years."""
    if figure.unit is not None and figure.unit.kind in ("time", "age"):
        return False
    start = atoms.start[figure.numeral.first]
    return any(first <= start < last for first, last in dated)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure that is a quantity, its tokens, and the noun that it counts."""

    figure: Figure
    first: int
    last: int
    counted: Counted | None


def _draft(atoms: Atoms, tokens: Tokens, figure: Figure) -> _Draft | None:
    doc = tokens.doc
    start, end = atoms.start[figure.first], atoms.end[figure.last - 1]
    first, last = tokens.span(start, end)
    aged = as_age(atoms, tokens, figure)
    if aged is not None:
        figure = aged
    counted: Counted | None = None
    if figure.unit is None:
        counted = _counted(atoms, tokens, figure)
        if names.is_name(atoms, tokens, figure, counted):
            return None
        if counted is None:
            counted = nouns.people_implied(doc, first)
    elif names.is_attributive_duration(atoms, figure) or names.is_some_day(atoms, figure):
        return None
    return _Draft(figure, first, last, counted)


def _counted(atoms: Atoms, tokens: Tokens, figure: Figure) -> Counted | None:
    doc = tokens.doc
    at = tokens.span(atoms.start[figure.first], atoms.end[figure.last - 1])[1]
    if at >= len(doc) or doc[at].is_sent_start:
        return None
    if doc[at].text in ("-", "‐", "–") and at + 1 < len(doc):
        at += 1
    if doc[at].lower_ == "of":
        return nouns.partitive_noun(doc, at)
    if figure.numeral.form in ("half", "fraction") and doc[at].tag_ in ("DT", "PRP$"):
        return nouns.partitive_noun(doc, at - 1)
    found = nouns.counted_noun(doc, at)
    if found is None and at >= 4 and doc[at - 2].lower_ == "or" and doc[at - 3].tag_ == "NN":
        return Counted(at - 3, at, at - 3, nouns.noun_name(doc, at - 3, at - 3))        # "a pick or two"
    return nouns.with_adjective_before(doc, at - 1, found)


def _build(
    atoms: Atoms, tokens: Tokens, draft: _Draft, what: tuple[int, int] | None
) -> QuantityMention:
    doc, figure, counted, span = tokens.doc, draft.figure, draft.counted, (draft.first, draft.last)
    bound, begin, finish = _bound(atoms, tokens, figure, span[0])
    start, end = atoms.start[begin], atoms.end[finish - 1]
    unit, unit_range = _unit(atoms, figure)
    kind = figure.unit.kind if figure.unit else None
    per = figure.per
    if counted is not None and counted.last == counted.first:
        unit, kind = counted.name, "count"
    elif counted is not None:
        per_found = per_unit(atoms, _atom_after(atoms, doc, counted.last))
        unit, kind = counted.name, "count"
        unit_range = Range(doc[counted.first].idx, _end(doc, counted.last))
        end = max(end, unit_range.end)
        if per_found is not None:
            unit, end = f"{unit} per {per_found[0]}", atoms.end[per_found[1] - 1]
    low, high, base = _base(figure, kind, per)
    return QuantityMention(
        start=start, end=end, value=figure.value, value_high=figure.high, unit=unit, unit_range=unit_range,
        bound=bound, what=None if what is None else Range(doc[what[0]].idx, _end(doc, what[1])), rule=figure.rule,
        confidence=_confidence(figure, counted, kind), unit_kind=kind, base_value=low, base_value_high=high, base_unit=base,
        negated=claims.negated(doc, *span), planned=claims.planned(doc, *span),
    )  # fmt: skip


def _end(doc: Doc, last: int) -> int:
    return doc[last - 1].idx + len(doc[last - 1])


def _atom_after(atoms: Atoms, doc: Doc, last: int) -> int:
    return bisect_left(atoms.start, _end(doc, last))


def _bound(atoms: Atoms, tokens: Tokens, figure: Figure, first: int) -> tuple[Bound, int, int]:
    before = bounds.bound_before(atoms, figure.first)
    begin = before[1] if before else figure.first
    moved = bounds.change(tokens.doc, figure, tokens.at(atoms.start[begin]))
    if moved is not None and not (before and before[0] == ">" and figure.rule == "multiple"):
        return moved, begin, figure.last
    if before is not None:
        return before[0], begin, figure.last
    after = bounds.bound_after(atoms, figure.last)
    if after is not None:
        return after[0], figure.first, after[1]
    if figure.value < 0 and figure.unit is not None and figure.unit.kind == "percent":
        return "down", figure.first, figure.last
    return "=", figure.first, figure.last


def _unit(atoms: Atoms, figure: Figure) -> tuple[str | None, Range | None]:
    if figure.unit is None or figure.unit_atoms is None:
        return (figure.unit.name if figure.unit else None), None
    first, last = figure.unit_atoms
    name = f"{figure.unit.name} per {figure.per}" if figure.per else figure.unit.name
    return name, Range(atoms.start[first], atoms.end[last - 1])


def _base(figure: Figure, kind: str | None, per: str | None) -> tuple[float | None, float | None, str | None]:
    unit: Unit | None = figure.unit
    if unit is None or unit.base is None or unit.factor is None or per:
        return None, None, None
    high = None if figure.high is None else unit.to_base(figure.high)
    return unit.to_base(figure.value), high, unit.base


def _confidence(figure: Figure, counted: Counted | None, kind: str | None) -> float:
    if figure.unit is not None:
        return 0.95
    if counted is None:
        return 0.6
    return 0.5 if figure.value == 1 else 0.85

