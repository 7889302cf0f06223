"""One axis for the dated statements and facts of all sources.

An entry is made by a calendar date: a date inside a statement dates what the statement is about; a date beside a cue
dates the saying. Durations and "now" place nothing. Statements of one group that give one date are one entry, and of
a month and a day in it the day is kept. A date without its year is never given one: such entries stand at the end.
Of a long statement with many dates, each entry has the sentence of its own date, so that what is written of a speech
does not grow with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.merge.statements import dateline_of, places_something
from dprk_extract.records import (
    Comparison,
    DateMention,
    Extraction,
    Member,
    Statement,
    TextSpan,
    TimelineEntry,
    content_id,
)

_SAID = "said"
_COARSE = (4, 7)  # lengths of a year and of a month in EDTF
_COMPARED_WITHIN = 60  # code points between a date and the word of comparison before it
MOST_DATES, LONGEST_TEXT = 16, 1000  # dates and code points; a statement with more of both is given in pieces


@dataclass(frozen=True, slots=True)
class _Dated:
    """A statement at a date. ``about`` names what is dated: the group, or the sentence of a saying."""

    about: str
    mention: DateMention
    member: Member
    text: str


def build_timeline(extractions: Sequence[Extraction], comparison: Comparison) -> list[TimelineEntry]:
    """The entries in order of their days, coarser dates first; those without a year, or without a date, at the end.

    ``comparison`` is the outcome of merging the same extractions.
    """
    members = {member.statement.id: member for group in comparison.groups for member in group.members}
    groups = {member.statement.id: group.id for group in comparison.groups for member in group.members}
    conflicts: dict[str, set[str]] = defaultdict(set)
    for conflict in comparison.conflicts:
        for side in (conflict.a, conflict.b):
            conflicts[side.statement.id].add(conflict.id)
    by_document: dict[str, list[Member]] = defaultdict(list)
    for member in members.values():
        by_document[member.statement.document].append(member)
    unique = {extraction.document.id: extraction for extraction in extractions}
    dated = [item for key in sorted(unique) for item in _of_document(unique[key], by_document[key], groups)]
    entries = [_entry(items, conflicts) for items in _events(dated)]
    return sorted(entries, key=_order)


def _of_document(extraction: Extraction, members: Sequence[Member], groups: dict[str, str]) -> list[_Dated]:
    """Every calendar date of a document with the statements that it dates."""
    holders: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for date in member.statement.dates:
            holders[date].append(member)
    sayings: dict[str, list[Member]] = defaultdict(list)
    said_on = {quote.id: quote.said_on for quote in extraction.quotes if quote.said_on}
    for member in members:
        said = said_on.get(member.statement.quote or "")
        if said is not None:
            sayings[said].append(member)
    found: list[_Dated] = []
    ends: dict[tuple[int, str | None], list[DateMention]] = defaultdict(list)
    dateline = dateline_of(extraction.document.text)
    for mention in extraction.dates:
        if not places_something(mention) or dateline[0] <= mention.start < dateline[1]:
            continue
        if is_comparison(extraction.document.text, mention):
            continue
        holding = holders.get(mention.id)
        if holding:
            inner = min(holding, key=lambda member: (_length(member.statement), member.statement.id))
            shown = _piece(extraction, inner, mention)
            found.append(_Dated(groups[inner.statement.id], mention, shown, shown.statement.text))
            continue
        ends[_sentence(extraction, mention)[0], mention.edtf].append(mention)
    for mentions in ends.values():
        found += _of_sentence(extraction, mentions, sayings, groups)
    return found


def _of_sentence(
    extraction: Extraction,
    mentions: Sequence[DateMention],
    sayings: dict[str, list[Member]],
    groups: dict[str, str],
) -> list[_Dated]:
    """What the mentions of one date in a sentence, outside statements, date: its sayings, or the sentence."""
    start, end = _sentence(extraction, mentions[0])
    text = extraction.document.text[start:end]
    about = content_id(_SAID, extraction.document.id, start)
    tellers = [member for mention in mentions for member in sayings.get(mention.id, ())]
    tellers = tellers or [_fact(extraction, mentions[0], start, end)]
    return [
        _Dated(_about(member, tellers, groups, about), mention, member, text)
        for member in tellers
        for mention in mentions
    ]


def is_comparison(text: str, mention: DateMention) -> bool:
    """Whether a date is that of a value which another is compared with ("up from 30 tons a year earlier")."""
    dates = frozenset(load_toml("merge/values.toml")["comparison"]["dates"])
    if dates.isdisjoint(mention.text.casefold().split()):
        return False
    before = text[max(0, mention.start - _COMPARED_WITHIN) : mention.start]
    return _comparison_words().search(before) is not None


@cache
def _comparison_words() -> re.Pattern[str]:
    table = load_toml("merge/values.toml")["comparison"]
    words, figures = ("|".join(map(re.escape, table[key])) for key in ("words", "before_figures"))
    bounds = "".join(rf"(?<!\b{re.escape(word)} )" for word in table["bounds"])
    opening = rf"{bounds}\b(?:{words})\b|\b(?:{figures})\s+(?:[a-z]+\s+)?[^\w\s.;!?]?\d"
    return re.compile(rf"(?:{opening})(?:[^.;!?\n]|\.\d)*\Z", re.IGNORECASE)


def _about(member: Member, said: Sequence[Member], groups: dict[str, str], sentence: str) -> str:
    """What a saying's date dates: its statement's group, or the sentence where it holds several statements."""
    return groups.get(member.statement.id, sentence) if len(said) == 1 else sentence


def _length(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.fragments)


def _sentence(extraction: Extraction, mention: DateMention) -> tuple[int, int]:
    sentences = extraction.sentences
    at = bisect_right(sentences, (mention.start, 1 << 60)) - 1
    if at < 0 or sentences[at][1] < mention.end:
        return mention.start, mention.end
    return sentences[at]


def _piece(extraction: Extraction, member: Member, mention: DateMention) -> Member:
    """The member, or of a long statement with many dates the sentence of this one."""
    statement = member.statement
    if len(statement.dates) <= MOST_DATES or _length(statement) <= LONGEST_TEXT:
        return member
    at = bisect_right(statement.fragments, mention.start, key=lambda part: part.start) - 1
    fragment = statement.fragments[max(0, at)]
    start, end = _sentence(extraction, mention)
    start, end = max(start, fragment.start), min(end, fragment.end)
    text = extraction.document.text[start:end]
    part = replace(statement, start=start, end=end, text=text, fragments=(TextSpan(start, end, text),))
    return replace(member, statement=part)


def _fact(extraction: Extraction, mention: DateMention, start: int, end: int) -> Member:
    """A sentence that no statement covers, as a member of its own."""
    document = extraction.document
    text = document.text[start:end]
    statement = Statement(
        id=content_id("statement", document.id, start, end, "fact"), document=document.id, start=start, end=end,
        text=text, kind="fact", speaker=None, speaker_id=None, via=(), negated=False, quote=None,
        dates=(mention.id,), numbers=(), fragments=(TextSpan(start, end, text),),
    )  # fmt: skip
    return Member(
        statement, document.publisher or document.source_id or document.path, document.published, None
    )


def _events(dated: Iterable[_Dated]) -> list[list[_Dated]]:
    """Items of one matter and one date together; a plain month or year goes with the one day in it that is given."""
    matters: dict[str, dict[str, list[_Dated]]] = defaultdict(lambda: defaultdict(list))
    for item in dated:
        matters[item.about][item.mention.edtf or ""].append(item)
    found: list[list[_Dated]] = []
    for _, buckets in sorted(matters.items()):
        documents = {
            edtf: {item.member.statement.document for item in items} for edtf, items in buckets.items()
        }
        precise = _precise(buckets)
        for coarse in sorted(precise, key=lambda edtf: (-len(edtf), edtf)):
            own = documents[coarse]
            finer = [fine for fine in precise[coarse] if documents[fine] and documents[fine].isdisjoint(own)]
            if len(finer) == 1:
                buckets[finer[0]] += buckets[coarse]
                buckets[coarse] = []
                documents[finer[0]] |= own
                documents[coarse] = set()
        found += [items for _, items in sorted(buckets.items()) if items]
    return found


def _precise(dates: Iterable[str]) -> dict[str, list[str]]:
    """The plain years and months among ``dates``, each with the months and days in it."""
    found: dict[str, list[str]] = {date: [] for date in dates if len(date) in _COARSE and "X" not in date}
    for date in dates:
        for size in _COARSE:
            if date[size : size + 1] == "-" and "/" not in date and date[:size] in found:
                found[date[:size]].append(date)
    return found


def _entry(items: Sequence[_Dated], conflicts: dict[str, set[str]]) -> TimelineEntry:
    finest = max(
        items, key=lambda item: (len(item.mention.edtf or ""), -len(item.mention.text), item.mention.id)
    )
    unique = {item.member.statement.id: item.member for item in items}
    members = sorted(
        unique.values(),
        key=lambda m: (str(m.published or "9999"), m.outlet, m.statement.start, m.statement.id),
    )
    lead = max(items, key=lambda item: (item.mention.edtf == finest.mention.edtf, len(item.text), item.text))
    speakers = {member.statement.speaker for member in members if member.statement.speaker}
    mention = finest.mention
    return TimelineEntry(
        id=content_id("entry", mention.edtf, *sorted(unique)),
        date=mention.edtf,
        earliest=mention.earliest,
        latest=mention.latest,
        text=lead.text,
        kind=lead.member.statement.kind,
        speaker=lead.member.statement.speaker or min(speakers, default=None),
        date_text=_date_text(items, finest),
        members=tuple(members),
        sources=len({member.outlet for member in members if member.copy_of is None}),
        conflicts=tuple(sorted({identity for key in unique for identity in conflicts.get(key, ())})),
    )


def _date_text(items: Sequence[_Dated], finest: _Dated) -> str:
    """The words of the date; of the two ends of a span, all from the first to the last."""
    statement, mention = finest.member.statement, finest.mention
    ends = [
        item.mention for item in items
        if item.member.statement.id == statement.id and item.mention.edtf == mention.edtf
    ]  # fmt: skip
    start, end = min(end.start for end in ends), max(end.end for end in ends)
    if "/" not in (mention.edtf or "") or start < statement.start or end > statement.end:
        return mention.text
    return statement.text[start - statement.start : end - statement.start]


def _order(entry: TimelineEntry) -> tuple[bool, bool, str, str, str, str]:
    """By first day, then last day; entries without days behind, those with a month before those with nothing."""
    return (
        entry.earliest is None, entry.date is None, entry.earliest or entry.date or "", entry.latest or "",
        entry.text, entry.id,
    )  # fmt: skip
