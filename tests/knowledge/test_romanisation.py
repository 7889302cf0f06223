"""Every Korean person of the base is found by the spellings that four systems make of the Hangul."""

from __future__ import annotations

import pytest

from dprk_extract.knowledge import Entry, KnowledgeBase
from dprk_extract.knowledge.index import is_korean_name
from dprk_extract.knowledge.romanisation import softened, syllable_readings

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FINALS = {0: "", 1: "k", 4: "n", 7: "t", 8: "l", 16: "m", 17: "p", 19: "t", 21: "ng"}
# One letter table a system, in Unicode's order of the initials and medials.
SYSTEMS = {
    "Revised Romanization": (
        "g kk n d tt r m b pp s ss _ j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    ),
    "McCune-Reischauer": (
        "k kk n t tt r m p pp s ss _ ch tch ch’ k’ t’ p’ h",
        "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    ),
    "McCune-Reischauer without signs": (
        "k kk n t tt r m p pp s ss _ ch tch ch k t p h",
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    ),
    "the North's": (
        "k kk n t tt r m p pp s ss _ j jj ch kh th ph h",
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    ),
}  # fmt: skip


def spelt(syllable: str, system: str) -> str:
    initials, medials = (letters.split() for letters in SYSTEMS[system])
    initial, rest = divmod(ord(syllable) - 0xAC00, 588)
    return initials[initial].replace("_", "") + medials[rest // 28] + FINALS[rest % 28]


def koreans(kb: KnowledgeBase) -> list[Entry]:
    return [entry for entry in kb.entries.values() if is_korean_name(entry) and entry.hangul]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_finds_every_korean(kb: KnowledgeBase, system: str) -> None:
    people = koreans(kb)
    assert len(people) > 200
    lost = []
    for entry in people:
        assert entry.hangul
        surname, *given = (spelt(syllable, system) for syllable in entry.hangul)
        for name in (
            f"{surname} {' '.join(given)}",
            f"{surname} {'-'.join(given)}",
            f"{surname} {''.join(given)}",
        ):
            if entry not in kb.find(name.title()) and not entry.shared:
                lost.append((entry.id, name))
    assert lost == []


def test_own_spelling_reads_as_own_hangul(kb: KnowledgeBase) -> None:
    """A slip in an entry's Hangul would show here: its syllables must be readings of the name as spelt."""
    wrong = []
    for entry in koreans(kb):
        parts = entry.name.lower().replace("-", " ").split()
        assert entry.hangul
        if len(parts) == len(entry.hangul):
            for part, syllable in zip(parts, entry.hangul, strict=True):
                readings = syllable_readings(part)
                if softened(syllable) not in {softened(reading) for reading in readings}:
                    wrong.append((entry.id, part, syllable))
    assert not wrong, wrong
