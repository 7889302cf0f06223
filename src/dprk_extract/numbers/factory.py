"""spaCy registration of the component ``quantities``."""

from __future__ import annotations

from spacy.language import Language

from dprk_extract.numbers.component import Quantities


@Language.factory("quantities", assigns=["doc.spans"], default_config={"ordinals": False})
def make_quantities(nlp: Language, name: str, ordinals: bool) -> Quantities:  # noqa: ARG001
    """The component; ``ordinals`` adds ordinal numbers with the unit ``ordinal`` to what it finds."""
    return Quantities(ordinals=ordinals)
