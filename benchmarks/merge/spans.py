"""Extractions from the gold attributions of PolNeAR: contents, cues and sources as annotated, the rest our own work.

So merging is measured by itself. Dates, numbers and the identity of the speakers come from our components.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

from dprk_extract.annotations import Attribution, Context, Range, annotations_of
from dprk_extract.extraction import extraction_of
from dprk_extract.pipeline import load_pipeline
from dprk_extract.records import Document, Extraction, Quote


def bench_module(bench: Path, name: str) -> ModuleType:
    """A script of the bench folder as a module."""
    spec = importlib.util.spec_from_file_location(name, bench / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_extractions(data: Path, bench: Path, split: str) -> Iterator[tuple[str, Extraction]]:
    """``(name of the article, extraction)`` for each annotated article of one split."""
    build = bench_module(bench, "build_spans")
    nlp = load_pipeline(components=("timex", "quantities", "speaker_identity"))
    files: dict[str, Path] = {}
    for path in sorted((data / split / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in sorted(files.items()):
        with (data / split / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        publisher, day, _ = name.split("_", 2)
        sha = hashlib.sha256(text.encode()).hexdigest()
        document = Document(sha[:16], name, name, text, sha, None, publisher, date.fromisoformat(day), "name")
        doc = nlp.make_doc(text)
        annotations_of(doc).context = Context(day, None, publisher)
        annotations_of(doc).attributions = _attributions(build, text, path)
        yield name, extraction_of(document, nlp(doc))


def _attributions(build: ModuleType, text: str, path: Path) -> list[Attribution]:
    with path.open(encoding="utf-8", newline="") as handle:
        spans, events = build.parse_ann(handle.read())
    found: dict[tuple[int, int], Attribution] = {}
    for event in events:
        parts = {
            role: sorted({piece for key in event.get(role, ()) if key in spans for piece in spans[key][1]})
            for role in ("Content", "Cue", "Source")
        }
        content = parts["Content"]
        if not content:
            continue
        start, end = content[0][0], max(piece[1] for piece in content)
        if (start, end) in found or not re.search(r"\w", text[start:end]):
            continue
        found[start, end] = Attribution(
            build.qtype(text, content), tuple(Range(*piece) for piece in content), _hull(parts["Cue"]),
            _hull(parts["Source"]), 1.0, ("gold",),
        )  # fmt: skip
    return [found[key] for key in sorted(found)]


def _hull(pieces: list[tuple[int, int]]) -> Range | None:
    return Range(pieces[0][0], max(piece[1] for piece in pieces)) if pieces else None


def span_id(name: str, quote: Quote) -> str:
    """The id that the bench gives the quote's span."""
    return f"{name}:{quote.start}-{quote.end}"
