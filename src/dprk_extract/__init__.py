"""dprk-extract: who said what, when, with which numbers, in which outlets, and where they disagree.

The public API. Names are imported at first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "extract": "dprk_extract.api",
    "load_pipeline": "dprk_extract.pipeline",
    "read_documents": "dprk_extract.readers",
    "sample_documents": "dprk_extract.readers",
    "extract_documents": "dprk_extract.extraction",
    "merge_statements": "dprk_extract.merge",
    "build_timeline": "dprk_extract.timeline",
    "unite_speakers": "dprk_extract.people",
    **dict.fromkeys(
        (
            "Document", "Quote", "Speaker", "DateMention", "Quantity", "Statement", "StatementGroup", "Conflict",
            "TimelineEntry", "Extraction", "Comparison", "TextSpan",
        ),
        "dprk_extract.records",
    ),
    **dict.fromkeys(
        ("DprkExtractError", "InputError", "UsageError", "ModelError", "MissingExtra", "DataError"),
        "dprk_extract.errors",
    ),
}  # fmt: skip

__all__ = ["__version__", *_HOME]

if TYPE_CHECKING:
    from dprk_extract.api import extract as extract
    from dprk_extract.errors import DataError as DataError
    from dprk_extract.errors import DprkExtractError as DprkExtractError
    from dprk_extract.errors import InputError as InputError
    from dprk_extract.errors import MissingExtra as MissingExtra
    from dprk_extract.errors import ModelError as ModelError
    from dprk_extract.errors import UsageError as UsageError
    from dprk_extract.extraction import extract_documents as extract_documents
    from dprk_extract.merge import merge_statements as merge_statements
    from dprk_extract.people import unite_speakers as unite_speakers
    from dprk_extract.pipeline import load_pipeline as load_pipeline
    from dprk_extract.readers import read_documents as read_documents
    from dprk_extract.readers import sample_documents as sample_documents
    from dprk_extract.records import Comparison as Comparison
    from dprk_extract.records import Conflict as Conflict
    from dprk_extract.records import DateMention as DateMention
    from dprk_extract.records import Document as Document
    from dprk_extract.records import Extraction as Extraction
    from dprk_extract.records import Quantity as Quantity
    from dprk_extract.records import Quote as Quote
    from dprk_extract.records import Speaker as Speaker
    from dprk_extract.records import Statement as Statement
    from dprk_extract.records import StatementGroup as StatementGroup
    from dprk_extract.records import TextSpan as TextSpan
    from dprk_extract.records import TimelineEntry as TimelineEntry
    from dprk_extract.timeline import build_timeline as build_timeline


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
