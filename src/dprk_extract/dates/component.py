"""The spaCy component ``timex``."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from dprk_extract.annotations import Range, annotations_of, mark_spans
from dprk_extract.dates.finder import find_timexes


class TimexComponent:
    """Writes ``annotations_of(doc).timexes`` and ``doc.spans["timex"]`` (labels: DATE, TIME, DURATION, SET).

    Reads the day of publication from ``annotations_of(doc).context``; an unusable one counts as none.
    """

    def __call__(self, doc: Doc) -> Doc:
        notes = annotations_of(doc)
        notes.timexes = find_timexes(doc.text, _day(notes.context.published), doc)
        mark_spans(doc, "timex", [(Range(t.start, t.end), t.timex_type) for t in notes.timexes])
        return doc


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
