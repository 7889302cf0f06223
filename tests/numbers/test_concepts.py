"""What a quantity is about: each way of finding it beside a twin in which it must not be taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dprk_extract.annotations import QuantityMention

Finder = Callable[[str], list[QuantityMention]]


def whats(find: Finder, text: str) -> list[str | None]:
    return [None if q.what is None else text[q.what.start : q.what.end] for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a subject that commas cut off from its verb; its twin has a subject of its own
        ("Total debt, not counting the state banks, was about $3 billion.", "debt"),
        ("Rice prices rose in the border towns, and fuel prices fell 5 percent.", "fuel prices"),
        # a counted subject and the other noun of its verb
        ("Thirty miners died in the blast.", "blast"),
        ("Thirty miners were freed by the army.", "army"),
        ("Thirty miners left the valley on Monday.", "valley"),
        ("Thirty miners died on Monday.", None),
        # a light verb and its empty object
        ("About 100,000 people took part in a rally.", "rally"),
        # what is said is not about who says it
        ("The ministry said that 40 drones were used.", "drones"),
        ("The ministry used 40 drones.", "ministry"),
        # existence
        ("There are 40 tanks in the square.", "square"),
        ("There are 40 tanks this week.", None),
        # a name in front of "who"; a plain noun is not moved
        ("They wrote to their daughter Mina, who is 10.", "Mina"),
        ("They wrote to the daughter of the guard, who is 10.", "daughter of the guard"),
        # the noun that a chain of nouns ends in
        ("They opened a 50 foot building lot.", "building lot"),
        # participles of measure
        ("The court saw claims, ranging from $200 to $4 million.", "claims"),
        # a time before a clause belongs to the verb above
        ("The ban came six months after the firm left the market.", "ban"),
        # a part and its place
        ("The flood hit 400 homes, including 150 in the Wonsan region.", "Wonsan region"),
        # a short name in brackets, and brackets that hold something else
        ("The Atomic Energy Agency (IAEA) has 2,500 workers.", "Atomic Energy Agency (IAEA)"),
        ("The agency (founded later) has 2,500 workers.", "agency"),
        # a phrase ends before a dash
        ("Inspectors saw a 30-year-old site in the city - a ruin by the river.", "site in the city"),
        (
            "The exchange rate between the yuan and the rouble is 180.",
            "exchange rate between the yuan and the rouble",
        ),
    ],
)
def test_what_the_last_quantity_is_about(find: Finder, text: str, expected: str | None) -> None:
    found = whats(find, text)[-1]
    if expected is None:
        assert found not in ("Monday", "this week", "week")
    else:
        assert found == expected


def test_a_clause_without_a_verb(find: Finder) -> None:
    assert whats(find, "Shares of Hanjin were down 2%, Daewoo by 3%.") == ["Shares of Hanjin", "Daewoo"]
    assert whats(find, "Shares of Hanjin were down 2%, on Monday by 3%.")[1] != "Monday"
