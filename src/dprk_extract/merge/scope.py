"""Of whom and of what two statements speak, as far as their names and their articles tell."""

from __future__ import annotations

from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.merge.features import decision_table, publication_gap
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.words import mass_of, role_terms, stem

_PLENTY = 6  # terms in common, more than a cue can have brought in
_MANY_NAMES = 5  # of an article, from which on the names it does not have tell something


@cache
def own_figures() -> frozenset[str]:
    """Terms of things of which there are many, each with figures of its own: polls and their margins of error."""
    return frozenset(stem(word) for word in load_toml("merge/values.toml")["counting"]["own_figures"].split())


@cache
def stock_terms() -> frozenset[str]:
    """Terms of the phrases that stand in any article: an e-mailed statement, a spokesman on the phone."""
    return frozenset(stem(word) for word in load_toml("merge/words.toml")["stock"].split())


@cache
def poll_words() -> frozenset[str]:
    return frozenset(load_toml("merge/values.toml")["counting"]["polls"].split())


def unknown_names(a: Profile, b: Profile) -> frozenset[str]:
    """The names written in ``a`` that the whole article of ``b`` does not have."""
    missing = a.names - b.about.terms - b.terms
    return missing & a.own


def strangers(a: Profile, b: Profile) -> bool:
    """Whether each names people or places of its own that the other's article does not know: two events of a kind."""
    own = min(mass_of(unknown_names(a, b)), mass_of(unknown_names(b, a)))
    return bool(own > decision_table()["thresholds"]["strangers"] * mass_of(a.names & b.names))


def other_subject(a: Profile, b: Profile) -> bool:
    """Whether two sentences of reporters share no name though each has one, or has one that the other's article lacks.

    "Shares of Tarn Mills closed at 37" and "Its shares closed at 37" in an article on another firm.
    """
    if a.voice is not None or b.voice is not None or a.names & b.names:
        return False
    written = bool(a.names & a.own) and bool(b.names & b.own)
    return written or bool(unknown_names(a, b) or unknown_names(b, a))


def of_unlike_documents(a: Profile, b: Profile, likeness: float) -> bool:
    """Whether two statements without a name in common come from articles that share few names: two companies."""
    if a.names & b.names or likeness >= decision_table()["thresholds"]["dated_nameless"]:
        return False
    if a.voice is not None and b.voice is not None and a.voice == b.voice:
        return False
    if min(len(a.about.terms), len(b.about.terms)) < _MANY_NAMES:
        return False
    least = decision_table()["thresholds"]["like_documents"]
    return bool(a.about.shared_mass(b.about) < least * min(a.about.mass, b.about.mass))


def other_poll(a: Profile, b: Profile) -> bool:
    """Whether both tell of polls that may be two: samples, margins and shares are alike in many of them.

    Within days it may be one poll if a name is shared.
    """
    if not (_of_poll(a) and _of_poll(b)):
        return False
    far = publication_gap(a, b) > decision_table()["thresholds"]["same_event_days"]
    return far or not a.names & b.names


def _of_poll(profile: Profile) -> bool:
    words = poll_words()
    return not words.isdisjoint(profile.forms) or (
        profile.voice is not None and not words.isdisjoint(profile.voice.parts)
    )


def other_matter(a: Profile, b: Profile, likeness: float) -> bool:
    """Whether two statements alike in words are of two polls or, as sentences of reporters, companies or events."""
    if other_poll(a, b):
        return True
    if a.voice is not None or b.voice is not None:
        return False
    return strangers(a, b) or other_subject(a, b) or of_unlike_documents(a, b, likeness)


def tells_enough(a: Profile, b: Profile, *, same_speaker: bool) -> bool:
    """Whether the words that two statements share are a statement and no phrase: a name, "the front-runner".

    What one speaker says within days may be a word; weeks later a phrase may be said again of something else.
    """
    limits = decision_table()["thresholds"]
    unlike_names = (a.terms & b.terms) - stock_terms() - a.names - b.names - role_terms()
    if len(unlike_names) >= _PLENTY:
        return True
    shared = (a.terms & b.terms & a.own & b.own) - stock_terms()
    core = shared & unlike_names
    gap = publication_gap(a, b)
    if same_speaker:
        quoted = a.statement.kind == b.statement.kind == "direct"
        if gap <= limits["saying_days"]:
            return bool(core) and (len(shared) > 1 or (quoted and gap <= limits["phrase_days"]))
        return len(core) > 1 and len(shared) > 2
    if a.voice is None and b.voice is None:
        return len(core) > 1
    return len(core) > 2 or (gap <= limits["phrase_days"] and len(core) > 1)
