"""The merge itself: extractions in, groups, links and conflicts out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dprk_extract.merge.blocking import candidate_pairs
from dprk_extract.merge.clustering import cluster
from dprk_extract.merge.conflicts import Clash, conflicts_of
from dprk_extract.merge.copies import CopyFinder
from dprk_extract.merge.decision import Decision, decide
from dprk_extract.merge.prefilter import may_matter
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.records import Comparison, Extraction, Link, Member, StatementGroup, content_id

_FEW_TERMS = 4
_PAIRS_AT_ONCE = 1 << 16


def merge_statements(extractions: Sequence[Extraction]) -> Comparison:
    """Group the statements of all documents.

    A document given twice counts once. Every statement is in exactly one group; groups are sorted by their number of
    independent sources, then by first publication and text.
    """
    views = {extraction.document.id: DocumentView(extraction) for extraction in extractions}
    profiles = [profile for key in sorted(views) for profile in views[key].profiles()]
    return merge_profiles(profiles, views)


def merge_profiles(profiles: Sequence[Profile], views: dict[str, DocumentView]) -> Comparison:
    """The same from profiles at hand; ``views`` maps the ids of their documents."""
    return _Merge(sorted(profiles, key=lambda profile: profile.statement.id), views).comparison()


class _Merge:
    """One run: profiles in the order of their ids, decisions cached by pair of indices."""

    def __init__(self, profiles: list[Profile], views: dict[str, DocumentView]) -> None:
        self.profiles = profiles
        self.views = views
        self.decisions: dict[tuple[int, int], Decision] = {}
        self.twins = _twins(profiles)
        self.twins_of = {members[0]: members for members in self.twins}

    def comparison(self) -> Comparison:
        links: list[tuple[float, int, int]] = []
        related: list[Link] = []
        clashes: list[Clash] = []
        for a, b in self._pairs():
            if not may_matter(self.profiles[a], self.profiles[b]):
                continue
            decision = self._decide(a, b)
            if decision.verdict == "same":
                links.append((decision.score, a, b))
            elif decision.verdict == "related":
                related.append(self._link(a, b, decision))
            elif decision.verdict == "conflict":
                clashes.append(Clash(self.profiles[a], self.profiles[b], decision))
        groups = self._groups(links)
        home = {member.statement.id: group.id for group in groups for member in group.members}
        related += self._unused(links, home)
        return Comparison(
            groups=tuple(sorted(groups, key=_order)),
            conflicts=conflicts_of(clashes, home),
            related=tuple(sorted(related, key=lambda link: (-link.score, link.a, link.b))),
        )

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """What is to be compared, one of each set of twins."""
        firsts = [twins[0] for twins in self.twins]
        pairs = candidate_pairs([self.profiles[first] for first in firsts])
        for at in range(0, len(pairs), _PAIRS_AT_ONCE):
            for one, other in pairs[at : at + _PAIRS_AT_ONCE].tolist():
                yield firsts[one], firsts[other]

    def _decide(self, a: int, b: int) -> Decision:
        key = (a, b) if a < b else (b, a)
        found = self.decisions.get(key)
        if found is None:
            found = decide(self.profiles[key[0]], self.profiles[key[1]])
            if self.profiles[a].statement.document == self.profiles[b].statement.document:
                found = _within_document(found)
            if found.verdict != "apart" or found.vetoed:
                self.decisions[key] = found
        return found

    def _groups(self, links: list[tuple[float, int, int]]) -> list[StatementGroup]:
        seen: dict[tuple[int, int], tuple[bool, bool]] = {}

        def look(a: int, b: int) -> tuple[bool, bool]:
            found = seen.get((a, b)) or seen.get((b, a))
            if found is None:
                decision = self._decide(a, b)
                found = seen[a, b] = decision.verdict == "same", decision.vetoed
            return found

        clusters = cluster(links, look)
        joined = {node for members in clusters for node in members}
        clusters += [[first] for first in self.twins_of if first not in joined]
        copies = CopyFinder(self.views)
        return [self._group([at for first in c for at in self.twins_of[first]], c, copies) for c in clusters]

    def _group(self, indices: list[int], firsts: list[int], copies: CopyFinder) -> StatementGroup:
        profiles = sorted((self.profiles[at] for at in indices), key=_by_publication)
        originals = copies.originals(profiles) if len(profiles) > 1 else {}
        members = tuple(
            Member(p.statement, p.outlet, p.published, originals.get(p.statement.id)) for p in profiles
        )
        text = max(
            members, key=lambda m: (m.statement.kind == "direct", len(m.statement.text), m.statement.id)
        )
        days = [member.published for member in members if member.published is not None]
        return StatementGroup(
            id=content_id("group", *sorted(member.statement.id for member in members)),
            text=text.statement.text,
            speaker=_speaker(profiles),
            members=members,
            links=self._links(firsts, originals),
            sources=len({member.outlet for member in members if member.copy_of is None}),
            first_published=min(days, default=None),
            last_published=max(days, default=None),
        )

    def _links(self, firsts: list[int], originals: dict[str, str]) -> tuple[Link, ...]:
        found = [
            self._link(a, b, self._decide(a, b), originals)
            for at, a in enumerate(firsts)
            for b in firsts[at + 1 :]
            if self._decide(a, b).verdict == "same"
        ]
        for twins in (self.twins_of[first] for first in firsts):
            same = Decision("same", "verbatim", None, 1.0, False)
            found += [self._link(twins[0], other, same, originals) for other in twins[1:]]
        return tuple(sorted(found, key=lambda link: (link.a, link.b)))

    def _link(self, a: int, b: int, decision: Decision, originals: dict[str, str] | None = None) -> Link:
        one, other = sorted((self.profiles[a].statement.id, self.profiles[b].statement.id))
        reason = decision.reason or "paraphrase"
        if originals and (originals.get(one) == other or originals.get(other) == one):
            reason = "copy"
        return Link(one, other, reason, round(decision.score, 4))

    def _unused(self, links: list[tuple[float, int, int]], home: dict[str, str]) -> list[Link]:
        """Links between statements that the grouping kept apart."""
        ids = [profile.statement.id for profile in self.profiles]
        return [self._link(a, b, self._decide(a, b)) for _, a, b in links if home[ids[a]] != home[ids[b]]]


def _twins(profiles: list[Profile]) -> list[list[int]]:
    """Statements alike in everything that comparison looks at, so that one stands for all."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, p in enumerate(profiles):
        numbers = tuple((n.low, n.high, n.stated, n.bound, n.dimension, n.unit, n.counted) for n in p.numbers)
        days = tuple((d.low, d.high, d.pattern) for d in p.days)
        key: tuple[object, ...] = (
            p.forms,
            p.terms,
            p.voice,
            p.statement.kind == "fact",
            p.quoted,
            numbers,
            days,
            p.negated,
            p.loose,
        )
        if p.numbers:
            key = (*key, p.setting, p.published)
        elif len(p.terms) <= _FEW_TERMS:
            key = (*key, p.published)  # a few words are one saying only near in time
        found[key].append(at)
    return [twins for members in found.values() for twins in _checked(profiles, members)]


def _checked(profiles: list[Profile], members: list[int]) -> list[list[int]]:
    """Like statements stand for each other only where words so few, of a speaker so vague, make one statement."""
    if len(members) == 1 or decide(profiles[members[0]], profiles[members[1]]).verdict == "same":
        return [members]
    return [[member] for member in members]


def _within_document(decision: Decision) -> Decision:
    """One document repeats itself word for word or not at all: elsewhere it may speak of another thing."""
    if decision.reason in ("verbatim", "trimmed") and decision.verdict == "same":
        return decision
    return Decision("apart", None, None, decision.score, decision.vetoed)


def _by_publication(profile: Profile) -> tuple[str, str, str]:
    day = profile.published.isoformat() if profile.published else "9999"
    return day, profile.outlet, profile.statement.id


def _speaker(profiles: Sequence[Profile]) -> str | None:
    names = [p.statement.speaker for p in profiles if p.statement.speaker and p.voice and p.voice.named]
    names = names or [p.statement.speaker for p in profiles if p.statement.speaker]
    times = Counter(names)
    return max(times, key=lambda name: (times[name], len(name), name), default=None)


def _order(group: StatementGroup) -> tuple[int, int, str, str, str]:
    day = group.first_published.isoformat() if group.first_published else "9999"
    return -group.sources, -len(group.members), day, group.text, group.id
