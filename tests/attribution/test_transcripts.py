"""Transcripts, interviews and statements behind a colon; quotation marks of other languages; with twins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.attribution.conftest import Said

Say = Callable[[str], list[Said]]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [("Q: ", "A: "), ("Q. ", "A. "), ("**Host**: ", "**Lee**: "), ("HOST (on camera): ", "LEE, WRITER: ")],
)
def test_labels_of_interviews(say: Say, ask: str, answer: str) -> None:
    found = say(
        f"{ask}When did you leave?\n\n{answer}In May. It was late.\n\n{ask}Were you afraid?\n\n{answer}Of course.\n"
    )
    assert [item.contents for item in found] == [
        ("When did you leave?",),
        ("In May. It was late.",),
        ("Were you afraid?",),
        ("Of course.",),
    ]
    assert {item.kind for item in found} == {"direct"}


def test_the_same_speaker_in_full_and_in_short(say: Say) -> None:
    found = say(
        "BLITZ: Let us go to the river.\n\nWILL RIPLEY, REPORTER (on the phone): It is calm.\n\n"
        "RIPLEY: Nobody is here.\n"
    )
    assert len(found) == 3


def test_a_headline_with_a_name_is_no_turn(say: Say) -> None:
    found = say(
        "Marsh: Nobody Will Come\n\nLeo Marsh spoke to the paper on Friday.\n\nHOST: Will you go?\n\n"
        "MARSH: No.\n\nHOST: Why?\n\nMARSH: It is late.\n"
    )
    assert not any("spoke to the paper" in part for item in found for part in item.contents)
    assert sum(item.cue == ":" and item.kind == "direct" for item in found) == 4


def test_a_statement_with_a_title_is_its_issuers(say: Say) -> None:
    found = say(
        "A spokesperson for the ministry released the following press statement \"The sign of 'keeping the peace' can "
        'never be a lever":\n\nThe other side slandered us again. -0-'
    )
    assert found[0].source == "A spokesperson for the ministry"


def test_a_list_is_no_interview(say: Say) -> None:
    assert say("A. Ships\n\nB. Drones\n\nC. Trains\n") == []


def test_a_paragraph_behind_a_verb_with_a_colon(say: Say) -> None:
    found = say("Leo Marsh added:\n\nThis reeks of fear. She cannot win without help.\n\nThe vote is in May.")
    assert found == [
        Said("Leo Marsh", "added", ("This reeks of fear. She cannot win without help.",), "direct")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The article consists of the following parts:\n\nChapter one is about ships.",
        "There are two ways to cross:\n\nThe bridge is the first.",
        "Leo Marsh added:\n\n- ships\n- drones",
    ],
)
def test_a_colon_that_nobody_speaks_behind(say: Say, text: str) -> None:
    assert not any(item.kind == "direct" for item in say(text))


def test_a_statement_printed_whole_is_issued_by_the_name_behind_the_dateline(say: Say) -> None:
    found = say(
        "Pyongyang, July 28 (KCNA) -- Kim Yo Jong issued the following press statement:\n\n"
        "I have no intention to comment on the rhetoric of the president.\n\n"
        "The ministry said that it would stop. -0-"
    )
    assert found[0].source == "Kim Yo Jong"
    assert [item.source for item in found[1:]] == ["The ministry"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("「We will not give up our ships」, Leo Marsh said.", "We will not give up our ships"),
        ("『There is no hurry at all』, said Leo Marsh.", "There is no hurry at all"),
        ("« We will not give up our ships », Leo Marsh said.", "We will not give up our ships"),
        ("„We will not give up our ships“, said Leo Marsh.", "We will not give up our ships"),
    ],
)
def test_marks_of_other_languages(say: Say, text: str, said: str) -> None:
    assert [(item.source, item.contents, item.kind) for item in say(text)] == [
        ("Leo Marsh", (said,), "direct")
    ]
