"""Sources without a name: titles, offices, organisations, documents, metonyms; each with a twin."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read

from dprk_extract.annotations import annotations_of


def test_the_leader_is_the_one_with_the_title() -> None:
    article = read(
        "North Korean leader Kim Jong Un met Jane Harlow, a visiting scholar. "
        "[1:The talks were good], |1:the North Korean leader| <1:said>."
    )
    assert (article.names, article.ways) == (["Kim Jong Un"], ["title"])


def test_another_countrys_leader_is_somebody_else() -> None:
    article = read(
        "North Korean leader Kim Jong Un met a visitor. [1:The talks were good], |1:the Mongolian leader| <1:said>."
    )
    assert article.names == ["the Mongolian leader"]


def test_an_apposition_gives_the_title() -> None:
    article = read(
        "Dana Whitfield, a professor of law at Yale, spoke. So did Harold Benning, the mayor of Elmsford. "
        "[1:It is legal], |1:the professor| <1:said>. [2:It is not], |2:the mayor| <2:said>."
    )
    assert article.names == ["Dana Whitfield", "Harold Benning"]


def test_a_deputy_is_not_the_director() -> None:
    article = read(
        "Dana Whitfield, the director of the lab, was away. [1:We wait], |1:the deputy director| <1:said>."
    )
    assert article.names == ["the deputy director"]


def test_an_unnamed_spokesman_is_not_the_minister() -> None:
    guess = read(
        "Foreign Minister Choe Son Hui was abroad. "
        "[1:There will be no talks], |1:a spokesman for the Foreign Ministry| <1:said>."
    ).guesses[0]
    assert guess is not None
    assert (guess.name, guess.kind, guess.id) == ("a spokesman for the Foreign Ministry", "unknown", None)


def test_the_spokesman_is_the_spokesman_of_before() -> None:
    article = read(
        "[1:There is no plan], |1:a spokesman for the port| <1:said>. [2:None at all], |2:the spokesman| <2:said>."
    )
    assert article.names[0] == article.names[1]


def test_an_epithet_is_the_person_spoken_of() -> None:
    article = read("Jane Harlow bought the tower. [1:It is mine], |1:the billionaire| <1:said>.")
    assert article.names == ["Jane Harlow"]


def test_an_indefinite_description_is_somebody_new() -> None:
    article = read("Jane Harlow bought the tower. [1:It is ugly], |1:a billionaire| <1:said>.")
    assert article.names == ["a billionaire"]


def test_the_gender_of_a_description_counts() -> None:
    article = read(
        "Chairwoman Dana Whitfield met Chairman Paul Denton. [1:It is done], |1:the chairwoman| <1:said>."
    )
    assert article.names == ["Dana Whitfield"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the ministry", "organisation"), ("the report", "document"), ("several officials", "group"),
        ("a friend", "unknown"), ("the United Nations Security Council", "organisation"),
    ],
)  # fmt: skip
def test_kinds_of_sources(source: str, kind: str) -> None:
    guess = read(f"On Monday |1:{source}| <1:said> [1:the site is closed].").guesses[0]
    assert guess is not None
    assert guess.kind == kind
    assert guess.name.lower().removeprefix("the ") == source.lower().removeprefix("the ")


def test_an_organisations_noun_goes_back_to_it() -> None:
    article = read(
        "The Elmsford Police Department made arrests. |1:The department| <1:said> [1:nobody was hurt]."
    )
    assert article.names == ["Elmsford Police Department"]


def test_another_organisations_noun_does_not() -> None:
    article = read("The Elmsford Police Department made arrests. |1:The bank| <1:said> [1:nobody was hurt].")
    assert article.names == ["The bank"]


def test_an_acronym_goes_back_to_the_full_name() -> None:
    article = read("The Harbor Safety Commission met. |1:The HSC| <1:said> [1:the port is safe].")
    assert article.names == ["Harbor Safety Commission"]


@pytest.mark.parametrize("source", ["Pyongyang", "North Korea", "the North"])
def test_metonyms_stand_for_the_state(source: str) -> None:
    guess = read(
        f"The test went ahead in Pyongyang, North Korea. |1:{source}| <1:said> [1:it was a success]."
    ).guesses[0]
    assert guess is not None
    assert (guess.id, guess.country, guess.kind) == ("north-korea", "KP", "organisation")


def test_a_compass_point_is_no_metonym() -> None:
    guess = read("The storm moved up. |1:The north| <1:expects> [1:more rain].").guesses[0]
    assert guess is None or guess.id is None


def test_his_eyes_are_his() -> None:
    article = read("Harold Benning wept. In |1:his eyes|, [1:the bridge was safe].")
    assert article.names == ["Harold Benning"]


def test_his_wife_is_not_he() -> None:
    article = read("Harold Benning wept. [1:The bridge was safe], |1:his wife| <1:said>.")
    assert article.names == ["his wife"]


def test_a_capital_that_speaks_is_its_state_and_one_that_is_visited_a_place() -> None:
    article = read("The envoy flew to Pyongyang. |1:Pyongyang| <1:said> [1:he was welcome].")
    assert article.ways == ["metonym"]
    entities = {e.id: [m.how for m in e.mentions] for e in annotations_of(article.doc).entities}
    assert entities == {"pyongyang": ["name"], "north-korea": ["metonym"]}


def test_two_chairmen_of_two_societies_are_two() -> None:
    article = read(
        "[1:It is a fine day], |1:the chairman of the Finland Society| <1:said>. "
        "[2:It is a victory], |2:the chairman of the Bahrain League| <2:said>."
    )
    assert article.names == ["the chairman of the Finland Society", "the chairman of the Bahrain League"]


def test_a_description_ends_before_a_clause() -> None:
    article = read("|1:His father| <1:scolded> him for leaving old windows open [1:all night].")
    assert article.names == ["His father"]


def test_somebody_of_an_institute_is_the_researcher() -> None:
    article = read(
        "Noh Gyu-sik of the Hangang Institute was less polite. [1:They need wheat], |1:the researcher| <1:said>."
    )
    assert (article.names, article.ways) == (["Noh Gyu-sik"], ["title"])


@pytest.mark.parametrize("opening", ["Noh Gyu-sik of Hangang", "A man at the Hangang Institute"])
def test_without_an_institute_the_researcher_is_somebody_else(opening: str) -> None:
    article = read(f"{opening} was less polite. [1:They need wheat], |1:the researcher| <1:said>.")
    assert article.names == ["the researcher"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the newspaper Rodong Sinmun", "Rodong Sinmun"),
        ("the official news agency IRNA", "IRNA"),
        ("the newspaper reporter Dana Whitfield", "Dana Whitfield"),
    ],
)
def test_a_noun_before_a_name_only_says_what_bears_it(source: str, name: str) -> None:
    article = read(f"Xinhua carried the story. [1:The harvest was good], |1:{source}| <1:reported>.")
    assert article.names == [name]


def test_a_noun_alone_means_the_outlet_before_it() -> None:
    article = read(
        "Rodong Sinmun carried the story. [1:The harvest was good], |1:the newspaper| <1:reported>."
    )
    assert article.names == ["Rodong Sinmun"]


@pytest.mark.parametrize(
    ("source", "name"), [("No one", None), ("Nobody", None), ("One villager", "One villager")]
)
def test_nobody_is_no_speaker(source: str, name: str | None) -> None:
    assert read(f"|1:{source}| <1:said> [1:that it was late].").names == [name]


def test_a_chair_named_after_two_people_is_no_second_speaker() -> None:
    article = read(
        "[1:It is possible], <1:said> |1:William Gale, the Arjay and Frances Miller Chair at the Institute|."
    )
    assert article.names == ["William Gale"]
    article = read("They met at the Institute. |1:Tom Roe and Jane Poe| <1:said> [1:it was late].")
    assert article.names == ["Tom Roe and Jane Poe"]
