"""What the spaCy components write on a ``Doc``, and how they read each other's work.

Every component stores its findings under ``doc._.dprk``, one :class:`Annotations` a document, and a
token-aligned copy of the spans in ``doc.spans`` for people who use spaCy directly. Offsets are code points of
``doc.text`` and are exact: they need not fall on token borders.

The classes are registered with srsly's msgpack hooks, so that ``Doc.to_bytes``, ``DocBin`` and
``nlp.pipe(n_process=2)`` carry them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

import srsly
from spacy.tokens import Doc

from dprk_extract.records import Bound, QuoteKind, SpeakerKind, TimexType

USER_DATA_KEY = "dprk"


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of code points of the document's text."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether the code point at ``at`` is in the range."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """The identity behind a mention, and how it was found.

    ``name`` is the fullest name known (from the text, or from the knowledge base when ``id`` is set), or the
    description as written for an unnamed speaker. ``title`` is the title as stated beside the mention.
    """

    name: str
    kind: SpeakerKind
    resolved_by: str
    confidence: float
    id: str | None = None
    country: str | None = None
    mention: Range | None = None
    title: Range | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content. ``fragments`` are in text order and never empty.

    ``outer`` is the index (in ``Annotations.attributions``) of the attribution this one is nested in:
    in "KCNA reported that Kim said X", Kim's is nested in KCNA's.
    """

    kind: QuoteKind
    fragments: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    confidence: float
    evidence: tuple[str, ...]
    negated: bool = False
    outer: int | None = None
    speaker: SpeakerGuess | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 expression. ``earliest`` and ``latest`` are ISO days, or None where the value has no year."""

    start: int
    end: int
    timex_type: TimexType
    value: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A value or a range with its unit and bound. ``what`` is the range of the words counted or measured."""

    start: int
    end: int
    value: float
    value_high: float | None
    unit: str | None
    unit_range: Range | None
    bound: Bound
    what: Range | None
    rule: str
    confidence: float
    unit_kind: str | None = None
    base_value: float | None = None
    base_value_high: float | None = None
    base_unit: str | None = None
    negated: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named or described. ``how``: name, alias, title, pronoun, ..."""

    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or state of this document, with every mention that was resolved to it."""

    name: str
    kind: SpeakerKind
    id: str | None
    country: str | None
    mentions: tuple[Mention, ...]
    titles: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document beside its text. ``published`` is an ISO day."""

    published: str | None = None
    title: str | None = None
    publisher: str | None = None


@dataclass(slots=True)
class Annotations:
    """Everything the components found in one document. Each list is in text order."""

    context: Context = field(default_factory=Context)
    attributions: list[Attribution] = field(default_factory=list)
    timexes: list[Timex] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    tagger: str = ""


Annotated = Literal["contents", "sources", "cues", "timex", "quantities"]

_TYPES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        Range, SpeakerGuess, Attribution, Timex, QuantityMention, Mention, Entity, Context, Annotations,
    )
}  # fmt: skip


def annotations_of(doc: Doc) -> Annotations:
    """The document's annotations, made empty at the first call."""
    found = doc.user_data.get(USER_DATA_KEY)
    if found is None:
        found = doc.user_data[USER_DATA_KEY] = Annotations()
    assert isinstance(found, Annotations)
    return found


def mark_spans(doc: Doc, key: str, ranges: list[tuple[Range, str]]) -> None:
    """Store ``ranges`` with their labels as token-aligned spans in ``doc.spans[key]``."""
    spans = (doc.char_span(r.start, r.end, label=label, alignment_mode="expand") for r, label in ranges)
    doc.spans[key] = [span for span in spans if span is not None]


if not Doc.has_extension("dprk"):
    Doc.set_extension("dprk", getter=annotations_of)


@srsly.msgpack_encoders("dprk_annotations")  # type: ignore[untyped-decorator]
def _encode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if is_dataclass(obj) and type(obj).__name__ in _TYPES and type(obj) is _TYPES[type(obj).__name__]:
        values = {f.name: getattr(obj, f.name) for f in fields(obj)}
        return {"__dprk__": type(obj).__name__, **values}
    return obj if chain is None else chain(obj)


@srsly.msgpack_decoders("dprk_annotations")  # type: ignore[untyped-decorator]
def _decode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, dict) and "__dprk__" in obj:
        values = dict(obj)
        cls = _TYPES[values.pop("__dprk__")]
        if cls is not Annotations:
            values = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**values)
    return obj if chain is None else chain(obj)
