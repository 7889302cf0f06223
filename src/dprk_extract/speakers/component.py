"""Component ``speaker_identity``: gives every attribution its speaker, and lists the entities of the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from dprk_extract.annotations import (
    Annotations,
    Attribution,
    Entity,
    Mention,
    Range,
    SpeakerGuess,
    annotations_of,
)
from dprk_extract.knowledge import KnowledgeBase, knowledge_base
from dprk_extract.records import SpeakerKind
from dprk_extract.speakers.discourse import Discourse
from dprk_extract.speakers.hearsay import is_hearsay
from dprk_extract.speakers.labels import Labels
from dprk_extract.speakers.referents import Occurrence, Referent
from dprk_extract.speakers.sources import NOMINAL, Found, resolve_source, source_heads
from dprk_extract.speakers.unsourced import Unsourced
from dprk_extract.speakers.view import LABEL, View

_ACTS = 0.9  # the salience of a subject or a source


class SpeakerIdentity:
    """Reads ``attributions``; sets their ``speaker`` and ``via`` and writes ``entities``. Never raises on a text."""

    def __init__(self, knowledge: KnowledgeBase | None = None) -> None:
        self.knowledge = knowledge if knowledge is not None else knowledge_base()

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        notes = annotations_of(doc)
        view = View(doc, notes.attributions, self.knowledge)
        places = [_source(view, found) for found in notes.attributions]
        heads = {
            head
            for place in places
            if place is not None
            for head in source_heads(view, view.tokens_of(place))
        }
        discourse = Discourse(view, heads, _day(notes.context.published))
        speakers = _resolve(discourse, notes, places)
        notes.attributions = [
            replace(found, speaker=_guess(speaker, self.knowledge) if speaker is not None else None, via=())
            for found, speaker in zip(notes.attributions, speakers, strict=True)
        ]
        notes.attributions = [
            replace(found, via=_via(notes.attributions, found)) if found.outer is not None else found
            for found in notes.attributions
        ]
        notes.entities = _entities(discourse)
        return doc


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _source(view: View, found: Attribution) -> Range | None:
    """The words of the source. Where they are only a verb and the cue is a name, the two have changed places."""
    if found.source is None or found.cue is None:
        return found.source
    if is_hearsay(view, found):
        return None
    nominal = any(view.tags[i] in NOMINAL for i in view.tokens_of(found.source))
    swapped = not nominal and any(view.tags[i] in ("NNP", "PRP") for i in view.tokens_of(found.cue))
    return found.cue if swapped else found.source


def _resolve(discourse: Discourse, notes: Annotations, places: list[Range | None]) -> list[Found | None]:
    labels = Labels(discourse, notes.attributions)
    speakers = [
        None
        if place is None
        else labels.resolve(place)
        if LABEL in found.evidence
        else resolve_source(discourse, place)
        for found, place in zip(notes.attributions, places, strict=True)
    ]
    return Unsourced(discourse, notes, speakers).fill()


def _guess(found: Found, knowledge: KnowledgeBase) -> SpeakerGuess:
    referent = found.referent
    entry = referent.entry if referent is not None else None
    stands_for = knowledge.referent(entry) if entry is not None else None
    return SpeakerGuess(
        name=found.name,
        kind=_kind(found),
        resolved_by=found.how,
        confidence=round(found.certainty, 3),
        id=stands_for.id if stands_for is not None else None,
        country=stands_for.country if stands_for is not None else None,
        mention=found.mention,
        title=found.title,
    )


def _kind(found: Found) -> SpeakerKind:
    if found.kind in ("group", "document", "organisation", "unknown", "person"):
        return found.kind  # type: ignore[return-value]
    referent = found.referent
    if referent is None:
        return "unknown"
    if referent.kind == "unknown" and referent.gender and not referent.unnamed:
        return "person"
    return referent.kind


def _via(all_of_them: list[Attribution], found: Attribution) -> tuple[str, ...]:
    """The names of the outer chain, outermost first; a speaker who quotes himself passes nothing on."""
    names: list[str] = []
    seen: set[int] = set()
    outer = found.outer
    own = found.speaker.name if found.speaker is not None else None
    while outer is not None and 0 <= outer < len(all_of_them) and outer not in seen:
        seen.add(outer)
        speaker = all_of_them[outer].speaker
        if speaker is not None and speaker.name != own and speaker.name not in names:
            names.append(speaker.name)
        outer = all_of_them[outer].outer
    return tuple(reversed(names))


def _entities(discourse: Discourse) -> list[Entity]:
    """Everybody and everything named, each once. A capital that speaks or acts is its state, else a place."""
    knowledge = discourse.view.knowledge
    places: dict[str, list[tuple[Referent, Occurrence]]] = {}
    for number, referent in enumerate(discourse.registry.all):
        if referent.unnamed:
            continue
        for occurrence in referent.occurrences:
            entry = referent.entry
            if entry is not None and entry.stands_for and occurrence.weight >= _ACTS:
                entry = knowledge.referent(entry)
            identity = entry.id if entry is not None else f"\0{number}"
            places.setdefault(identity, []).append((referent, occurrence))
    return [_entity(discourse, identity, found) for identity, found in places.items()]


def _entity(discourse: Discourse, identity: str, found: list[tuple[Referent, Occurrence]]) -> Entity:
    entry = discourse.view.knowledge.entry(identity)
    referents = list({id(referent): referent for referent, _ in found}.values())
    own = [r for r in referents if r.entry is entry] or referents
    mentions = []
    for referent, occurrence in sorted(found, key=lambda pair: (pair[1].start, pair[1].end)):
        place = discourse.view.span(occurrence.start, occurrence.end)
        how = "metonym" if entry is not None and referent.entry is not entry else occurrence.how
        mentions.append(Mention(place.start, place.end, how))
    kind = own[0].kind
    if entry is not None and entry.kind in ("place", "metonym"):
        kind = "unknown"
    elif kind == "unknown" and own[0].gender:
        kind = "person"
    titles = {place for referent in own for place in referent.titles}
    return Entity(
        name=own[0].fullest if own[0].entry is entry or entry is None else entry.name,
        kind=kind,
        id=entry.id if entry is not None else None,
        country=entry.country if entry is not None else None,
        mentions=tuple(mentions),
        titles=tuple(sorted(titles, key=lambda place: (place.start, place.end))),
    )
