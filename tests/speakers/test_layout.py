"""Layouts: statements given whole, bylines, datelines, signatures, second-hand sources; each with a twin."""

from __future__ import annotations

from tests.speakers.marked import read

from dprk_extract.annotations import annotations_of

HEADLINE = "Press Statement of Kim Yo Jong, Vice Department Director of WPK Central Committee"


def test_the_headline_names_the_speaker_of_a_statement() -> None:
    article = read("[1:“We are watching every move.”]\nThere is nothing else to say.", title=HEADLINE)
    assert (article.names, article.ways) == (["Kim Yo Jong"], ["headline"])


def test_another_headline_names_nobody() -> None:
    assert read("[1:“We are watching every move.”]", title="Kim Yo Jong Visits Nursery").names == [None]


def test_what_a_statement_cites_is_the_cited_ones() -> None:
    article = read("[1:The drill is defensive], |1:Harold Benning| <1:claimed>.", title=HEADLINE)
    assert article.names == ["Harold Benning"]


def test_we_in_a_statement_is_its_speaker() -> None:
    article = read("|1:We| <1:warn> [1:that this will not pass].", title=HEADLINE)
    assert article.names == ["Kim Yo Jong"]


def test_a_dateline_is_no_source() -> None:
    article = read("|1:Pyongyang, March 3 (KCNA) -- Dana Whitfield| <1:said> [1:the road is open].")
    assert article.names == ["Dana Whitfield"]


def test_a_place_in_the_sentence_is_one() -> None:
    guess = read("Seoul, March 3 (Yonhap) -- |1:Pyongyang| <1:said> [1:the road is open].").guesses[0]
    assert guess is not None
    assert guess.id == "north-korea"


def test_i_is_the_author_named_in_the_byline() -> None:
    article = read("By Dana Whitfield\n\nThe road is long. |1:I| <1:think> [1:it will be closed].")
    assert (article.names, article.ways) == (["Dana Whitfield"], ["byline"])


def test_i_is_nobody_without_a_byline() -> None:
    assert read("Dana Whitfield drove. |1:I| <1:think> [1:it will be closed].").names == [None]


def test_a_dash_signature_is_told() -> None:
    article = read("[1:“The road is open.”] — |1:Dana Whitfield|", evidence=("rule:dash-signature",))
    assert (article.names, article.ways) == (["Dana Whitfield"], ["dash"])


def test_a_label_is_told() -> None:
    article = read(
        "Dana Whitfield was heard.\n|1:WHITFIELD|: [1:The road is open.]", evidence=("rule:transcript-label",)
    )
    assert (article.names, article.ways) == (["Dana Whitfield"], ["label"])


def test_names_in_headlines_are_those_of_the_article() -> None:
    article = read("|1:Whitfield|: [1:Road Will Stay Open Until March]\n\nDana Whitfield spoke on Monday.")
    assert article.names == ["Dana Whitfield"]


def test_second_hand_sources_are_kept() -> None:
    article = read(
        "|1:The Elmsford Gazette| <1:reported> [1:that |2:Harold Benning| <2:said> the bridge was safe].",
        outer={},
    )
    assert annotations_of(article.doc).attributions[0].via == ()


def test_the_chain_is_outermost_first() -> None:
    marked = (
        "|1:The Elmsford Gazette| <1:reported> [1:that an aide spoke]. |2:Leo Marsh| <2:said> [2:so much]. "
        "|3:Harold Benning| <3:said> [3:the bridge was safe]."
    )
    found = annotations_of(read(marked, outer={1: 0, 2: 1}).doc).attributions
    assert found[2].via == ("Elmsford Gazette", "Leo Marsh")
    assert annotations_of(read(marked).doc).attributions[2].via == ()


def test_entities_hold_mentions_and_titles() -> None:
    article = read("Mayor Harold Benning spoke. [1:It is safe], |1:he| <1:said>. Benning left.")
    entity = next(e for e in annotations_of(article.doc).entities if e.name == "Harold Benning")
    text = article.doc.text
    assert [(text[m.start : m.end], m.how) for m in entity.mentions] == [
        ("Harold Benning", "name"), ("he", "pronoun"), ("Benning", "name"),
    ]  # fmt: skip
    assert [text[t.start : t.end] for t in entity.titles] == ["Mayor"]


def test_who_was_asked_did_not_ask() -> None:
    asked = read("<1:Asked> [1:whether the pier was open], Tam Osei left.")
    assert asked.names == [None]
    saying = read("<1:Saying> [1:that the pier was open], Tam Osei left.")
    assert saying.names == ["Tam Osei"]
