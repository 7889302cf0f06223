"""The HTML report: one self-contained page. Everything of the articles passes through Jinja's escaping.

A content security policy in the page allows the page's own script by its hash and nothing else, so that text which
should ever slip through could still not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TextIO

from jinja2 import Environment, StrictUndefined, Template

from dprk_extract import __version__
from dprk_extract.data import resource
from dprk_extract.merge import Change, difference
from dprk_extract.people import Person
from dprk_extract.records import Comparison, Extraction, StatementGroup, TimelineEntry
from dprk_extract.render.safe import visible_lines


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article in which the same marks hold. ``starts`` are the ids of quotes that begin here."""

    text: str
    classes: str
    quotes: str
    hint: str
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    css: str
    hint: str
    quote: str = ""


def write_page(
    extractions: Sequence[Extraction],
    people: Sequence[Person],
    comparison: Comparison,
    timeline: Sequence[TimelineEntry],
    out: TextIO,
) -> None:
    """Write the report of ``extractions`` and of what was made of them."""
    script = _file("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    names = _names(extractions)
    pieces = _template().generate(
        version=__version__,
        style=_file("page.css"),
        script=script,
        script_hash=digest,
        articles=[_article(extraction) for extraction in extractions],
        people=[person for person in people if person.direct or person.mixed or person.indirect],
        groups=[_group(group) for group in _ordered(comparison)],
        conflicts=comparison.conflicts,
        timeline=timeline,
        names=names,
        show=visible_lines,
    )
    out.writelines(pieces)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_file("page.html.j2"))


def _file(name: str) -> str:
    return resource(f"report/{name}").read_text(encoding="utf-8")


def _names(extractions: Sequence[Extraction]) -> dict[str, str]:
    """What each document is called: its outlet, else its own id."""
    return {e.document.id: e.document.publisher or e.document.source_id for e in extractions}


def _article(extraction: Extraction) -> dict[str, object]:
    return {
        "document": extraction.document,
        "segments": _segments(extraction.document.text, _marks(extraction)),
        "quotes": extraction.quotes,
        "said": {date.id: date.edtf or date.value for date in extraction.dates},
        "tagger": extraction.tagger,
    }


def _marks(extraction: Extraction) -> list[_Mark]:
    marks = []
    for quote in extraction.quotes:
        who = quote.speaker.name if quote.speaker else "speaker unknown"
        unsaid = ", not said" if quote.negated else ""
        hint = f"{quote.kind}{unsaid}: {who} ({quote.confidence:.0%})"
        marks += [_Mark(f.start, f.end, f"quote {quote.kind}", hint, quote.id) for f in quote.fragments]
        if quote.cue:
            marks.append(_Mark(quote.cue.start, quote.cue.end, "cue", f"cue of {who}"))
        if quote.speaker and quote.speaker.mention:
            mention = quote.speaker.mention
            hint = f"{who}, by {quote.speaker.resolved_by}"
            marks.append(_Mark(mention.start, mention.end, "speaker", hint))
    marks += [_Mark(d.start, d.end, "date", f"{d.timex_type} {d.edtf or d.value}") for d in extraction.dates]
    for number in extraction.numbers:
        value = (
            f"{number.value:g}" if number.value_high is None else f"{number.value:g}–{number.value_high:g}"
        )
        marks.append(_Mark(number.start, number.end, "number", f"{number.bound} {value} {number.unit or ''}"))
    return marks


def _segments(text: str, marks: Sequence[_Mark]) -> list[Segment]:
    """Cut the text where a mark begins or ends; marks may overlap."""
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    open_marks: list[_Mark] = []
    seen: set[str] = set()
    segments = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start] + opening.get(start, [])
        starting = tuple(
            dict.fromkeys(
                mark.quote for mark in opening.get(start, []) if mark.quote and mark.quote not in seen
            )
        )
        seen.update(starting)
        segments.append(
            Segment(
                text=visible_lines(text[start:end]),
                classes=" ".join(dict.fromkeys(mark.css for mark in open_marks)),
                quotes=" ".join(dict.fromkeys(mark.quote for mark in open_marks if mark.quote)),
                hint="; ".join(map(visible_lines, dict.fromkeys(mark.hint for mark in open_marks))),
                starts=starting,
            )
        )
    return segments


def _ordered(comparison: Comparison) -> list[StatementGroup]:
    return sorted(comparison.groups, key=lambda group: -group.sources)


def _group(group: StatementGroup) -> dict[str, object]:
    """The group, and each member's wording with what only it has and what it lacks of the group's text."""
    return {
        "group": group,
        "single": len(group.members) == 1,
        "members": [(m, _wording(m.statement.text, group.text)) for m in group.members],
    }


def _wording(text: str, model: str) -> tuple[Change, ...]:
    """``text`` as changes against ``model``; unmarked where most words differ, for then marks only confuse."""
    if text == model:
        return (Change("same", text),)
    changes = difference(text, model)
    same = sum(len(change.text) for change in changes if change.kind == "same")
    return changes if 2 * same > len(text) else (Change("same", text),)
