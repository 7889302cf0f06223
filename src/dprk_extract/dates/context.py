"""What expressions are counted from: the day of publication, the dateline, the last date mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dprk_extract.dates.tense import TenseFinder
from dprk_extract.dates.tokens import Pieces
from dprk_extract.dates.values import interval

_MONTH = re.compile(r"\d{4}-\d\d")
# A company's own quarters may have ended before those of the calendar: "the fourth quarter ended Aug. 26".
_ENDED = re.compile(r"quarter,? (?:which )?ended\b")
_ENDED_REACH = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Mention:
    """A date that the text has named: its value, its first day, and where it stands."""

    value: str
    first: date
    start: int


@dataclass(slots=True)
class DateContext:
    """The state of one document while its expressions are resolved in text order.

    ``published`` is the day the document is from, ``here`` the day "today" means in it (its dateline's day where that
    is known). In a ``narrative`` text dates are counted from the last date mentioned.
    """

    pieces: Pieces
    tense: TenseFinder
    published: date | None = None
    narrative: bool = False
    dateline: date | None = None
    last: Mention | None = None
    last_day: Mention | None = None
    last_period: Mention | None = None
    last_month: Mention | None = None
    comparable: Mention | None = None
    last_day_without_year: str | None = None
    before_christ: bool | None = None

    @property
    def here(self) -> date | None:
        """The day that "today" and its like are counted from, or None."""
        return self.dateline or self.published

    @property
    def here_name(self) -> str:
        name = "dateline" if self.dateline else "published"
        return f"{name}:{self.here}"

    def remember(self, value: str, start: int) -> None:
        """Note a resolved date for the expressions that follow it."""
        if value.startswith(("P", "F")) or "/" in value:
            return
        if re.match(r"XXXX-\d\d-\d\d", value):
            self.last_day_without_year = value[:10]
            return
        days = interval(value)
        if days is None or days[0].startswith("-") or len(value) < 4:
            return
        try:
            mention = Mention(value, date.fromisoformat(days[0]), start)
        except ValueError:
            return
        self.last = mention
        if _DAY.match(value):
            self.last_day = mention
            self.last_day_without_year = None
        elif _MONTH.fullmatch(value):
            self.last_month = mention
        elif "-Q" in value and self._can_be_reported(mention, days[1]):
            self.last_period = self.comparable = mention

    def _can_be_reported(self, mention: Mention, last_day: str) -> bool:
        """Whether results of a quarter can be told: it is over, or told of as over (a company's own quarter)."""
        if self.here is None or last_day <= self.here.isoformat():
            return True
        if mention.first > self.here:
            return False
        if _ENDED.search(self.pieces.text, mention.start, mention.start + _ENDED_REACH):
            return True
        return self.last_period is None and self.tense(mention.start, mention.start + 1) == "past"
