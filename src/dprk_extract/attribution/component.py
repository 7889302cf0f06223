"""Component ``quote_attribution``: a tagger's pieces, linked, completed and written on the document."""

from __future__ import annotations

from spacy.tokens import Doc

from dprk_extract.annotations import annotations_of, mark_spans
from dprk_extract.attribution.linking.assemble import attributions
from dprk_extract.attribution.linking.strict import Attitudes
from dprk_extract.attribution.taggers import Tagger


class QuoteAttribution:
    """Writes ``annotations_of(doc).attributions`` and the spans ``contents``, ``cues`` and ``sources``."""

    def __init__(self, tagger: Tagger, attitudes: Attitudes = "auto") -> None:
        self.tagger = tagger
        self.attitudes: Attitudes = attitudes

    def __call__(self, doc: Doc) -> Doc:
        notes = annotations_of(doc)
        notes.tagger = self.tagger.name
        notes.attributions = attributions(doc, self.tagger(doc), self.tagger.name, self.attitudes)
        found = notes.attributions
        mark_spans(doc, "contents", [(part, item.kind) for item in found for part in item.fragments])
        mark_spans(doc, "cues", [(item.cue, "CUE") for item in found if item.cue is not None])
        mark_spans(doc, "sources", [(item.source, "SOURCE") for item in found if item.source is not None])
        return doc
