"""One figure and the parse around it → one :class:`QuantityMention`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from dprk_extract.annotations import QuantityMention, Range
from dprk_extract.numbers import bounds, claims, names, nouns, parse
from dprk_extract.numbers.ages import as_age
from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import word_set, words
from dprk_extract.numbers.nouns import Counted
from dprk_extract.numbers.parse import Tokens
from dprk_extract.numbers.units import per_unit
from dprk_extract.records import Bound

_HYPHENS = ("-", "‐", "–")
_SURE, _COUNT, _SINGLE, _BARE = 0.95, 0.85, 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure that is a quantity, its tokens (half-open), and the noun that it counts."""

    figure: Figure
    first: int
    last: int
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class _UnitOf:
    """The unit of a quantity as it goes into the mention, and where the mention's words end because of it."""

    name: str | None
    kind: str | None
    words: Range | None
    end: int


def draft_quantity(atoms: Atoms, tokens: Tokens, figure: Figure) -> Draft | None:
    """The figure with its noun, or None where it is part of a name, a pronoun or an attribute."""
    doc = tokens.doc
    first, last = tokens.span(atoms.start[figure.first], atoms.end[figure.last - 1])
    figure = as_age(atoms, tokens, figure) or figure
    if figure.numeral.form == "multiple" and not _is_multiple(atoms, doc, figure, first):
        return None
    if figure.unit is not None:
        idle = names.is_attributive_unit(atoms, figure) or names.is_some_day(atoms, figure)
        return None if idle else Draft(figure, first, last, None)
    counted = _counted(doc, figure, last)
    if figure.value == 0 and figure.numeral.form == "word" and _is_nothing(atoms, doc, figure, counted):
        return None
    if names.is_name(atoms, tokens, figure, counted):
        return None
    return Draft(figure, first, last, counted or nouns.people_implied(doc, parse.anchor(doc, first, last).i))


def _is_nothing(atoms: Atoms, doc: Doc, figure: Figure, counted: Counted | None) -> bool:
    """ "for naught", "zero tolerance", but not "zero cases"."""
    if counted is None:
        return atoms.word(figure.first - 1) == "for"
    return doc[counted.head].tag_ not in parse.PLURALS


def _is_multiple(atoms: Atoms, doc: Doc, figure: Figure, token: int) -> bool:
    """Whether "doubled" is a verb of change here ("sales doubled"); "threefold" always says how much."""
    if atoms.low[figure.numeral.first] in words().multiples:
        return True
    verb = doc[token]
    idle = word_set("multiple", "idle")
    after = (
        verb.i + 1 < len(doc)
        and doc[verb.i + 1].lower_ in idle
        and doc[verb.i + 1].dep_ in ("prep", "prt", "advmod")
    )
    return verb.tag_.startswith("VB") and not after


def _counted(doc: Doc, figure: Figure, at: int) -> Counted | None:
    """The noun counted by the figure that ends before token ``at``."""
    if at >= len(doc) or doc[at].is_sent_start:
        return None
    if doc[at].text in _HYPHENS and at + 1 < len(doc):
        tied = nouns.tied_noun(doc, at)
        if tied is not None:
            return tied
        at += 2 if doc[at + 1].lower_ in ("plus", "odd") and at + 2 < len(doc) else 1
    if doc[at].lower_ == "or" and at + 2 < len(doc) and doc[at + 1].lower_ in word_set("more", "behind_or"):
        at += 2  # "1,000 or more workers"
    if doc[at].lower_ == "out" and at + 1 < len(doc) and doc[at + 1].lower_ == "of":
        at += 1
    if doc[at].lower_ == "of":
        return nouns.partitive_noun(doc, at)
    if figure.numeral.form in ("half", "fraction") and doc[at].tag_ in ("DT", "PRP$"):
        return nouns.partitive_noun(doc, at - 1)
    found = nouns.counted_noun(doc, at)
    return nouns.noun_before(doc, at) if found is None else nouns.with_adjective_before(doc, at - 1, found)


def build_mention(
    atoms: Atoms, tokens: Tokens, draft: Draft, what: tuple[int, int] | None
) -> QuantityMention:
    """The mention of ``draft``; ``what`` is the token range of its concept."""
    doc, figure, span = tokens.doc, draft.figure, (draft.first, draft.last)
    bound, first, last = _bound(atoms, tokens, draft)
    unit = _unit(atoms, doc, draft, atoms.end[last - 1])
    low, high, base = _base(figure)
    said = not _is_aside(doc, draft)
    return QuantityMention(
        start=atoms.start[first],
        end=unit.end,
        value=figure.value,
        value_high=figure.high,
        unit=unit.name,
        unit_range=unit.words,
        bound=bound,
        what=None if what is None else Range(doc[what[0]].idx, _end(doc, what[1])),
        rule=figure.rule,
        confidence=_confidence(draft),
        unit_kind=unit.kind,
        base_value=low,
        base_value_high=high,
        base_unit=base,
        negated=said and claims.negated(doc, *span),
        planned=said and claims.planned(doc, *span),
    )


def _is_aside(doc: Doc, draft: Draft) -> bool:
    """Whether the figure stands beside what the clause says: "Clark, 61, has never", "a 6-year-old boy will"."""
    top = parse.anchor(doc, draft.first, draft.last)
    return top.dep_ == "appos" or (draft.figure.kind == "age" and not top.head.tag_.startswith("VB"))


def _bound(atoms: Atoms, tokens: Tokens, draft: Draft) -> tuple[Bound, int, int]:
    """The bound, and the atoms of the mention with its bound words."""
    figure = draft.figure
    before = bounds.bound_before(atoms, figure.first)
    begin = before[1] if before else figure.first
    moved = bounds.change(tokens.doc, figure, tokens.at(atoms.start[begin]), draft.counted)
    if moved is not None and not (before and before[0] == ">" and figure.rule == "multiple"):
        return moved, begin, figure.last
    if before is not None:
        return before[0], begin, figure.last
    if figure.rule == "multiple" and tokens.doc[draft.first].tag_.startswith("VB"):
        return ("up" if figure.value > 1 else "down"), begin, figure.last
    after = bounds.bound_after(atoms, figure.last) or bounds.bound_after(atoms, figure.numeral.last)
    if after is not None:
        return after[0], figure.first, max(after[1], figure.last)
    falling = figure.value < 0 and figure.kind == "percent"
    return "down" if falling else "=", figure.first, figure.last


def _unit(atoms: Atoms, doc: Doc, draft: Draft, end: int) -> _UnitOf:
    figure, counted = draft.figure, draft.counted
    if counted is not None and counted.last == counted.first:
        return _UnitOf(counted.name, "count", None, end)
    if counted is not None:
        noun = Range(doc[counted.first].idx, _end(doc, counted.last))
        per = per_unit(atoms, bisect_left(atoms.start, noun.end))
        if per is not None:
            return _UnitOf(f"{counted.name} per {per[0]}", "count", noun, atoms.end[per[1] - 1])
        return _UnitOf(counted.name, "count", noun, max(end, noun.end))
    if figure.unit is None:
        return _UnitOf(None, None, None, end)
    name = f"{figure.unit.name} per {figure.per}" if figure.per else figure.unit.name
    words_at = figure.unit_atoms
    words_of = None if words_at is None else Range(atoms.start[words_at[0]], atoms.end[words_at[1] - 1])
    return _UnitOf(name, figure.kind, words_of, end)


def _end(doc: Doc, last: int) -> int:
    return doc[last - 1].idx + len(doc[last - 1])


def _base(figure: Figure) -> tuple[float | None, float | None, str | None]:
    """The value in the base unit of its kind; compound units are not converted."""
    unit = figure.unit
    if unit is None or unit.base is None or unit.factor is None or figure.per:
        return None, None, None
    high = None if figure.high is None else unit.to_base(figure.high)
    return unit.to_base(figure.value), high, unit.base


def _confidence(draft: Draft) -> float:
    if draft.figure.unit is not None:
        return _SURE
    if draft.counted is None:
        return _BARE
    return _SINGLE if draft.figure.value == 1 else _COUNT
