"""Endless words, sentences and articles: read in pieces, with the text and every offset as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dprk_extract.annotations import annotations_of
from dprk_extract.parse import slices
from dprk_extract.parse.sentence_limit import LONGEST_SENTENCE, SentenceLimit
from dprk_extract.parse.tokenizer import LONGEST_WORD, BoundedTokenizer
from dprk_extract.pipeline import annotate
from dprk_extract.records import Document

ENDLESS = "x" * (LONGEST_WORD + 1)
ARTICLE = "“We sank two ships,” Ri Chol Su said on Monday. The minister denied it. KCNA reported nothing.\n"


def test_words_that_are_written_are_read_by_the_models_own_tokenizer(nlp: Language) -> None:
    text = "Don’t call it “success”: see https://example.org/" + "a" * (LONGEST_WORD - 30)
    assert isinstance(nlp.tokenizer, BoundedTokenizer)
    own = nlp.tokenizer.tokenizer(text)
    assert [token.text for token in nlp.make_doc(text)] == [token.text for token in own]
    assert max(len(token) for token in own) > LONGEST_WORD - 30


def test_an_endless_word_is_cut_and_its_neighbours_are_not(nlp: Language) -> None:
    doc = nlp.make_doc(f"Don’t {ENDLESS} go.")
    assert [token.text for token in doc] == ["Do", "n’t", "x" * LONGEST_WORD, "x", "go", "."]
    assert doc[0].norm_ == "do" and doc[1].norm_ == "not"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [ENDLESS, "“" * 700, " ", "  ", "\n", "a", "Don’t", "U.S.", "\u200b", "x" * LONGEST_WORD]
        )
    )
)
def test_no_character_moves(nlp: Language, parts: list[str]) -> None:
    text = "".join(parts)
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert max((len(token) for token in doc if not token.is_space), default=0) <= LONGEST_WORD


def doc_of(nlp: Language, heads: list[int]) -> Doc:
    return Doc(nlp.vocab, ["a"] * len(heads), heads=heads, deps=["conj"] * len(heads))


def test_a_sentence_of_an_endless_list_becomes_several(nlp: Language) -> None:
    length = 2 * LONGEST_SENTENCE + 5
    doc = SentenceLimit()(doc_of(nlp, [max(0, i - 1) for i in range(length)]))
    assert [len(sentence) for sentence in doc.sents] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 5]
    assert [sentence.root.i for sentence in doc.sents] == [0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE]
    assert all(token.head.sent == token.sent for token in doc)
    assert doc[LONGEST_SENTENCE - 1].head.i == LONGEST_SENTENCE - 2, "what is whole stays as it is"


def test_every_piece_is_one_tree_where_all_hang_on_the_first_word(nlp: Language) -> None:
    length = 2 * LONGEST_SENTENCE
    doc = SentenceLimit()(doc_of(nlp, [0] * length))
    assert [len(sentence) for sentence in doc.sents] == [LONGEST_SENTENCE] * 2
    assert doc[length - 1].head.i == LONGEST_SENTENCE and doc[length - 1].dep_ == "dep"


def test_sentences_that_are_written_are_left_alone(nlp: Language) -> None:
    heads = [max(0, i - 1) for i in range(LONGEST_SENTENCE)]
    doc = SentenceLimit()(doc_of(nlp, heads))
    assert [token.head.i for token in doc] == heads
    assert len(list(SentenceLimit()(nlp.make_doc("")))) == 0


@given(st.integers(1, 200), st.data())
def test_slices_are_short_and_leave_nothing_out(length: int, data: st.DataObject) -> None:
    starts = sorted(data.draw(st.sets(st.integers(0, length - 1))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SLICE", 20)
        found = list(slices.slice_ranges(starts, length))
    assert [i for start, end in found for i in range(start, end)] == list(range(length))
    assert all(0 < end - start <= 20 for start, end in found)
    # A slice ends at a sentence's start wherever one lies in reach.
    assert all(end in starts or not set(starts) & set(range(start + 1, end + 1)) for start, end in found[:-1])


def document(text: str) -> Document:
    return Document(id="a", source_id="a", path="a", text=text, sha256="")


def test_a_long_article_gives_what_its_parts_give(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ARTICLE * 30
    whole = next(annotate(nlp, [document(text)]))
    monkeypatch.setattr(slices, "SLICE", 100)
    monkeypatch.setattr("dprk_extract.pipeline.SLICE", 100)
    sliced, short = annotate(nlp, [document(text), document(ARTICLE)])
    assert isinstance(whole, tuple) and isinstance(sliced, tuple) and isinstance(short, tuple)
    assert sliced[1].text == text
    assert sliced[1].tensor.shape == whole[1].tensor.shape
    assert [t.is_sent_start for t in sliced[1]] == [t.is_sent_start for t in whole[1]]
    found, expected = (
        [(a.fragments, a.cue, a.source) for a in annotations_of(doc).attributions]
        for _, doc in (sliced, whole)
    )
    assert found == expected and len(found) >= 50
    assert annotations_of(short[1]).attributions
