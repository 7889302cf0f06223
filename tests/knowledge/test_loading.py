"""Users' own files: merged over the packaged entries; every mistake is named by file and entry."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from dprk_extract.errors import DataError
from dprk_extract.knowledge import KnowledgeBase, knowledge_base, plain_toml
from dprk_extract.knowledge.__main__ import main
from dprk_extract.knowledge.loading import load_entries
from dprk_extract.knowledge.validation import check

GOOD = """
[defaults]
kind = "person"
country = "KP"
order = "surname-first"

[han-kum-sol]
name = "Han Kum Sol"
hangul = "한금솔"
gender = "female"
offices = ["north-korea-premier: 2031-02/..", "Head of the Tree Nursery No. 3: 2029/2030"]
related = ["sister of kim-jong-chol"]
"""


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_entries_are_found(tmp_path: Path) -> None:
    kb = knowledge_base((write(tmp_path, GOOD),))
    assert [entry.id for entry in kb.find("Han Geum-sol")] == ["han-kum-sol"]
    assert kb.find("Kim Jong Un")
    assert [entry.id for entry in kb.relative("Kim Jong Chol's sister")] == ["han-kum-sol"]
    entry = kb.entry("han-kum-sol")
    assert entry is not None and entry.surname == "Han" and entry.given == "Kum Sol"
    assert [(t.title, t.start, t.end) for t in entry.offices][1] == (
        "Head of the Tree Nursery No. 3",
        "2029",
        "2030",
    )


def test_own_fields_are_laid_over_packaged_entries(tmp_path: Path) -> None:
    text = '[defaults]\nkind = "place"\n\n[kim-jong-un]\naliases = ["Rocket Man"]\ndescription = "My note."\n'
    kb = knowledge_base((write(tmp_path, text),))
    entry = kb.entry("kim-jong-un")
    assert entry is not None
    assert (entry.kind, entry.description, entry.hangul) == ("person", "My note.", "김정은")
    assert set(entry.aliases) >= {"KJU", "Rocket Man"}
    assert [found.id for found in kb.find("Rocket Man")] == ["kim-jong-un"]
    assert not knowledge_base().find("Rocket Man")


def test_later_files_win(tmp_path: Path) -> None:
    one = write(tmp_path, '[x-y]\nkind = "place"\nname = "Aville"\n', "one.toml")
    two = write(tmp_path, '[x-y]\nname = "Beeville"\n', "two.toml")
    assert load_entries((one, two))["x-y"].name == "Beeville"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a b]\n", "mine.toml"),
        ('name = "x"\n', "must be a table"),
        ('[a]\nkind = "place"\nname = "X"\n\n[[defaults]]\nkind = "place"\n', "[defaults]: must be a table"),
        ('[A_b]\nkind = "place"\nname = "X"\n', "[A_b]: an id has only"),
        ('[a]\nname = "X"\n', "[a]: kind is missing"),
        ('[a]\nkind = "place"\n', "[a]: name is missing"),
        ('[a]\nkind = "place"\nname = "..."\n', "has no letter"),
        ('[a]\nkind = "place"\nname = "X"\ncountry = "Korea"\n', "two capital letters"),
        ('[a]\nkind = "planet"\nname = "X"\n', "kind is 'planet'"),
        ('[a]\nkind = "place"\nname = "X"\nalias = ["Y"]\n', "unknown field 'alias'"),
        ('[a]\nkind = "place"\nname = 3\n', "name must be a text"),
        ('[a]\nkind = "place"\nname = "X"\naliases = "Y"\n', "aliases must be a list"),
        ('[a]\nkind = "place"\nname = "X"\naliases = [""]\n', "aliases must be a list"),
        ('[a]\nkind = "event"\nname = "X"\ndate = "12 June 2018"\n', "which is no date"),
        ('[a]\nkind = "event"\nname = "X"\ndate = "2018-02-30"\n', "which is no date"),
        ('[a]\nkind = "event"\nname = "X"\ndate = "2019-02-28/2019-02-27"\n', "which is no date"),
        ('[a]\nkind = "anniversary"\nname = "X"\nyearly = "04-15"\n', "XXXX-04-15"),
        ('[a]\nkind = "metonym"\nname = "X"\nstands_for = "nowhere"\n', "there is no entry 'nowhere'"),
        ('[a]\nkind = "person"\nname = "X Y"\noffices = ["no-office: 2018/2019"]\n', "there is no entry"),
        ('[a]\nkind = "person"\nname = "X Y"\noffices = ["kim-jong-un: 2018/2019"]\n', "is not an office"),
        ('[a]\nkind = "person"\nname = "X Y"\noffices = ["Mayor: since 2018"]\n', "is not of the form"),
        ('[a]\nkind = "person"\nname = "X Y"\noffices = ["Mayor: 2019/2018"]\n', "ends before it begins"),
        ('[a]\nkind = "person"\nname = "X Y"\noffices = ["Mayor: 2019-02-31/"]\n', "does not exist"),
        ('[a]\nkind = "person"\nname = "X Y"\nrelated = ["sister kim-jong-un"]\n', "is not of the form"),
        ('[a]\nkind = "person"\nname = "X Y"\nhangul = "Kim"\n', "Korean letters"),
        ('[a]\nkind = "person"\nname = "X Y"\ngender = "f"\n', "gender is 'f'"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        load_entries((write(tmp_path, text),))
    assert "mine.toml" in str(caught.value) and said in str(caught.value)


def test_a_missing_or_binary_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.toml"):
        load_entries((tmp_path / "gone.toml",))
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"bad\.toml"):
        load_entries((tmp_path / "bad.toml",))


def test_check_finds_undeclared_namesakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = '[other]\nkind = "person"\nname = "Kim Jong-eun"\nhangul = "김정은"\n'
    silent += 'country = "KR"\norder = "surname-first"\n'
    problems = check([write(tmp_path, silent)])
    assert problems and all("[other]" in line and "[kim-jong-un]" in line for line in problems)
    declared = silent + 'shared = ["Kim Jong-eun"]\n\n[kim-jong-un]\nshared = ["Kim Jong Un"]\n'
    assert check([write(tmp_path, declared)]) == []
    assert main([str(tmp_path / "mine.toml")]) == 0
    assert main([str(tmp_path / "gone.toml")]) == 1
    assert "gone.toml" in capsys.readouterr().err


def test_the_plain_reader_leaves_the_rest_to_the_standard_library() -> None:
    for text in (
        '[a]\nb = [\n  "c",\n]\n',
        '[a]\nb = "c" # d\n',
        "[a]\nb = 'c'\n",
        '[a.b]\nc = "d"\n',
        '[a]\nb = "\\u0041"\n',
    ):
        assert plain_toml._plain(text) is None
        assert plain_toml.loads(text)["a"]


def test_loading_is_quick() -> None:
    """The best of three, in CPU time, with room for a slow machine: the aim is 0.06 s."""

    def once() -> float:
        started = time.process_time()
        kb = KnowledgeBase(load_entries())
        kb.find("Kim Jong Un")
        return time.process_time() - started

    assert min(once() for _ in range(3)) < 0.25


def test_the_base_is_made_once() -> None:
    assert knowledge_base() is knowledge_base(())
    assert knowledge_base().holder("North Korean leader", date(2020, 1, 1))
