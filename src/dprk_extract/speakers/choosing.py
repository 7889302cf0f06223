"""Choosing among referents: who bears a surname, who holds a title.

A surname goes to the most fitting bearer that the article has introduced: by recency, title,
gender and whom he is coordinated with. Every choice comes with a certainty between 0 and 1, from its margin over
the runner-up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dprk_extract.knowledge import Entry
from dprk_extract.speakers.descriptions import Description
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.naming import GENDERS, Naming
from dprk_extract.speakers.outlets import choose_outlet, is_outlet_noun
from dprk_extract.speakers.pronouns import certainty, ranked_persons
from dprk_extract.speakers.referents import Referent, acronym
from dprk_extract.speakers.titles import title_classes

if TYPE_CHECKING:
    from dprk_extract.speakers.discourse import Discourse

Choice = tuple[Referent, str, float]

_CANDIDATES = 40
_MOST_BEARERS = 30


# -- surnames and other short names ------------------------------------------------------------------------------


def choose_bearer(discourse: Discourse, naming: Naming) -> Choice | None:
    """Who is meant by a name of one word; None where it stands for itself."""
    word = naming.words[0].lower()
    registry = discourse.registry
    bearers = [r for r in registry.by_surname.get(word, ())[:_MOST_BEARERS] if gender_fits(r, naming.gender)]
    if bearers:
        return _best_bearer(discourse, naming, bearers)
    known = _person_entry(naming)
    if known is not None:
        return registry.from_entry(known, naming.start, naming.name), "alias", 0.9
    given = [
        r for r in registry.by_given.get(word, ()) if r.kind == "person" and gender_fits(r, naming.gender)
    ]
    if given and naming.kind != "place":
        return _latest(naming.start, given), "alias", 0.85 if len(given) == 1 else 0.6
    return _organisation(discourse, naming)


def _organisation(discourse: Discourse, naming: Naming) -> Choice | None:
    if naming.kind == "person" or naming.title_start < naming.start:
        return None
    registry, word = discourse.registry, naming.words[0].lower()
    if naming.entry is not None:
        return registry.introduce(naming), "name", 0.95
    fitting = [
        r
        for r in registry.by_word.get(word, ())[:_MOST_BEARERS]
        if r.kind != "person" and len(r.words) > 1 and _short_form(r, naming, discourse)
    ]
    if not fitting:
        return None
    return _latest(naming.start, fitting), "alias", 0.85 if len(fitting) == 1 else 0.6


def _short_form(referent: Referent, naming: Naming, discourse: Discourse) -> bool:
    """ "Peabody" for Peabody Energy, "the Post" for the New York Post, "IAEA" for its initials."""
    word = naming.words[0]
    after_the = naming.start > 0 and discourse.view.lower[naming.start - 1] == "the"
    if word.isupper() and len(word) > 1 and acronym(referent.words) == word.lower():
        return True
    if referent.kind == "organisation" and referent.entry is not None and referent.entry.kind == "state":
        return False
    return referent.words[0] == word or (after_the and referent.words[-1] == word)


def _person_entry(naming: Naming) -> Entry | None:
    """The one person whom the news calls by this bare surname and whose gender fits."""
    people = [
        entry
        for entry in naming.entries
        if entry.kind == "person" and naming.gender in ("", GENDERS.get(entry.gender or "", naming.gender))
    ]
    return people[0] if len(people) == 1 else None


def _best_bearer(discourse: Discourse, naming: Naming, bearers: list[Referent]) -> Choice:
    usual = _person_entry(naming)
    if usual is not None and all(b.entry is not usual for b in bearers):
        if not any(b.first < naming.start for b in bearers):
            return discourse.registry.from_entry(usual, naming.start), "alias", 0.75
        if bearers[0].gender and bearers[0].gender != GENDERS.get(usual.gender or "", bearers[0].gender):
            bearers = [*bearers, discourse.registry.from_entry(usual, naming.start)]
    if len(bearers) == 1:
        return bearers[0], "name", 0.97
    scored = sorted(
        ((_bearer_score(discourse, naming, b, usual, bearers), -number) for number, b in enumerate(bearers)),
        reverse=True,
    )
    margin = scored[0][0] - scored[1][0]
    return bearers[-scored[0][1]], "name", certainty(margin, 0.6, 0.95)


def _bearer_score(
    discourse: Discourse, naming: Naming, bearer: Referent, usual: Entry | None, rivals: list[Referent]
) -> float:
    last = bearer.last(naming.start)
    if last is None:
        return -3.0
    distance = max(0, discourse.rank(naming.start) - last.rank)
    score = 2.0 * 0.8 ** min(distance, 40) + 0.4 * math.log1p(len(bearer.occurrences))
    if naming.title_start < naming.start:
        classes, _ = title_classes(discourse.view, naming.title_start, naming.start)
        score += 3.0 if classes & bearer.roles.keys() else -0.5
    if usual is not None and bearer.entry is usual:
        score += 0.75
    if bearer.family_of and any(r is not bearer for r in rivals):
        score -= 1.0
    peer = _coordinated(discourse, naming)
    if peer is not None:
        score += 2.0 if _is_head_of_state(peer) and _is_head_of_state(bearer) else 0.0
        score -= 4.0 if peer is bearer else 0.0
    return score


def _coordinated(discourse: Discourse, naming: Naming) -> Referent | None:
    """Who is named beside the surname with "and" or "with": "Trump and Kim exchanged pledges"."""
    view = discourse.view
    before = naming.start - 1
    if before > 0 and view.lower[before] in ("and", "with", "-", "–") and (before - 1) in discourse.at:
        return discourse.at[before - 1].referent
    after = naming.end
    if after + 1 < len(view) and view.lower[after] in ("and", "with"):
        other = discourse.naming_at.get(after + 1)
        if other is not None and len(other.words) > 1:
            return discourse.registry.introduce(other)
    return None


def _is_head_of_state(referent: Referent) -> bool:
    heads = lexicon().head_of_state
    if heads & referent.roles.keys():
        return True
    entry = referent.entry
    return (
        entry is not None
        and any(set(tenure.title.replace("-", " ").split()) & heads for tenure in entry.offices)
        and not any("vice" in tenure.title for tenure in entry.offices)
    )


def gender_fits(referent: Referent, gender: str) -> bool:
    return not gender or not referent.gender or referent.gender == gender


def _latest(before: int, referents: Iterable[Referent]) -> Referent:
    def recency(referent: Referent) -> tuple[int, int]:
        last = referent.last(before)
        return (last.start if last else -1, -referent.first)

    return max(referents, key=recency)


# -- descriptions ------------------------------------------------------------------------------------------------


def choose_holder(discourse: Discourse, description: Description) -> Choice | None:
    """Whom a description means: a holder of the title, somebody described so before, or the man of the hour."""
    if description.plural or description.definiteness in ("indefinite", "bare"):
        return None
    surface = discourse.phrase(description)
    if description.definiteness == "possessive":
        return _relative(discourse, description, surface)
    if description.kind == "organisation" or is_outlet_noun(description):
        return _organisation_noun(discourse, description)
    bearers = {
        id(r): r
        for role in sorted(description.classes)
        for r in discourse.registry.by_role.get(role, ())[-_CANDIDATES:]
    }
    holders = [r for r in bearers.values() if r.kind != "organisation" and _compatible(r, description)]
    introduced = [r for r in holders if r.last(description.start) is not None]
    office = _office(discourse, surface, description, introduced or holders)
    if office is not None:
        return office
    if introduced:
        party = lexicon().parties(description.modifiers)
        named = [r for r in introduced if not r.unnamed] or introduced
        named = [r for r in named if party & r.parties] or named
        sure = 0.85 if len(named) == 1 else 0.65
        chosen = _latest(description.start, named)
        return chosen, "description" if chosen.unnamed else "title", sure
    present = _man_of_the_hour(discourse, description)
    if present is None and holders:
        return holders[0], "title", 0.6
    return present


def _compatible(referent: Referent, description: Description) -> bool:
    """Gender, country and "former" of a description do not contradict what the article says of the referent."""
    if not gender_fits(referent, description.gender):
        return False
    asked = lexicon().countries(description.modifiers)
    own = referent.countries
    if asked and own and not asked & own:
        return False
    if asked and not own and not referent.unnamed:
        return False
    if _of_another_party(referent, description):
        return False
    stated = {word for role in description.classes for word in referent.roles.get(role, ())}
    asked_for, known = _content(description.modifiers), _content(stated)
    if (description.modifiers - stated) & lexicon().distinguishing:
        return False
    if referent.unnamed:
        return asked_for <= known or (bool(asked_for) and known <= asked_for)
    return not (asked_for and known and "of" in description.modifiers and not asked_for & known)


def _of_another_party(referent: Referent, description: Description) -> bool:
    """ "The Republican nominee" is nobody whom the article calls the Libertarian one."""
    asked = lexicon().parties(description.modifiers)
    return bool(asked) and bool(referent.parties) and not asked & referent.parties


def _content(words: Iterable[str]) -> set[str]:
    """The words of a description that tell it from others of its noun."""
    lex = lexicon()
    plain = (word for word in words if " " not in word and word[0].isalnum())
    return {
        word
        for word in plain
        if word not in lex.determiners
        and word not in lex.demonyms
        and word not in lex.postmodifying
        and not lex.role_classes(word)
    }


def _office(
    discourse: Discourse, surface: str, description: Description, holders: list[Referent]
) -> Choice | None:
    """The holder of an office of the knowledge base: "the North Korean leader"."""
    if not description.classes & lexicon().head_of_state and not holders:
        return None
    entries = discourse.view.knowledge.holder(surface, discourse.day)
    present = [e for e in entries if e.id in discourse.registry.by_entry]
    if len(present) == 1:
        return discourse.registry.by_entry[present[0].id], "title", 0.92
    if len(entries) == 1 and not holders:
        return discourse.registry.from_entry(entries[0], description.start), "title", 0.8
    return None


def _relative(discourse: Discourse, description: Description, surface: str) -> Choice | None:
    entries = discourse.view.knowledge.relative(surface, discourse.day)
    if len(entries) == 1:
        return discourse.registry.from_entry(entries[0], description.start), "title", 0.85
    return None


def _organisation_noun(discourse: Discourse, description: Description) -> Choice | None:
    """ "the department" after the Chicago Police Department, "the paper" after the Northern Ledger."""
    outlets = choose_outlet(discourse, description) if is_outlet_noun(description) else []
    if not outlets and any(
        " " not in word and word not in lexicon().determiners for word in description.modifiers
    ):
        return None
    view = discourse.view
    fitting = [
        r
        for r in discourse.registry.by_word.get(view.lower[description.head], ())[:_MOST_BEARERS]
        if r.kind == "organisation" and len(r.words) > 1 and r.last(description.start) is not None
    ]
    meant = list({id(r): r for r in [*outlets, *fitting]}.values())
    if outlets and len(meant) == 1:
        return _outlet(meant[0]), "description", 0.8
    # "The agency" after an agency and a news agency: the one named last if the word is its own, else nobody.
    if len(outlets) > 1 or (outlets and _latest(description.start, meant) not in fitting):
        return None
    if not fitting:
        return None
    return _latest(description.start, fitting), "alias", 0.85 if len(meant) == 1 else 0.65


def _outlet(referent: Referent) -> Referent:
    """The referent, known to be an organisation by its description."""
    if referent.kind == "unknown":
        referent.kind = "organisation"
    return referent


def _may_be_called(referent: Referent, description: Description) -> bool:
    """An epithet does not contradict the country, nor give a state to somebody who is not said to lead one."""
    asked, own = lexicon().countries(description.modifiers), referent.countries
    if asked and (own or description.classes & lexicon().head_of_state):
        return bool(asked & own)
    return not _of_another_party(referent, description)


def _man_of_the_hour(discourse: Discourse, description: Description) -> Choice | None:
    """ "the billionaire", "the nominee": the person most spoken of, where nobody holds such a title."""
    if description.noun not in lexicon().evaluative or description.definiteness != "definite":
        return None
    ranked = ranked_persons(discourse, description.start, description.gender)
    ranked = [(score, r) for score, r in ranked if not r.unnamed and _may_be_called(r, description)]
    if not ranked:
        return None
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return ranked[0][1], "title", certainty(margin, 0.35, 0.65)
