"""The filters that the options ask for, over records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from dprk_extract.cli.options import Options

if TYPE_CHECKING:
    from dprk_extract.records import Extraction, Quote, TimelineEntry

Row = dict[str, Any]


def kept_quotes(extraction: Extraction, options: Options, days: Days) -> Iterator[Row]:
    """The rows of the quotes that the options keep. A quote's day is that of the saying, else that of publication."""
    from dprk_extract.render.rows import quote_rows

    kinds = {kind.value for kind in options.kind or ()}
    dates = {} if days.holds_all else {found.id: found for found in extraction.dates}
    published = extraction.document.published
    day = published.isoformat() if published else None
    for quote, row in zip(extraction.quotes, quote_rows(extraction), strict=True):
        if kinds and quote.kind not in kinds:
            continue
        if quote.confidence < options.min_confidence or not speaks(quote, options.speaker):
            continue
        said = dates.get(quote.said_on or "")
        dated = said is not None and said.earliest is not None
        if days.keep(*((said.earliest, said.latest) if said and dated else (day, day))):
            yield row


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
