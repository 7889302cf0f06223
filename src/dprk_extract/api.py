"""``extract``: the whole pipeline on one text, for people who write Python."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache

from spacy.language import Language

from dprk_extract.errors import InputError
from dprk_extract.extraction import extract_documents
from dprk_extract.pipeline import load_pipeline
from dprk_extract.records import Document, Extraction, content_id


def extract(
    article: str | Document, *, published: date | None = None, nlp: Language | None = None
) -> Extraction:
    """Quotes, speakers, dates and numbers of one article, given as a text or as a ``Document``.

    ``published`` is the publication day of a text: without it, dates that need one stay open (``XXXX-11-08``).
    ``nlp`` is a pipeline of ``load_pipeline``; the default one is loaded once. Raises InputError where the
    article cannot be used, ModelError where the spaCy model is missing.
    """
    document = _document(article, published) if isinstance(article, str) else article
    for found in extract_documents([document], nlp or _default_pipeline()):
        if isinstance(found, InputError):
            raise found
        return found
    raise AssertionError("one document gives one result")


@cache
def _default_pipeline() -> Language:
    return load_pipeline()


def _document(text: str, published: date | None) -> Document:
    return Document(
        id=content_id("text", text),
        source_id="text",
        path="text",
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=published,
        published_from="argument" if published else None,
    )
