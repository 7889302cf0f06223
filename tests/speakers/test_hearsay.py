"""Passive hearsay has no speaker; what looks like it has one."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


@pytest.mark.parametrize(
    "sentence",
    [
        "|1:His first term| <1:is said> [1:to be aiming at reform].",
        "|1:Leo Marsh| <1:is believed> [1:to have left the port].",
        "|1:Leo Marsh| <1:was reported> [1:to be in Elmsford].",
        "|1:Leo Marsh| <1:is widely thought> [1:to be ill].",
        "|1:Leo Marsh| <1:is expected> [1:to speak on Monday].",
        "[1:Leo Marsh] <1:is said> [1:to be ill].",
        "Dana Whitfield closed the port because Leo Marsh <1:was rumoured> [1:to be ill].",
    ],
)
def test_whom_a_rumour_is_about_says_nothing(sentence: str) -> None:
    assert read(f"Dana Whitfield opened the port. {sentence}").guesses == [None]


def test_a_rumour_in_a_statement_is_nobodys() -> None:
    article = read(
        "Leo Marsh <1:is believed> [1:to be ill].", title="Statement of Dana Whitfield, Mayor of Elmsford"
    )
    assert article.guesses == [None]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The port <1:was reported> by |1:Leo Marsh| [1:to be closed].", "Leo Marsh"),
        ("|1:Leo Marsh| <1:said> to reporters [1:that the port was closed].", "Leo Marsh"),
        ("|1:Leo Marsh| <1:expected> [1:to speak on Monday].", "Leo Marsh"),
        ("|1:Leo Marsh| <1:was quoted as saying> [1:the port was closed].", "Leo Marsh"),
        ("|1:Leo Marsh| <1:was reported to have told> aides [1:the port was closed].", "Leo Marsh"),
    ],
)
def test_who_says_or_expects_does(sentence: str, name: str) -> None:
    assert read(f"Dana Whitfield opened the port. {sentence}").names == [name]
