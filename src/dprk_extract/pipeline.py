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
from dprk_extract.errors import InputError, OversizedInput, ProcessingFailure
from dprk_extract.parse.model import MODEL_PARTS, load_model
from dprk_extract.parse.slices import SLICE, parse_in_slices
from dprk_extract.recipe import COMPONENTS, DEFAULT_MODEL
from dprk_extract.records import MAX_CHARS, Document


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
    nlp.add_pipe("glued_names", first=True)
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("paragraph_starts", after="glued_names")
        nlp.add_pipe("sentence_limit", after="parser")
    for name in COMPONENTS:
        if name in wanted:
            nlp.add_pipe(name, config=dict((config or {}).get(name, {})))
    return nlp


def annotate(
    nlp: Language, documents: Iterable[Document | InputError], *, batch_chars: int = 100_000
) -> Iterator[tuple[Document, Doc] | InputError]:
    """Run the pipeline over documents, lazily and in order.

    Failures of the readers are passed through, and an article on which the pipeline fails becomes one, so that
    no article can stop the others.
    """
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if isinstance(document, InputError) or len(document.text) > MAX_CHARS:
            yield from _annotate_batch(nlp, batch)
            batch, chars = [], 0
            yield document if isinstance(document, InputError) else _oversized(document)
            continue
        batch.append(document)
        chars += len(document.text)
        if chars >= batch_chars:
            yield from _annotate_batch(nlp, batch)
            batch, chars = [], 0
    yield from _annotate_batch(nlp, batch)


def _oversized(document: Document) -> InputError:
    size = len(document.text)
    return OversizedInput(
        document.path, f"{size:,} characters in one article, at most {MAX_CHARS:,} can be read"
    )


def _annotate_batch(nlp: Language, batch: list[Document]) -> list[tuple[Document, Doc] | InputError]:
    try:
        docs = [_prepared(nlp, document) for document in batch]
        if max(map(len, docs), default=0) > SLICE:
            return [(document, _annotate_long(nlp, doc)) for document, doc in zip(batch, docs, strict=True)]
        return list(zip(batch, nlp.pipe(docs), strict=True))
    except Exception:
        # One of them is at fault: find out which, and keep the others.
        return [_annotate_one(nlp, document) for document in batch]


def _annotate_one(nlp: Language, document: Document) -> tuple[Document, Doc] | InputError:
    try:
        return document, _annotate_long(nlp, _prepared(nlp, document))
    except Exception as error:
        return ProcessingFailure(document.path, f"the pipeline failed: {type(error).__name__}: {error}")


def _annotate_long(nlp: Language, doc: Doc) -> Doc:
    """The same as ``nlp(doc)``, with the model working slice by slice."""
    model = [part for name, part in nlp.pipeline if name in MODEL_PARTS]
    for name, part in nlp.pipeline:
        if name not in MODEL_PARTS:
            doc = part(doc)
        elif part is model[0]:
            doc = parse_in_slices(doc, model)
    return doc


def _prepared(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(document.text)
    annotations_of(doc).context = Context(
        published=document.published.isoformat() if document.published else None,
        title=document.title,
        publisher=document.publisher,
    )
    return doc
