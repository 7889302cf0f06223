"""Readers: bytes → :class:`~dprk_extract.records.Document`. One module a format, one registry."""

from __future__ import annotations

from dprk_extract.readers.inputs import meter_for, names_from, read_documents
from dprk_extract.readers.meter import Meter
from dprk_extract.readers.sample import sample_documents
from dprk_extract.readers.source import MAX_BYTES, JsonKeys, MissingReader

__all__ = [
    "MAX_BYTES",
    "JsonKeys",
    "Meter",
    "MissingReader",
    "meter_for",
    "names_from",
    "read_documents",
    "sample_documents",
]
