"""Pieces that a tagger marked wrongly: sources inside of contents, subjects of the parse, passives, nested reports.

The pieces are given by hand, so that no trained weights decide; each rule with a twin in which it must not fire.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.attribution.conftest import Link

from dprk_extract.annotations import annotations_of
from dprk_extract.attribution.linking.assemble import attributions
from dprk_extract.attribution.taggers import Piece

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    "marked",
    [
        '[CONTENT_L:"We shall hold the pier," Colonel Orlu Wenz, who] leads the guards, [CUE:told] reporters.',
        "[CONTENT_L:“We shall hold the pier,” Colonel Orlu Wenz] [CUE:said] on Monday.",
        "[CONTENT_L:“We shall hold the pier,” Colonel Orlu Wenz], speaking without notes, [CUE:said].",
    ],
)
def test_the_name_behind_a_quotation_is_its_source(link: Link, marked: str) -> None:
    (found,) = link(marked)
    assert (found.source, found.contents, found.kind) == (
        "Colonel Orlu Wenz", ("We shall hold the pier,",), "direct",
    )  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        "[CONTENT_L:The pier was “well built,” Orlu Wenz] [CUE:said] on Monday.",  # the quotation is part of a clause
        "[SOURCE_L:Dana Mun] [CUE:praised] [CONTENT_R:“well built” piers and Orlu Wenz].",  # the cue stands before it
    ],
)
def test_words_around_a_part_quotation_stay(link: Link, marked: str) -> None:
    (found,) = link(marked)
    assert found.contents[0].endswith("Orlu Wenz")
    assert found.kind == "mixed"


def test_a_subject_marked_as_content_is_none(link: Link) -> None:
    (found,) = link("[CONTENT_R:Envoys of both sides] [CUE:agreed] [CONTENT_R:to open a ferry office].")
    assert (found.source, found.contents) == ("Envoys of both sides", ("to open a ferry office",))


def test_somebody_spoken_of_is_not_the_speaker(link: Link) -> None:
    (found,) = link(
        "[SOURCE_L:Dana Mun] spoke for an hour on Friday, [CUE:saying] "
        "[CONTENT_R:that the winter was long and that Orlu Wenz had left the pier open all night]."
    )
    assert found.source == "Dana Mun"


def test_the_right_fragment_gets_the_name_behind_it(link: Link) -> None:
    (found,) = link(
        "[CONTENT_L:“He is right. We lost it,” Wenz, a retired officer,] [CUE:said] Thursday morning on air. "
        "[CONTENT_R:“They have lost it too.”]"
    )
    assert found.source == "Wenz, a retired officer"
    assert found.contents == ("He is right. We lost it,", "They have lost it too.")


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[SOURCE_L:Dana Mun] [CUE:accused] [CONTENT_R:the mayor of a lie] on Monday, a move that stirred the town, "
         "[CUE:asserting] [CONTENT_R:that the pier was sound].", "Dana Mun"),
        ("[SOURCE_L:Dana Mun] [CUE:denied] [CONTENT_R:it]. The mayor explained the plan, [CUE:adding] "
         "[CONTENT_R:that the pier was sound].", "The mayor"),
    ],
)  # fmt: skip
def test_a_participle_goes_back_to_the_source_of_its_sentence(link: Link, marked: str, source: str) -> None:
    assert [item.source for item in link(marked) if item.cue in ("asserting", "adding")] == [source]


def test_what_was_reportedly_said_has_a_speaker(link: Link) -> None:
    (found,) = link("[SOURCE_L:The mayor] [CUE:reportedly said] [CONTENT_R:that the pier was sound].")
    assert found.source == "The mayor"
    (found,) = link("[SOURCE_L:The mayor] [CUE:is said] [CONTENT_R:to be ill].")
    assert found.source is None


@pytest.mark.parametrize(
    ("name", "source"),
    [("Dana Mun", "Dana Mun, who leads the guild"), ("Two of the clerks", "who leads the guild")],
)
def test_a_relative_clause_as_source_takes_its_name_in(link: Link, name: str, source: str) -> None:
    (found,) = link(
        f"{name}, [SOURCE_L:who leads the guild], [CUE:said] [CONTENT_R:that the pier was sound]."
    )
    assert found.source == source


@pytest.mark.parametrize(
    ("line", "quotations"),
    [("“The Pier Is Not Lost.”", 1), ("“The pier is not lost.”", 2), ("“Hold On.”", 2)],
)
def test_a_heading_in_marks_goes_on_with_nothing(rules_nlp: Language, line: str, quotations: int) -> None:
    text = f"“We shall hold it,” said Dana Mun.\n\n{line}\n\nThe rain began in May."
    found = annotations_of(rules_nlp(text)).attributions
    assert sum(len(item.fragments) for item in found) == quotations


@pytest.mark.parametrize(("score", "kept"), [(0.8, 0), (0.999, 1)])
def test_a_passive_tells_what_was_done(link: Link, score: float, kept: int) -> None:
    assert len(link("[CONTENT_L:One more boat] [CUE_N:was shown] at a parade in May.", score)) == kept


def test_a_passive_that_tells_what_was_said_stays(link: Link) -> None:
    assert link("[CONTENT_L:The boat] [CUE_N:is expected] [CONTENT_R:to leave in May].", 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "Orlu Wenz said his town was not opposed to a bridge, the Harbour Ministry reported on Friday.",
        "The town is not opposed to a bridge, Orlu Wenz told his hosts on Friday, according to the Harbour Ministry.",
    ],
)
def test_what_somebody_said_is_nested_in_what_was_reported(rules_nlp: Language, text: str) -> None:
    content = text[: re.search(r", (the Harbour|according)", text).start()]  # type: ignore[union-attr]
    cue = "reported" if "reported" in text else "according to"
    pieces = [
        Piece("CONTENT_L", 0, len(content), 0.95),
        Piece("CUE", text.index(cue), text.index(cue) + len(cue), 0.95),
    ]
    outer, inner = attributions(rules_nlp(text), pieces, "convolutional")
    assert inner.source is not None
    assert text[inner.source.start : inner.source.end] == "Orlu Wenz"
    assert (
        text[inner.fragments[0].end - len("opposed to a bridge") : inner.fragments[0].end]
        == "opposed to a bridge"
    )
    assert (outer.outer, inner.outer) == (None, 0)


def test_a_quotation_behind_that_is_direct(rules_nlp: Language) -> None:
    kinds = [
        [item.kind for item in annotations_of(rules_nlp(text)).attributions]
        for text in (
            "Orlu Wenz warned that “the pier will fall”.",
            "Orlu Wenz warned that the pier “will fall”.",
        )
    ]
    assert kinds == [["direct"], ["mixed"]]


def test_what_a_deed_holds_is_said_by_whom_the_clause_in_it_names(link: Link) -> None:
    found = link(
        "[SOURCE_L:Both men] were [CUE:exchanging] [CONTENT_R:what Osei described as “beautiful” letters in May]."
    )
    assert [(item.source, item.cue) for item in found] == [("Osei", "described")]
    assert "beautiful" in found[0].contents[-1]


def test_what_somebody_said_that_another_said_stays_his(link: Link) -> None:
    found = link(
        "[SOURCE_L:The mayor] [CUE:said] [CONTENT_R:that Osei described the letters as “beautiful” in May]."
    )
    assert ("The mayor", "said") in [(item.source, item.cue) for item in found]
