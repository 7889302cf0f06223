"""Of whom and of what two statements speak, as far as their names and their articles tell."""

from __future__ import annotations

from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.merge.features import decision_table, publication_gap
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.words import mass_of, role_terms, stem

_MANY_NAMES = 5  # of an article, from which on the names it does not have tell something


@cache
def own_figures() -> frozenset[str]:
    """Terms of things of which there are many, each with figures of its own: polls and their margins of error."""
    return frozenset(stem(word) for word in load_toml("merge/values.toml")["counting"]["own_figures"].split())


@cache
def stock_terms() -> frozenset[str]:
    """Terms of the phrases that stand in any article: a request for comment, an e-mailed statement."""
    return frozenset(stem(word) for word in load_toml("merge/words.toml")["stock"].split())


def unknown_names(a: Profile, b: Profile) -> frozenset[str]:
    """The names of ``a`` that the whole article of ``b`` does not have."""
    return a.names - b.about - b.terms


def strangers(a: Profile, b: Profile) -> bool:
    """Whether each names people or places of its own that the other's article does not know: two events of a kind."""
    own = min(mass_of(unknown_names(a, b)), mass_of(unknown_names(b, a)))
    return bool(own > decision_table()["thresholds"]["strangers"] * mass_of(a.names & b.names))


def of_unlike_documents(a: Profile, b: Profile, likeness: float) -> bool:
    """Whether two statements without a name in common come from articles that share few names: two companies."""
    if a.names & b.names or likeness >= decision_table()["thresholds"]["dated_nameless"]:
        return False
    if a.voice is not None and b.voice is not None and a.voice == b.voice:
        return False
    if min(len(a.about), len(b.about)) < _MANY_NAMES:
        return False
    shared = mass_of(a.about & b.about)
    least = decision_table()["thresholds"]["like_documents"]
    return bool(shared < least * min(mass_of(a.about), mass_of(b.about)))


def other_poll(a: Profile, b: Profile) -> bool:
    """Whether both tell figures of polls that may be two: sample and margin are alike in all of them."""
    if not a.terms & b.terms & own_figures():
        return False
    far = publication_gap(a, b) > decision_table()["thresholds"]["same_event_days"]
    return far or not a.names & b.names


def other_matter(a: Profile, b: Profile, likeness: float) -> bool:
    """Whether two sentences of reporters, alike in words, are of two companies, two events or two polls."""
    if a.voice is not None or b.voice is not None:
        return False
    return strangers(a, b) or other_poll(a, b) or of_unlike_documents(a, b, likeness)


def tells_enough(a: Profile, b: Profile, *, same_speaker: bool) -> bool:
    """Whether the words that two statements share are a statement and no phrase: a name, "the front-runner".

    Of one speaker, within days, two telling words do; later a phrase may be said again of something else.
    """
    limits = decision_table()["thresholds"]
    shared = (a.terms & b.terms) - stock_terms()
    core = shared - a.names - b.names - role_terms()
    near = publication_gap(a, b) <= limits["phrase_days"]
    if same_speaker and near:
        return len(core) > 0 and (len(shared) > 1 or (a.statement.kind == b.statement.kind == "direct"))
    if same_speaker:
        return len(core) > 1 and len(shared) > 2
    if a.voice is None and b.voice is None:
        return len(core) > 1
    return len(core) > 2 or (near and len(core) > 1)
