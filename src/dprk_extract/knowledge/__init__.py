"""The knowledge base: who and what an analyst of North Korea reads about, found by any usual spelling.

    kb = knowledge_base()                        # the packaged entries; cached, a few dozen milliseconds
    kb = knowledge_base((Path("mine.toml"),))    # with a user's own files laid over them

    kb.find("Kim Jŏng-ŭn")                       # (Entry kim-jong-un,): exact after normalisation, never fuzzy
    kb.find("Kim")                               # (): a bare surname finds nobody ...
    kb.find("Clinton")                           # ... except where the news uses it so; all bearers then
    kb.scan(["Kim", "Jong", "-", "un", "said"])  # [Hit(0, 4, (Entry kim-jong-un,))]: longest matches, linear
    kb.propose("Kim Jong Uhn")                   # ((Entry, 95.2), ...): proposals only, to be verified by rule
    kb.holder("the North Korean leader", date(2005, 5, 1))   # (Entry kim-jong-il,)
    kb.relative("Kim Jong Un's sister")          # (Entry kim-yo-jong,)
    kb.same_name("Ri Yong Ho", "Lee Yong-ho")    # True: one Korean name in two romanisations
    kb.with_surname("Lee")                       # every person whose surname is Lee, Ri, Yi, Rhee
    kb.entry("kim-jong-un"); kb.referent(entry); kb.country_of("North Korean")

Normalisation: case, hyphens, spaces, apostrophes, full stops, diacritics, a leading "the", the possessive 's;
for Korean names also the romanisation and the order of surname and given name (:mod:`.romanisation`).
Acronyms ("US", "UN") and guarded aliases ("the North") count only with the capital letters they are written with.

The data are TOML files under ``data/knowledge``; ``docs/knowledge.md`` describes the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dprk_extract.knowledge.base import KnowledgeBase
from dprk_extract.knowledge.entry import Entry, Hit, Kind, Tenure
from dprk_extract.knowledge.loading import load_entries

__all__ = ["Entry", "Hit", "Kind", "KnowledgeBase", "Tenure", "knowledge_base"]


@lru_cache(maxsize=8)
def _build(extra: tuple[Path, ...]) -> KnowledgeBase:
    return KnowledgeBase(load_entries(extra))


def knowledge_base(extra: Sequence[Path] = ()) -> KnowledgeBase:
    """The packaged knowledge base with the TOML files ``extra`` laid over it, later files over earlier ones.

    Cached by the paths: a file that changes on disk while the program runs is not read again.
    Raises :class:`~dprk_extract.errors.DataError` naming the file and the entry that is wrong.
    """
    return _build(tuple(Path(path) for path in extra))
