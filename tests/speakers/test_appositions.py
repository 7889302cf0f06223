"""Names behind a description, between commas: the description and the pronouns after it mean the named one."""

from __future__ import annotations

import pytest
from tests.speakers.marked import read


@pytest.mark.parametrize(
    ("relative", "pronoun", "name"),
    [
        ("Osei's nephew, the boatbuilder Tam Osei,", "he", "Tam Osei"),
        ("Osei’s nephew, the boatbuilder Tam Osei,", "he", "Tam Osei"),
        ("Osei's sister, the official Han Sol,", "she", "Han Sol"),
        ("Her lawyer, Orlu Wenz,", "he", "Orlu Wenz"),
        ("Her aide, a lawyer named Orlu Wenz,", "he", "Orlu Wenz"),
    ],
)
def test_a_relative_is_the_one_named_behind(relative: str, pronoun: str, name: str) -> None:
    article = read(
        f"Greta Osei runs the ferry. |1:{relative}| <1:said> [1:it was late]. "
        f"[2:The pier is safe], |2:{pronoun}| <2:added>."
    )
    assert article.names == [name, name]
    assert article.ways[0] in ("name", "title") and article.ways[1] == "pronoun"


def test_a_source_cut_short_means_the_name_behind_it() -> None:
    article = read("|1:Osei's nephew|, the boatbuilder Tam Osei, <1:said> [1:it was late].")
    assert (article.names, article.ways) == (["Tam Osei"], ["title"])


def test_the_relatives_surname_stays_with_whom_he_belongs_to() -> None:
    article = read(
        "Greta Osei runs the ferry. Osei's nephew, the boatbuilder Tam Osei, built the pier. "
        "[1:It is late], |1:Osei| <1:said>."
    )
    assert article.names == ["Greta Osei"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Osei's nephew, Leo Marsh, and Dana Whitfield left early.",  # a list
        "Osei's nephew, the boatbuilder, left early.",  # no name
    ],
)
def test_other_names_are_somebody_else(sentence: str) -> None:
    article = read(f"{sentence} [1:It was late], |1:Osei's nephew| <1:said>.")
    assert article.names == ["Osei's nephew"]


def test_the_subject_behind_a_phrase_is_no_apposition() -> None:
    article = read(
        "Dana Whitfield closed the pier. After a call from his sister, Leo Marsh left. "
        "[1:It was late], |1:he| <1:said>."
    )
    assert article.names == ["Leo Marsh"]


def test_a_trade_before_a_name_is_its_bearer() -> None:
    assert read("|1:The carpenter Ben Adler| <1:said> [1:the roof was weak].").names == ["Ben Adler"]


def test_a_trade_without_a_name_is_not() -> None:
    assert read("|1:The carpenter| <1:told> Ben Adler [1:the roof was weak].").names == ["The carpenter"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Its state media, KCNA,", "KCNA"),
        ("The party's newspaper, the Rodong Sinmun,", "Rodong Sinmun"),
        ("The newspaper, which is old,", "The newspaper"),
    ],
)
def test_a_body_named_between_commas_behind_its_noun(source: str, name: str) -> None:
    assert read(f"|1:{source}| <1:said> [1:the pier was shut].").names == [name]


def test_who_and_who_describe_one_noun() -> None:
    article = read(
        "Two guards who left in May, and |1:who asked not to be named|, <1:said> [1:the pier was shut]."
    )
    assert article.names == ["Two guards"]
