"""Numbers of other kinds that look like quantities, and what is easily misread, beside their twins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dprk_extract.annotations import QuantityMention

Finder = Callable[[str], list[QuantityMention]]
Row = tuple[float, float | None, str | None]


def rows(found: list[QuantityMention]) -> list[Row]:
    return [(q.value, q.value_high, q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb of another sense
        ("The school doubles as a clinic.", []),
        ("He doubled down on his promise.", []),
        ("Prices doubled as supplies fell.", [(2, None, "time")]),
        # days of a period, and misspelt months
        ("The June 25-July 27 month of struggle began.", []),
        ("It lasted for 27 months.", [(27, None, "month")]),
        ("It was founded on Octobr 10, 1945 there.", []),
        ("The club of Hamhung has 10, 300 fewer.", [(10, None, None), (300, None, None)]),
        # an ordinal behind a year
        ("Profit fell in the 1988 second quarter.", []),
        ("The 40 second call was recorded.", [(40, None, "second")]),
        # votes and odds; a range has its "from", a unit or the smaller end first
        ("The house voted 4 to 1 in favour.", []),
        ("The court split five to four.", []),
        ("Turnout fell from 40 to 30 percent.", [(40, 30, "percent")]),
        ("It takes 4 to 6 days.", [(4, 6, "day")]),
        # a noun of change in front of a range
        ("Capital gains held for one to two years are taxed.", [(1, 2, "year")]),
        ("Shares rose 18 cents to 23 cents.", [(18, None, "cent"), (23, None, "cent")]),
        # nothing
        ("He was known for his zero tolerance policy.", []),
        ("All of it was for naught.", []),
        ("There were zero cases in the camp.", [(0, None, "case")]),
        # number words inside chains of hyphens
        ("The two leaders met one-on-one several times.", [(2, None, "leader")]),
        ("One-in-five soldiers fell ill.", [(0.2, None, "soldier")]),
        # people, though nobody says so
        ("Hundreds injured in the blast were taken away.", [(100, 1000, "people")]),
        ("Three dead after a mine collapsed.", [(3, None, "people")]),
        ("Three boats were missing.", [(3, None, "boat")]),
        # words between "one of" and the plural
        ("One of several farmers left.", [(1, None, "farmer")]),
        # names with a figure inside a noun phrase
        ("It named 58 Fortune 500 companies.", [(58, None, "Fortune 500 company")]),
        ("It named 58 companies.", [(58, None, "company")]),
        # ages before a dash
        ("Kim Ro, 46 — a father of two sons — spoke.", [(46, None, "year of age"), (2, None, "son")]),
        # fractions between hyphens
        ("He served four-and-a-half years.", [(4.5, None, "year")]),
        ("It cost two-and-a-half million won.", [(2.5e6, None, "won")]),
        # votes between hyphens, shares that are no range
        ("By a 2-to-1 vote the court agreed.", []),
        ("She led 47 percent to 42 percent.", [(47, None, "percent"), (42, None, "percent")]),
        ("It fell from 47 percent to 42 percent.", [(47, 42, "percent")]),
        # "plus or minus" is no minus
        ("The margin is plus or minus 4 percentage points.", [(4, None, "percentage point")]),
        ("The change is minus 4 percentage points.", [(-4, None, "percentage point")]),
        # "plus" between the figure and its unit
        ("He stayed 15-plus years.", [(15, None, "year")]),
        # a small attribute of its noun
        ("He wrote a one-page letter.", []),
        ("He wrote one page.", [(1, None, "page")]),
        # capitals stay in the unit
        ("They sent 20 NYPD officers.", [(20, None, "NYPD officer")]),
        # designations that stand for the thing; names with a plus
        ("They fired two KN-23 and left.", [(2, None, "KN-23")]),
        ("The envoys met in a 2+2 format.", []),
        ("The ship, IMO 8417522, sailed.", []),
        # a spread behind "from", and no score
        ("They have 50 to 90 warheads, up from 40-50.", [(50, 90, "warhead"), (40, 50, "warhead")]),
        ("The club lost 1-3.", []),
        ("A 5-7 vote ended it.", []),
        ("They lost 3-5 ships.", [(3, 5, "ship")]),
        ("They lost 5-7% of it.", [(5, 7, "percent")]),
        ("A 15-22 mile march began.", [(15, 22, "mile")]),
        # "odd" is no part of the unit
        ("They saw 10-odd projectiles.", [(10, None, "projectile")]),
        ("They saw 10 odd projectiles.", [(10, None, "odd projectile")]),
        # groups of people, and other groups
        ("A delegation of twelve left.", [(12, None, "people")]),
        ("A fleet of twelve left.", [(12, None, None)]),
        # an owner whose thing is left out
        ("The army is one of the world's largest.", []),
        ("It is one of the world's largest armies.", [(1, None, "world large army")]),
        ("They grew 4.5 Mt of grain.", [(4.5e6, None, "metric ton")]),
        # lists behind a label in the plural
        ("Resolutions 1718, 1874 and 2397 of the council stand.", []),
        ("It names rooms 35, and 39.", []),
        ("Resolution 2397, 300 men and 40 women.", [(300, None, "man"), (40, None, "woman")]),
        ("They sent 40 and 50 men.", [(40, None, None), (50, None, "man")]),
        # an attribute
        ("It was a one-time charge.", []),
        ("It was seen 3 times.", [(3, None, "time")]),
        # a bound between the figure and its unit or noun
        ("He got two or more years in jail.", [(2, None, "year")]),
        ("Firms with 1,000 or more workers paid.", [(1000, None, "worker")]),
        ("They won 49 out of the 54 seats.", [(49, None, "seat"), (54, None, "seat")]),
        # halves of the unit before
        ("It took a year and a half.", [(1.5, None, "year")]),
        ("It took two years and a half.", [(2.5, None, "year")]),
        ("It took a year and half of the money.", [(0.5, None, "money")]),
        # children, and others
        ("He is a father of six.", [(6, None, "child")]),
        ("It is a list of six.", [(6, None, None)]),
        # ages
        ("Her daughter, 34, left.", [(34, None, "year of age")]),
        ("Ro Myint May, 60, left.", [(60, None, "year of age")]),
        ("Her brother died at 43.", [(43, None, "year of age")]),
        ("He stopped at 43.", [(43, None, None)]),
        # years with an apostrophe
        ("They met in ’08 there.", []),
        # idioms
        ("At one point they left.", []),
        ("They agreed on one point of the draft.", [(1, None, "point")]),
    ],
)
def test_classes_and_their_twins(find: Finder, text: str, expected: list[Row]) -> None:
    assert rows(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mine had a turnover of MAUD 60.", [(60e6, None, "AUD")]),
        ("The mine had a turnover of AUD 60.", [(60, None, "AUD")]),
        ("The bank lent Dollars 5m to the mill.", [(5e6, None, "USD")]),
        ("The bank lent dollars 5 times.", [(5, None, "time")]),
        ("The shirt costs rmb 10 there.", [(10, None, "CNY")]),
        ("He came to try 10 more times.", [(10, None, "time")]),
        ("It cost 10 $ 30 cents.", [(10.3, None, "USD")]),
        ("They paid $10 $30 cheaper than before.", [(10, None, "USD"), (30, None, "USD")]),
        ("He lost 200 satoshis.", [(200, None, "satoshi")]),
        ("Profit fell in the 1988 quarter.", []),
        ("It fell in 1,988 quarters.", [(1988, None, "quarter")]),
        ("The catalogue names SCP2-173m first.", []),
    ],
)
def test_money_and_codes(find: Finder, text: str, expected: list[Row]) -> None:
    assert rows(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They fired 12 torpedoes.", "torpedo"),
        ("They saw 12 species.", "species"),
        ("They sold 12 buses.", "bus"),
        ("He used 12 aliases.", "alias"),
        ("They sold 12 horses.", "horse"),
        ("They sent two army corps.", "army corps"),
    ],
)
def test_singulars(find: Finder, text: str, unit: str) -> None:
    (quantity,) = find(text)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "negated", "planned"),
    [
        ("Kim Ro, 61, has never seen a mine.", False, False),
        ("A 6-year-old boy will return.", False, False),
        ("He is not 60 years old.", True, False),
    ],
)
def test_asides_are_neither_denied_nor_planned(find: Finder, text: str, negated: bool, planned: bool) -> None:
    (quantity,) = [q for q in find(text) if q.unit == "year of age"]
    assert (quantity.negated, quantity.planned) == (negated, planned)


def test_a_fact_is_not_planned_because_a_plan_follows(find: Finder) -> None:
    fact = find("The North has conducted six tests; a seventh would end the talks.")[0]
    plan = find("The North would conduct six tests; a seventh would end the talks.")[0]
    assert (fact.planned, plan.planned) == (False, True)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Employment grew by 400 jobs, or 2 percent.", ["up", "up"]),
        ("Shares fell 18 cents (2 percent).", ["down", "down"]),
        ("Hanjin was down 2%, Daewoo by 3%.", ["down", "down"]),
        # twins: a level, a bound of its own, another clause
        ("Shares fell 18 cents to $20.", ["down", "="]),
        ("Prices rose 2 percent, or about 5 cents.", ["up", "~"]),
        ("Prices rose 2 percent, while they paid 5 cents.", ["up", "="]),
    ],
)
def test_one_change_said_twice(find: Finder, text: str, bounds: list[str]) -> None:
    assert [q.bound for q in find(text)] == bounds
