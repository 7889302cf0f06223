"""Pronouns, relative pronouns, and quotations without a source; each with a twin."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


@pytest.mark.parametrize(("pronoun", "name"), [("he", "Harold Benning"), ("she", "Dana Whitfield")])
def test_gender_decides(pronoun: str, name: str) -> None:
    article = read(
        f"Harold Benning met Dana Whitfield in Elmsford. [1:It went well], |1:{pronoun}| <1:said>."
    )
    assert (article.names, article.ways) == ([name], ["pronoun"])


def test_the_subject_comes_before_the_object() -> None:
    article = read("Harold Benning thanked Leo Marsh. [1:It went well], |1:he| <1:said>.")
    assert article.names == ["Harold Benning"]


def test_the_last_subject_comes_before_an_older_one() -> None:
    article = read(
        "Harold Benning opened the session. It was long. Leo Marsh closed it. [1:It went well], |1:he| <1:said>."
    )
    assert article.names == ["Leo Marsh"]


def test_names_inside_a_quotation_weigh_little() -> None:
    article = read(
        "“[1:Leo Marsh was wonderful],” <1:said> |1:Harold Benning|. “[2:We won],” |2:he| <2:added>."
    )
    assert article.names[1] == "Harold Benning"


def test_nobody_fits() -> None:
    assert read("Melinda Hurst opened the session. [1:It went well], |1:he| <1:said>.").names == [None]


def test_a_pronoun_before_its_name() -> None:
    article = read("Leo Marsh left early. Despite |1:his| <1:doubts> [1:about it], Harold Benning stayed.")
    assert article.names == ["Harold Benning"]


def test_who_is_the_name_before_it() -> None:
    article = read("Harold Benning met Leo Marsh, |1:who| <1:said> [1:the bridge was safe].")
    assert article.names == ["Leo Marsh"]


def test_who_is_no_organisation() -> None:
    article = read(
        "He met Leo Marsh, the head of the Harbor Safety Commission, |1:who| <1:said> [1:the bridge was safe]."
    )
    assert article.names == ["Leo Marsh"]


def test_which_is_the_organisation() -> None:
    article = read("He wrote to the Harbor Safety Commission, |1:which| <1:said> [1:the bridge was safe].")
    assert article.names == ["Harbor Safety Commission"]


def test_they_are_the_body_that_spoke() -> None:
    article = read(
        "|1:The Harbor Safety Commission| <1:said> [1:the bridge was safe]. [2:It will open], |2:they| <2:said>."
    )
    assert article.names == ["Harbor Safety Commission", "Harbor Safety Commission"]


def test_she_may_be_of_unknown_gender_until_then() -> None:
    article = read(
        "Sorim Vexley took the stand. [1:I saw it], |1:she| <1:said>. [2:All of it], |2:she| <2:said>."
    )
    assert article.names == ["Sorim Vexley", "Sorim Vexley"]


def test_a_participle_takes_the_subject_of_the_sentence() -> None:
    article = read("Harold Benning closed the bridge, <1:saying> [1:it was not safe].")
    assert article.names == ["Harold Benning"]


def test_a_passive_subject_says_nothing() -> None:
    assert read("Harold Benning is <1:said> [1:to be leaving].").names == [None]


def test_a_bare_quotation_goes_on() -> None:
    article = read("“It is over,” [1:he knew], |1:Harold Benning| <1:said>. [2:“We are going home.”]")
    assert (article.names[1], article.ways[1]) == ("Harold Benning", "continuation")


def test_a_bare_quotation_far_away_does_not() -> None:
    article = read(
        "[1:It is over], |1:Harold Benning| <1:said>.\n\nThe square was empty.\n\nA sign was left.\n\n[2:“No parking.”]"
    )
    assert article.names[1] is None


def test_an_indirect_piece_does_not_go_on() -> None:
    assert read("[1:It is over], |1:Harold Benning| <1:said>. Then [2:that it rained].").names[1] is None


def test_a_fronted_participle_takes_the_subject_behind_it() -> None:
    article = read("Harold Benning came. <1:Saying> [1:that the road was open], he left.")
    assert article.names == ["Harold Benning"]


def test_they_are_not_a_statement() -> None:
    article = read("The Harbor Board met, and the appeal was long. [1:It will open], |1:they| <1:said>.")
    assert article.names == ["Harbor Board"]


_INTERVIEW = (
    "Dana Whitfield kept the light for 14 winters. She came in 2006, and she stayed. Her boat is gone.\n\n"
    "Whitfield remembers the gulls. [1:They were loud], |1:she| <1:says>.\n\n"
    "Melinda Hurst, a friend, told me of the weather. [2:It was cold], |2:Hurst| <2:said>.\n\n"
)


def test_a_question_goes_back_to_whom_the_article_is_about() -> None:
    article = read(_INTERVIEW + "Will she return? “[3:In October],” |3:she| <3:says>.")
    assert article.names[2] == "Dana Whitfield"


def test_a_statement_stays_with_who_spoke_last() -> None:
    article = read(_INTERVIEW + "Now she is old. “[3:I miss it],” |3:she| <3:says>.")
    assert article.names[2] == "Melinda Hurst"
