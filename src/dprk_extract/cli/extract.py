"""``dprk-extract extract``: everything at once."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_extract.cli.filters import Days, kept_quotes
from dprk_extract.cli.options import Options
from dprk_extract.cli.run import Row, Run

EXAMPLES = (
    "dprk-extract extract --jsonl articles/ | jq 'select(.type == \"quote\") | .speaker.name'",
    "dprk-extract extract -o articles.db articles/",
)


def command(options: Options) -> None:
    """Everything: documents, quotes, dates, numbers, merged statements, conflicts and the timeline."""
    run = Run(options)
    if run.format in ("table", "tsv") and options.output_format is None:
        run.format = "jsonl"  # rows of several kinds have no common columns
    run.finish("extract", _rows(run))


def _rows(run: Run) -> Iterator[Row]:
    from dprk_extract.merge import merge_statements
    from dprk_extract.render import rows
    from dprk_extract.timeline import build_timeline

    days = Days(run.since, run.until)
    extractions = []
    for extraction in run.extractions():
        extractions.append(extraction)
        yield rows.document_row(extraction)
        yield from kept_quotes(extraction, run.options, days)
        yield from rows.date_rows(extraction)
        yield from rows.number_rows(extraction)
    comparison = merge_statements(extractions)
    yield from map(rows.group_row, comparison.groups)
    yield from map(rows.conflict_row, comparison.conflicts)
    yield from rows.relation_rows(comparison)
    yield from map(rows.timeline_row, build_timeline(extractions, comparison))
