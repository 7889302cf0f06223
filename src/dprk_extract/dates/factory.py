"""spaCy registration of ``timex``."""

from __future__ import annotations

from spacy.language import Language

from dprk_extract.dates.component import TimexComponent


@Language.factory("timex", assigns=["doc.spans"])
def make_timex(nlp: Language, name: str) -> TimexComponent:  # noqa: ARG001
    """Time expressions with TIMEX3 values and EDTF intervals."""
    return TimexComponent()
