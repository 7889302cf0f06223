"""Hashed features: what they see of the parse, and that they are the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dprk_extract.attribution.taggers.features import ROWS, feature_rows, governors, vector_rows
from dprk_extract.attribution.taggers.tokens import token_table

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ["She", "said", "they", "won", "."]
TAGS = ["PRP", "VBD", "PRP", "VBD", "."]
DEPS = ["nsubj", "ROOT", "nsubj", "ccomp", "punct"]
HEADS = [1, 1, 3, 1, 1]
# Recorded when the weights were trained; they depend on nothing but the words, the tags and the tree.
EXPECTED = {
    "norm": [4171, 5266, 1306, 4082, 5220],
    "governor lemma": [1256, 1256, 2489, 2489, 1256],
    "layout": [78, 309, 309, 309, 309],
}
ENGLISH = spacy.blank("en")


def by_hand(**changed: list) -> Doc:
    given_ = {"words": WORDS, "tags": TAGS, "deps": DEPS, "heads": HEADS} | changed
    return Doc(ENGLISH.vocab, **given_)


def rows(doc: Doc) -> dict[str, list[int]]:
    found = feature_rows(doc, token_table(doc))
    return {name: found[:, number].tolist() for number, name in enumerate(ROWS)}


def test_the_hashes_are_the_recorded_ones() -> None:
    """The weights are worth nothing behind other hashes."""
    found = rows(by_hand())
    assert found["norm"] == EXPECTED["norm"]
    assert found["governor lemma"] == EXPECTED["governor lemma"]
    assert found["layout"] == EXPECTED["layout"]


def test_rows_stay_in_their_tables_and_leave_the_hidden_row() -> None:
    found = feature_rows(by_hand(), token_table(by_hand()))
    assert found.shape == (5, len(ROWS))
    assert (found >= 1).all()
    assert (found < np.array(list(ROWS.values()))).all()


def test_the_governor_is_the_verb_above_the_clause() -> None:
    assert governors(by_hand()).tolist() == [-1, -1, 1, 1, -1]


def test_a_clause_that_nothing_governs_has_no_governor() -> None:
    assert governors(by_hand(deps=["nsubj", "ROOT", "nsubj", "conj", "punct"])).tolist() == [-1] * 5


def test_the_governors_word_is_seen_from_inside_its_clause_only() -> None:
    said, thought = rows(by_hand()), rows(by_hand(words=["She", "thought", "they", "won", "."]))
    differs = [a != b for a, b in zip(said["governor lemma"], thought["governor lemma"], strict=True)]
    assert differs == [False, False, True, True, False]


def test_inflection_changes_the_norm_and_keeps_the_lemma() -> None:
    past = rows(by_hand())
    present = rows(by_hand(words=["She", "says", "they", "won", "."], tags=["PRP", "VBZ", "PRP", "VBD", "."]))
    assert past["lemma"] == present["lemma"]
    assert past["norm"][1] != present["norm"][1]


def test_a_quotation_mark_changes_what_stands_around_it() -> None:
    plain, quoted = by_hand(), by_hand(words=["She", "said", '"', "won", '"'])
    assert rows(plain)["layout"][3] != rows(quoted)["layout"][3]
    assert rows(plain)["quotation around"][0] != rows(quoted)["quotation around"][0]


def test_styles_of_marks_are_one_to_the_norm(parse: Callable[[str], Doc]) -> None:
    straight, curly = parse('He said "we won" twice.'), parse("He said “we won” twice.")
    assert rows(straight)["norm"] == rows(curly)["norm"]
    assert rows(straight)["layout"] == rows(curly)["layout"]


def test_word_vectors_are_looked_up_by_hash() -> None:
    doc = by_hand()
    known = np.sort(np.array([doc[1].norm, doc[3].norm], dtype=np.uint64))
    found = vector_rows(doc, known)
    assert (found[:, 0] > 0).tolist() == [False, True, False, True, False]
    assert (found[:, 1] > 0).tolist() == [False, False, True, True, False]
    assert vector_rows(doc, known[:0]).tolist() == [[0, 0]] * 5


def _climb_slowly(doc: Doc) -> list[int]:
    found = []
    for token in doc:
        node = token
        while node.dep_ not in ("ccomp", "acl", "advcl") and node.head.i != node.i:
            node = node.head
        found.append(node.head.i if node.dep_ in ("ccomp", "acl", "advcl") else -1)
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_climbing_is_the_slow_climb(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 40))
    # A head to the left, or itself for the root: always a tree.
    heads = [0] + [data.draw(st.integers(0, place - 1)) for place in range(1, count)]
    deps = ["ROOT"] + [
        data.draw(st.sampled_from(["ccomp", "acl", "dobj", "advcl", "prep"])) for _ in heads[1:]
    ]
    doc = Doc(ENGLISH.vocab, words=["word"] * count, tags=["NN"] * count, heads=heads, deps=deps)
    assert governors(doc).tolist() == _climb_slowly(doc)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    doc = ENGLISH(text)
    assert feature_rows(doc, token_table(doc)).shape == (len(doc), len(ROWS))
