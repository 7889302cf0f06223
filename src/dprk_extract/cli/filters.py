"""The filters that the options ask for, over records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dprk_extract.cli.options import Options

if TYPE_CHECKING:
    from dprk_extract.records import Extraction, Quote, TimelineEntry


def keep_quote(extraction: Extraction, quote: Quote, options: Options, days: Days) -> bool:
    """Whether the options keep the quote. Its day is that of the saying, else that of publication."""
    if options.kind and quote.kind not in {kind.value for kind in options.kind}:
        return False
    if quote.confidence < options.min_confidence or not speaks(quote, options.speaker):
        return False
    return days.holds_all or days.keep(*_days_of(quote, extraction))


def _days_of(quote: Quote, extraction: Extraction) -> tuple[str | None, str | None]:
    said = next((found for found in extraction.dates if found.id == quote.said_on), None)
    if said is not None and said.earliest is not None:
        return said.earliest, said.latest
    published = extraction.document.published
    day = published.isoformat() if published else None
    return day, day


def speaks(quote: Quote, wanted: str | None) -> bool:
    """Whether the quote's speaker is the one asked for, by id or by part of the name or of the mention."""
    if wanted is None:
        return True
    speaker = quote.speaker
    if speaker is None:
        return False
    forms = [speaker.name, speaker.mention.text if speaker.mention else ""]
    return wanted == speaker.id or any(fold(wanted) in fold(form) for form in forms)


def fold(name: str) -> str:
    """A name without case and hyphens, so that Kim Jong-un is found as "kim jong un"."""
    return name.casefold().replace("-", " ")


class Days:
    """The window of ``--since`` and ``--until``."""

    def __init__(self, since: date | None, until: date | None) -> None:
        self.since = since.isoformat() if since else ""
        self.until = until.isoformat() if until else ""
        self.holds_all = not (since or until)

    def keep(self, earliest: str | None, latest: str | None) -> bool:
        """Whether an interval of ISO days touches the window; one without days cannot."""
        if self.holds_all:
            return True
        if earliest is None or latest is None:
            return False
        return not (self.since and latest < self.since) and not (self.until and earliest > self.until)


def keep_entry(entry: TimelineEntry, options: Options, days: Days) -> bool:
    """Whether the options keep the timeline entry."""
    if options.speaker and fold(options.speaker) not in fold(entry.speaker or ""):
        return False
    return days.keep(entry.earliest, entry.latest)
