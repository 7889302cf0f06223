"""Statements alike in words that are two, and twins that are one: each rule with a case where it must not fire."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.merge.builder import Said, article

from dprk_extract.merge import merge_statements, statements_of
from dprk_extract.merge.values import Reading
from dprk_extract.records import Extraction


def pair(
    one: str, other: str, days: tuple[str | None, str] = ("2025-11-18", "2025-11-19"), outlets: str = "ab"
) -> list[Extraction]:
    return [
        article(text, f"Outlet {name}", day)
        for text, name, day in zip((one, other), outlets, days, strict=True)
    ]


def merges(found: list[Extraction]) -> bool:
    return any(len(group.members) > 1 for group in merge_statements(found).groups)


def fields(found: list[Extraction]) -> list[str]:
    return [conflict.field for conflict in merge_statements(found).conflicts]


def said(words: str, speaker: str | None, outlet: str, day: str, kind: str = "direct") -> Extraction:
    return article(f"“{words}”, it was said.", outlet, day, [Said(words, speaker, kind)])


def reading(value: float, kind: str = "count") -> Reading:
    return Reading(value, value, (value, value), "=", "count", kind, "", 1.0, frozenset(), "", 0)


def test_round_millions_tell_less_than_exact_ones_and_ordinals_least() -> None:
    assert reading(4_000_000).telling < reading(4_320_000).telling
    assert reading(4_000_000).telling == reading(4_000).telling
    assert reading(2_383).telling == 1.0
    assert reading(22, "ordinal").telling < reading(22).telling


MILL = "Tarn Mills of Orlu, led by Inés Calderón, spoke in the Dovre Hall of Vess. "
YARD = "Kell Shipyards of Brask, led by Piet Benedek, spoke at the Lund Quay of Marn. "


@pytest.mark.parametrize(("opening", "wanted"), [(MILL, True), (YARD, False)])
def test_a_round_sum_in_like_words_is_one_fact_only_of_one_company(opening: str, wanted: bool) -> None:
    one = MILL + "The firm added 20 million dollars to its reserves for bad loans in the third quarter."
    other = opening + "It put a further 20 million dollars into its loan reserves in the third quarter."
    assert merges(pair(one, other)) is wanted


@pytest.mark.parametrize(("name", "wanted"), [("Tarn Mills", True), ("Kell Shipyards", False)])
def test_a_sentence_of_the_exchange_is_of_one_company(name: str, wanted: bool) -> None:
    one = "Shares of Tarn Mills closed at 37 dollars in trading on the Vess Exchange."
    other = f"In trading on the Vess Exchange the shares of {name} closed at 37 dollars."
    assert merges(pair(one, other)) is wanted


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ("Kell shares rose 87.5 cents to end the day in Marn as traders hoped for a merger.", False),
        ("In Vess the Tarn shares rose 87.5 cents as traders hoped for a merger.", True),
        ("In Vess the Tarn shares rose 87.5 cents to 51 dollars as traders hoped for a merger.", False),
    ],
)
def test_a_like_rise_is_one_fact_of_one_share_at_one_price(other: str, wanted: bool) -> None:
    one = "Tarn shares rose 87.5 cents to 37 dollars in Vess as traders hoped for a merger."
    roundup = "Shares were traded by Tarn of Vess and by Kell of Marn. "
    assert merges(pair(roundup + one, roundup + other)) is wanted


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ("On November 10 Pak of Orlu opened the long bridge to Tarn with a short speech.", True),
        ("Voters in Orlu are waiting for the short speech of Pak on November 10.", False),
        ("Orlu votes on November 10.", False),
    ],
)
def test_a_date_needs_words_and_names_beside_it(other: str, wanted: bool) -> None:
    one = "Pak of Orlu opened the long bridge to Tarn on November 10 with a short speech."
    assert merges(pair(one, other)) is wanted


def test_of_two_statements_with_a_date_and_figures_of_their_own_nothing_is_known() -> None:
    one = "On November 10 Pak of Orlu opened the long bridge to Tarn before 300 guests."
    other = "On November 10 Pak of Orlu opened the long bridge to Tarn for 40 lorries."
    assert not merges(pair(one, other))


@pytest.mark.parametrize(("day", "wanted"), [("2025-11-19", True), ("2026-01-19", False)])
def test_a_poll_of_a_like_sample_months_later_is_another_poll(day: str, wanted: bool) -> None:
    one = "The poll of 1,040 voters in Orlu has a margin of error of 3 percent."
    other = "The poll in Orlu of 1,040 voters has a margin of error of 3 percent."
    assert merges(pair(one, other, ("2025-11-18", day))) is wanted


@pytest.mark.parametrize(("source", "wanted"), [("poll", False), ("letter", True)])
def test_what_polls_say_weeks_apart_are_two_findings(source: str, wanted: bool) -> None:
    words = "Okafor and Benedek run neck and neck for the keys of the town hall"
    other = "Okafor and Benedek run neck and neck in the race for the town hall"
    found = [
        said(words, f"the {source}", "Outlet a", "2025-11-18", "indirect"),
        said(other, f"the {source}", "Outlet b", "2025-12-18", "indirect"),
    ]
    assert merges(found) is wanted


@pytest.mark.parametrize(
    ("words", "speaker", "day", "wanted"),
    [
        ("I hope not", "Dana Whitlock", "2025-11-19", True),
        ("I hope not", "Dana Whitlock", "2026-02-19", False),
        ("The ferry was late", "Dana Whitlock", "2025-11-28", True),
        ("The ferry was late", "Dana Whitlock", "2026-02-19", False),
        ("We hope the ferry comes back to Orlu", "Dana Whitlock", "2026-02-19", True),
    ],
)
def test_a_phrase_said_again_weeks_later_is_another_saying(
    words: str, speaker: str, day: str, wanted: bool
) -> None:
    found = [said(words, speaker, "Outlet a", "2025-11-18"), said(words, speaker, "Outlet b", day)]
    assert merges(found) is wanted


def test_a_phrase_of_three_articles_joins_the_two_that_are_near() -> None:
    days = ("2025-11-18", "2025-11-19", "2026-02-19")
    found = [said("I hope not", "Dana Whitlock", f"Outlet {day}", day) for day in days]
    groups = merge_statements(found).groups
    assert sorted(len(group.members) for group in groups) == [1, 2]
    assert {str(member.published) for member in groups[0].members} == set(days[:2])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the former senator Dana Whitlock", False),
        ("a request for comment", False),
        ("a request for grain from Tarn", True),
    ],
)
def test_a_name_or_a_stock_phrase_is_no_statement(words: str, wanted: bool) -> None:
    found = [
        said(words, "the council", "Outlet a", "2025-11-18", "indirect"),
        said(words, "the council", "Outlet b", "2025-11-19", "indirect"),
    ]
    assert merges(found) is wanted


@pytest.mark.parametrize(("speaker", "wanted"), [("Dana Whitlock", True), ("the dockers", False)])
def test_a_few_reported_words_join_longer_ones_of_one_speaker_only(speaker: str, wanted: bool) -> None:
    whole, piece = "raising the wage of sailors at the quay", "raising the wage of sailors"
    found = [
        said(whole, "Dana Whitlock", "Outlet a", "2025-11-18", "indirect"),
        said(piece, speaker, "Outlet b", "2025-12-19", "indirect"),
    ]
    assert merges(found) is wanted


@pytest.mark.parametrize(("organisation", "wanted"), [(True, False), (False, True)])
def test_two_who_condemn_one_thing_say_two_things(organisation: bool, wanted: bool) -> None:
    one, other = (
        "the bombing of the harbour in Orlu and in Tarn",
        "the bomb attacks at the harbours of Orlu and Tarn",
    )
    second = Said(other, "Security Council" if organisation else "Dana Whitlock", "indirect")
    second.person = "organisation" if organisation else "person"
    found = [
        article(f"She condemned {one}.", "Outlet a", "2025-11-18", [Said(one, "Dana Whitlock", "indirect")]),
        article(f"Condemned was {other}.", "Outlet b", "2025-11-19", [second]),
    ]
    assert merges(found) is wanted


CAMP = "The camp by the river holds 1,500 people."
CAMP_OTHER = "The camp by the river holds 1,900 people."


@pytest.mark.parametrize(("outlets", "wanted"), [("ab", ["number"]), ("aa", [])])
def test_an_outlet_is_in_no_conflict_with_itself(outlets: str, wanted: list[str]) -> None:
    assert fields(pair(CAMP, CAMP_OTHER, outlets=outlets)) == wanted


@pytest.mark.parametrize(
    ("first", "second", "days", "wanted"),
    [
        ("81", "110", ("2025-11-18", "2025-11-19"), []),
        ("110", "81", ("2025-11-18", "2025-11-19"), ["number"]),
        ("81", "110", (None, "2025-11-18"), []),
        ("81", "110", ("2025-11-18", "2025-11-18"), ["number"]),
        ("at least 40", "110", ("2025-11-18", "2025-11-18"), []),
        ("at most 40", "110", ("2025-11-18", "2025-11-18"), ["number"]),
    ],
)
def test_a_toll_that_grew_is_news_and_a_lower_bound_contradicts_nothing_above(
    first: str, second: str, days: tuple[str | None, str], wanted: list[str]
) -> None:
    one = f"The blast at the mill in Orlu killed {first} people."
    other = f"The blast at the mill in Orlu killed {second} people."
    assert fields(pair(one, other, days)) == wanted


@pytest.mark.parametrize(("name", "wanted"), [("Tarn", ["number"]), ("Brask", [])])
def test_a_name_that_the_other_article_does_not_know_is_another_thing(name: str, wanted: list[str]) -> None:
    one = "Shares of the Tarn mill closed at 37 dollars in trading on the exchange of Vess."
    other = f"The mill of {name} is old. Its shares closed at 51 dollars in trading on the exchange of Vess."
    assert fields(pair(one, other)) == wanted


NOTICE = "These are the main articles in the newspapers of Orlu on {}."


@pytest.mark.parametrize(
    ("day", "published", "wanted"),
    [("Friday", "2025-11-21", []), ("Thursday", "2025-11-27", []), ("Wednesday", "2025-11-21", ["date"])],
)
def test_the_days_of_a_daily_notice_are_no_conflict(day: str, published: str, wanted: list[str]) -> None:
    found = pair(NOTICE.format("Thursday"), NOTICE.format(day), ("2025-11-20", published))
    assert not merges(found)
    assert fields(found) == wanted


@pytest.mark.parametrize(("known", "wanted"), [(True, ["date"]), (False, [])])
def test_without_the_day_of_publication_weekdays_contradict_nothing(known: bool, wanted: list[str]) -> None:
    one, other = (
        f"The long bridge of Orlu was opened to lorries on {day}." for day in ("Thursday", "Tuesday")
    )
    found = pair(one, other, ("2025-11-21", "2025-11-21"))
    if not known:
        found = [replace(x, document=replace(x.document, published=None)) for x in found]
    assert fields(found) == wanted


@pytest.mark.parametrize(("end", "wanted"), [("", ["polarity"]), ("?", [])])
def test_a_question_states_nothing(end: str, wanted: list[str]) -> None:
    one, other = (
        "the harbour of Orlu is safe for ferries",
        f"the harbour of Orlu is not safe for ferries{end}",
    )
    found = [
        said(one, "Dana Whitlock", "Outlet a", "2025-11-18"),
        said(other, "Dana Whitlock", "Outlet b", "2025-11-18"),
    ]
    assert fields(found) == wanted


def test_a_weekday_within_days_is_one_day() -> None:
    line = "The long bridge of Orlu was opened to lorries on Thursday."
    assert merges(pair(line, line, ("2025-11-20", "2025-11-21")))
    assert not merges(pair(line, line, ("2025-11-20", "2025-11-28")))


@pytest.mark.parametrize(("share", "wanted"), [("65", ["polarity"]), ("75", [])])
def test_a_negation_beside_another_figure_is_another_poll(share: str, wanted: list[str]) -> None:
    one = "65 percent of the farmers support a ban on ferries to the harbour of Tarn"
    other = f"{share} percent of the farmers do not support a ban on ferries to the harbour of Tarn"
    found = [
        said(one, "Dana Whitlock", "Outlet a", "2025-11-18", "indirect"),
        said(other, "Dana Whitlock", "Outlet b", "2025-11-18", "indirect"),
    ]
    assert fields(found) == wanted


@pytest.mark.parametrize(("how", "wanted"), [("name", ["speaker"]), ("pronoun", [])])
def test_a_speaker_behind_a_pronoun_contradicts_nobody(how: str, wanted: list[str]) -> None:
    words = "We will keep our guard up, and we will keep our door open"
    one = said(words, "Dana Whitlock", "Outlet a", "2025-11-18")
    other = said(words, "Kenta Morishige", "Outlet b", "2025-11-18")
    (quote,) = other.quotes
    assert quote.speaker is not None
    other = replace(other, quotes=(replace(quote, speaker=replace(quote.speaker, resolved_by=how)),))
    assert fields([one, other]) == wanted


@pytest.mark.parametrize(
    "dateline",
    [
        "Orlu, November 18 (Harbor News) -- ",
        "Orlu, November 18, 2025 (Harbor News) --",
        "ORLU, November 18 (Harbor News) - ",
    ],
)
def test_a_dateline_below_the_headline_is_no_fact(dateline: str) -> None:
    head = "A New Bridge for Orlu in 2027\n\n"
    text = head + dateline + "The mayor counted 14 bridges."
    sentences = [(0, len(head) - 2), (len(head), len(text))]
    found = statements_of(article(text, "Outlet a", "2025-11-18", sentences=sentences))
    assert "The mayor counted 14 bridges" in {statement.text for statement in found}
    assert not any("Harbor News" in statement.text for statement in found)


def test_a_date_in_the_first_sentence_is_no_dateline() -> None:
    text = "Orlu, November 18 (the feast of sailors), was quiet, with 14 ferries."
    (fact,) = statements_of(article(text, "Outlet a", "2025-11-18"))
    assert fact.text.startswith("Orlu, November 18")
