"""Extractions of a stream of articles: from the cache where it has them, else from one or several pipelines.

Order is that of the input, memory does not grow with the stream, and spaCy is imported only when an article is not
in the cache.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from dprk_extract.cache import Cache
from dprk_extract.errors import InputError
from dprk_extract.recipe import Recipe
from dprk_extract.records import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

Result = Extraction | InputError
CHUNK_DOCUMENTS = 32
CHUNK_CHARS = 60_000


def extract_stream(
    documents: Iterable[Document | InputError],
    recipe: Recipe,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Iterator[Result]:
    """The extraction of every document, in order. Failures of the readers pass through in their place.

    Raises ModelError where the spaCy model is missing.
    """
    with ExitStack() as stack:
        submit: Callable[[list[Document]], Callable[[], list[Result]]]
        if jobs > 1:
            from concurrent.futures import ProcessPoolExecutor

            pool = stack.enter_context(ProcessPoolExecutor(jobs))
            submit = lambda missing: pool.submit(_extract_chunk, recipe, missing).result  # noqa: E731
        else:
            submit = lambda missing: lambda: _extract_chunk(recipe, missing)  # noqa: E731
        waiting: deque[_Chunk] = deque()
        for items in _chunks(documents):
            waiting.append(_Chunk(items, cache, submit))
            # Two chunks a process are enough to keep it busy; more would only fill the memory.
            if len(waiting) >= (2 * jobs if jobs > 1 else 1):
                yield from waiting.popleft().results()
        yield from chain.from_iterable(chunk.results() for chunk in waiting)


class _Chunk:
    """Some documents, and what is known of them: the cache is asked at once, the pipeline may be running."""

    def __init__(
        self,
        items: list[Document | InputError],
        cache: Cache | None,
        submit: Callable[[list[Document]], Callable[[], list[Result]]],
    ) -> None:
        self._items = items
        self._cache = cache
        documents = [item for item in items if isinstance(item, Document)]
        stored = cache.get(documents) if cache else [None] * len(documents)
        self._known = {id(d): found for d, found in zip(documents, stored, strict=True) if found is not None}
        self._missing = [document for document in documents if id(document) not in self._known]
        self._made = submit(self._missing) if self._missing else list

    def results(self) -> Iterator[Result]:
        made = self._made()
        if self._cache:
            self._cache.put(found for found in made if isinstance(found, Extraction))
        found_by_document: dict[int, Result] = {
            **self._known,
            **{id(document): found for document, found in zip(self._missing, made, strict=True)},
        }
        for item in self._items:
            yield item if isinstance(item, InputError) else found_by_document[id(item)]


def _chunks(documents: Iterable[Document | InputError]) -> Iterator[list[Document | InputError]]:
    chunk: list[Document | InputError] = []
    chars = 0
    for document in documents:
        chunk.append(document)
        chars += 0 if isinstance(document, InputError) else len(document.text)
        if len(chunk) >= CHUNK_DOCUMENTS or chars >= CHUNK_CHARS:
            yield chunk
            chunk, chars = [], 0
    if chunk:
        yield chunk


def _extract_chunk(recipe: Recipe, documents: list[Document]) -> list[Result]:
    from dprk_extract.extraction import extract_documents

    return list(extract_documents(documents, _pipeline(recipe)))


@lru_cache(maxsize=2)
def _pipeline(recipe: Recipe) -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(recipe.model, components=recipe.components, config=recipe.config())
