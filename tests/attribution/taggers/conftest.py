"""A parsed story of our own, with the model's tagger and parser only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STORY = (
    "SEOUL, South Korea - The harbour master said on Tuesday that three ferries had left the port.\n\n"
    "“We counted every passenger twice,” said Han Mi-rae, who runs the ticket office. “Nobody was missing.”\n\n"
    "According to the coast guard, the wind rose in the evening. The museum opens at nine."
)


@pytest.fixture(scope="session")
def parser() -> Language:
    from dprk_extract.pipeline import load_pipeline

    return load_pipeline(components=())


@pytest.fixture(scope="session")
def parse(parser: Language) -> Callable[[str], Doc]:
    return parser


@pytest.fixture(scope="session")
def story(parser: Language) -> Doc:
    return parser(STORY)
