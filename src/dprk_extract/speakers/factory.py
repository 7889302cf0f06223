"""spaCy registration of ``speaker_identity``."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from dprk_extract.knowledge import knowledge_base
from dprk_extract.speakers.component import SpeakerIdentity


@Language.factory("speaker_identity", default_config={"knowledge": []})
def make_speaker_identity(nlp: Language, name: str, knowledge: list[str]) -> SpeakerIdentity:  # noqa: ARG001
    """``knowledge``: paths of TOML files that are laid over the packaged knowledge base."""
    return SpeakerIdentity(knowledge_base(tuple(Path(path) for path in knowledge)))
