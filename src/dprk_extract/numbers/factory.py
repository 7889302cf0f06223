"""spaCy registration of the component ``quantities``."""

from __future__ import annotations

from spacy.language import Language

from dprk_extract.numbers.component import Ordinals, Quantities


@Language.factory("quantities", assigns=["doc.spans"], default_config={"ordinals": "counting"})
def make_quantities(nlp: Language, name: str, ordinals: Ordinals) -> Quantities:  # noqa: ARG001
    """The component; ``ordinals`` says which ordinal numbers are quantities: none, counting or all."""
    return Quantities(ordinals=ordinals)
