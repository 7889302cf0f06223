"""``dprk-extract compare``: what two or more articles share, what only one has, and where they conflict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract compare a.txt b.txt",
    "dprk-extract compare --json wire/ daily/",
)


def command(options: Options) -> None:
    """What the sources share, what only one of them has, and where they are in conflict."""
    run = Run(options)
    run.finish("comparison", _rows(run))


def _rows(run: Run) -> Iterator[Row]:
    from dprk_extract.merge import compare, merge_statements
    from dprk_extract.render.rows import conflict_row, group_row, relation_rows

    extractions = list(run.extractions())
    if len(extractions) == 1:
        run.say("one article only: there is nothing to compare it with")
    comparison = merge_statements(extractions)
    view = compare(extractions, comparison)
    for conflict in view.conflicts:
        yield _row("conflict", conflict=conflict_row(conflict))
    for relation in relation_rows(comparison):
        yield _row("related", relation=relation)
    for group in view.shared:
        yield _row("shared", group=group_row(group))
    for group in chain.from_iterable(view.only.values()):
        yield _row("only", group=group_row(group))


def _row(
    status: str, group: Row | None = None, conflict: Row | None = None, relation: Row | None = None
) -> Row:
    return {
        "type": "comparison",
        "status": status,
        "group": group,
        "conflict": conflict,
        "relation": relation,
    }
