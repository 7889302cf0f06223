"""What expressions are counted from: the day of publication, the dateline, the last date mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dprk_extract.dates.eras import carried_value, is_carried
from dprk_extract.dates.tense import TenseFinder
from dprk_extract.dates.tokens import Pieces
from dprk_extract.dates.values import interval

_MONTH = re.compile(r"\d{4}-\d\d")
# A company's own quarters may have ended before those of the calendar: "the fourth quarter ended Aug. 26".
_ENDED = re.compile(r"quarter,? (?:which )?ended\b")
_ENDED_REACH = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_RANGE = re.compile(r"\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d)")
_SENTENCE = 200
_SENTENCE_END = re.compile(r"(?:[a-z\d)”\"]|\b(?:BC|BCE|AD|CE))[.!?][\"”’)]*\s+[A-Z“\"]|\n\s*\n")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?\n][\"”’)]*\s*|\n\s*)(?:[A-Z][a-z]+ )?$")
_CLAUSE_END = re.compile(r"[,;:)]\s")
_HAD = re.compile(r"\bhad\b[^.;:]*$")
_BRACKET = re.compile(r"\([^)]*$")
_GLANCE = 80
_SPAN_LINK = re.compile(r"\s(?:to|until|till|through|and|-|–|—)\s(?:the )?$")
_SPAN_REACH = 30
_HEADING = 80
# A year told in passing is no year of the story where it lies this far from it.
_FAR_YEARS = 10
_FAR_BRACKET = 2


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
    is known). In a ``narrative`` text dates are counted from the last date mentioned; one of the first thousand years
    of our era, or of those before it, is ``early`` and has years of three digits.
    """

    pieces: Pieces
    tense: TenseFinder
    published: date | None = None
    narrative: bool = False
    dateline: date | None = None
    last: Mention | None = None
    aside: Mention | None = None
    before_heading: Mention | None = None
    last_day: Mention | None = None
    last_period: Mention | None = None
    last_month: Mention | None = None
    comparable: Mention | None = None
    moves: int = 0
    last_day_without_year: str | None = None
    before_christ: bool | None = None
    early: bool = False

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
        days_told = _DAY_RANGE.fullmatch(value)
        value = days_told.group(1) if days_told else value
        if value.startswith(("P", "F")) or "/" in value:
            return
        carried = carried_value(value)
        if carried is None and value[:4].isdigit() and is_carried(int(value[:4])):
            return  # a year far ahead: nothing is counted from it
        value = carried or value
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
        if self.narrative and self._in_passing(mention):
            self.aside = mention
            return
        if self._heads(start):
            self.before_heading = self.last if self.before_heading is None else self.before_heading
        else:
            self.before_heading = None
        self.last = mention
        self.moves += 1
        if _DAY.match(value) and (self.narrative or not self._since(start)):
            self.last_day = mention
            self.last_day_without_year = None
        elif _MONTH.fullmatch(value):
            self.last_month = mention
        elif "-Q" in value and self._can_be_reported(mention, days[1]):
            self.last_period = self.comparable = mention

    def told(self, at: int, *, step: bool = False) -> Mention | None:
        """The date that a story is at, seen from character ``at``.

        One told in passing holds to the end of its clause, and for a ``step`` ("two years later") to the end of its
        sentence. A year in a heading is where bare months are, but steps go on from the text above it.
        """
        if step and self.before_heading is not None:
            return self.before_heading
        aside = self.aside
        if aside is None or not self.in_one_sentence(aside, at):
            return self.last
        if self.last is not None and self.last.start > aside.start:
            return self.last
        same_clause = step or _CLAUSE_END.search(self.pieces.text, aside.start, at) is None
        return aside if same_clause else self.last

    def in_one_sentence(self, mention: Mention, at: int) -> bool:
        """Whether no sentence ends between ``mention`` and the character ``at`` behind it."""
        if at - mention.start > _SENTENCE:
            return False
        return _SENTENCE_END.search(self.pieces.text, mention.start, at + 1) is None

    def _since(self, start: int) -> bool:
        """Whether a date is only where something began: "the first test since Sept. 15"."""
        return self.pieces.text[max(0, start - 6) : start].lower() == "since "

    def _heads(self, start: int) -> bool:
        """Whether the character ``start`` stands in a heading: a short line by itself without a full stop."""
        text = self.pieces.text
        first = text.rfind("\n", max(0, start - _HEADING), start) + 1
        last = text.find("\n", start, start + _HEADING)
        if last < 0 or start - first >= _HEADING or last - first > _HEADING:
            return False
        return text[last : last + 2] == "\n\n" and text[last - 1] not in '.!?:;,”"'

    def _in_passing(self, mention: Mention) -> bool:
        """A date that the story does not move to: one in brackets, a look back ("had begun in 1939", "the worst since
        1940"), or a far year that does not open its sentence ("as a book of 1998 says").
        """
        last = self.last
        if last is None or is_carried(last.first.year) != is_carried(mention.first.year):
            return False
        before = self.pieces.text[max(0, mention.start - _GLANCE) : mention.start]
        # "The war, from July 1926 to June 1928, ..." at the head of a history: the story then starts in 1926.
        if self.moves == 1 and mention.start - last.start < _SPAN_REACH and _SPAN_LINK.search(before):
            return True
        if mention.first > last.first and self._is_foreseen(mention, before):
            return True
        far = abs(mention.first.year - last.first.year)
        if _BRACKET.search(before) and far >= _FAR_BRACKET:
            return True
        if mention.first < last.first and (_HAD.search(before) or before.endswith("since ")):
            return True
        is_year = len(mention.value) == 4 and len(last.value) > 4
        return is_year and far >= _FAR_YEARS and _OPENS_SENTENCE.search(before) is None

    def _is_foreseen(self, mention: Mention, before: str) -> bool:
        """Whether a story only looks ahead to a date: "was to be held in July 1956"."""
        if _OPENS_SENTENCE.search(before) is not None:
            return False
        return self.tense(mention.start, mention.start + 1) == "future"

    def _can_be_reported(self, mention: Mention, last_day: str) -> bool:
        """Whether results of a quarter can be told: it is over, or told of as over (a company's own quarter)."""
        if self.here is None or last_day <= self.here.isoformat():
            return True
        if mention.first > self.here:
            return False
        if _ENDED.search(self.pieces.text, mention.start, mention.start + _ENDED_REACH):
            return True
        return self.last_period is None and self.tense(mention.start, mention.start + 1) in (
            "past",
            "perfect",
        )
