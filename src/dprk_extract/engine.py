"""Extractions of a stream of articles: from the cache where it has them, else from one or several pipelines.

Order is that of the input, memory does not grow with the stream, and spaCy is imported only when an article is not
in the cache.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from dprk_extract.cache import Cache
from dprk_extract.codec import pack, unpack
from dprk_extract.errors import InputError, WorkerLost
from dprk_extract.recipe import Recipe
from dprk_extract.records import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

Result = Extraction | InputError
Submit = Callable[[list[Document]], Callable[[], list[Result]]]
"""Takes work in hand, and gives the function that waits for its results."""

CHUNK_DOCUMENTS = 32
CHUNK_CHARS = 20_000
"""A third of a second of work: at the end of a run, processes wait for each other no longer than that."""
CHUNKS_A_PROCESS = 4
"""As many wait in line while one long article is read; more would only fill the memory."""


def extract_stream(
    documents: Iterable[Document | InputError],
    recipe: Recipe,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Iterator[Result]:
    """The extraction of every document, in order. Failures of the readers pass through in their place.

    Raises ModelError where the spaCy model is missing, and WorkerLost where one of several processes was killed.
    """
    with _workers(recipe, jobs) if jobs > 1 else nullcontext(partial(_when_asked, recipe)) as submit:
        waiting: deque[_Chunk] = deque()
        for items in _chunks(documents):
            waiting.append(_Chunk(items, cache, submit))
            if len(waiting) >= (CHUNKS_A_PROCESS * jobs if jobs > 1 else 1):
                yield from waiting.popleft().results()
        yield from chain.from_iterable(chunk.results() for chunk in waiting)


def _when_asked(recipe: Recipe, documents: list[Document]) -> Callable[[], list[Result]]:
    return lambda: _extract_chunk(recipe, documents)


@contextmanager
def _workers(recipe: Recipe, jobs: int) -> Iterator[Submit]:
    """Processes that extract. What they send is packed, so that this one need not read what nobody asks for."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_prepare_worker)

    def submit(documents: list[Document]) -> Callable[[], list[Result]]:
        future = pool.submit(_packed_chunk, recipe, documents)
        return lambda: [
            found if isinstance(found, InputError) else unpack(found, document)
            for found, document in zip(future.result(), documents, strict=True)
        ]

    try:
        yield submit
    except BrokenProcessPool:
        raise WorkerLost(
            "a process ended before its work was done; try fewer --jobs if memory is short"
        ) from None
    finally:
        # Whoever stops reading does not wait for chunks that nobody has begun.
        pool.shutdown(cancel_futures=True)


class _Chunk:
    """Some documents, and what is known of them: the cache is asked at once, the pipeline may be running."""

    def __init__(
        self,
        items: list[Document | InputError],
        cache: Cache | None,
        submit: Submit,
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
        if self._cache and made:
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


def _prepare_worker() -> None:
    """Ctrl-C is for the process that the user sees: it ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _packed_chunk(recipe: Recipe, documents: list[Document]) -> list[bytes | InputError]:
    return [
        found if isinstance(found, InputError) else pack(found) for found in _extract_chunk(recipe, documents)
    ]


def _extract_chunk(recipe: Recipe, documents: list[Document]) -> list[Result]:
    nlp = _pipeline(recipe)  # before the import: it decides about threads, and numpy reads that once
    from dprk_extract.extraction import extract_documents

    # The words of a chunk are forgotten with it: over a long stream, spaCy's vocabulary would fill the memory.
    with nlp.memory_zone():
        return list(extract_documents(documents, nlp))


@lru_cache(maxsize=2)
def _pipeline(recipe: Recipe) -> Language:
    # Our matrices are small: threads that share them wait for each other, on a busy machine for most of the time.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(recipe.model, components=recipe.components, config=recipe.config())
