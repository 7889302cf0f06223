"""Pairing of quotation marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dprk_extract.attribution.marks import QuoteState, quote_states, quoted_regions

PIECES = ["we won", "they lost", "said", "Kim", "'s", "6", " ", ",", ".", "\n", "\n\n", "em", "(", "—", "é"]
MARKS = ['"', "“", "”", "'", "‘", "’", "„", "«", "»", "``", "''", "`"]


def inner(text: str) -> list[str]:
    return [text[r.inner_start : r.inner_end] for r in quoted_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we won" and "they lost".', ["we won", "they lost"]),
        ("“We won,” he said. “They lost.”", ["We won,", "They lost."]),
        ('“We won," he said.', ["We won,"]),
        ("“We won,“ he said. ”Yes” was all.", ["We won,", "Yes"]),
        ("„Wir“, sagte er. »Ja«, sagte sie. « Oui », dit-il.", ["Wir", "Ja", "Oui"]),
        ("``We won,'' he said.", ["We won,"]),
        ("‘‘We won,’’ he said.", ["We won,"]),
        ("“He said “no way” to me,” she said.", ["He said “no way” to me,", "no way"]),
        ("\"He said 'no way' to me,\" she said.", ["He said 'no way' to me,", "no way"]),
        ("‘He said “no way” to me,’ she said.", ["He said “no way” to me,", "no way"]),
        ("'We know the aides' plan,' he said.", ["We know the aides' plan,"]),
        ("Envoy: ‘Talks’ and ‘walks’ are over", ["Talks", "walks"]),
        ("Voters' choice in the '90s wasn't Smith's rock 'n' roll.", []),
        ("The rockers’ friends ’til the ’80s’ end", []),
        ("‘I was talkin’ to him,’ she said.", ["I was talkin’ to him,"]),
        ('A man of 6\'2" said "we won" twice.', ["we won"]),
        ('He said "the man of 6\'2" is here" and left.', ["the man of 6'2\" is here"]),
        ('"We won, "he said. "They lost."', ["We won,", "They lost."]),
        ("“First part. “Second part,” he said.", ["First part. ", "Second part,"]),
        ("", []),
        ("”", []),
        ("“", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_quotation_over_paragraphs_repeats_its_opening_mark() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third,” he said. “Fourth.”"
    regions = quoted_regions(text)
    assert inner(text) == ["First part.", "Second part.", "Third,", "Fourth."]
    assert [r.kind for r in regions] == ["continued", "continued", "closed", "closed"]
    assert [r.paragraph for r in regions] == [0, 1, 2, 2]


def test_quotation_carried_over_a_line_break() -> None:
    text = "“First part.\nSecond part,” he said. “Third.”"
    assert inner(text) == ["First part.", "Second part,", "Third."]
    assert [r.carried for r in quoted_regions(text)] == [False, True, False]


def test_nested_in_a_continued_quotation() -> None:
    text = '"It was a “rant,” he wrote.\n\n"More," he said.'
    assert inner(text) == ["It was a “rant,” he wrote.", "rant,", "More,"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "words that fill a line of the kind that old wire services sent, "
    text = "“" + "\n".join([line] * 9) + "\nthe end,” he said.\n\nNext paragraph."
    assert len(quoted_regions(text)) == 1


def test_depth_and_states() -> None:
    text = "She: “He said ‘no’ to me and to them,” twice “bold”."
    assert [(r.depth, r.single) for r in quoted_regions(text)] == [(0, False), (1, True), (0, False)]
    states = quote_states(text)
    assert states[0] == QuoteState.OUTSIDE
    assert states[text.index("“")] == QuoteState.OPENING
    assert states[text.index("He")] == QuoteState.INSIDE
    assert states[text.index("no")] == QuoteState.NESTED
    assert states[text.index("to me")] == QuoteState.INSIDE
    assert states[text.index("”")] == QuoteState.CLOSING
    assert states[text.index("bold")] == QuoteState.INSIDE_SHORT
    assert quote_states("He said “we won")[-1] == QuoteState.INSIDE_UNCLOSED


@settings(deadline=None)
@example('"“"')
@given(st.lists(st.sampled_from(PIECES + MARKS), max_size=60).map("".join))
def test_any_arrangement_is_nested_and_in_range(text: str) -> None:
    open_ends: list[int] = []
    for region in quoted_regions(text):
        assert 0 <= region.start <= region.inner_start <= region.inner_end <= region.end <= len(text)
        while open_ends and open_ends[-1] <= region.start:
            open_ends.pop()
        assert region.depth == len(open_ends)
        assert not open_ends or region.end <= open_ends[-1]
        open_ends.append(region.end)
    assert len(quote_states(text)) == len(text)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    quoted_regions(text)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["“We won,” he said.", 'They "lost" it.', "Nobody spoke."]), min_size=2, max_size=6
    ),
    st.integers(0, 5),
    st.integers(0, 18),
    st.sampled_from(MARKS),
)
def test_a_stray_mark_stays_in_its_paragraph(lines: list[str], which: int, at: int, mark: str) -> None:
    which %= len(lines)
    spoilt = list(lines)
    spoilt[which] = lines[which][:at] + mark + lines[which][at:]

    def others(paragraphs: list[str]) -> list[tuple[int, str]]:
        text = "\n\n".join(paragraphs)
        regions = [r for r in quoted_regions(text) if r.paragraph != which]
        return [(r.paragraph, text[r.start : r.end]) for r in regions]

    assert others(spoilt) == others(lines)


@pytest.mark.parametrize("piece", ['"', "“", "”", "'a ", "‘a", "“a”", '6" ', "``", "'s "])
def test_time_is_linear(piece: str) -> None:
    began = time.process_time()
    quote_states(piece * 10_000)
    assert time.process_time() - began < 2
