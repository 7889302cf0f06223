"""A description with a party is nobody of another, and rather somebody named before than somebody named later."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract import extract

OPENING = (
    "Libertarian nominee Carl Brandt spoke in Ohio on Monday. Republican nominee Peter Holm spoke in Iowa. "
    "Carl Brandt has asked for a seat at the debate.\n\n"
)


def speaker(nlp: Language, text: str, words: str) -> str | None:
    found = extract(text, nlp=nlp)
    quote = min((q for q in found.quotes if words in q.text), key=lambda q: len(q.text))
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("The Republican nominee", "Peter Holm"),
        ("The GOP nominee", "Peter Holm"),
        ("The Libertarian nominee", "Carl Brandt"),
    ],
)
def test_the_nominee_of_a_party(nlp: Language, description: str, name: str) -> None:
    text = f"{OPENING}{description} said the harbour tax was too high."
    assert speaker(nlp, text, "harbour tax") == name


def test_a_party_that_nobody_has_been_said_to_be_of(nlp: Language) -> None:
    """The Democratic nominee is neither of the two, so nobody's name is given."""
    text = f"{OPENING}The Democratic nominee said the harbour tax was too high."
    assert speaker(nlp, text, "harbour tax") not in ("Peter Holm", "Carl Brandt")


def test_rather_somebody_named_before_than_later(nlp: Language) -> None:
    text = (
        "Anna Weber says the bridge is safe. Anna Weber has crossed it twice.\n\n"
        "The candidate said the harbour tax was too high.\n\n"
        "Candidate Tom Reed was in Oslo on Monday."
    )
    assert speaker(nlp, text, "harbour tax") == "Anna Weber"


def test_an_official_is_a_person_not_an_office(nlp: Language) -> None:
    text = (
        "The Justice Department has granted cover to a clerk, according to a senior police official.\n\n"
        "The official said the harbour tax was too high.\n\n"
        "Current and former officials in the FBI and at the Justice Department, a former official said, agree. "
        "Officials at both the FBI and the Justice Department, top official, would not discuss it."
    )
    assert "Department" not in (speaker(nlp, text, "harbour tax") or "")
