"""Reading standoff annotations, and turning them into tags and back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dprk_extract.attribution.taggers import Piece
from dprk_extract.attribution.taggers.tags import TAGS

from training.corpus import Article, GoldAttribution, parse_article, read_articles  # isort: skip
from training.linking import link  # isort: skip
from training.targets import IGNORED, labelled_spans, token_tags  # isort: skip
from training.unlabelled import read_unlabelled  # isort: skip

TEXT = "The mayor said that the well is dry. It rained, she added."
STANDOFF = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 35\tthat the well is dry
T4\tSource 48 51\tshe
T5\tCue 52 57\tadded
T6\tContent 37 46\tIt rained
T7\tDiscard 35 36\t.
E1\tAttribution:T1 Source:T1 Cue:T2 Content:T3
E2\tAttribution:T4 Source:T4 Cue:T5 Content2:T6
"""


@pytest.fixture
def article() -> Article:
    return parse_article("one", TEXT, STANDOFF)


def test_standoff(article: Article) -> None:
    assert article.attributions == (
        GoldAttribution(((0, 9),), ((10, 14),), ((15, 35),)),
        GoldAttribution(((48, 51),), ((52, 57),), ((37, 46),)),
    )
    assert article.discarded == ((35, 36),)


def test_a_text_over_several_lines_stays_one_record() -> None:
    broken = parse_article(
        "one", "a\nb", "T1\tSource 0 3\ta\nb\nT2\tCue 2 3\tb\nE1\tAttribution:T1 Source:T1 Cue:T2\n"
    )
    assert broken.attributions == (GoldAttribution(((0, 3),), ((2, 3),), ()),)


def test_articles_are_read_by_the_first_annotator(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / "train" / folder).mkdir(parents=True)
    (tmp_path / "train/text/a_story.txt").write_bytes(b"He left.\r\nShe said so.")
    (tmp_path / "train/text/b_story.txt").write_text("Nobody annotated this.")
    (tmp_path / "train/attributions/a_story_ann2.ann").write_text("")
    (tmp_path / "train/attributions/a_story_ann1.ann").write_text(
        "T1\tSource 10 13\tShe\nE1\tAttribution:T1 Source:T1\n"
    )
    (found,) = read_articles(tmp_path, "train")
    assert (found.id, found.text) == ("a_story", "He left.\r\nShe said so.")
    assert [a.source for a in found.attributions] == [((10, 13),)]


def test_labels_say_on_which_side_of_the_cue_a_span_stands(article: Article) -> None:
    assert labelled_spans(article) == [
        ("SOURCE_L", 0, 9),
        ("CUE", 10, 14),
        ("CONTENT_R", 15, 35),
        ("CONTENT_L", 37, 46),
        ("SOURCE_L", 48, 51),
        ("CUE", 52, 57),
    ]


def test_a_cue_without_a_source_is_labelled_so() -> None:
    bare = Article("one", TEXT, (GoldAttribution((), ((10, 14),), ((15, 35),)),))
    assert ("CUE_N", 10, 14) in labelled_spans(bare)


def test_of_overlapping_spans_the_outer_one_stays() -> None:
    nested = Article(
        "one",
        TEXT,
        (
            GoldAttribution(((0, 9),), ((10, 14),), ((15, 35),)),
            GoldAttribution(((20, 28),), ((29, 31),), ((32, 35),)),
        ),
    )
    assert [span for _, *span in labelled_spans(nested)] == [[0, 9], [10, 14], [15, 35]]


def test_tags_begin_once_and_skip_white_space(article: Article) -> None:
    bounds = [(0, 3), (3, 4), (4, 9), (10, 14), (15, 19), (35, 36)]
    starts, ends = np.array(bounds).T
    spaces = np.array([False, True, False, False, False, False])
    tags = token_tags(starts, ends, spaces, article)
    assert [TAGS[tag] if tag != IGNORED else None for tag in tags] == [
        "B-SOURCE_L",
        "O",
        "I-SOURCE_L",
        "B-CUE",
        "B-CONTENT_R",
        None,
    ]


def test_linking_the_gold_spans_gives_the_gold_attributions(article: Article) -> None:
    pieces = [Piece(label, start, end, 1.0) for label, start, end in labelled_spans(article)]
    assert link(pieces, TEXT) == list(article.attributions)


def test_linking_does_not_reach_over_paragraphs() -> None:
    pieces = [Piece("SOURCE_L", 0, 3, 1.0), Piece("CUE_N", 6, 10, 1.0), Piece("CONTENT_R", 11, 13, 1.0)]
    (found,) = link(pieces, "She.\n\nsaid so")
    assert found.source == ()


def test_unlabelled_texts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"headline": "Rain", "story_text": "It rained."}) + "\n")
    (tmp_path / "b.tml").write_text("<X><TEXT>\nIt is &lt;<T a='1'>dry</T>\nnow.\n\nYes.\n</TEXT></X>")
    assert [article.text for article in read_unlabelled(tmp_path)] == [
        "Rain\n\nIt rained.",
        "It is <dry now.\n\nYes.",
    ]
