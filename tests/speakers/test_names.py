"""Named sources: full names, surnames, titles; each rule with a twin in which it must not fire."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read

from dprk_extract.annotations import annotations_of


def test_a_surname_goes_back_to_the_full_name() -> None:
    article = read("Harold Benning spoke first. [1:The bridge is safe], |1:Benning| <1:said>.")
    assert article.names == ["Harold Benning"]
    assert article.ways == ["name"]


def test_a_surname_that_nobody_bears_stays_alone() -> None:
    assert read("Harold Benning spoke first. [1:The bridge is safe], |1:Okafor| <1:said>.").names == [
        "Okafor"
    ]


def test_the_kim_introduced_last_is_meant() -> None:
    article = read(
        "Kim Jong Un toured a shipyard on Monday. The visit lasted an hour. The yard builds destroyers. Nobody "
        "spoke. In Seoul, Unification Minister Kim Tae-woo met reporters. [1:Talks are possible], |1:Kim| <1:said>."
    )
    assert article.names == ["Kim Tae-woo"]


def test_a_kim_who_is_introduced_later_is_not_meant() -> None:
    article = read(
        "Ambassador Kevin Kim met reporters in Seoul. [1:Talks are possible], |1:Kim| <1:said>. "
        "North Korean leader Kim Jong Un was silent."
    )
    assert article.names == ["Kevin Kim"]


def test_heads_of_state_are_named_together() -> None:
    article = read(
        "Ambassador Kevin Kim opened the forum. President Donald Trump met Kim Jong Un, the North Korean leader, "
        "in 2018. Trump and |1:Kim| signed a paper, with Kim <1:promising> [1:to close the site]."
    )
    assert article.names == ["Kim Jong Un"]


def test_a_guest_named_beside_a_minister_is_no_head_of_state() -> None:
    article = read(
        "North Korean leader Kim Jong Un stayed away. Ambassador Kevin Kim came with Lena Ortiz. "
        "Ortiz and |1:Kim| left early, with Kim <1:promising> [1:to return]."
    )
    assert article.names == ["Kevin Kim"]


@pytest.mark.parametrize(("honorific", "name"), [("Mr.", "Paul Denton"), ("Mrs.", "Grace Denton")])
def test_honorifics_tell_couples_apart(honorific: str, name: str) -> None:
    article = read(
        f"Paul Denton and his wife, Grace Denton, own the mill. [1:It will close], |1:{honorific} Denton| <1:said>."
    )
    assert article.names == [name]


def test_junior_and_senior_are_two() -> None:
    article = read(
        "Carl Mason Sr. founded the firm. Carl Mason Jr. runs it. [1:We are growing], |1:Carl Mason Jr.| <1:said>. "
        "[2:We were small], |2:Carl Mason Sr.| <2:said>."
    )
    assert article.names == ["Carl Mason Jr.", "Carl Mason Sr."]


def test_a_middle_initial_is_the_same_person() -> None:
    article = read("Dana R. Whitfield won. [1:It is a start], |1:Dana Whitfield| <1:said>.")
    assert article.names == ["Dana R. Whitfield"]


def test_another_middle_initial_is_another_person() -> None:
    article = read("Dana R. Whitfield won. [1:It is a start], |1:Dana K. Whitfield| <1:said>.")
    assert article.names == ["Dana K. Whitfield"]


@pytest.mark.parametrize("surface", ["Kim Jong-un", "Kim Jong-Un", "KIM Jong Un", "Kim Jŏng-ŭn"])
def test_romanisations_are_one_person(surface: str) -> None:
    guess = read(f"{surface} spoke on Friday. [1:We are ready], |1:{surface}| <1:said>.").guesses[0]
    assert guess is not None
    assert guess.id == "kim-jong-un"


def test_a_brother_of_the_name_is_not_the_leader() -> None:
    guess = read("Kim Jong Ung is a farmer. [1:We are ready], |1:Kim Jong Ung| <1:said>.").guesses[0]
    assert guess is not None
    assert (guess.name, guess.id) == ("Kim Jong Ung", None)


def test_a_namesake_from_elsewhere_keeps_out_of_the_knowledge_base() -> None:
    article = read("South Korean lawmaker Kim Yo Jong stood up. [1:I object], |1:Kim Yo Jong| <1:said>.")
    assert article.guesses[0] is not None
    assert article.guesses[0].id is None


@pytest.mark.parametrize(
    "name", ["No Kwang Chol", "Ri Son Gwon", "So Hyon Chol", "Pak Thae Song", "An Kum Chol"]
)
def test_names_that_look_like_words(name: str) -> None:
    article = read(
        f"{name} took the floor. On Sunday, Defence Minister |1:{name}| <1:said> [1:the drill is over]."
    )
    assert article.names == [name]


def test_words_that_look_like_names() -> None:
    article = read("No soldier was hurt. So the drill went on. [1:It is over], |1:Dana Whitfield| <1:said>.")
    assert article.names == ["Dana Whitfield"]


def test_the_title_is_kept_as_stated() -> None:
    article = read("[1:It is over], <1:said> |1:Acting US Ambassador to South Korea Kevin Kim|.")
    guess = article.guesses[0]
    assert guess is not None and guess.title is not None
    assert article.doc.text[guess.title.start : guess.title.end] == "Acting US Ambassador to South Korea"


def test_possessives_are_taken_off() -> None:
    article = read("Harold Benning’s plan failed. [1:It was good], |1:Benning| <1:said>.")
    assert article.names == ["Harold Benning"]


def test_an_aide_is_not_whom_he_serves() -> None:
    article = read("Harold Benning was away. [1:He will return], |1:Benning's spokesman| <1:said>.")
    assert article.names == ["Benning's spokesman"]


def test_a_named_aide_is_himself() -> None:
    article = read(
        "Harold Benning was away. [1:He will return], |1:Benning's spokesman, Leo Marsh,| <1:said>."
    )
    assert article.names == ["Leo Marsh"]


def test_two_speak_together() -> None:
    article = read("|1:Harold Benning and Leo Marsh| <1:said> [1:the bridge is safe].")
    assert article.guesses[0] is not None
    assert (article.names[0], article.guesses[0].kind) == ("Harold Benning and Leo Marsh", "group")


def test_a_first_name_goes_back_to_the_full_name() -> None:
    article = read("Melinda Hurst won. Her rival Tom Reyes lost. [1:I am glad], |1:Melinda| <1:said>.")
    assert article.names == ["Melinda Hurst"]


def test_the_knowledge_base_knows_a_bare_surname_by_convention() -> None:
    guess = read("[1:It was a great meeting], |1:Trump| <1:said>.").guesses[0]
    assert guess is not None
    assert (guess.name, guess.id, guess.resolved_by) == ("Donald Trump", "donald-trump", "alias")


def test_nobody_is_kim_by_convention() -> None:
    guess = read("[1:It was a great meeting], |1:Kim| <1:said>.").guesses[0]
    assert guess is not None
    assert (guess.name, guess.id) == ("Kim", None)


def test_a_place_with_a_given_name_is_no_person() -> None:
    article = read("Melinda Hurst left Kim Chaek City. [1:It is far], |1:she| <1:said>.")
    entities = {e.name: e.kind for e in annotations_of(article.doc).entities}
    assert entities["Melinda Hurst"] == "person"
    assert entities.get("Kim Chaek City") != "person"


def test_a_surname_that_is_a_hill_is_a_person() -> None:
    assert read("Melinda Hill left. [1:It is far], |1:Hill| <1:said>.").names == ["Melinda Hill"]


def test_names_with_small_particles_are_whole() -> None:
    article = read("Hamad Bin Isa al-Khalifa, king of Bahrain, wrote. [1:I am glad], |1:the king| <1:said>.")
    assert article.names == ["Hamad Bin Isa al-Khalifa"]


def test_a_surname_that_looks_like_a_title() -> None:
    article = read(
        "Melinda White spoke. [1:It is far], |1:Ms. White| <1:said>. [2:Too far], |2:White| <2:added>."
    )
    assert article.names == ["Melinda White", "Melinda White"]


def test_a_title_word_alone_is_no_surname() -> None:
    article = read("Melinda Hurst spoke in the White House. [1:It is far], |1:Ms. Hurst| <1:said>.")
    assert article.names == ["Melinda Hurst"]


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Kim Chong-un", "Kim Jong Un"), ("Donald J. Trump", "Donald Trump"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"), ("Alexandr Matsegora", "Alexandr Matsegora"),
        ("Zelenskiy", "Zelenskiy"),
    ],
)  # fmt: skip
def test_the_name_shown(surface: str, name: str) -> None:
    """The knowledge base's for the same name in another romanisation, but the article's own other spelling."""
    guess = read(f"{surface} spoke on Friday. [1:We are ready], |1:{surface}| <1:said>.").guesses[0]
    assert guess is not None
    assert guess.name == name
    assert guess.id is not None


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("South Korea's Joint Chiefs of Staff", "joint-chiefs-kr"),
        ("The U.S. Joint Chiefs of Staff", "joint-chiefs-us"),
        ("The Joint Chiefs of Staff", None),
    ],
)
def test_a_name_that_two_countries_share_is_that_of_the_country_before_it(
    source: str, found: str | None
) -> None:
    (guess,) = read(f"|1:{source}| <1:said> [1:the pier was shut].").guesses
    assert guess is not None
    assert guess.name.endswith("Joint Chiefs of Staff")
    assert (guess.kind, guess.id) == ("organisation", found)
