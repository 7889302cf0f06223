"""Merging: the same statement in several documents, and where documents contradict each other.

:func:`merge_statements` is pure. It compares pairs that share a rare key (:mod:`blocking`), gathers evidence
(:mod:`evidence`), decides with a reason (:mod:`decision`), groups by average linkage under vetoes
(:mod:`clustering`) and finds reprints (:mod:`copies`). Nothing in it depends on the order of the input.
"""

from __future__ import annotations

from dprk_extract.merge.compare import View, compare
from dprk_extract.merge.difference import Change, difference
from dprk_extract.merge.find import QuoteMatch, find_quote
from dprk_extract.merge.merging import merge_statements
from dprk_extract.merge.statements import statements_of

__all__ = [
    "Change",
    "QuoteMatch",
    "View",
    "compare",
    "difference",
    "find_quote",
    "merge_statements",
    "statements_of",
]
