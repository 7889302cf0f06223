"""Whose labels stand in a transcript; each with a twin."""

from __future__ import annotations

from tests.speakers.marked import read

LABEL = ("rule:transcript-label",)


def test_initials_are_whose_name_was_a_label_before() -> None:
    article = read(
        "|1:Anna Fif|<1::> [1:What is it?]\n\n|2:Jenny Tower|<2::> [2:A hall.]\n\n|3:AF|<3::> [3:Large?]\n\n"
        "|4:JT|<4::> [4:Very.]",
        evidence=LABEL,
    )
    assert article.names == ["Anna Fif", "Jenny Tower", "Anna Fif", "Jenny Tower"]


def test_initials_of_nobody_stay() -> None:
    article = read("|1:Anna Fif|<1::> [1:What is it?]\n\n|2:XY|<2::> [2:A hall.]", evidence=LABEL)
    assert article.names[1] == "XY"


def test_the_one_who_answers_is_the_one_who_is_introduced() -> None:
    article = read(
        "Hanna Whitford served on the panel. She spoke with us by video.\n\n"
        "|1:Q|<1::> [1:Were you surprised?]\n\n|2:A|<2::> [2:Not really.]",
        evidence=LABEL,
    )
    assert article.names == ["Q", "Hanna Whitford"]
    assert article.ways == ["label", "label"]


def test_the_one_who_answers_is_unknown_among_two() -> None:
    article = read(
        "Hanna Whitford met Harold Benning.\n\n|1:Q|<1::> [1:Were you there?]\n\n|2:A|<2::> [2:Not really.]",
        evidence=LABEL,
    )
    assert article.names == ["Q", "A"]


def test_a_surname_in_capitals_is_the_name_before() -> None:
    article = read(
        "|1:WILL RIPLEY, REPORTER|<1::> [1:It failed.]\n\n|2:BLITZER|<2::> [2:Thank you.]\n\n|3:RIPLEY|<3::> [3:Yes.]",
        evidence=LABEL,
    )
    assert article.names == ["Will Ripley", "Blitzer", "Will Ripley"]


def test_labels_that_name_nobody_stay() -> None:
    article = read("|1:UNIDENTIFIED MALE|<1::> [1:No.]\n\n|2:THE MODERATOR|<2::> [2:Yes.]", evidence=LABEL)
    kinds = [guess.kind for guess in article.guesses if guess]
    assert "person" not in kinds


def test_he_in_a_turn_is_not_the_one_who_speaks() -> None:
    article = read(
        "|1:MR. PRICE|<1::> [1:Secretary Blink spoke with them and ]|2:he| <2:told> them [2:no].",
        evidence=LABEL,
    )
    assert article.names[1] != article.names[0]
