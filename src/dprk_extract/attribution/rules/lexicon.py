"""The cue lexicon, from ``data/attribution/cues.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dprk_extract.data import load_toml


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Base forms of cues by frame; see the data file for what the frames are."""

    clause: frozenset[str]
    quotation: frozenset[str]
    object: frozenset[str]
    infinitive: frozenset[str]
    as_: frozenset[str]
    prepositional: dict[str, frozenset[str]]
    hearsay_verbs: frozenset[str]
    hearsay_adverbs: frozenset[str]
    noun_clause: frozenset[str]
    noun_infinitive: frozenset[str]
    noun_prepositional: dict[str, frozenset[str]]
    adjective_clause: frozenset[str]
    per: frozenset[str]
    opinion: frozenset[str]

    @property
    def quoting(self) -> frozenset[str]:
        """Verbs beside which a quotation is theirs."""
        return self.clause | self.quotation


@cache
def cue_lexicon() -> CueLexicon:
    data = load_toml("attribution/cues.toml")
    verbs, nouns, phrases = data["verbs"], data["nouns"], data["phrases"]
    return CueLexicon(
        clause=frozenset(verbs["clause"]),
        quotation=frozenset(verbs["quotation"]),
        object=frozenset(verbs["object"]),
        infinitive=frozenset(verbs["infinitive"]),
        as_=frozenset(verbs["as"]),
        prepositional={verb: frozenset(preps) for verb, preps in verbs["prepositional"].items()},
        hearsay_verbs=frozenset(data["hearsay"]["verbs"]),
        hearsay_adverbs=frozenset(data["hearsay"]["adverbs"]),
        noun_clause=frozenset(nouns["clause"]),
        noun_infinitive=frozenset(nouns["infinitive"]),
        noun_prepositional={noun: frozenset(preps) for noun, preps in nouns["prepositional"].items()},
        adjective_clause=frozenset(data["adjectives"]["clause"]),
        per=frozenset(phrases["per"]),
        opinion=frozenset(phrases["opinion"]),
    )
