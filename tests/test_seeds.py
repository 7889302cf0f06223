"""The two seed articles, to the last cell: nothing missing, nothing extra."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from dprk_extract.merge import merge_statements
from dprk_extract.people import unite_speakers
from dprk_extract.records import Extraction, Quote
from dprk_extract.timeline import build_timeline

CURLY = re.compile("“([^”]*)”")
CONVENTION = "I got along very well with him (Kim Jong-Un). You know"

QUOTED_A = {
    "Given my experience working for the president on North Korea, one must always talk to the fact that he is the "
    "peacemaker himself,": "Kevin Kim",
    "He can take approaches that have not been tried before.": "Kevin Kim",
    "all options": "Kevin Kim",
    "intentional expression of ‘hostile’ nature,": "No Kwang Chol",
    "more offensive action": "No Kwang Chol",
    "bold": "Kim Yo Jong",
    "practical solutions,": "Kim Yo Jong",
    "complete denuclearization of the Korean Peninsula": "Kim Jong Un",
    "very comprehensive": "Donald Trump",
    "changed the world.": "Donald Trump",
}
QUOTED_B = {
    "beautiful": "Donald Trump",
    CONVENTION: "Donald Trump",
    "aggressive and hostile": "Kim Jong Un",
    "explored every possible avenue": "Kim Jong Un",
}


def speakers_by_stretch(extraction: Extraction) -> dict[str, set[str | None]]:
    """Who is given as the speaker of each stretch between curly marks; the marks are paired by hand here."""
    text = extraction.document.text
    found: dict[str, set[str | None]] = {}
    for match in CURLY.finditer(text):
        start, end = match.span(1)
        holders = [
            quote for quote in extraction.quotes
            if any(f.start <= start + 1 and f.end >= end - 2 for f in quote.fragments)
        ]  # fmt: skip
        words = CONVENTION if match[1].startswith(CONVENTION) else match[1]
        found[words] = {quote.speaker.name if quote.speaker else None for quote in holders}
    return found


@pytest.mark.parametrize(("index", "expected"), [(0, QUOTED_A), (1, QUOTED_B)])
def test_every_quoted_stretch_has_its_speaker(
    seeds: Sequence[Extraction], index: int, expected: dict[str, str]
) -> None:
    assert speakers_by_stretch(seeds[index]) == {words: {name} for words, name in expected.items()}


@pytest.mark.parametrize(("index", "expected"), [(0, QUOTED_A), (1, QUOTED_B)])
def test_nothing_extra_is_quoted(seeds: Sequence[Extraction], index: int, expected: dict[str, str]) -> None:
    for quote in seeds[index].quotes:
        if quote.kind != "indirect":
            near = seeds[index].document.text[quote.start - 1 : quote.end + 2]
            assert any(words.strip(",.")[:20] in near for words in expected), quote.text
        elif "“" in quote.text:
            pytest.fail(f"marks in indirect speech: {quote.text}")


def test_nested_marks_are_one_quote(seeds: Sequence[Extraction]) -> None:
    assert len([quote for quote in seeds[0].quotes if "hostile’ nature" in quote.text]) == 1


def test_the_quote_over_ellipses_is_one_direct_quote(seeds: Sequence[Extraction]) -> None:
    (quote,) = [quote for quote in seeds[1].quotes if CONVENTION in quote.text]
    assert quote.kind == "direct"
    assert quote.text.endswith("I think he misses me if you want to know the truth.")


def statement(extraction: Extraction, words: str) -> Quote:
    """The smallest statement that holds ``words``."""
    holders = [quote for quote in extraction.quotes if words in quote.text]
    assert holders, f"no statement has {words!r}"
    return min(holders, key=lambda quote: quote.end - quote.start)


@pytest.mark.parametrize(
    ("index", "words", "speaker"),
    [
        (0, "the possibility of talks are on the table", "Kevin Kim"),
        (0, "address shared challenges in the Indo-Pacific", "Kevin Kim"),
        (0, "Kim Jong Un has expressed openness to talks", "Kevin Kim"),
        (0, "they are open to fresh talks with North Korea", "Trump Administration"),
        (0, "no such activities for over a year", "U.S. intelligence"),
        (1, "Trump is seriously considering the idea", "Reuters"),
    ],
)
def test_indirect_statements(seeds: Sequence[Extraction], index: int, words: str, speaker: str) -> None:
    found = statement(seeds[index], words)
    assert found.speaker is not None
    assert speaker in found.speaker.name


def test_pyongyangs_openness_came_through_state_media(seeds: Sequence[Extraction]) -> None:
    found = statement(seeds[0], "openness to dialogue under certain conditions")
    assert found.speaker is not None
    chain = " / ".join([*found.via, found.speaker.name])
    assert "state media" in chain


def dates_of(extraction: Extraction) -> dict[str, tuple[str, str | None]]:
    return {found.text: (found.value, found.edtf) for found in extraction.dates}


def test_dates_without_a_publication_day(seeds: Sequence[Extraction]) -> None:
    first, second = dates_of(seeds[0]), dates_of(seeds[1])
    assert first["November 8"] == ("XXXX-11-08", "XXXX-11-08")
    assert first["June 12, 2018"] == ("2018-06-12", "2018-06-12")
    assert any("2018" in text for text in first if "12" not in text)
    assert second["2019"] == ("2019", "2019")
    assert not any(found.earliest for found in seeds[0].dates if found.text == "November 8")


def test_dates_with_a_publication_day(dated_seeds: Sequence[Extraction]) -> None:
    assert dates_of(dated_seeds[0])["November 8"] == ("2025-11-08", "2025-11-08")


def test_the_denunciation_was_said_on_november_8(seeds: Sequence[Extraction]) -> None:
    found = statement(seeds[0], "intentional expression of")
    said = {date.id: date for date in seeds[0].dates}[found.said_on or ""]
    assert said.edtf == "XXXX-11-08"


def test_only_no_kwang_chols_words_have_a_day(seeds: Sequence[Extraction]) -> None:
    """The year 2019 in the second article is that of the walk across the border, not of what "is said"."""
    dated = [quote for extraction in seeds for quote in extraction.quotes if quote.said_on]
    assert {quote.speaker.name for quote in dated if quote.speaker} == {"No Kwang Chol"}
    assert len(dated) == 2


def test_numbers(seeds: Sequence[Extraction]) -> None:
    first, second = (
        {(number.value, (number.unit or "").rsplit(" ", 1)[-1]) for number in extraction.numbers}
        for extraction in seeds
    )
    assert {(2, "leader"), (3, "summit")} <= first
    assert {(3, "occasion"), (10_000, "troop")} <= second
    assert not [n.text for e in seeds for n in e.numbers if "first" in n.text or "201" in n.text]


def test_speakers_of_both_articles_are_united(seeds: Sequence[Extraction]) -> None:
    people = {person.name: person for person in unite_speakers(seeds)}
    assert len([name for name in people if "Trump" in name and people[name].kind == "person"]) == 1
    kim = people["Kim Jong Un"]
    aliases = {text for text, _ in kim.aliases}
    assert {"Kim Jong Un", "Kim Jong-un"} <= aliases
    assert {person.name for person in people.values() if person.kind == "person"} >= {
        "Donald Trump", "Kim Jong Un", "Kim Yo Jong", "Kevin Kim", "No Kwang Chol",
    }  # fmt: skip
    assert any("Acting US Ambassador" in title.text for title in people["Kevin Kim"].titles)


def test_the_three_meetings_are_one_claim_of_two_sources(seeds: Sequence[Extraction]) -> None:
    comparison = merge_statements(list(seeds))
    texts = [
        {m.statement.document: m.statement.text for m in g.members}
        for g in comparison.groups
        if g.sources == 2
    ]
    assert any(
        any("three historic summits" in text for text in group.values())
        and any("three occasions" in text for text in group.values())
        for group in texts
    )


def test_the_two_hostiles_do_not_merge(seeds: Sequence[Extraction]) -> None:
    for group in merge_statements(list(seeds)).groups:
        texts = " ".join(member.statement.text for member in group.members)
        assert not ("hostile’ nature" in texts and "aggressive and hostile" in texts)


def test_timeline(seeds: Sequence[Extraction]) -> None:
    entries = build_timeline(list(seeds), merge_statements(list(seeds)))
    dated = [entry for entry in entries if entry.earliest]
    assert [entry.earliest for entry in dated] == sorted(entry.earliest or "" for entry in dated)
    by_date = {entry.date: entry for entry in entries}
    assert "Singapore" in by_date["2018-06-12"].text
    assert "three historic summits" in by_date["2018/2019"].text
    assert "walk across the Korean border" in by_date["2019"].text
    denounced = by_date["XXXX-11-08"]
    assert denounced.earliest is None
    assert all(entries.index(denounced) > entries.index(entry) for entry in dated)
    assert all(entry.members for entry in entries)


def test_offsets_are_exact(seeds: Sequence[Extraction]) -> None:
    for extraction in seeds:
        text = extraction.document.text
        items = [*extraction.quotes, *extraction.dates, *extraction.numbers]
        items += [f for quote in extraction.quotes for f in quote.fragments]
        items += [quote.cue for quote in extraction.quotes if quote.cue]
        items += [q.speaker.mention for q in extraction.quotes if q.speaker and q.speaker.mention]
        assert items
        assert [item for item in items if text[item.start : item.end] != item.text] == []
