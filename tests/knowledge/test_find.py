"""Finding entries by surface: romanisation, case, order, acronyms, shared names; scanning tokens."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_extract.knowledge import Entry, KnowledgeBase, knowledge_base
from dprk_extract.knowledge.normalisation import key, pieces
from dprk_extract.knowledge.romanisation import name_readings, same_korean_name, softened, syllable_readings


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return sorted(entry.id for entry in entries)


@pytest.mark.parametrize(
    ("surface", "entry_id"),
    [
        ("Kim Jong Un", "kim-jong-un"),
        ("Kim Jong-un", "kim-jong-un"),
        ("Kim Jongun", "kim-jong-un"),
        ("KIM JONG UN", "kim-jong-un"),
        ("kim jong un’s", "kim-jong-un"),
        ("Jong Un Kim", "kim-jong-un"),
        ("Kim Jŏng-ŭn", "kim-jong-un"),
        ("Kim Chŏng-ŭn", "kim-jong-un"),
        ("Kim Chong-un", "kim-jong-un"),
        ("Gim Jeong-eun", "kim-jong-un"),
        ("Kim Jung Un", "kim-jong-un"),
        ("김정은", "kim-jong-un"),
        ("Kim Jong-il", "kim-jong-il"),
        ("Kim Chŏng-il", "kim-jong-il"),
        ("Gim Il-seong", "kim-il-sung"),
        ("Kim Yeo-jeong", "kim-yo-jong"),
        ("Kim Yŏ-jŏng", "kim-yo-jong"),
        ("Choi Ryong-hae", "choe-ryong-hae"),
        ("Ch’oe Ryong-hae", "choe-ryong-hae"),
        ("Choi Sun-hee", "choe-son-hui"),
        ("Choe Sŏn-hŭi", "choe-son-hui"),
        ("Ro Kwang Chol", "no-kwang-chol"),
        ("Noh Kwang-chol", "no-kwang-chol"),
        ("Jang Sung-taek", "jang-song-thaek"),
        ("Chang Song-taek", "jang-song-thaek"),
        ("Tae Yong-ho", "thae-yong-ho"),
        ("Ri Sol-ju", "ri-sol-ju"),
        ("Lee Seol-ju", "ri-sol-ju"),
        ("Ko Young-hee", "ko-yong-hui"),
        ("Kim Kye-kwan", "kim-kye-gwan"),
        ("Lee Jae-myung", "lee-jae-myung"),
        ("Yoon Suk-yeol", "yoon-suk-yeol"),
        ("Yun Sŏk-yŏl", "yoon-suk-yeol"),
        ("Pak Kun-hye", "park-geun-hye"),
        ("Ryu Kil-jae", "ryoo-kihl-jae"),
        ("Rafael Mariano Grossi", "rafael-grossi"),
        ("Donald J. Trump", "donald-trump"),
        ("Abe Shinzo", "shinzo-abe"),
        ("Mao Tse-tung", "mao-zedong"),
        ("Xi Jin-ping", "xi-jinping"),
        ("Sergey Lavrov", "sergei-lavrov"),
        ("Zelensky", "volodymyr-zelenskyy"),
        ("Antonio Guterres", "antonio-guterres"),
        ("the White House", "white-house"),
        ("Cheong Wa Dae", "blue-house"),
        ("U.N. Security Council", "un-security-council"),
        ("Workers’ Party of Korea", "workers-party-of-korea"),
        ("North Korean Defense Ministry", "dprk-defence-ministry"),
        ("Hwasongpho-17", "hwasong-17"),
        ("Hwaseong 17", "hwasong-17"),
        ("KN23", "kn-23"),
        ("Rodong Shinmun", "rodong-sinmun"),
    ],
)
def test_variants_find_one_entry(kb: KnowledgeBase, surface: str, entry_id: str) -> None:
    assert ids(kb.find(surface)) == [entry_id]


@pytest.mark.parametrize(
    "surface",
    [
        "Kim", "Lee", "Ri", "Moon", "Park", "Powell", "Rice", "Abe", "Kim Jong", "Jong Un", "Un", "us", "who", "the",
        "", "...", "Kim Jong-woon", "Kim Jon Gun", "Kim Yong Un", "the north", "North", "South", "west sea breeze",
        "Kim Jong Un Kim", "Hwasong", "Hwasong-99", "minister", "Guardian", "the guardian",
    ],
)  # fmt: skip
def test_what_names_nobody_finds_nobody(kb: KnowledgeBase, surface: str) -> None:
    assert kb.find(surface) == ()


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Clinton", ["bill-clinton", "hillary-clinton"]),
        ("Bush", ["george-h-w-bush", "george-w-bush"]),
        ("Ri Yong Ho", ["ri-yong-ho-diplomat", "ri-yong-ho-general"]),
        ("Lee Byung-chul", ["lee-byong-chul", "ri-pyong-chol"]),
        ("Victory Day", ["victory-day-kp", "victory-day-ru"]),
    ],
)
def test_shared_names_find_all_bearers(kb: KnowledgeBase, surface: str, expected: list[str]) -> None:
    assert ids(kb.find(surface)) == expected


def test_the_very_spelling_comes_before_a_possible_one(kb: KnowledgeBase) -> None:
    assert ids(kb.find("Kim Jong Suk")) == ["kim-jong-suk"]
    assert ids(kb.find("Kim Jung-sook")) == ["kim-jung-sook"]
    assert ids(kb.find("Kim Chong-suk")) == ["kim-jong-suk", "kim-jung-sook"]
    assert ids(kb.find("Ri Pyong Chol")) == ["ri-pyong-chol"]


def test_hangul_tells_romanised_homonyms_apart(kb: KnowledgeBase) -> None:
    assert ids(kb.find("리용호")) == ["ri-yong-ho-diplomat"]
    assert ids(kb.find("리영호")) == ["ri-yong-ho-general"]


def test_one_syllable_names_are_not_read_backwards(kb: KnowledgeBase) -> None:
    assert ids(kb.find("Kim Song")) == ["kim-song"]
    assert ids(kb.find("Sung Kim")) == ["sung-kim"]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["Kim", "Jong", "-", "un", "'s", "envoy"], [(0, 4, "kim-jong-un")]),
        (["Choe", "Son", "Hui", "and", "Kim", "Song"], [(0, 3, "choe-son-hui"), (4, 6, "kim-song")]),
        (["President", "Donald", "J.", "Trump", "said"], [(1, 4, "donald-trump")]),
        (["Pyongyang", "fired", "a", "Hwasong-15", "."], [(0, 1, "pyongyang"), (3, 4, "hwasong-15")]),
        (["They", "told", "us", "so"], []),
        (["He", "told", "the", "U.S.", "so"], [(3, 4, "united-states")]),
        (["Kim", ",", "Jong", "Un"], []),
        (["no", "Kwang", "Chol"], []),
        (["Seoul", "and", "the", "North", "met"], [(0, 1, "seoul"), (2, 4, "north-korea")]),
        (["Seoul", "crossed", "the", "North", "Sea"], [(0, 1, "seoul")]),
        (["Voters", "in", "the", "South", "agree"], []),
        (["of", "Jong", "Il", "-", "Kim", "Il", "Sungism"], []),
        (["Kim", "Song", "Ho", "spoke"], []),
        (["Kim", "Song", "spoke"], [(0, 2, "kim-song")]),
        (["KIM", "JONG", "UN", "VISITS"], [(0, 3, "kim-jong-un")]),
        (["the", "Workers", "'", "Party", "of", "Korea"], [(1, 6, "workers-party-of-korea")]),
    ],
)
def test_scan(kb: KnowledgeBase, tokens: list[str], expected: list[tuple[int, int, str]]) -> None:
    hits = [(hit.start, hit.end, hit.entries[0].id) for hit in kb.scan(tokens)]
    assert hits == expected


@given(
    st.lists(st.sampled_from(["Kim", "Jong", "Un", "-", "Trump", "the", "North", "Korea", ",", "’s", "a"]))
)
def test_hits_are_in_order_and_apart(tokens: list[str]) -> None:
    last = 0
    for hit in knowledge_base().scan(tokens):
        assert last <= hit.start < hit.end <= len(tokens) and hit.entries
        last = hit.end


@given(st.text())
def test_no_text_raises(text: str) -> None:
    kb = knowledge_base()
    kb.find(text)
    kb.scan(text.split())
    kb.holder(text, None)
    kb.relative(text)
    kb.country_of(text)
    kb.with_surname(text)


@given(st.text(alphabet="Kim JongUn-'’.ŏŭ김정은"))
def test_finding_does_not_depend_on_case_of_names(text: str) -> None:
    kb = knowledge_base()
    assert ids(kb.find(text)) == ids(kb.find(text.upper())) or len(text) < 7


def test_scanning_is_linear_in_hostile_text(kb: KnowledgeBase) -> None:
    tokens = ["Kim", "Jong"] * 5_000 + ["Workers", "'"] * 5_000 + ["K" * 50_000, "Kim" * 10_000]
    started = time.process_time()
    kb.scan(tokens)
    assert time.process_time() - started < 2


def test_proposals_are_scored_and_never_found(kb: KnowledgeBase) -> None:
    assert kb.find("Mike Pompeyo") == ()
    (best, score), *_ = kb.propose("Mike Pompeyo")
    assert best.id == "mike-pompeo" and 80 <= score < 100
    assert kb.propose("Zzyzx Qqqq") == ()


def test_referents_and_demonyms(kb: KnowledgeBase) -> None:
    (blue_house,) = kb.find("Blue House")
    assert kb.referent(blue_house).id == "presidential-office-kr"
    (kcna,) = kb.find("KCNA")
    assert kb.referent(kcna) is kcna
    state = kb.country_of("North Korean")
    assert state is not None and state.id == "north-korea"
    assert kb.country_of("Atlantean") is None


def test_surnames_in_any_romanisation(kb: KnowledgeBase) -> None:
    lees = {entry.id for entry in kb.with_surname("Lee")}
    assert {"lee-jae-myung", "ri-sol-ju", "lee-hsien-loong"} <= lees
    assert {"lee-jae-myung", "ri-sol-ju"} <= {entry.id for entry in kb.with_surname("Rhee")}
    assert "kim-jong-un" not in lees
    assert {entry.id for entry in kb.with_surname("Trump")} == {"donald-trump", "ivanka-trump"}
    assert kb.with_surname("") == ()


def test_same_name(kb: KnowledgeBase) -> None:
    assert kb.same_name("Ri Yong Ho", "Lee Yong-ho")
    assert kb.same_name("the KCNA", "KCNA")
    assert not kb.same_name("Kim Jong Un", "Kim Jong Il")
    assert not kb.same_name("", "")


def test_readings() -> None:
    assert {"정", "종"} <= syllable_readings("jong")
    assert syllable_readings("qx") == frozenset()
    assert ("김", "정은") in name_readings(("kim", "jong", "un"))
    assert ("이", "용호") in name_readings(("ri", "yong", "ho"))
    assert (
        softened("리") == "이"
        and softened("로") == "노"
        and softened("녀") == "여"
        and softened("김") == "김"
    )
    assert same_korean_name("Roh Moo-hyun", "No Mu-hyŏn")
    assert not same_korean_name("Donald Trump", "Donald Trump")


def test_pieces() -> None:
    assert key("The Workers’ Party") == ("workers", "party")
    assert [written for _, written in pieces("U.S.-led")] == ["US", "led"]
    assert key("Hwasong-17’s") == ("hwasong", "17")
    assert key("") == ()
