"""The table for a terminal of any width.

Every row has one main column, its prose. Where the width is too small for all columns to be read, the least important
ones fold, one after the other, into a dim line under the prose, until what is left has room: in a narrow terminal each
row is a record of its own, and nothing is hidden. Columns in which no row has anything are left out.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dprk_extract.render.columns import KIND_STYLES, TERMINAL, Column, Row, items
from dprk_extract.render.report import Report
from dprk_extract.render.safe import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAP = 2  # one of padding, one of the box
_BETWEEN = " · "
_PLACE = re.compile(r"(?P<name>.+?)(?P<offset>:\d+)?")


def write_table(report: Report, out: TextIO) -> None:
    """A table no wider than the terminal. Rich is imported here, where it is needed."""
    from rich.console import Console, ConsoleDimensions

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if console.is_dumb_terminal and "COLUMNS" not in os.environ:  # which Rich takes to be of 80 columns
        console.size = ConsoleDimensions(*shutil.get_terminal_size())
    rows = list(report.rows)
    if not rows:
        console.print("nothing found", style="dim")
        return
    columns = TERMINAL[report.kind]
    cells = [[shown(row, column) for column in columns] for row in rows]
    _print(console, columns, rows, cells)


def shown(row: Row, column: Column) -> str:
    """What the table says at ``column``: long lists are cut, with the number of what is missing."""
    found = items(row, column.path)
    more = len(found) - column.items
    if column.items and more > 1:  # "and 1 more" takes the place of the one
        found = [*found[: column.items], f"and {more} more"]
    return visible("; ".join(found))


def layout(
    columns: Sequence[Column], natural: Sequence[int], width: int
) -> tuple[dict[Column, int], list[Column]]:
    """The columns that stand, each with its width, and those that fold into the main one.

    ``natural`` is the width of each column's longest cell, 0 where all are empty.
    """
    standing = {
        column: max(_wanted(column, size), len(column.heading))
        for column, size in zip(columns, natural, strict=True)
        if size or not column.fold
    }
    folded: list[Column] = []
    while _taken(standing) > width and any(column.fold for column in standing):
        first = min(column.fold for column in standing if column.fold)
        folded += [column for column in standing if column.fold == first]
        # What takes the others in may be as wide as there is room for.
        standing = {c: size if c.fold else width for c, size in standing.items() if c.fold != first}
    room = width - GAP * (len(standing) - 1)
    return _widths(standing, max(room, 1)), [column for column in columns if column in folded]


def _wanted(column: Column, natural: int) -> int:
    """A column beside the prose wants no more than twice the width from which on it can be read."""
    return min(natural, 2 * column.least) if column.least and column.fold and not column.place else natural


def _taken(standing: dict[Column, int]) -> int:
    """The width with which the columns can be read."""
    return sum(_least(column, size) for column, size in standing.items()) + GAP * (len(standing) - 1)


def _least(column: Column, natural: int) -> int:
    return min(natural, column.least) if column.least else natural


def _widths(standing: dict[Column, int], room: int) -> dict[Column, int]:
    """Each column its least width, then, in turn, what it wants as long as there is room; the rest to the prose."""
    widths = {column: _least(column, natural) for column, natural in standing.items()}
    spare = max(room - sum(widths.values()), 0)
    main = [column for column in standing if not column.fold]
    for share, part in ((2, [c for c in standing if c.fold]), (1, main), (1, list(standing))):
        for column in part:
            more = min(standing[column] - widths[column], spare // share)
            widths[column] += more
            spare -= more
    over = sum(widths.values()) - room
    for column in main if over > 0 else ():
        widths[column] = max(widths[column] - over, 1)
    return widths


def _print(console: Console, columns: Sequence[Column], rows: list[Row], cells: list[list[str]]) -> None:
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    natural = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    widths, folded = layout(columns, natural, console.width - 2)
    main = next(n for n, column in enumerate(columns) if not column.fold)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, GAP - 1, 0, 0), pad_edge=False)
    table.leading = 1 if folded else 0
    for column, width in widths.items():
        wraps = bool(column.least) and not column.place
        table.add_column(
            column.heading,
            width=width,
            style=column.style,
            justify=column.justify,
            no_wrap=not wraps,
            overflow="fold",
        )
    for row, found in zip(rows, cells, strict=True):
        texts = dict(zip(columns, found, strict=True))
        line = [_text(row, column, texts[column], width) for column, width in widths.items()]
        details = _details(row, {column: texts[column] for column in folded}, widths[columns[main]])
        if details:
            line[list(widths).index(columns[main])].append("\n").append_text(details)
        table.add_row(*line)
    console.print(table)


def _text(row: Row, column: Column, text: str, width: int) -> Text:
    from rich.text import Text

    return Text(shortened(text, width) if column.place else text, _style(row, column))


def _details(row: Row, texts: dict[Column, str], width: int) -> Text | None:
    from rich.text import Text

    found = [
        Text(column.label, "dim").append_text(
            Text(shortened(text, width) if column.place else text, _style(row, column) or "dim")
        )
        for column, text in texts.items()
        if text
    ]
    return Text(_BETWEEN, "dim").join(found) if found else None


def shortened(place: str, width: int) -> str:
    """A file and an offset in ``width`` cells: the middle of the name is what is missing."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(place) <= width:
        return place
    match = _PLACE.fullmatch(place)
    name, offset = (match["name"], match["offset"] or "") if match else (place, "")
    room = max(width - len(offset) - 1, 2)
    end = name[-(room // 2) :]
    return set_cell_size(name, max(room - cell_len(end), 1)) + "…" + end + offset


def _style(row: Row, column: Column) -> str:
    """Kinds by colour, and places as links to the file, in terminals that know how."""
    if column.path == "kind":
        return KIND_STYLES.get(row["kind"], "")
    if column.place and os.path.isfile(row["path"]):  # noqa: PTH113 - a Path raises at a name that no file can have
        return f"dim link {Path(row['path']).resolve().as_uri()}"
    return ""
