"""Merging, comparing, finding and dating take time in proportion to the input, whatever its shape.

Each shape made the time, or the output, grow with its square once.
"""

from __future__ import annotations

from tests.hostile.growth import article, day, grows_linearly

from dprk_extract.merge import difference, find_quote, merge_statements, statements_of
from dprk_extract.merge.clustering import MOST_NODES, cluster
from dprk_extract.merge.copies import CopyFinder
from dprk_extract.merge.polarity import negation_of
from dprk_extract.merge.profile import DocumentView
from dprk_extract.merge.words import split_words, terms_of
from dprk_extract.paragraphs import paragraph_ranges
from dprk_extract.records import Extraction
from dprk_extract.timeline import LONGEST_TEXT, MOST_DATES, build_timeline


def dated_quotes(many: int) -> Extraction:
    return article(
        [f"{day(n)} {n} boats left" for n in range(many)], speakers=["Ri"], dated=day, counted=True
    )


def dated_speech(many: int) -> Extraction:
    lines = [f"{day(n)} {n} boats left the harbor" for n in range(many)]
    return article(lines, whole="Ri", dated=day, counted=True)


def test_an_article_of_many_quotes_with_dates_and_numbers() -> None:
    assert grows_linearly(dated_quotes, statements_of, 1500)


def test_a_speech_of_many_dates_and_numbers() -> None:
    assert grows_linearly(dated_speech, lambda made: merge_statements([made]), 1000)


def test_two_speeches_of_many_numbers() -> None:
    def made(many: int) -> list[Extraction]:
        return [
            article(
                [f"{n + shift} boats left" for n in range(many)], f"Outlet {shift}", whole="Ri", counted=True
            )
            for shift in (0, 1)
        ]

    assert grows_linearly(made, merge_statements, 500)


def test_one_speaker_says_many_different_things() -> None:
    def made(many: int) -> Extraction:
        return article([f"boat{n} met ship{n % 7} and crew{n % 11}" for n in range(many)], speakers=["Ri"])

    assert grows_linearly(made, lambda found: merge_statements([found]), 150)


def test_many_reprints_of_one_line() -> None:
    def made(many: int) -> list[Extraction]:
        return [article(["The harbor opens on Monday"], f"Outlet {n}", speakers=["Ri"]) for n in range(many)]

    (group,) = merge_statements(made(40)).groups
    assert len(group.members) == 40 and len(group.links) == 39
    assert grows_linearly(made, merge_statements, 100)


def test_a_group_of_wordings_has_a_size_beyond_which_it_does_not_grow() -> None:
    many = 16 * MOST_NODES
    looked = 0

    def look(_: int, __: int) -> tuple[bool, bool]:
        nonlocal looked
        looked += 1
        return True, False

    links = [(1.0, n, n + step) for n in range(many) for step in (1, 2, 3) if n + step < many]
    groups = cluster(links, look)
    assert sorted(node for group in groups for node in group) == list(range(many))
    assert max(map(len, groups)) <= MOST_NODES
    assert looked <= many * MOST_NODES
    smaller = [(1.0, 0, n) for n in range(1, MOST_NODES)]
    assert cluster(smaller, look) == [list(range(MOST_NODES))]


def test_groups_that_stay_apart_are_not_looked_at_for_every_link() -> None:
    looked: list[tuple[int, int]] = []

    def look(a: int, b: int) -> tuple[bool, bool]:
        looked.append((a, b))
        return a % 2 == b % 2, a % 2 != b % 2

    even = [(1.0, n, n + 2) for n in range(40)]
    across = [(0.5, n, n + 1) for n in range(40)]
    assert len(cluster([*even, *across], look)) == 2
    assert sum(a % 2 != b % 2 for a, b in looked) == 1


def test_sentences_beside_a_copy_are_found_by_their_place() -> None:
    def made(many: int) -> list[Extraction]:
        # No five words of a reporter's own: each pair of neighbours is looked at.
        lines = [f"boat{n} left the old north harbor today" for n in range(many)]
        return [article(lines, outlet, speakers=["Ri"]) for outlet in ("Daily", "Wire")]

    def signs(found: list[Extraction]) -> None:
        views = {extraction.document.id: DocumentView(extraction) for extraction in found}
        one, other = (view.profiles() for view in views.values())
        finder = CopyFinder(views)
        for a, b in zip(one, other, strict=True):
            finder.originals([a, b])

    assert grows_linearly(made, signs, 250)


def test_negators_without_an_end() -> None:
    def made(many: int) -> str:
        return "not the " * many

    def negations(text: str) -> None:
        words = split_words(text)
        negation_of(text, 0, words, terms_of([word.form for word in words]))

    assert grows_linearly(made, negations, 1000)


def test_a_phrase_that_is_said_over_and_over_is_found_in_linear_time() -> None:
    def made(many: int) -> Extraction:
        return article(["the harbor is open"] * many, speakers=["Ri"])

    assert len(find_quote("the harbor is open", [made(30)])) == 30
    assert grows_linearly(made, lambda found: find_quote("the harbor is open", [found]), 700)
    assert grows_linearly(made, lambda found: find_quote("open harbor the is", [found]), 700)


def test_the_difference_of_long_texts_needs_no_square_of_memory() -> None:
    def made(many: int) -> tuple[str, str]:
        return " ".join(["boat"] * many), " ".join(["ship"] * many)

    changes = difference("first " + made(6000)[0] + " last", "first " + made(6000)[1] + " last")
    assert [change.kind for change in changes] == ["same", "only_a", "only_b", "same"]
    assert changes[0].text == "first" and changes[-1].text == "last"
    assert grows_linearly(made, lambda pair: difference(*pair), 8000)


def test_each_date_of_a_speech_is_an_entry_with_its_own_sentence() -> None:
    speech = dated_speech(100)
    entries = build_timeline([speech], merge_statements([speech]))
    assert len(entries) == 100
    text = speech.document.text
    for entry in entries:
        (member,) = entry.members
        assert member.statement.text == entry.text == text[member.statement.start : member.statement.end]
        assert entry.date is not None and entry.text.startswith(entry.date)
    assert grows_linearly(dated_speech, lambda made: build_timeline([made], merge_statements([made])), 700)


def test_a_statement_with_a_few_dates_is_given_whole() -> None:
    few = dated_speech(MOST_DATES)
    long = article([f"{day(0)} " + "the harbor " * LONGEST_TEXT], whole="Ri", dated=day)
    for made in (few, long):
        entries = build_timeline([made], merge_statements([made]))
        assert {entry.text for entry in entries} == {made.document.text}


def test_years_with_many_days_in_them() -> None:
    def made(many: int) -> list[Extraction]:
        return [
            article([f"{day(n)} {n} boats left" for n in range(many)], outlet, whole="Ri", dated=day)
            for outlet in ("Daily", "Wire")
        ]

    assert grows_linearly(made, lambda found: build_timeline(found, merge_statements(found)), 400)


def test_paragraphs_of_a_wrapped_text_with_a_long_line_of_spaces() -> None:
    wrapped = ("word " * 14 + "\n") * 10 + "\n"

    def made(many: int) -> str:
        return wrapped + " " * many + "\n" + wrapped

    first, second = paragraph_ranges(made(3))
    assert first == (0, len(wrapped.rstrip())) and second[1] - second[0] == first[1]
    assert grows_linearly(made, paragraph_ranges, 100_000)
    assert grows_linearly(lambda many: " \n" * many, paragraph_ranges, 100_000)
