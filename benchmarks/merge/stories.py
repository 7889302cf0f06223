"""Merging measured on small invented stories with gold statements, groups, conflicts and traps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from dprk_extract.annotations import Attribution, Context, Range, SpeakerGuess, annotations_of
from dprk_extract.extraction import extraction_of
from dprk_extract.merge import merge_statements
from dprk_extract.pipeline import COMPONENTS, load_pipeline
from dprk_extract.records import Comparison, Document, Extraction, Member, StatementGroup

Gold = dict[str, Any]
ORGANISATIONS = ("ministry", "chiefs", "military", "council", "customs", "command", "government")


def read_gold(bench: Path) -> Gold:
    gold: Gold = json.loads((bench / "gold.json").read_text(encoding="utf-8"))
    return gold


def extractions(bench: Path, gold: Gold, *, given: bool) -> Iterator[tuple[str, Extraction]]:
    """``(file, extraction)``; ``given``: the gold attributions and speakers, else all of it our own work."""
    nlp = load_pipeline(components=("timex", "quantities") if given else COMPONENTS)
    for article in gold["articles"]:
        name = article["file"]
        with (bench / "articles" / name).open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        sha = hashlib.sha256(text.encode()).hexdigest()
        day = date.fromisoformat(article["published"])
        document = Document(sha[:16], name, name, text, sha, None, article["outlet"], day, "gold")
        doc = nlp.make_doc(text)
        annotations_of(doc).context = Context(article["published"], None, article["outlet"])
        if given:
            rows = [row for row in gold["statements"] if row["file"] == name and row["kind"] != "fact"]
            annotations_of(doc).attributions = [_attribution(row) for row in rows]
        yield name, extraction_of(document, nlp(doc))


def _attribution(row: Gold) -> Attribution:
    speaker = row["speaker"]
    kind = "organisation" if any(word in speaker.lower() for word in ORGANISATIONS) else "person"
    guess = SpeakerGuess(speaker, "group" if speaker[0].islower() else kind, "gold", 1.0)  # type: ignore[arg-type]
    return Attribution(
        row["kind"], (Range(row["start"], row["end"]),), None, None, 1.0, ("gold",), speaker=guess,
        via=tuple(row.get("via", ())),
    )  # fmt: skip


@dataclass
class Matched:
    """Our statement for a gold statement, with its group."""

    group: StatementGroup
    member: Member


class Stories:
    """Our groups and conflicts beside the gold ones."""

    def __init__(self, gold: Gold, found: Sequence[tuple[str, Extraction]]) -> None:
        self.gold = gold
        self.comparison: Comparison = merge_statements([extraction for _, extraction in found])
        files = {extraction.document.id: name for name, extraction in found}
        everything = [(files[m.statement.document], g, m) for g in self.comparison.groups for m in g.members]
        self.matched = {row["id"]: _match(row, everything) for row in gold["statements"]}

    def pairs(self) -> tuple[int, int, int]:
        """Hits, wrong pairs and missed pairs of grouped statements."""
        home = {m["id"]: g["id"] for g in self.gold["groups"] for m in g["members"]}
        neutral = {frozenset((row["a"]["id"], row["b"]["id"])) for row in self.gold["neutral"]}
        hits = wrong = missed = 0
        for one, other in combinations((row["id"] for row in self.gold["statements"]), 2):
            if frozenset((one, other)) not in neutral:
                wanted = home.get(one) is not None and home.get(one) == home.get(other)
                got = self._together(one, other)
                hits, wrong, missed = hits + (wanted and got), wrong + (got > wanted), missed + (wanted > got)
        return hits, wrong, missed

    def _together(self, one: str, other: str) -> bool:
        a, b = self.matched[one], self.matched[other]
        if a is None or b is None or a.member.statement.id == b.member.statement.id:
            return False
        return a.group.id == b.group.id

    def conflicts(self) -> tuple[int, int]:
        """Gold conflicts found, and conflicts that no gold conflict asks for."""
        members = {g["id"]: [m["id"] for m in g["members"]] for g in self.gold["groups"]}
        used: set[str] = set()
        found = 0
        for row in self.gold["conflicts"]:
            sides = [members.get(row[side]["group"], [row[side]["id"]]) for side in "ab"]
            wanted = {frozenset((self._id(a), self._id(b))) for a in sides[0] for b in sides[1]}
            hits = {
                conflict.id for conflict in self.comparison.conflicts
                if conflict.field == row["field"]
                and frozenset((conflict.a.statement.id, conflict.b.statement.id)) in wanted
            }  # fmt: skip
            found += bool(hits)
            used |= hits
        return found, len(self.comparison.conflicts) - len(used)

    def _id(self, identity: str) -> str:
        matched = self.matched[identity]
        return matched.member.statement.id if matched else identity

    def traps_merged(self) -> int:
        return sum(self._together(row["a"]["id"], row["b"]["id"]) for row in self.gold["traps"])

    def copies(self) -> tuple[int, int]:
        """Copies found, of how many."""
        rows = [m for g in self.gold["groups"] for m in g["members"] if m["form"] == "copy"]
        found = 0
        for row in rows:
            matched = self.matched[row["id"]]
            found += matched is not None and matched.member.copy_of == self._id(row["copy_of"])
        return found, len(rows)


def _match(row: Gold, everything: Sequence[tuple[str, StatementGroup, Member]]) -> Matched | None:
    """The statement that overlaps the gold one by at least half, else the closest one that covers it."""
    best: tuple[float, Matched] | None = None
    for name, group, member in everything:
        start, end = member.statement.start, member.statement.end
        shared = min(end, row["end"]) - max(start, row["start"])
        if name != row["file"] or shared <= 0:
            continue
        share = shared / (max(end, row["end"]) - min(start, row["start"]))
        covers = start <= row["start"] + 1 and end >= row["end"] - 1
        if (share >= 0.5 or covers) and (best is None or share > best[0]):
            best = share, Matched(group, member)
    return best[1] if best else None


def report(bench: Path) -> None:
    gold = read_gold(bench)
    print(f"{'stories':24s} {'matched':>8s} {'pairs: hit':>10s} {'wrong':>6s} {'missed':>6s} {'conflicts':>9s} "
          f"{'extra':>6s} {'traps':>6s} {'copies':>7s}")  # fmt: skip
    for label, given in (("gold attributions", True), ("end to end", False)):
        stories = Stories(gold, list(extractions(bench, gold, given=given)))
        matched = sum(row is not None for row in stories.matched.values())
        hits, wrong, missed = stories.pairs()
        conflicts, extra = stories.conflicts()
        copies, all_copies = stories.copies()
        cells = (
            f"{conflicts}/{len(gold['conflicts'])}",
            extra,
            stories.traps_merged(),
            f"{copies}/{all_copies}",
        )
        print(f"{label:24s} {matched:5d}/{len(stories.matched)} {hits:10d} {wrong:6d} {missed:6d}", end=" ")
        print("{:>9s} {:6d} {:6d} {:>7s}".format(*cells))
