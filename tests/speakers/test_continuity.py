"""Who goes on speaking, who was only asked, and what "they" and "it" go back to; each with a twin."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


def test_whoever_spoke_last_goes_on_though_nothing_tells_the_gender() -> None:
    article = read(
        "Ewald Korva came. “[1:It is a gift],” <1:said> |1:Korva|. “[2:We paid for it],” |2:he| <2:added>.\n\n"
        "Similarly, |3:the envoy, Ilka Martely,| <3:said> [3:that the pact was late].\n\n"
        "“[4:It is our fate],” |4:he| <4:said>."
    )
    assert article.names[3] == "Ilka Martely"


def test_another_gender_does_not_go_on() -> None:
    article = read(
        "“[1:It is a gift],” <1:said> |1:Harold Benning|.\n\n"
        "Similarly, |2:Melinda Hurst| <2:said> [2:that the pact was late].\n\n“[3:It is our fate],” |3:he| <3:said>."
    )
    assert article.names[2] == "Harold Benning"


def test_one_of_them_by_name_goes_on() -> None:
    article = read(
        "Janet Orlo agreed to a meeting. Two cousins came later. "
        "|1:One of them, Marisley Gonzat,| <1:told> a news conference [1:that the reports should not count].\n\n"
        "“[2:My family is a very close family],” |2:she| <2:said>."
    )
    assert article.names[1] == "Marisley Gonzat"


def test_who_asks_does_not_answer() -> None:
    article = read(
        "Harold Benning spoke at the hotel. Asked by Leo Marsh of the Ledger about the plant, |1:he| <1:replied>: "
        "“[1:They were surprised].”"
    )
    assert article.names == ["Harold Benning"]


def test_who_is_asked_answers() -> None:
    article = read(
        "Harold Benning spoke at the hotel. Leo Marsh was asked about the plant, and |1:he| <1:replied>: "
        "“[1:They were surprised].”"
    )
    assert article.names == ["Leo Marsh"]


def test_a_pronoun_in_a_quotation_with_typewriter_marks_tells_no_gender() -> None:
    article = read(
        "|1:Ilka Martely| <1:said> [1:Norway was back ``in her natural home''].\n\n[2:We are glad], |2:he| <2:said>."
    )
    assert article.names[1] == "Ilka Martely"


def test_they_are_no_place() -> None:
    article = read(
        "The organizations held a rally outside the embassy in Seoul, at which |1:they| <1:stated> "
        "[1:that everybody would turn out]."
    )
    assert article.names == ["The organizations"]


def test_it_is_a_state_that_acts() -> None:
    article = read("Japan sent a note to Beijing. |1:It| <1:said> [1:the ship had left].")
    assert article.names == ["Japan"]


def test_it_is_no_owner() -> None:
    article = read("The committee condemned Japan's latest test. |1:It| <1:said> [1:the test was a mistake].")
    assert article.names == ["The committee"]


def test_they_are_two_who_spoke_together() -> None:
    article = read(
        "|1:Mr. Grassner and Mr. Leahall| <1:say> [1:other changes are needed].\n\n"
        "[2:The program has outgrown its purpose], |2:they| <2:say>."
    )
    assert article.names == ["Grassner and Leahall", "Grassner and Leahall"]


def test_they_go_on_from_they() -> None:
    article = read(
        "Critics see a chance to fix it. They sent a letter to the leaders of the senate on Thursday.\n\n"
        "“[1:The program is plagued by fraud],” |1:they| <1:wrote>."
    )
    assert article.names == ["Critics"]


@pytest.mark.parametrize(("source", "name"), [("We", "Leo Marsh"), ("It", "The ministry")])
def test_who_speaks_within_a_statement(source: str, name: str) -> None:
    """ "We" is the one whose words they are, "it" goes back within them, never to who issued them."""
    article = read(
        f"|1:Leo Marsh| <1:said>: [1:“The ministry cheated. ]|2:{source}| <2:said> that [2:it had won].”",
        outer={1: 0},
    )
    assert article.names[1] == name


def test_he_tells_the_gender_of_whom_it_means() -> None:
    article = read(
        "Ilja Korven came home. He was tired.\n\nKorven met friends. Diana Hurst, 33, was born in May. "
        "“[1:He should rest],” |1:she| <1:said>."
    )
    assert article.names == ["Diana Hurst"]
