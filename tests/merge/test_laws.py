"""Laws of merging that hold for any input."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.builder import Said, article

from dprk_extract.merge import difference, find_quote, merge_statements
from dprk_extract.merge.decision import decide
from dprk_extract.merge.prefilter import may_matter
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.records import Extraction

SUBJECTS = ["The navy", "The harbour office", "A spokesman of the railway"]
VERBS = ["lost", "did not lose", "counted", "has counted", "found"]
THINGS = ["12 boats", "21 boats", "about 12 boats", "more than 10 boats", "a dozen letters", "no boats"]
TIMES = ["on November 3", "on November 4", "in November", "last year", "in the strait", ""]
SPEAKERS = [None, "Ryom Chol Gun", "Dana Whitlock", "Whitlock", "officials of the port"]

sentences = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(THINGS), st.sampled_from(TIMES),
)  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> list[Extraction]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        lines = draw(st.lists(sentences, min_size=1, max_size=3, unique=True))
        speakers = [draw(st.sampled_from(SPEAKERS)) for _ in lines]
        text, said = "", []
        for line, speaker in zip(lines, speakers, strict=True):
            if speaker is not None:
                said.append(Said(line, speaker, "indirect", at=len(text)))
            text += line + ".\n"
        found.append(article(text, f"Outlet {number}", f"2025-11-{10 + number}", said))
    return found


def profiles(extractions: list[Extraction]) -> list[Profile]:
    unique = {extraction.document.id: extraction for extraction in extractions}
    return [profile for extraction in unique.values() for profile in DocumentView(extraction).profiles()]


@settings(max_examples=25, deadline=None)
@given(articles(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_input_make_no_difference(
    found: list[Extraction], random: object
) -> None:
    shuffled = [*found, *found]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge_statements(shuffled) == merge_statements(found)


@settings(max_examples=25, deadline=None)
@given(articles())
def test_groups_are_a_partition_in_which_no_pair_is_vetoed(found: list[Extraction]) -> None:
    merged = merge_statements(found)
    everything = {profile.statement.id: profile for profile in profiles(found)}
    members = [member.statement.id for group in merged.groups for member in group.members]
    assert sorted(members) == sorted(everything)
    for group in merged.groups:
        for one, other in combinations(group.members, 2):
            assert not decide(everything[one.statement.id], everything[other.statement.id]).vetoed


@settings(max_examples=25, deadline=None)
@given(articles())
def test_decisions_are_symmetric(found: list[Extraction]) -> None:
    for one, other in product(profiles(found), repeat=2):
        assert decide(one, other) == decide(other, one)


@settings(max_examples=25, deadline=None)
@given(articles())
def test_conflicts_and_links_join_different_groups(found: list[Extraction]) -> None:
    merged = merge_statements(found)
    home = {member.statement.id: group.id for group in merged.groups for member in group.members}
    for conflict in merged.conflicts:
        assert home[conflict.a.statement.id] != home[conflict.b.statement.id]
        assert conflict.a.statement.document != conflict.b.statement.document
    for link in merged.related:
        assert home[link.a] != home[link.b]


@given(st.text(alphabet="ab 'é’.,“”12", max_size=40), st.text(alphabet="ab 'é’.,“”12", max_size=40))
def test_the_difference_rebuilds_both_wordings(a: str, b: str) -> None:
    changes = difference(a, b)
    assert difference(a, a) == tuple(change for change in difference(a, a) if change.kind == "same")
    for side, text in (("only_a", a), ("only_b", b)):
        assert all(change.text in text for change in changes if change.kind == side)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_finding_takes_any_text_and_gives_exact_places(text: str, words: str) -> None:
    for match in find_quote(words, [article(text or "x", "Outlet")]):
        assert (text or "x")[match.start : match.end] == match.text


@settings(max_examples=50, deadline=None)
@given(articles())
def test_the_cheap_look_lets_no_pair_slip_that_matters(found: list[Extraction]) -> None:
    for one, other in combinations(profiles(found), 2):
        decision = decide(one, other)
        if one.statement.document == other.statement.document:
            matters = decision.verdict == "same" and decision.reason in ("verbatim", "trimmed")
        else:
            matters = decision.verdict != "apart"
        assert may_matter(one, other) == may_matter(other, one)
        assert may_matter(one, other) or not matters
