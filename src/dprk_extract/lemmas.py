"""Base forms from a word and its Penn tag, by suffix rules and a table of exceptions.

The spaCy model has a lemmatizer, but running it (with the attribute ruler that it needs) costs a quarter of the
whole parse; a cached lookup costs next to nothing and works behind any tagger with Penn tags. Rules after
Minnen, Carroll and Pearce, "Applied morphological processing of English" (2001); exceptions in ``data/lemmas.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dprk_extract.data import load_toml

_VOWELS = "aeiou"
# A stem after -ed or -ing that needs its silent e back: a consonant after a long vowel or certain clusters.
_SILENT_E = re.compile(r"(?:[^aeiou]l|[aeiouy](?:c|s|z|v|g|u)|[nrl](?:c|s|v|g)|u|[^aeiou][aeiouy][t]|dg)$")


@lru_cache(maxsize=1 << 13)
def lemma(lower: str, tag: str) -> str:
    """The base form of the lower-cased word ``lower`` with the Penn tag ``tag``; the word itself where it is one."""
    exceptions = load_toml("lemmas.toml")
    if tag in ("NNS", "NNPS"):
        return str(exceptions["noun"].get(lower) or _singular(lower))
    if tag in ("VBZ", "VBD", "VBN", "VBG"):
        known = exceptions["verb"].get(lower)
        return str(known or _VERB_RULES[tag](lower))
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return str(exceptions["adjective"].get(lower, lower))
    return str(exceptions["other"].get(lower, lower))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _third_person(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _stem(stem: str) -> str:
    """The verb behind what is left when -ed or -ing is gone."""
    if len(stem) < 3:
        return stem
    if stem[-1] == stem[-2] and stem[-1] not in "lsz" and stem[-1] not in _VOWELS:
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def _past(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    return _stem(word[:-2]) if word.endswith("ed") and len(word) > 3 else word


def _participle(word: str) -> str:
    return _stem(word[:-3]) if word.endswith("ing") and len(word) > 5 else word


_VERB_RULES = {"VBZ": _third_person, "VBD": _past, "VBN": _past, "VBG": _participle}
