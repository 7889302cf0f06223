"""Groups, links, copies and conflicts on short articles of our own writing; each rule with a twin."""

from __future__ import annotations

import pytest
from tests.merge.builder import Said, article

from dprk_extract.merge import compare, merge_statements, statements_of
from dprk_extract.records import Comparison, Extraction, StatementGroup

GUARD = "We will keep our guard up, and we will keep our door open"


def shared(comparison: Comparison) -> list[StatementGroup]:
    return [group for group in comparison.groups if len(group.members) > 1]


def two(one: str, other: str, *, first: Said | None = None, second: Said | None = None) -> list[Extraction]:
    return [
        article(one, "Harbor Daily", "2025-11-18", [first] if first else []),
        article(other, "Steppe Herald", "2025-11-19", [second] if second else []),
    ]


def test_a_quote_word_for_word_is_one_statement_of_two_sources() -> None:
    said = Said(GUARD, "Dana Whitlock")
    merged = merge_statements(
        two(f"“{GUARD},” said Dana Whitlock.", f"Dana Whitlock told us: “{GUARD}.”", first=said, second=said)
    )
    (group,) = shared(merged)
    assert (group.sources, group.speaker, group.text) == (2, "Dana Whitlock", GUARD)
    assert [link.reason for link in group.links] == ["verbatim"]
    assert (str(group.first_published), str(group.last_published)) == ("2025-11-18", "2025-11-19")


def test_a_shortened_quote_joins_the_whole_one() -> None:
    short = "We will keep our guard up"
    merged = merge_statements(
        two(f"“{GUARD},” she said.", f"“{short},” she said.", first=Said(GUARD, "Dana Whitlock"),
            second=Said(short, "Dana Whitlock"))
    )  # fmt: skip
    (group,) = shared(merged)
    assert group.links[0].reason == "trimmed"
    assert group.text == GUARD


def test_a_few_words_of_a_long_quote_are_linked_and_not_merged() -> None:
    long = GUARD + (
        ", and we will go on talking to everybody who comes with honest plans for the harbour, the railway and the"
        " villages along the river, as we have done in every season since the bridge was built"
    )
    piece = "keep our guard up"
    merged = merge_statements(
        two(f"“{long},” she said.", f"They “{piece}”.", first=Said(long, "Dana Whitlock"),
            second=Said(piece, "Dana Whitlock"))
    )  # fmt: skip
    assert shared(merged) == []
    assert [link.reason for link in merged.related] == ["trimmed"]


def test_the_same_words_of_another_speaker_are_a_conflict_of_speakers() -> None:
    merged = merge_statements(
        two(f"“{GUARD},” said Dana Whitlock.", f"“{GUARD},” said Kenta Morishige.",
            first=Said(GUARD, "Dana Whitlock"), second=Said(GUARD, "Kenta Morishige"))
    )  # fmt: skip
    assert shared(merged) == []
    (conflict,) = merged.conflicts
    assert conflict.field == "speaker"
    assert {conflict.a.value, conflict.b.value} == {"Dana Whitlock", "Kenta Morishige"}


def test_like_words_of_two_speakers_are_no_conflict_where_they_are_few() -> None:
    one, other = "an expression of “hostile” nature", "for its “aggressive and hostile” policies"
    merged = merge_statements(
        two(f"It was {one}.", f"He spoke {other}.", first=Said(one, "No Kwang Chol", "mixed"),
            second=Said(other, "Kim Jong Un", "mixed"))
    )  # fmt: skip
    assert shared(merged) == []
    assert merged.conflicts == ()


def test_one_fact_in_two_units() -> None:
    merged = merge_statements(
        two("The missiles flew about 420 kilometers from Sokchon airfield.",
            "The missiles covered some 260 miles from Sokchon airfield.")
    )  # fmt: skip
    (group,) = shared(merged)
    assert group.links[0].reason == "same-fact"


def test_meetings_counted_in_other_words_are_one_claim_where_the_people_are_the_same() -> None:
    leaders = "The policy of Harlan Okafor changed. The two leaders held three historic summits between 2018 and 2019."
    occasions = (
        "Harlan Okafor, who met Pak on three occasions in his first term and crossed a river in 2019, smiled."
    )
    (group,) = shared(merge_statements(two(leaders, occasions)))
    assert {m.outlet for m in group.members} == {"Harbor Daily", "Steppe Herald"}
    assert group.links[0].reason == "same-fact"


def test_each_may_name_a_place_of_its_own_where_one_count_of_one_event_is_told() -> None:
    leaders = (
        "Harlan Okafor met Pak. The two leaders held three historic summits on the Dovre Peninsula in 2019."
    )
    occasions = "Harlan Okafor, who met Pak on three occasions, also at the lake of Vess in 2019, smiled."
    assert len(shared(merge_statements(two(leaders, occasions)))) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Harlan Okafor, who met Pak on four occasions in his first term and crossed a river in 2019, smiled.",
        "Piet Benedek, who met Marlow on three occasions in his first term and crossed a river in 2019, smiled.",
        "Harlan Okafor, who fined Pak on three occasions in his first term and crossed a river in 2019, smiled.",
    ],
)
def test_other_counts_people_or_events_are_not_that_claim(other: str) -> None:
    leaders = "The policy of Harlan Okafor changed. The two leaders held three historic summits between 2018 and 2019."
    assert shared(merge_statements(two(leaders, other))) == []


def test_a_conflict_gives_both_readings_and_names_the_field() -> None:
    merged = merge_statements(
        two(
            "The drills in the strait began on November 10.",
            "The drills in the strait started on November 12.",
        )
    )
    (conflict,) = merged.conflicts
    assert conflict.field == "date"
    assert (conflict.a.value, conflict.b.value) == ("2025-11-10", "2025-11-12")
    assert (conflict.a.outlet, conflict.b.outlet) == ("Harbor Daily", "Steppe Herald")


def test_two_differences_are_two_events_and_no_conflict() -> None:
    merged = merge_statements(
        two("The north fired two missiles into the sea on November 18.",
            "The north fired three missiles into the sea on September 3.")
    )  # fmt: skip
    assert shared(merged) == []
    assert merged.conflicts == ()


WIRE = (
    "Senior diplomats of the two countries met in the customs house on Wednesday for the first time in four years.\n"
    "The meeting lasted three hours and ended with a dinner by the river, where 40 guests had been invited."
)


def test_a_reprinted_story_is_one_source() -> None:
    merged = merge_statements(two(WIRE, "Our partner Harbor Daily reports:\n" + WIRE))
    groups = shared(merged)
    assert groups
    assert {group.sources for group in groups} == {1}
    assert all(
        member.copy_of for group in groups for member in group.members if member.outlet == "Steppe Herald"
    )
    assert {link.reason for group in groups for link in group.links} == {"copy"}


def test_each_statement_of_a_reprinted_sentence_copies_the_one_that_reads_like_it() -> None:
    inner = "his country was not opposed to a meeting with the northern neighbour in the spring"
    outer = f"on Wednesday that the envoy had told them {inner}"
    line = f"The foreign ministry said {outer}."
    said = [
        Said(outer, "Foreign Ministry", kind="indirect", person="organisation"),
        Said(inner, "Pak Song Ryol", kind="indirect", via=("Foreign Ministry",)),
    ]
    merged = merge_statements(
        [
            article(line, "Harbor Daily", "2025-11-18", said),
            article("Our partner Harbor Daily reports:\n" + line, "Steppe Herald", "2025-11-19", said),
        ]
    )
    members = [member for group in merged.groups for member in group.members]
    words = {member.statement.id: member.statement.text for member in members}
    copies = [member for member in members if member.copy_of is not None]
    assert {copy.statement.text for copy in copies} >= {inner}
    assert all(words[str(copy.copy_of)] == copy.statement.text for copy in copies)


def test_one_quote_in_two_reports_is_no_reprint() -> None:
    said = Said(GUARD, "Dana Whitlock")
    merged = merge_statements(
        two(f"“{GUARD},” said Dana Whitlock of the State Department late in the evening of a long day.",
            f"At a crowded briefing by the harbour Dana Whitlock told reporters: “{GUARD}.”",
            first=said, second=said)
    )  # fmt: skip
    (group,) = shared(merged)
    assert group.sources == 2
    assert all(member.copy_of is None for member in group.members)


def test_one_outlet_that_repeats_itself_is_one_source() -> None:
    articles = [
        article("The flood destroyed 1,300 houses in the valley of the Orlu.", "Harbor Daily", day)
        for day in ("2025-11-18", "2025-11-19")
    ]
    (group,) = shared(merge_statements(articles))
    assert group.sources == 1


def test_the_view_of_two_documents() -> None:
    pair = two(
        "The flood destroyed 1,300 houses in the valley. The mayor counted 14 bridges.",
        "In the valley 1,300 houses were destroyed by the flood. A train with 9 cars left the rails.",
    )
    view = compare(pair)
    assert [group.sources for group in view.shared] == [2]
    assert [[g.text for g in view.only[document]] for document in view.documents] == [
        ["The mayor counted 14 bridges"],
        ["A train with 9 cars left the rails"],
    ]


def test_a_statement_is_an_attribution_or_a_fact_with_a_value() -> None:
    text = (
        "SEOUL, November 18, 2025 (Harbor Daily) - The mayor spoke. He said the bridge was safe on Tuesday.\n"
        "Two ferries sank in the strait, and 40 people were saved on November 3."
    )
    said = Said("the bridge was safe on Tuesday", "the mayor", "indirect", cue="said")
    found = statements_of(article(text, "Harbor Daily", "2025-11-18", [said]))
    assert [(statement.kind, statement.text) for statement in found] == [
        ("indirect", "the bridge was safe on Tuesday"),
        ("fact", "Two ferries sank in the strait"),
        ("fact", "40 people were saved on November 3"),
    ]
    assert all(text[statement.start : statement.end] == statement.text for statement in found)


def test_a_span_of_years_is_not_cut() -> None:
    (fact,) = statements_of(
        article("They met three times between 2018 and 2019, as was noted.", "Harbor Daily")
    )
    assert fact.text.endswith("2018 and 2019, as was noted")


@pytest.mark.parametrize(("later", "wanted"), [("2025-11-25", 1), ("2026-06-25", 0)])
def test_another_figure_months_later_is_news_and_no_conflict(later: str, wanted: int) -> None:
    merged = merge_statements(
        [
            article("The camp by the river holds 1,500 people.", "Harbor Daily", "2025-11-18"),
            article("The camp by the river holds 1,900 people.", "Steppe Herald", later),
        ]
    )
    assert len(merged.conflicts) == wanted


def test_numbers_counted_from_now_are_no_common_fact() -> None:
    one = (
        "Piet Benedek praised the voters. He lost the past two elections in the northern towns of the valley."
    )
    other = "Piet Benedek was tired. The last two elections cost the party of the harbour its money, he felt."
    assert shared(merge_statements(two(one, other))) == []


def test_a_shared_quotation_links_statements_that_are_not_the_same() -> None:
    one = (
        "she wanted to speak “plainly to the farmers of Orlu” about the water, the dam and the price of seed"
    )
    other = "in a hall full of banners the senator, speaking “plainly to the farmers of Orlu”, praised her own record"
    merged = merge_statements(
        two(f"He said {one}.", f"It said {other}.", first=Said(one, "Dana Whitlock", "mixed"),
            second=Said(other, "the senator", "mixed", person="unknown"))
    )  # fmt: skip
    assert shared(merged) == []
    assert len(merged.related) == 1


def fields(one: Extraction, other: Extraction) -> list[str]:
    return [conflict.field for conflict in merge_statements([one, other]).conflicts]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (
            "The garrison of Orlu counted 1,200 iron wagons.",
            "The garrison of Orlu counted 1,900 iron wagons.",
            1,
        ),
        (
            "The garrison of Orlu counted 1,200 iron wagons.",
            "The garrison of Tarn counted 1,900 iron wagons.",
            0,
        ),
        (
            "The margin of error of the poll was 3 percent.",
            "The margin of error of the survey was 5 percent.",
            0,
        ),
        ("In Orlu 12 ferries and 40 barges sank.", "In Orlu 15 ferries and 60 barges and 90 rafts sank.", 0),
        ("In Orlu 12 ferries sank at night.", "In Orlu 15 ferries sank at night.", 1),
        ("The garrison of Orlu won its last 12 games.", "The garrison of Orlu won its last 15 games.", 0),
    ],
)
def test_figures_contradict_only_where_they_are_of_one_thing(one: str, other: str, wanted: int) -> None:
    assert len(fields(*two(f"It is true: {one}", f"It is true: {other}"))) == wanted


@pytest.mark.parametrize(("days", "wanted"), [("2025-11-20", 1), ("2025-12-08", 0)])
def test_another_count_weeks_later_is_no_conflict(days: str, wanted: int) -> None:
    one = article("The garrison of Orlu counted 1,200 iron wagons.", "Harbor Daily", "2025-11-18")
    other = article("The garrison of Orlu counted 1,900 iron wagons.", "Steppe Herald", days)
    assert len(fields(one, other)) == wanted


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [("the envoy did", ["polarity"]), ("whether the envoy did", []), ("why the envoy did", [])],
)
def test_a_reported_question_denies_nothing(opening: str, wanted: list[str]) -> None:
    asked = f"{opening} not sign the treaty of Orlu in the harbour hall"
    stated = "the envoy did sign the treaty of Orlu in the harbour hall"
    said = [Said(text, "Dana Whitlock", "indirect") for text in (asked, stated)]
    assert fields(*two(f"She said {asked}.", f"She said {stated}.", first=said[0], second=said[1])) == wanted


@pytest.mark.parametrize(
    ("longer", "merges"),
    [
        ("there has never been not in the harbour a man so fit for the keys of Orlu, and she knew him", True),
        ("there has been in the harbour a man so fit for the keys of Orlu, and she knew him", False),
    ],
)
def test_a_comma_among_the_same_negators_is_no_contradiction(longer: str, merges: bool) -> None:
    whole = "there has never been, not in the harbour, a man so fit for the keys of Orlu"
    said = [Said(text, "Dana Whitlock") for text in (whole, longer)]
    merged = merge_statements(two(f"“{whole}”", f"“{longer}”", first=said[0], second=said[1]))
    assert bool(shared(merged)) is merges


def test_names_with_and_without_accents_are_one_speaker() -> None:
    first, second = Said(GUARD, "Inés Calderón"), Said(GUARD, "Ines Calderon")
    assert len(shared(merge_statements(two(f"“{GUARD}”", f"“{GUARD}”", first=first, second=second)))) == 1


@pytest.mark.parametrize(
    ("other", "merges"),
    [
        ("On November 10 the drills off Orlu and Tarn were opened by sailors.", True),
        ("On November 10 voters of Orlu and Tarn queued for bread.", False),
    ],
)
def test_a_date_and_names_alone_are_no_fact(other: str, merges: bool) -> None:
    one = "Sailors opened the drills off Orlu and Tarn on November 10."
    assert bool(shared(merge_statements(two(one, other)))) is merges


@pytest.mark.parametrize(("later", "merges"), [("2025-11-20", True), ("2026-02-20", False)])
def test_a_count_of_events_is_one_claim_only_near_in_time(later: str, merges: bool) -> None:
    one = "Harlan Okafor praised Pak of Orlu. The two leaders held three historic summits."
    other = "Harlan Okafor, who met Pak of Orlu on three occasions in his first term, smiled."
    pair = [article(one, "Harbor Daily", "2025-11-18"), article(other, "Steppe Herald", later)]
    assert bool(shared(merge_statements(pair))) is merges


@pytest.mark.parametrize(
    ("piece", "merges"),
    [("the party of the harbour", False), ("to seek the keys of the harbour party", True)],
)
def test_a_few_reported_words_are_no_trimmed_statement(piece: str, merges: bool) -> None:
    whole = "to seek the keys of the harbour party before the summer feast"
    whole = whole if merges else "to leave the party of the harbour before sailors count silver oars"
    said = [Said(text, "Dana Whitlock", "indirect") for text in (whole, piece)]
    merged = merge_statements(
        two(f"She wants {whole}.", f"She wants {piece}.", first=said[0], second=said[1])
    )
    assert bool(shared(merged)) is merges
