"""Fuzzing with atheris: bytes that no test thought of, guided by the code they reach.

    pip install atheris
    python benchmarks/fuzz/run.py readers -max_total_time=600 CORPUS_FOLDER
    python benchmarks/fuzz/run.py marks -max_total_time=600

The first argument names the target, the rest goes to libFuzzer. An input that breaks a promise is written to the
current folder as ``crash-…`` (an exception), ``timeout-…`` or ``oom-…``. ``--seed-corpus FOLDER`` writes a few files
of each format to begin with.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from spacy.language import Language

with atheris.instrument_imports(include=["dprk_extract"]):
    import outputs

    from dprk_extract.annotations import Context, annotations_of
    from dprk_extract.attribution.marks import quote_states, quoted_regions
    from dprk_extract.errors import InputError
    from dprk_extract.readers import JsonKeys, read_documents
    from dprk_extract.readers.days import day_in_name, day_in_url, declared_day, read_dateline
    from dprk_extract.readers.text import front_matter
    from dprk_extract.records import Document

    # What is imported at its first use only would run without guidance.
    for room in ("readers", "dates", "numbers", "render"):
        folder = import_module(f"dprk_extract.{room}").__path__
        for module in iter_modules(folder, f"dprk_extract.{room}."):
            import_module(module.name)

TEXT = "“Two ships left,” said Ri Chol Su, “and 'more' will follow.”\n“We know,” he said on November 18.\n"


def readers(data: bytes) -> None:
    """Any bytes are documents of valid text or errors of one line."""
    for outcome in read_documents(["-"], stdin=io.BytesIO(data), max_bytes=100_000, keys=JsonKeys()):
        if isinstance(outcome, InputError):
            assert type(outcome) is not InputError, "a failure that no reader foresaw"
            assert len(str(outcome).splitlines()) == 1
            str(outcome).encode()
        else:
            assert isinstance(outcome, Document)
            assert outcome.text.strip()
            for value in (outcome.text, outcome.title, outcome.publisher, outcome.source_id, outcome.path):
                (value or "").encode()


def days(data: bytes) -> None:
    """Any text gives a day of our time or none."""
    text = data.decode("utf-8", "replace")
    for day in (declared_day(text), day_in_name(text), day_in_url(text), read_dateline(text).published):
        assert day is None or 1900 <= day.year <= 2100
    _, end = front_matter(text)
    assert 0 <= end <= len(text)


def marks(data: bytes) -> None:
    """Regions are in range and nested, and every character has a state."""
    text = data.decode("utf-8", "replace")
    open_ends: list[int] = []
    for region in quoted_regions(text):
        assert 0 <= region.start <= region.inner_start <= region.inner_end <= region.end <= len(text)
        while open_ends and open_ends[-1] <= region.start:
            open_ends.pop()
        assert not open_ends or region.end <= open_ends[-1]
        assert len(open_ends) == region.depth
        open_ends.append(region.end)
    assert len(quote_states(text)) == len(text)


@cache
def _blank() -> Language:
    """The components without a model in front of them: they must bear that, and the parse would take all the time."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for name in ("timex", "quantities"):
        nlp.add_pipe(name)
    return nlp


def dates(data: bytes) -> None:
    """Any text gives dates and numbers in their places, with values that EDTF and arithmetic know."""
    text = data.decode("utf-8", "replace")
    doc = _blank().make_doc(text)
    annotations_of(doc).context = Context(published="2025-11-18", title=None, publisher=None)
    found = annotations_of(_blank()(doc))
    for item in (*found.timexes, *found.quantities):
        assert 0 <= item.start < item.end <= len(text)
    for timex in found.timexes:
        for day in (timex.earliest, timex.latest):
            assert day is None or day.startswith("-") or date.fromisoformat(day)
        if timex.earliest and timex.latest and timex.earliest[0] != "-":
            assert timex.earliest <= timex.latest
    for quantity in found.quantities:
        assert math.isfinite(quantity.value)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "days": days,
    "dates": dates,
    "marks": marks,
    "outputs": outputs.check,
}


def seed_corpus(folder: Path) -> None:
    """A few files of each format, to begin from."""
    record = json.dumps(
        {"id": "a", "title": "Ships", "date": "2025-11-18", "url": "https://a.org/x", "text": TEXT}
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2025-11-18_a.txt", TEXT)
        archive.writestr("b.jsonl", record)
    page = f"<!doctype html><html><head><title>Ships</title></head><body><article><p>{TEXT}</p></article></body></html>"
    files = {
        "text": TEXT.encode(),
        "parts": f"{TEXT}\0Ships\0Wire\0a/b.txt\0Ri Chol Su".encode(),
        "dates": b"On Nov. 8, 2025 and in the 1980s; two weeks ago, 3 to 5 km, at 9 p.m., every Monday, Juche 114.",
        "utf16": TEXT.encode("utf-16"),
        "cp1252": TEXT.encode("cp1252"),
        "matter": f"---\ntitle: Ships\ndate: 2025-11-18\n---\n\n# Ships\n{TEXT}".encode(),
        "dateline": f"SEOUL, November 18, 2025 (Wire) - {TEXT}".encode(),
        "json": record.encode(),
        "list": f"[{record}]".encode(),
        "jsonl": f"{record}\n{{bad\n{record}\n".encode(),
        "html": page.encode(),
        "gzip": gzip.compress(record.encode()),
        "zip": packed.getvalue(),
        "pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n",
        "warc": b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n"
        b"Two ships\r\n\r\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def main() -> None:
    arguments = sys.argv[1:]
    if len(arguments) == 2 and arguments[0] == "--seed-corpus":
        seed_corpus(Path(arguments[1]))
        return
    if not arguments or arguments[0] not in TARGETS:
        sys.exit(f"usage: run.py {{{'|'.join(TARGETS)}}} [libFuzzer options] [corpus folder]")
    target = TARGETS[arguments[0]]
    target(b"")  # what is loaded once is not the time of an input
    atheris.Setup([sys.argv[0], *arguments[1:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
