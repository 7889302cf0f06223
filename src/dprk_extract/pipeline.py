"""The pipeline: a spaCy model, and our components in order.

Of the model only the tagger and the parser run: names come from the text and the knowledge base, lemmas from
:mod:`dprk_extract.lemmas`, and leaving the rest out makes the parse more than three times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import Context, annotations_of
from dprk_extract.model import DEFAULT_MODEL, load_model
from dprk_extract.records import Document

COMPONENTS = ("timex", "quantities", "quote_attribution", "speaker_identity")
MAX_CHARS = 2_000_000


def load_pipeline(
    model: str = DEFAULT_MODEL,
    *,
    components: Iterable[str] = COMPONENTS,
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> Language:
    """The spaCy pipeline ``model`` with the given components of ours behind it.

    ``config`` maps a component's name to its settings. Raises MissingModel when the model is not installed and
    WrongModel when the default model is not, byte for byte, the one this package was made with.
    """
    nlp = load_model(model)
    nlp.max_length = MAX_CHARS + 1
    wanted = set(components)
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("paragraph_starts", before="parser")
    for name in COMPONENTS:
        if name in wanted:
            nlp.add_pipe(name, config=dict((config or {}).get(name, {})))
    return nlp


def annotate(
    nlp: Language, documents: Iterable[Document], *, batch_size: int = 16
) -> Iterator[tuple[Document, Doc]]:
    """Run the pipeline over documents, lazily and in order."""

    def prepared() -> Iterator[tuple[Doc, Document]]:
        for document in documents:
            doc = nlp.make_doc(document.text)
            annotations_of(doc).context = Context(
                published=document.published.isoformat() if document.published else None,
                title=document.title,
                publisher=document.publisher,
            )
            yield doc, document

    for doc, document in nlp.pipe(prepared(), as_tuples=True, batch_size=batch_size):
        yield document, doc
