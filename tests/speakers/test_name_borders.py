"""Where names begin and end: bodies with "and", short Korean names, names behind bodies, capitals; with twins."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


def test_a_body_described_by_two_words() -> None:
    article = read("|1:The Immigration and Naturalization Service| <1:ruled> [1:that he must leave].")
    assert article.names == ["Immigration and Naturalization Service"]


def test_two_bodies_are_two() -> None:
    article = read("|1:The White House and Commerce Department| <1:said> [1:they agreed].")
    assert article.guesses[0] is not None
    assert "and Commerce" not in article.guesses[0].name


@pytest.mark.parametrize("later", ["Yang", "The fellow"])
def test_a_short_korean_name(later: str) -> None:
    article = read(
        f"|1:Yang Uk, a research fellow at the Harbour Institute,| <1:said> [1:it was ambition]. "
        f"“[2:He wants more],” <2:said> |2:{later}|."
    )
    assert article.names == ["Yang Uk", "Yang Uk"]
    assert [guess.kind for guess in article.guesses if guess] == ["person", "person"]


def test_two_capitalised_words_are_no_korean_name() -> None:
    article = read("|1:Ro Ltd| <1:said> [1:it was ambition].")
    assert article.guesses[0] is not None
    assert article.guesses[0].kind != "person"


def test_the_name_behind_a_body_and_its_office() -> None:
    article = read(
        "“[1:The war is over],” |1:Australians for a Constitutional Monarchy executive director Kerry Jonas| <1:said>."
    )
    assert article.names == ["Kerry Jonas"]


def test_supporters_of_somebody_are_not_that_one() -> None:
    article = read("“[1:The war is over],” |1:supporters of executive director Kerry Jonas| <1:said>.")
    assert article.names != ["Kerry Jonas"]


def test_a_name_from_the_headline_is_a_person_once_a_title_says_so() -> None:
    article = read(
        "Rush Limburg: Hilda Asked Moderator To Check Facts\n\n"
        "According to |1:talk radio host Rush Limburg|, <1:the> [1:move was late].\n\n"
        "|2:Limburg| <2:told> his audience [2:it was over]."
    )
    assert article.names == ["Rush Limburg", "Rush Limburg"]


def test_names_in_capitals_are_shown_as_usual() -> None:
    article = read("|1:ANNA EVSTIGNEVA (Russian Federation)| <1:said> [1:the launch was late].")
    assert article.names == ["Anna Evstigneva"]


def test_acronyms_stay() -> None:
    article = read("|1:The IAEA| <1:said> [1:the launch was late].")
    assert article.guesses[0] is not None
    assert article.guesses[0].name in ("IAEA", "International Atomic Energy Agency")
