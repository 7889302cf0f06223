"""spaCy registration of ``speaker_identity``."""

from __future__ import annotations

from spacy.language import Language

from dprk_extract.speakers.component import SpeakerIdentity


@Language.factory("speaker_identity")
def make_speaker_identity(nlp: Language, name: str) -> SpeakerIdentity:  # noqa: ARG001
    return SpeakerIdentity()
