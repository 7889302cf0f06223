"""Long histories and short news of many years, marked up by hand: ``{expression|value}``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from dprk_extract.dates import find_timexes

FOLDER = Path(__file__).parent / "histories"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and where each expression stands in it."""
    text, expected, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        expected.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return text + marked[last:], expected


def missing(nlp: Language, marked: str, anchor: str | None) -> list[tuple[str, str]]:
    text, expected = unmarked(marked)
    found = {(t.start, t.end, t.value) for t in find_timexes(text, anchor, nlp(text))}
    return [(text[start:end], value) for start, end, value in expected if (start, end, value) not in found]


HISTORIES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "news")


@pytest.mark.parametrize("anchor", [None, "2009-06-15"])
@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_is_counted_from_itself_whenever_it_was_published(
    nlp: Language, name: str, anchor: str | None
) -> None:
    assert missing(nlp, (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), anchor) == []


NEWS = [piece.split("\n", 1) for piece in (FOLDER / "news.txt").read_text(encoding="utf-8").split("=== ")[1:]]


@pytest.mark.parametrize(("head", "body"), NEWS, ids=[head.split()[0] for head, _ in NEWS])
def test_news_is_counted_from_its_day(nlp: Language, head: str, body: str) -> None:
    assert missing(nlp, body, head.split()[1]) == []
