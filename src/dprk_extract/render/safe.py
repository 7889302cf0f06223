"""Text of strangers made harmless for terminals, tables and spreadsheets. Nothing else may print article text."""

from __future__ import annotations

import re

# C0, DEL, C1, and what reorders or hides text: bidi controls, zero-width marks, line separators, tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
_JSON_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_FORMULA = re.compile(r"^(?=\s*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫])")
_LATER_FORMULA = re.compile(r"(?<=;)(?=\s*[=+\-@＝＋－＠﹦﹢﹣﹫])")
SPREADSHEET_CHARS = 32_767
"""Longest text of a spreadsheet's cell, in UTF-16 code units: Excel breaks a longer one into rows."""


def visible(text: str) -> str:
    """One line of ``text`` in which every control or invisible character is seen, and none is obeyed."""
    return _HIDDEN.sub(_shown, _SPACES.sub(" ", text))


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode control pictures
    if code == 0x7F:
        return "\u2421"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def json_safe(dumped: str) -> str:
    """JSON text whose invisible characters are escaped; it parses to the same value."""
    if dumped.isascii() and "\x7f" not in dumped:
        return dumped
    return _JSON_HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def spreadsheet_cell(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet would take it for a formula."""
    return _FORMULA.sub("'", text)


def comma_cell(text: str) -> str:
    """``text`` as a cell of CSV with commas, with an apostrophe wherever a formula could begin.

    In half of the world a spreadsheet parts columns at semicolons, and finds a formula behind one, whatever quotes are
    around it.
    """
    return _LATER_FORMULA.sub("'", spreadsheet_cell(text))


def shortened_cell(text: str) -> str:
    """``text``, cut with an ellipsis where it is longer than a spreadsheet's cell can be."""
    if len(text) * 2 <= SPREADSHEET_CHARS:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * SPREADSHEET_CHARS:
        return text
    return units[: 2 * SPREADSHEET_CHARS - 2].decode("utf-16-le", "ignore") + "…"


def visible_lines(text: str) -> str:
    """``text`` with its white space as it is, and every control or invisible character seen."""
    return _HIDDEN.sub(_shown, text)
