"""Quotations beside their cue, behind it and between others; pieces given by hand, each rule with a twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attribution.conftest import Link

if TYPE_CHECKING:
    pass


def test_words_behind_the_cue_that_only_tell_of_what(link: Link) -> None:
    found = link(
        "[CONTENT_L:“We know that two states were hit,”] [SOURCE_L:Adam Osei] [CUE:said of the prospect of] "
        "[CONTENT_R:tampering with returns]. [CONTENT_R:“There is little to deter them.”]"
    )
    assert found[0].contents == ("We know that two states were hit,", "There is little to deter them.")
    assert found[0].kind == "direct"


def test_words_behind_a_cue_of_more_than_saying_stay(link: Link) -> None:
    found = link(
        "[CONTENT_L:“Save a Quarter Each Day,”] [SOURCE_L:Adam Osei] [CUE:suggested looking at] "
        "[CONTENT_R:the things on your statement]."
    )
    assert "the things on your statement" in found[0].contents


def test_a_stray_part_of_the_next_sentence(link: Link) -> None:
    found = link(
        "[SOURCE_L:The ministry] [CUE:said] [CONTENT_R:that it would stop the broadcasts]. "
        "This is only the end of [CONTENT_R:what they should not have done]."
    )
    assert found[0].contents == ("that it would stop the broadcasts",)


def test_a_whole_next_sentence_stays(link: Link) -> None:
    found = link(
        "[SOURCE_L:The ministry] [CUE:said] [CONTENT_R:that it would stop the broadcasts]. "
        "[CONTENT_R:They had gone on for years]."
    )
    assert "They had gone on for years" in found[0].contents


def test_a_quotation_belongs_to_the_verb_that_opens_its_sentence(link: Link) -> None:
    found = link(
        "[SOURCE_L:The president] [CUE:called] [CONTENT_R:the soldiers occupiers]. "
        "[SOURCE_L:Replied] spokesman Richard Bolder, [CONTENT_R:“We have not read the statement in detail.”]"
    )
    said = next(item for item in found if item.kind == "direct")
    assert said.source is not None
    assert said.source.endswith("Richard Bolder")


def test_a_quotation_is_no_source(link: Link) -> None:
    found = link(
        "[SOURCE_L:“Hallelujah to all of you,”] [CUE:exclaimed] [CONTENT_R:Maren Albrook], a daughter of the town."
    )
    assert (found[0].contents, found[0].kind) == (("Hallelujah to all of you,",), "direct")
    assert found[0].source is not None
    assert found[0].source.startswith("Maren Albrook")


def test_a_quotation_that_stands_alone_goes_on_from_the_last_who_spoke(link: Link) -> None:
    found = link(
        "[CONTENT_L:“Well may we say it,”] [SOURCE_L:David Mitchell] [CUE:said]. "
        "[SOURCE_L:Leo Howard] [CUE:said] [CONTENT_R:the queen takes an interest]. "
        "“She follows it closely. It is our business.”"
    )
    last = found[-1]
    assert (last.source, last.contents, last.kind) == (
        "Leo Howard",
        ("She follows it closely. It is our business.",),
        "direct",
    )


def test_it_goes_on_from_the_quotation_where_nobody_else_has_said_anything(link: Link) -> None:
    found = link(
        "[CONTENT_L:“We remain open to talks,”] [SOURCE_L:Leo Howard] [CUE:said], [CUE:referring to] "
        "[CONTENT_R:the country's offer]. [CONTENT_R:“Sadly, they have chosen another path.”]"
    )
    assert ("We remain open to talks,", "Sadly, they have chosen another path.") in [
        s.contents for s in found
    ]


def test_the_next_paragraph_goes_on_from_whoever_tells(link: Link) -> None:
    found = link(
        "[SOURCE_L:She] [CUE:went on to describe] [CONTENT_R:a visit], where [SOURCE_L:soldiers] [CUE:had shown] "
        "[CONTENT_R:her rooms with mould].\n\n“A young man spoke to me. I have not forgotten it.”"
    )
    assert found[-1].source == "She"


def test_a_colon_keeps_statement_and_quotation_together(link: Link) -> None:
    found = link(
        "[CONTENT_L:The candidate will make some news], [SOURCE_L:Aaron Kall] [CUE:said:] "
        "[CONTENT_R:“I feel that he has a surprise.”]"
    )
    assert len(found) == 1
    assert len(found[0].contents) == 2


def test_a_quotation_within_what_an_agency_reports(link: Link) -> None:
    found = link(
        "[CONTENT_L:“The situation calls for more effort,” Kim Jong Un told the gathering], "
        "[CUE:according to] [SOURCE_R:KCNA]."
    )
    assert ("Kim Jong Un", "told", ("The situation calls for more effort,",), "direct") in found
    assert found[0].source == "KCNA"


def test_what_one_says_another_lamented(link: Link) -> None:
    found = link(
        "[SOURCE_L:One source] [CUE:said] [CONTENT_R:Sununa lamented that “the noose is tightening around me.”]"
    )
    assert [item.source for item in found] == ["One source", "Sununa"]


def test_what_somebody_calls_something_is_no_statement_within(link: Link) -> None:
    found = link(
        "[SOURCE_L:The council] [CUE:condemned] [CONTENT_R:what it called “a clear threat to us all”]."
    )
    assert [item.source for item in found] == ["The council"]


def test_a_clause_before_its_cue_instead_of_where_and_why(link: Link) -> None:
    found = link(
        "A missile was fired on Thursday, [SOURCE_L:the army] [CUE:said], "
        "[CONTENT_R:in an apparent protest against the drills]."
    )
    assert [item.contents for item in found] == [("A missile was fired on Thursday",)]


def test_a_clause_behind_its_cue_stays(link: Link) -> None:
    found = link(
        "On Thursday, [SOURCE_L:the army] [CUE:said] [CONTENT_R:that it fired a missile in protest]."
    )
    assert [item.contents for item in found] == [("that it fired a missile in protest",)]


def test_an_official_told_the_council(link: Link) -> None:
    found = link(
        "The launch threatened the entire region, a senior official told the Security Council today, as members argued."
    )
    assert ("a senior official", ("The launch threatened the entire region",)) in [
        (s.source, s.contents) for s in found
    ]


def test_what_one_did_and_told_is_no_report(link: Link) -> None:
    found = link("The launch threatened the region, and an official told the Security Council the truth.")
    assert not any("threatened" in part for item in found for part in item.contents)


def test_a_sentence_behind_a_quotation_that_ends_one(link: Link) -> None:
    found = link(
        '[SOURCE_L:Kim Jong Un] [CUE:declared] [CONTENT_R:"our status is final." Whoever denies this will be rejected].'
    )
    assert (found[0].contents, found[0].kind) == (("our status is final.",), "direct")


def test_a_clause_that_goes_on_behind_a_quotation_stays(link: Link) -> None:
    found = link('[SOURCE_L:Kim Jong Un] [CUE:declared] [CONTENT_R:"our status" will be final].')
    assert found[0].kind == "mixed"


def test_a_state_agency_quotes_with_any_verb(link: Link) -> None:
    head = "Harbour, May 3 (KCNA) -- The ministry spoke. "
    found = link(
        head
        + "[SOURCE_L:The secretary] [CUE:blustered] [CONTENT_R:that “the situation is the worst since the war.”]"
    )
    assert [item.source for item in found] == ["The secretary"]
    assert link(head + "[SOURCE_L:The party] [CUE:deepened] [CONTENT_R:its “great love”].") == []
