"""Whole small articles in layouts of our own writing, each with everything that must be found and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.attribution.conftest import Said

Say = Callable[[str], list[Said]]

ARTICLES = {
    "split by its cue": (
        "“We will not wait,” said Choe Son Hui, the foreign minister. “The time for letters is over.”",
        [
            Said(
                "Choe Son Hui, the foreign minister",
                "said",
                ("We will not wait,", "The time for letters is over."),
                "direct",
            )
        ],
    ),
    "cue in the middle": (
        "“The ship,” Park said, “left the port at dawn.”",
        [Said("Park", "said", ("The ship,", "left the port at dawn."), "direct")],
    ),
    "straight marks": (
        'The envoy arrived on Monday.\n\n"We brought 12 proposals," Ms. Lee told reporters. "They took two."',
        [Said("Ms. Lee", "told", ("We brought 12 proposals,", "They took two."), "direct")],
    ),
    "single marks": (
        "‘We don’t need the aides’ advice,’ the general said.",
        [Said("the general", "said", ("We don’t need the aides’ advice,",), "direct")],
    ),
    "dash signature": (
        "“The river remembers every bridge.” — Han Sol, engineer",
        [Said("Han Sol, engineer", None, ("The river remembers every bridge.",), "direct")],
    ),
    "dash signature on its own line": (
        "“The river remembers every bridge.”\n\n— Han Sol",
        [Said("Han Sol", None, ("The river remembers every bridge.",), "direct")],
    ),
    "transcript": (
        "REPORTER: Will the talks go on?\n\nCHOE: They will not.\n\nREPORTER: Why is that?\n\nCHOE: Ask Seoul.",
        [
            Said("REPORTER", ":", ("Will the talks go on?",), "direct"),
            Said("CHOE", ":", ("They will not.",), "direct"),
            Said("REPORTER", ":", ("Why is that?",), "direct"),
            Said("CHOE", ":", ("Ask Seoul.",), "direct"),
        ],
    ),
    "headline": (
        "Minister Han: ‘No ship will sail’\n\nSEOUL, May 3 (Wire) - The port stayed shut on Friday.",
        [Said("Minister Han", ":", ("No ship will sail",), "direct")],
    ),
    "dateline": (
        "SEOUL, May 3 (Wire) -- The ministry said that the port would open on Monday.",
        [Said("The ministry", "said", ("that the port would open on Monday",), "indirect")],
    ),
    "over paragraphs": (
        "The captain spoke last.\n\n“We left at dawn,” Captain Yun said. “The sea was calm.\n\n"
        "“Then the fog came.\n\n“Nobody saw the rocks.”\n\nThe inquiry goes on.",
        [
            Said(
                "Captain Yun",
                "said",
                ("We left at dawn,", "The sea was calm.", "Then the fog came.", "Nobody saw the rocks."),
                "direct",
            )
        ],
    ),
    "bare quoted paragraph": (
        "“The dam holds,” Governor Mun said on Friday after a visit.\n\n“Nobody has to leave.”",
        [Said("Governor Mun", "said", ("The dam holds,", "Nobody has to leave."), "direct")],
    ),
    "colon": (
        "Governor Mun told the crowd: “The dam holds.”",
        [Said("Governor Mun", "told", ("The dam holds.",), "direct")],
    ),
    "two speakers in one paragraph": (
        "“It is late,” Han said. “It is early,” Mun replied.",
        [
            Said("Han", "said", ("It is late,",), "direct"),
            Said("Mun", "replied", ("It is early,",), "direct"),
        ],
    ),
    "mixed": (
        "The minister denounced the drill as a “rehearsal for war,” and left.",
        [Said("The minister", "denounced", ("the drill as a “rehearsal for war,”",), "mixed")],
    ),
    "participle goes on": (
        "Han said that the bridge was safe, adding that trains would run again.",
        [
            Said("Han", "said", ("that the bridge was safe",), "indirect"),
            Said("Han", "adding", ("that trains would run again",), "indirect"),
        ],
    ),
    "according to, in front": (
        "According to Yonhap, the train left Pyongyang on Sunday.",
        [Said("Yonhap", "According to", ("the train left Pyongyang on Sunday",), "indirect")],
    ),
    "according to, behind": (
        "The train left Pyongyang on Sunday, according to two officials.",
        [Said("two officials", "according to", ("The train left Pyongyang on Sunday",), "indirect")],
    ),
    "press statement printed whole": (
        "Pyongyang, May 3 (KCNA) -- Ri Song Ho, director of the Port Bureau, issued the following press statement:\n"
        "We watch every ship. The port is ours.\nNobody shall sail. -0-",
        [
            Said(
                "Ri Song Ho, director of the Port Bureau",
                "issued",
                ("We watch every ship. The port is ours.\nNobody shall sail.",),
                "direct",
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ARTICLES.values(), ids=ARTICLES.keys())
def test_layout(say: Say, text: str, expected: list[Said]) -> None:
    assert say(text) == expected


SILENT = {
    "titles": "The museum shows “The Long Bridge” and “Winter Ships” until May.",
    "scare quotes": "The so-called “peace train” stood still for years.",
    "hyphen that is no signature": "“The Long Bridge” — a film about two rivers and the people beside them",
    "labels that name nobody": "Note: The port is shut.\n\nPhoto: The port in May.\n\nNote: It may open.",
    "one label in a running text": "The port has three gates: north, south and west.",
    "per as a rate": "The plant makes 40 tons per day.",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_nothing_is_said(say: Say, text: str) -> None:
    assert say(text) == []


def test_stray_mark_keeps_the_other_paragraphs(say: Say) -> None:
    text = 'The "old port is shut.\n\n"We left," Captain Yun said.\n\nMs. Han said, "We stay."'
    found = [item for item in say(text) if item.source is not None]
    assert [(item.source, item.contents) for item in found] == [
        ("Captain Yun", ("We left,",)),
        ("Ms. Han", ("We stay.",)),
    ]


def test_a_dateline_is_no_part_of_the_content(say: Say) -> None:
    text = "SEOUL (Wire) -- The port will open on Monday, according to the ministry."
    (item,) = say(text)
    assert item.source == "the ministry"
    assert "SEOUL" not in item.contents[0]
