"""The table at every width: what is there stays there, lines fit, and the prose keeps room to be read."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from dprk_extract.records import Extraction
from dprk_extract.render import rows
from dprk_extract.render.columns import TERMINAL, Column, Row
from dprk_extract.render.report import Report
from dprk_extract.render.table import layout, shortened, shown, write_table

QUOTE = TERMINAL["quote"]
WORDS = "that the ferries would stay in harbour until the storm had passed over the northern islands"


def quote(**changes: object) -> Row:
    row: Row = {
        "type": "quote", "path": "articles/2024-03-04_kest-post_storm-warning.txt", "start": 1234, "kind": "indirect",
        "speaker": {"name": "Mira Olsen"}, "said_on": {"edtf": "2024-03-03"}, "fragments": [{"text": WORDS}],
    }  # fmt: skip
    return row | changes


def printed(found: Sequence[Row], width: int, monkeypatch: pytest.MonkeyPatch, kind: str = "quote") -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    write_table(Report(kind, found), out)
    return out.getvalue()


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100, 120, 200])
def test_lines_fit_and_nothing_is_hidden(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = printed([quote()], width, monkeypatch)
    assert max(map(cell_len, table.splitlines())) <= width
    joined = " ".join(re.sub(r"[ \n·]+", " ", table).split())
    for words in ("Mira", "indirect", "2024-03-03", "1234"):
        assert words in joined
    assert [word for word in WORDS.split() if word not in table] == []


def headings(table: str) -> list[str]:
    line = next(line for line in table.splitlines() if "Statement" in line)
    return re.split(r"\s{2,}", line.strip())


def test_the_less_important_columns_fold_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert headings(printed([quote()], 140, monkeypatch)) == [
        "Speaker",
        "Kind",
        "Statement",
        "Said on",
        "Where",
    ]
    assert headings(printed([quote()], 80, monkeypatch)) == ["Speaker", "Kind", "Statement", "Said on"]
    assert headings(printed([quote()], 60, monkeypatch)) == ["Speaker", "Statement"]
    assert headings(printed([quote()], 40, monkeypatch)) == ["Statement"]


def test_a_column_without_anything_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert headings(printed([quote(said_on=None)], 140, monkeypatch)) == [
        "Speaker",
        "Kind",
        "Statement",
        "Where",
    ]
    both = [quote(said_on=None), quote()]
    assert "Said on" in headings(printed(both, 140, monkeypatch))


def test_rows_without_any_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (30, 80, 140):
        assert "Mira Olsen" in printed([quote(fragments=[])], width, monkeypatch)


def test_the_prose_has_room_beside_whatever_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    long = quote(speaker={"name": "a spokesman of the ministry of ferries and harbours " * 3})
    for width in range(40, 200):
        natural = [size or 1 for size in (150, 8, len(WORDS), 10, 50)]
        widths, _ = layout(QUOTE, natural, width)
        prose = widths[QUOTE[2]]
        assert prose >= min(38, width)
        assert sum(widths.values()) + 2 * (len(widths) - 1) <= width
    assert "spokesman" in printed([long], 80, monkeypatch)


def test_a_place_keeps_its_offset_and_the_ends_of_its_name() -> None:
    place = "2024-03-04_kest-post_storm-warning.txt:1234"
    assert shortened(place, 60) == place
    short = shortened(place, 20)
    assert len(short) == 20
    assert re.fullmatch(r"2024\S*…\S*txt:1234", short)
    assert cell_len(shortened("北京新聞北京新聞北京新聞.txt:7", 14)) <= 14
    for width in range(30):
        assert shortened(place, width)


def test_long_lists_say_how_much_is_missing() -> None:
    column = Column("Outlets", "members.*.outlet", items=2)
    assert shown({"members": [{"outlet": name} for name in "abcde"]}, column) == "a; b; and 3 more"
    assert shown({"members": [{"outlet": name} for name in "abc"]}, column) == "a; b; c"


def test_a_name_that_no_file_can_have_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("x" * 5000, "a\0b", "\udcff"):
        assert "1234" in printed([quote(path=path)], 100, monkeypatch)


def test_colours_and_links_only_where_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x", encoding="utf-8")
    for width in (60, 140):
        assert "\x1b" not in printed([quote(path=str(source))], width, monkeypatch)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for width in (60, 140):
        table = printed([quote(path=str(source))], width, monkeypatch)
        assert f";{source.as_uri()}\x1b\\" in table
        assert re.search(r"\x1b\[(2;)?36mindirect", table)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "36m" not in printed([quote(path=str(source))], 60, monkeypatch)


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_every_kind_of_row_fits(
    width: int, dated_seeds: Sequence[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dprk_extract.merge import merge_statements
    from dprk_extract.people import explain_mentions, unite_speakers
    from dprk_extract.timeline import build_timeline

    extractions = list(dated_seeds)
    comparison = merge_statements(extractions)
    documents = {extraction.document.id: extraction.document for extraction in extractions}
    kinds: dict[str, list[Row]] = {
        "date": [row for found in extractions for row in rows.date_rows(found)],
        "number": [row for found in extractions for row in rows.number_rows(found)],
        "speaker": [rows.person_row(person) for person in unite_speakers(extractions)],
        "statement_group": [rows.group_row(group) for group in comparison.groups],
        "timeline_entry": [rows.timeline_row(entry) for entry in build_timeline(extractions, comparison)],
        "mention": [
            rows.mention_row(mention, documents[mention.document])
            for mention in explain_mentions(extractions, "Kim")
        ],
    }
    for kind, found in kinds.items():
        assert found
        lines = printed(found, width, monkeypatch, kind).splitlines()
        assert max(map(cell_len, lines)) <= width, kind
