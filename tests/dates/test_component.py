"""The spaCy component, alone and with a parse."""

from __future__ import annotations

import spacy
from spacy.tokens import DocBin

from dprk_extract.annotations import Context, annotations_of
from dprk_extract.pipeline import load_pipeline

TEXT = "Talks will open on Friday. The envoys met on Friday. ComradeKim Jong Unleft in 2018."


def test_alone_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("timex")
    doc = nlp.make_doc("He left on June 12, 2018.")
    annotations_of(doc).context = Context(published="2024-11-20")
    doc = nlp(doc)
    (timex,) = annotations_of(doc).timexes
    assert (timex.start, timex.end, timex.value) == (11, 24, "2018-06-12")
    (span,) = doc.spans["timex"]
    assert (span.text, span.label_) == ("June 12, 2018", "DATE")


def test_an_unusable_publication_day_counts_as_none() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("timex")
    doc = nlp.make_doc("He left yesterday.")
    annotations_of(doc).context = Context(published="last spring")
    assert annotations_of(nlp(doc)).timexes[0].value == "XXXX-XX-XX"


def test_the_governing_verb_chooses_the_weekday() -> None:
    nlp = load_pipeline(components=["timex"])
    doc = nlp.make_doc(TEXT)
    annotations_of(doc).context = Context(published="2024-11-20")
    doc = nlp(doc)
    assert [t.value for t in annotations_of(doc).timexes] == ["2024-11-22", "2024-11-15", "2018"]
    assert annotations_of(doc).timexes[0].anchor == "published:2024-11-20"


def test_empty_documents_and_storage() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("timex")
    assert annotations_of(nlp("")).timexes == []
    stored = DocBin(docs=[nlp("He left in 2018.")], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert annotations_of(doc).timexes[0].value == "2018"
