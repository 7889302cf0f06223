"""Article text must do no harm where it is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.render.safe import (
    SPREADSHEET_CHARS,
    comma_cell,
    json_safe,
    shortened_cell,
    spreadsheet_cell,
    visible,
)


def test_escapes_are_seen_and_not_obeyed() -> None:
    assert visible("a\x1b[31mred\x07") == "a␛[31mred␇"


def test_bidi_and_zero_width_characters_are_named() -> None:
    assert visible("x\u202ey\u200bz") == r"x\u202ey\u200bz"


def test_white_space_becomes_one_space() -> None:
    assert visible("one\r\n\ttwo\u2028three") == "one two three"


def test_ordinary_text_is_left_alone() -> None:
    assert visible("김정은 said “no” – [bold]") == "김정은 said “no” – [bold]"


@given(st.text())
def test_visible_text_has_no_control_characters(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert "\u202e" not in shown


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", " =1", "\xa0=1", "＝1", "﹢1"])
def test_formulas_are_guarded(text: str) -> None:
    assert spreadsheet_cell(text) == "'" + text


def test_plain_cells_are_not_guarded() -> None:
    for text in ("10,000 troops", "“=1” was written there", "1 + 1", "a – b; c; d"):
        assert comma_cell(spreadsheet_cell(text)) == text


def test_formulas_behind_a_semicolon_are_guarded_in_csv() -> None:
    assert comma_cell('so it goes; =HYPERLINK("x";"y")') == 'so it goes;\' =HYPERLINK("x";"y")'
    assert comma_cell("=a;@b") == "'=a;'@b"


def test_cells_are_cut_only_where_no_spreadsheet_holds_them() -> None:
    fits = "é" * SPREADSHEET_CHARS
    assert shortened_cell(fits) == fits
    assert shortened_cell(fits + "x") == fits[:-1] + "…"
    # Characters beyond the first plane take two units, and none is cut in half.
    wide = "𝟙" * (SPREADSHEET_CHARS // 2)
    assert shortened_cell(wide) == wide
    assert shortened_cell(wide + "𝟙") == wide + "…"


@given(st.text())
def test_safe_json_means_the_same(text: str) -> None:
    safe = json_safe(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert "\u202e" not in safe
    assert "\x9b" not in safe
