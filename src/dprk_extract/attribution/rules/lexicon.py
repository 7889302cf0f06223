"""The cue lexicon, from ``data/attribution/cues.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.lemmas import lemma


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
    saying: frozenset[str]  # plain forms of saying, as they stand in the text
    reporting: frozenset[str]  # plain forms of reporting what others said
    going_on: frozenset[str]  # participles with which the same source goes on
    quoting_others: frozenset[str]  # verbs that may stand before "as saying"
    documents: frozenset[str]  # nouns for what a source issues
    quoting: frozenset[str]  # verbs beside which a quotation is theirs
    embedding: frozenset[str]  # verbs whose sentence may run on into a quotation
    attributing: frozenset[str]  # verbs with any frame but the prepositional one


@cache
def cue_lexicon() -> CueLexicon:
    data = load_toml("attribution/cues.toml")
    verbs, nouns, phrases = data["verbs"], data["nouns"], data["phrases"]
    clause, as_, infinitive = (
        frozenset(verbs["clause"]),
        frozenset(verbs["as"]),
        frozenset(verbs["infinitive"]),
    )
    things, hearsay = frozenset(verbs["object"]), frozenset(data["hearsay"]["verbs"])
    quoting = (clause | frozenset(verbs["quotation"])) - frozenset(verbs["no_quotation"])
    return CueLexicon(
        quoting=quoting,
        embedding=quoting | as_ | things,
        attributing=clause | as_ | infinitive | things | hearsay,
        clause=clause,
        quotation=frozenset(verbs["quotation"]),
        object=things,
        infinitive=infinitive,
        as_=as_,
        prepositional={verb: frozenset(preps) for verb, preps in verbs["prepositional"].items()},
        hearsay_verbs=hearsay,
        hearsay_adverbs=frozenset(data["hearsay"]["adverbs"]),
        noun_clause=frozenset(nouns["clause"]),
        noun_infinitive=frozenset(nouns["infinitive"]),
        noun_prepositional={noun: frozenset(preps) for noun, preps in nouns["prepositional"].items()},
        adjective_clause=frozenset(data["adjectives"]["clause"]),
        going_on=frozenset(data["verbs"]["going_on"]),
        quoting_others=frozenset(data["verbs"]["quoting_others"]),
        documents=frozenset(data["nouns"]["documents"]),
        saying=frozenset(data["nested"]["saying"]),
        reporting=frozenset(data["nested"]["reporting"]),
        per=frozenset(phrases["per"]),
        opinion=frozenset(phrases["opinion"]),
    )


def may_attribute(lower: str, tag: str) -> bool:
    """Whether a token of that word and tag can be the head of any frame's cue; the parse then decides."""
    lexicon = cue_lexicon()
    if lower == "according" or lower in lexicon.per or lower in lexicon.hearsay_adverbs:
        return True
    words = _cues_by_class().get(tag[:2])
    return words is not None and lemma(lower, tag).partition(" ")[0] in words


@cache
def _cues_by_class() -> dict[str, frozenset[str]]:
    """The base forms that can be cues as verbs, nouns and adjectives; of a verb with a particle the verb alone."""
    lexicon = cue_lexicon()
    verbs = lexicon.attributing | frozenset(lexicon.prepositional)
    nouns = lexicon.noun_clause | lexicon.noun_infinitive | frozenset(lexicon.noun_prepositional)
    classes = {"VB": verbs, "NN": nouns, "JJ": lexicon.adjective_clause}
    return {tag: frozenset(word.partition(" ")[0] for word in words) for tag, words in classes.items()}
