"""Extractions kept between runs."""

from __future__ import annotations

import copy
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dprk_extract.cache import Cache, clear
from dprk_extract.codec import decode, encode, pack, unpack
from dprk_extract.engine import extract_stream
from dprk_extract.errors import InputError, MalformedInput
from dprk_extract.recipe import Recipe
from dprk_extract.records import Document, Extraction


def test_a_record_survives_the_codec(dated_seeds: Sequence[Extraction]) -> None:
    for extraction in dated_seeds:
        assert decode(Extraction, encode(Extraction, extraction)) == extraction


def test_what_is_put_is_found_again(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    documents = [extraction.document for extraction in seeds]
    Cache(tmp_path, "print").put(seeds)
    assert Cache(tmp_path, "print").get(documents) == list(seeds)


def test_another_fingerprint_day_or_text_is_not_found(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    document = seeds[0].document
    Cache(tmp_path, "print").put(seeds)
    assert Cache(tmp_path, "other").get([document]) == [None]
    assert Cache(tmp_path, "print").get([replace(document, text=document.text + "!")]) == [None]
    assert Cache(tmp_path, "print").get([replace(document, title="T")]) == [None]


def test_the_same_article_elsewhere_keeps_its_own_path(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    Cache(tmp_path, "print").put(seeds)
    moved = replace(seeds[0].document, path="elsewhere.txt")
    (found,) = Cache(tmp_path, "print").get([moved])
    assert found is not None
    assert found.document == moved


def test_the_store_stays_below_its_bound(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    cache = Cache(tmp_path, "print", max_bytes=60_000)
    for number in range(30):
        cache.put([replace(seeds[0], document=replace(seeds[0].document, title=str(number)))])
    with sqlite3.connect(tmp_path / "extractions.sqlite") as connection:
        assert 0 < connection.execute("select sum(size) from extractions").fetchone()[0] <= 60_000
    connection.close()
    newest = replace(seeds[0].document, title="29")
    assert cache.get([newest]) != [None]


def test_a_broken_store_is_left_alone(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    (tmp_path / "extractions.sqlite").write_bytes(b"no database" * 100)
    cache = Cache(tmp_path, "print")
    cache.put(seeds)
    assert cache.get([seeds[0].document]) == [None]


def test_a_broken_entry_is_not_served(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    cache = Cache(tmp_path, "print")
    cache.put(seeds)
    with sqlite3.connect(tmp_path / "extractions.sqlite") as connection:
        connection.execute("update extractions set body = x'00'")
    connection.close()
    assert cache.get([seeds[0].document]) == [None]


def test_clear_frees_the_space(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    cache = Cache(tmp_path, "print")
    cache.put(seeds)
    cache.close()
    assert clear(tmp_path) > 0
    assert Cache(tmp_path, "print").get([seeds[0].document]) == [None]


@pytest.fixture
def mixed_stream(seeds: Sequence[Extraction]) -> list[Document | InputError]:
    return [seeds[0].document, MalformedInput("x.jsonl:2", "no JSON"), seeds[1].document]


def kinds(results: Sequence[Extraction | InputError]) -> list[str]:
    return [result.document.path if isinstance(result, Extraction) else result.source for result in results]


def test_failures_keep_their_places(mixed_stream: list[Document | InputError], tmp_path: Path) -> None:
    recipe = Recipe()
    cold = list(extract_stream(mixed_stream, recipe, cache=Cache(tmp_path, recipe.fingerprint())))
    warm = list(extract_stream(mixed_stream, recipe, cache=Cache(tmp_path, recipe.fingerprint())))
    assert kinds(cold)[1] == "x.jsonl:2"
    assert cold == warm


def test_two_processes_give_what_one_gives(mixed_stream: list[Document | InputError]) -> None:
    assert list(extract_stream(mixed_stream, Recipe(), jobs=2)) == list(
        extract_stream(mixed_stream, Recipe())
    )


def test_a_packed_extraction_is_the_same_one(dated_seeds: Sequence[Extraction]) -> None:
    for extraction in dated_seeds:
        body = pack(extraction)
        unpacked = unpack(body, extraction.document)
        assert unpacked.numbers == extraction.numbers  # the parts are independent of each other
        assert unpacked == extraction
        assert extraction == unpacked
        assert unpacked != replace(extraction, quotes=extraction.quotes[1:])
        assert pack(unpacked) == body
        shorter = replace(unpacked, quotes=())
        assert unpack(pack(shorter), extraction.document) == replace(extraction, quotes=())
        with pytest.raises(AttributeError):
            getattr(unpacked, "unheard_of")  # noqa: B009


@pytest.mark.parametrize(
    "damage", [lambda body: body[:-5], lambda body: b"", lambda body: zlib.compress(b"[]")]
)
def test_a_damaged_body_is_an_error(seeds: Sequence[Extraction], damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ValueError):
        unpack(damage(pack(seeds[0])), seeds[0].document)


def test_a_failure_travels_between_processes() -> None:
    failure = copy.copy(MalformedInput("x.jsonl:2", "no JSON"))  # by __reduce__, as it is sent
    assert (type(failure), failure.source, failure.reason) == (MalformedInput, "x.jsonl:2", "no JSON")


def test_the_fingerprint_follows_the_settings(tmp_path: Path) -> None:
    knowledge = tmp_path / "own.toml"
    knowledge.write_text("a = 1", encoding="utf-8")
    recipe = Recipe(knowledge=(str(knowledge),))
    first = recipe.fingerprint()
    knowledge.write_text("a = 2", encoding="utf-8")
    prints = {first, recipe.fingerprint(), Recipe().fingerprint(), Recipe(tagger="rules").fingerprint()}
    assert len(prints) == 4
    assert Recipe().fingerprint() == Recipe().fingerprint()
