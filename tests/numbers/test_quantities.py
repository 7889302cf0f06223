"""The component on sentences of our own: each class of numbers beside a twin in which its rule must not fire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dprk_extract.annotations import QuantityMention

Finder = Callable[[str], list[QuantityMention]]
Row = tuple[float, float | None, str | None, str]


def rows(found: list[QuantityMention]) -> list[Row]:
    return [(q.value, q.value_high, q.unit, q.bound) for q in found]


def assert_rows(found: list[QuantityMention], expected: list[Row]) -> None:
    assert [(q.unit, q.bound) for q in found] == [(row[2], row[3]) for row in expected]
    assert [q.value for q in found] == pytest.approx([row[0] for row in expected])
    assert [q.value_high for q in found] == [row[1] for row in expected]


def one(value: float, unit: str | None, bound: str = "=", high: float | None = None) -> list[Row]:
    return [(value, high, unit, bound)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # glued units and currency signs
        ("The plant has an 8.5kW generator.", one(8.5, "kilowatt")),
        ("The shirt costs RM23.50 in the shop.", one(23.5, "MYR")),
        ("The port cost US$7.2bn to build.", one(7.2e9, "USD")),
        ("The firm paid HK $3.7 billion for it.", one(3.7e9, "HKD")),
        ("The debt was about $US113 trillion.", one(113e12, "USD", "~")),
        ("The fund lost €2m.", one(2e6, "EUR")),
        ("The ferry cost 583 million yuan.", one(583e6, "CNY")),
        ("The bridge cost 40 million pounds.", one(40e6, "GBP")),
        ("The crate weighs 40 pounds.", one(40, "pound-mass")),
        ("It cost thirteen dollars and forty-five cents.", one(13.45, "USD")),
        ("The salary is 300 North Korean won.", one(300, "KPW")),
        ("The salary is 300 won.", one(300, "won")),
        # scale or metre
        ("The group sold 2.7m printed books.", one(2.7e6, "book")),
        ("A 37m tower stands there.", one(37, "metre")),
        # compound units
        ("They pay $3,500 a month for it.", one(3500, "USD per month")),
        ("The mine yields 34,500 tonnes of copper a year.", one(34_500, "metric ton per year")),
        ("The rocket flew at 400 metres per second.", one(400, "metre per second")),
        ("They were paid $98 a year earlier.", one(98, "USD")),
        # percent and points
        ("Turnout was 54 per cent.", one(54, "percent")),
        ("The lead grew by 3 percentage points.", one(3, "percentage point", "up")),
        # temperature and sign
        ("It was minus 26 degrees Celsius in Hyesan.", one(-26, "celsius")),
        ("It was -5 degrees there.", one(-5, "degree")),
        # counts
        ("The army has 8,000 old battle tanks.", one(8000, "old battle tank")),
        ("Forty-two fishermen were rescued.", one(42, "fisherman")),
        ("The unit fired 36 SM-6 interceptor missiles.", one(36, "interceptor missile")),
        ("They met the previous two envoys.", one(2, "previous envoy")),
        ("He bought one of the largest farms.", one(1, "large farm")),
        ("More than 1.43 million have joined the army.", one(1.43e6, "people", ">")),
        # parts and multiples
        ("Half of the houses burned down.", one(0.5, "house")),
        ("A third of the soldiers fell ill.", one(1 / 3, "soldier")),
        ("One in four voters stayed at home.", one(0.25, "voter")),
        ("Output rose sixfold.", one(6, "time", "up")),
        ("It was ten times stronger.", one(10, "time")),
        ("Exports doubled last year.", one(2, "time", "up")),
        ("Exports more than tripled.", one(3, "time", ">")),
        ("The ration was halved.", one(0.5, "time", "down")),
        ("A double murder shocked the town.", []),
    ],
)
def test_values_and_units(find: Finder, text: str, expected: list[Row]) -> None:
    assert_rows(find(text), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will cost $3 to $5 billion.", one(3e9, "USD", high=5e9)),
        ("It will cost $800,000 to $1.3 million.", one(800_000, "USD", high=1.3e6)),
        ("He went from 208 pounds to 193.", one(208, "pound-mass", high=193)),
        ("Between 7 and 10 years passed.", one(7, "year", high=10)),
        ("Winds of 15-22 miles per hour were measured.", one(15, "mile per hour", high=22)),
        ("Two or three men ran away.", one(2, "man", high=3)),
        ("The talks took two or three days.", one(2, "day", high=3)),
        ("The price rose from $160 to $180 to $200.", [(160, 180, "USD", "="), (180, 200, "USD", "=")]),
        (
            "Growth of 5 to 7 per cent became 3 to 5 per cent.",
            [(5, 7, "percent", "="), (3, 5, "percent", "=")],
        ),
        ("Tens of thousands of people fled.", one(10_000, "people", high=100_000)),
        ("It cost tens of millions of dollars.", one(10e6, "USD", high=100e6)),
        # twins: an amount of change and a level, two sizes, two values, a score
        ("Shares rose 18 cents to $23.", [(18, None, "cent", "up"), (23, None, "USD", "=")]),
        ("It has a 7- or 8-inch screen.", [(7, None, "inch", "="), (8, None, "inch", "=")]),
        ("Five ships and ten planes left.", [(5, None, "ship", "="), (10, None, "plane", "=")]),
        ("The hosts won the match 2-1.", []),
        ("The game was tied at 89-89.", []),
    ],
)
def test_ranges_and_their_twins(find: Finder, text: str, expected: list[Row]) -> None:
    assert_rows(find(text), expected)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("About 40 people came.", "~"),
        ("Some 300 residents left.", "~"),
        ("An estimated 50 people drowned.", "~"),
        ("More than 40 people came.", ">"),
        ("At least 40 people came.", ">"),
        ("Nearly 40 people came.", "<"),
        ("Up to 40 people came.", "<"),
        ("Fewer than 40 people came.", "<"),
        ("Prices fell 40 percent.", "down"),
        ("Prices were down 40 percent.", "down"),
        ("Prices climbed by about 40 percent.", "up"),
        ("Prices stood at 40 percent.", "="),
        ("The team lost 40 men.", "="),
        ("The side gave up 40 yards.", "="),
        ("Prices rose to 40 percent.", "="),
    ],
)
def test_bounds(find: Finder, text: str, bound: str) -> None:
    (quantity,) = find(text)
    assert (quantity.value, quantity.bound) == (
        40 if "50" not in text and "300" not in text else quantity.value,
        bound,
    )
    if bound in "~<>":
        assert quantity.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "He bought an iPhone 14 there.",
        "The North launched a Hwasong-17.",
        "The Council adopted Resolution 2397.",
        "The 787 Dreamliner landed.",
        "The 8th Congress met in spring.",
        "Officials of Room 39 were named.",
        "He was number 10 on the list.",
        "The S&P 500 opened later.",
        "Unit 731 was notorious.",
        "It happened on November 8, 2017.",
        "It happened on 9 May.",
        "They met in 2018 and again in 2019.",
        "It was founded in the 1970s.",
        "The 2014-15 season was long.",
        "He spoke at 9:01 p.m. sharp.",
        "They met at 5 GMT.",
        "Call 555-0199 or 1-800-555-0199.",
        "His first term ended, and the second began.",
        "The six-party talks went on.",
        "No one spoke, and that one was silent.",
        "Both men waved.",
        "Covid-19 spread.",
        "The end. -0-",
        "One day he left.",
        "He has a 401(k) plan.",
        "The first half was dull.",
        "It rained in the latter half of the year.",
        "The 9.19 agreement was scrapped.",
        "They reached the round of 16.",
        "A 5 000-year-long history ended.",
        "The firm declared a 2-for-1 split.",
        "The plane of the S&P 500 firms landed.",
        "They built an all-in-one shop.",
        "Much changed after 9/11 there.",
        "The 9/11 attacks changed much.",
        "The 3/11 disaster closed the plant.",
        'The <mark timestamp="12"> was left in.',
        "The <img width=40> was left in.",
    ],
)
def test_numbers_that_are_no_quantities(find: Finder, text: str) -> None:
    assert rows(find(text)) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("He bought 14 iPhones there.", 14, "iPhone"),
        ("The North launched 17 Hwasong rockets.", 17, "Hwasong rocket"),
        ("The Council adopted 2,397 resolutions.", 2397, "resolution"),
        ("The hotel has 39 rooms.", 39, "room"),
        ("On June 8, 274 people died.", 274, "people"),
        ("About 2,018 people came.", 2018, "people"),
        ("The talks lasted 9 hours.", 9, "hour"),
        ("Three leaders spoke.", 3, "leader"),
        ("They met on three occasions.", 3, "occasion"),
        ("One envoy spoke.", 1, "envoy"),
        ("The mast was 36 m (118 ft) long.", 36, "metre"),
        ("A 300-member delegation left.", 300, "member"),
        ("They shot down six MQ-9 Reapers.", 6, "Reaper"),
        ("It has 9.5 bathrooms.", 9.5, "bathroom"),
        ("The missile flew at Mach 6.", 6, "mach"),
        ("The North fired one Hwasong-18 last week.", 1, "Hwasong-18"),
        ("A 5,000-strong crowd came.", 5000, "people"),
        ("The 100-plus workers remained.", 100, "worker"),
        ("They sent 10,000 North Korean troops.", 10_000, "North Korean troop"),
        ("It rained for half of the year.", 0.5, "year"),
        ("The plan covers the next three quarters.", 3, "quarter"),
        ("They wounded 150 others.", 150, "people"),
        ("It plans to raise 175 to 180 million dollars.", 175e6, "USD"),
        ("About 9/10 of the crop failed.", 0.9, "crop"),
        ("The farm kept 9/11 of the land.", 9 / 11, "land"),
        ('The shop sold a 40" screen.', 40, "inch"),
        ('The "best" screen, a 40" one, was sold.', 40, "inch"),
        ('She said, "The men were 12" and left.', 12, None),
        ("The canal needs 36 more kilometers.", 36, "kilometre"),
        ("The canal needs 36 additional km.", 36, "kilometre"),
        ("They sent 12 more tons.", 12, "ton"),
        ("They sent 12 further dollars.", 12, "USD"),
        ("They sent 36 more workers.", 36, "worker"),
        ("There were 36 more in May.", 36, None),
    ],
)
def test_their_twins_are(find: Finder, text: str, value: float, unit: str) -> None:
    assert (value, unit) in {(q.value, q.unit) for q in find(text)}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Kim Yong, 46, fled the camp.", 46, "year of age"),
        ("The 68-year-old general retired.", 68, "year of age"),
        ("Lee Jae-myung, 61, was there.", 61, "year of age"),
        ("He was five years old.", 5, "year of age"),
        ("Men aged 18 to 34 must serve.", 18, "year of age"),
        ("She turned 60.", 60, "year of age"),
        ("The baby was ten months old.", 10, "month of age"),
        ("She is 67 now.", 67, "year of age"),
        ("The score is 67 now.", 67, None),
        ("She is 67 kilometres away now.", 67, "kilometre"),
        ("He fled the camp after 46 years.", 46, "year"),
        ("Seoul, 46 miles away, was quiet.", 46, "mile"),
    ],
)
def test_ages(find: Finder, text: str, value: float, unit: str) -> None:
    assert [(q.value, q.unit) for q in find(text)] == [(value, unit)]


def test_a_bare_figure_takes_the_unit_of_the_one_before(find: Finder) -> None:
    (first, second) = find("Exports reached 3.9 million cars, up from 2.4 million.")
    assert (second.value, second.unit, second.rule) == (2.4e6, first.unit, "inherited")
    (_, price) = find("Exports rose 60 percent, and the index closed at 5884.")
    assert price.unit is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The range is 800 m.", 0.8, "kilometre"),
        ("The range is 10 miles.", 16.09344, "kilometre"),
        ("It weighs 3 tonnes.", 3000, "kilogram"),
        ("It weighs 3 tons.", 3000, "kilogram"),
        ("It weighs 3 short tons.", 2721.55422, "kilogram"),
        ("It lies 36 more miles away.", 57.936384, "kilometre"),
        ("It was 50 degrees Fahrenheit.", 10, "celsius"),
        ("It cost $3.", 3, "USD"),
        ("It cost 3 euros.", 3, "EUR"),
        ("It cost $3 a day.", None, None),
        ("It took 3 weeks.", 21, "day"),
    ],
)
def test_base_units(find: Finder, text: str, value: float | None, unit: str | None) -> None:
    (quantity,) = find(text)
    assert quantity.base_unit == unit
    assert quantity.base_value == (None if value is None else pytest.approx(value))


def test_a_ton_is_not_converted_where_the_text_tells_tons_apart(find: Finder) -> None:
    assert [q.base_value for q in find("They sent 551 tons (500 metric tons).")] == [None, 500_000]
    assert [q.base_value for q in find("They sent 551 tons, and 500 tons later.")] == [551_000, 500_000]


@pytest.mark.parametrize(
    ("text", "negated", "planned"),
    [
        ("The North did not fire 10 missiles.", True, False),
        ("The North never fired 10 missiles.", True, False),
        ("The North denied firing 10 missiles.", True, False),
        ("The North fired not only 10 missiles.", False, False),
        ("The North fired 10 missiles.", False, False),
        ("The North plans to fire 10 missiles.", False, True),
        ("The North will fire 10 missiles.", False, True),
        ("His decision to send 10 advisers was criticised.", False, True),
        ("The North managed to fire 10 missiles.", False, False),
        ("The North would have fired 10 missiles.", False, False),
        ("The North does not plan to fire 10 missiles.", True, True),
    ],
)
def test_negated_and_planned(find: Finder, text: str, negated: bool, planned: bool) -> None:
    (quantity,) = find(text)
    assert (quantity.negated, quantity.planned) == (negated, planned)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Core inflation rose 0.3%.", "Core inflation"),
        ("He bought a 51 per cent stake in the school.", "stake in the school"),
        ("They shipped 6 tonnes (13,000 pounds) of rice.", "rice"),
        ("Winds of 74 miles per hour were measured.", "Winds"),
        ("The army has 8,000 tanks.", "army"),
        ("Rice exports doubled last year.", "Rice exports"),
        ("The ministry doubled its rice imports.", "rice imports"),
        ("The price of rice, which rose last year, is $3.", "price of rice"),
    ],
)
def test_what_it_is_about(find: Finder, text: str, what: str) -> None:
    quantity = find(text)[0]
    assert quantity.what is not None
    assert text[quantity.what.start : quantity.what.end] == what
