"""Document by document: what is shared, what only one has, what is in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dprk_extract.merge.merging import merge_statements
from dprk_extract.records import Comparison, Conflict, Extraction, StatementGroup


@dataclass(frozen=True, slots=True)
class View:
    """A comparison seen by document. ``only`` maps a document's id to the groups that no other document has."""

    documents: tuple[str, ...]
    shared: tuple[StatementGroup, ...]
    only: dict[str, tuple[StatementGroup, ...]]
    conflicts: tuple[Conflict, ...]


def compare(extractions: Sequence[Extraction], comparison: Comparison | None = None) -> View:
    """The view of two documents or more; ``comparison`` saves merging again where it is at hand.

    Groups that stand in a conflict are not repeated under ``only``.
    """
    merged = merge_statements(extractions) if comparison is None else comparison
    documents = tuple(dict.fromkeys(extraction.document.id for extraction in extractions))
    contested = {side.statement.id for conflict in merged.conflicts for side in (conflict.a, conflict.b)}
    only: dict[str, list[StatementGroup]] = {document: [] for document in documents}
    shared = []
    for group in merged.groups:
        holders = {member.statement.document for member in group.members}
        if len(holders) > 1:
            shared.append(group)
        elif not contested & {member.statement.id for member in group.members}:
            only[min(holders)].append(group)
    for groups in only.values():
        groups.sort(key=lambda group: min(member.statement.start for member in group.members))
    return View(
        documents, tuple(shared), {key: tuple(value) for key, value in only.items()}, merged.conflicts
    )
