"""The parts of merging one by one: differences, finding, values, speakers, clustering, blocking."""

from __future__ import annotations

import pytest
from tests.merge.builder import Said, article

from dprk_extract.merge import difference, find_quote
from dprk_extract.merge.blocking import FULL_BUCKET, candidate_pairs
from dprk_extract.merge.clustering import cluster
from dprk_extract.merge.profile import DocumentView
from dprk_extract.merge.sources import same_speaker, voice_of
from dprk_extract.merge.words import split_forms, split_words, stem
from dprk_extract.records import Speaker

QUOTE = "no bridge is so long that a letter cannot cross it"


def test_the_difference_in_words() -> None:
    changes = difference("The talks will begin on Monday.", "The talks will not begin on Friday")
    assert [(change.kind, change.text) for change in changes] == [
        ("same", "The talks will"), ("only_b", "not"), ("same", "begin on"), ("only_a", "Monday"), ("only_b", "Friday"),
    ]  # fmt: skip


def test_find_tells_verbatim_from_trimmed_and_reworded() -> None:
    texts = {
        "Whole": "“No bridge is so long that a letter cannot cross it,” said Pak.",
        "Piece": "Pak said “a letter cannot cross it” was his fear.",
        "Other": "Pak said that letters can cross the longest bridge.",
        "None": "Pak went home by train.",
    }
    said = {
        "Whole": Said("No bridge is so long that a letter cannot cross it", "Pak"),
        "Piece": Said("a letter cannot cross it", "Pak"),
        "Other": Said("that letters can cross the longest bridge", "Pak", "indirect"),
    }
    articles = [article(t, name, said=[said[name]] if name in said else []) for name, t in texts.items()]
    matches = find_quote(QUOTE, articles)
    assert [(match.outlet, match.how) for match in matches] == [
        ("Whole", "verbatim"), ("Piece", "trimmed"), ("Other", "reworded"),
    ]  # fmt: skip
    assert all(texts[match.outlet][match.start : match.end] == match.text for match in matches)
    assert [match.speaker for match in matches] == ["Pak"] * 3


def speaker(name: str, kind: str = "person", identity: str | None = None) -> Speaker:
    return Speaker(name, kind, identity, None, None, None, "name", 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (speaker("Dana Whitlock"), speaker("Whitlock"), "same"),
        (speaker("Joe Marlow"), speaker("Joseph R. Marlow Jr."), "same"),
        (speaker("Seo Min-jae"), speaker("Seo Min Jae"), "same"),
        (speaker("Kim Jong Un"), speaker("Kim Yo Jong"), "different"),
        (speaker("James Marlow"), speaker("John Marlow"), "different"),
        (speaker("Kim"), speaker("Kim Jong Un"), "unknown"),
        (speaker("he"), speaker("Dana Whitlock"), "unknown"),
        (speaker("the two sides", "organisation"), speaker("the two sides", "organisation"), "unknown"),
        (speaker("the two islands", "organisation"), speaker("the two islands", "organisation"), "same"),
        (speaker("island council", "group"), speaker("an official of the island council", "group"), "same"),
        (speaker("Foreign Ministry of Japan", "organisation"), speaker("Defence Ministry of Japan", "organisation"),
         "different"),
        (speaker("the White House", "organisation"), speaker("Dana Whitlock"), "unknown"),
        (speaker("Trump", "person", "donald-trump"), speaker("Donald Trump", "person", "donald-trump"), "same"),
        (speaker("Kim Jong Un", "person", "kim-jong-un"), speaker("Kim Jong Un", "person", "another"), "different"),
    ],
)  # fmt: skip
def test_speakers_across_documents(one: Speaker, other: Speaker, wanted: str) -> None:
    assert same_speaker(voice_of(one), voice_of(other)) == wanted
    assert same_speaker(voice_of(other), voice_of(one)) == wanted


@pytest.mark.parametrize(
    "family",
    [
        "negotiate negotiated negotiation negotiating meeting summit",
        "launched launching launches fired",
        "defence defense",
        "studies study surveys",
    ],
)
def test_inflections_and_synonyms_have_one_term(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["plan plane", "new news", "universe university", "import export"])
def test_other_words_keep_terms_of_their_own(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_clusters_do_not_chain() -> None:
    links = {("a", "b"), ("b", "c"), ("c", "d")}

    def look(one: str, other: str) -> tuple[bool, bool]:
        return tuple(sorted((one, other))) in links, False

    found = cluster([(0.9, "a", "b"), (0.8, "b", "c"), (0.7, "c", "d")], look)
    assert sorted(found) == [["a", "b"], ["c", "d"]]


def test_one_veto_keeps_two_clusters_apart() -> None:
    def look(one: str, other: str) -> tuple[bool, bool]:
        return True, {one, other} == {"a", "d"}

    found = cluster([(0.9, "a", "b"), (0.9, "c", "d"), (0.5, "b", "c")], look)
    assert sorted(found) == [["a", "b"], ["c", "d"]]


def test_candidates_of_a_crowd_grow_with_its_size_and_not_its_square() -> None:
    size = 4 * FULL_BUCKET
    line = "The mayor praised the brave firemen of district number {} warmly."
    text = "\n".join(line.format(number) for number in range(10, size + 10))
    said = [Said(line, "Dana Whitlock", "indirect") for line in text.splitlines()]
    crowd = DocumentView(article(text, "Harbor Daily", said=said)).profiles()
    pairs = candidate_pairs(crowd)
    assert len(crowd) == size
    assert size < len(pairs) < 25 * size
    assert all(one < other for one, other in pairs.tolist())


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("clubs that let non-members play", ["clubs", "that", "let", "nonmembers", "play"]),
        ("a semi-private, re-elected co-chair", ["a", "semiprivate", "reelected", "cochair"]),
        ("a non-Korean mid-August X-ray", ["a", "non", "korean", "mid", "august", "x", "ray"]),
    ],
)
def test_a_prefix_is_one_word_with_and_without_its_hyphen(written: str, forms: list[str]) -> None:
    assert split_forms(written) == forms
    for word in split_words(written, 7):
        assert written[word.start - 7 : word.end - 7].lower().replace("-", "") == word.form
