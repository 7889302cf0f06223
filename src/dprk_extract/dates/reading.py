"""What a rule's operation sees of its match, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dprk_extract.data import load_toml
from dprk_extract.dates.context import DateContext
from dprk_extract.dates.grammar import Match
from dprk_extract.dates.lexicon import Lexicon
from dprk_extract.records import TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """A type and a value, and the anchor the value was counted from (None where it stands by itself).

    ``offset`` is the time zone of a clock time; A reading that is not ``remembered`` is a side
    glance (a comparison with the year before) from which nothing else is counted.
    """

    timex_type: TimexType
    value: str
    anchor: str | None = None
    offset: str = ""
    remembered: bool = True


_AS_SOON_AS = (["as", "soon", "as"], ["as", "early", "as"])
_AHEAD_OF = (["ahead", "of"], ["ahead", "to"])


class Hit:
    """A match with its document's context."""

    __slots__ = ("_lexicon", "_match", "context")

    def __init__(self, match: Match, context: DateContext, lexicon: Lexicon) -> None:
        self._match = match
        self._lexicon = lexicon
        self.context = context

    def __contains__(self, group: str) -> bool:
        return group in self._match.groups

    @property
    def start(self) -> int:
        return self.context.pieces.starts[self._match.start]

    @property
    def end(self) -> int:
        """The end of the extent. A full stop belongs to it only behind an abbreviation that the match reads as one."""
        last = self._match.end - 1
        pieces = self.context.pieces
        end = pieces.ends[last]
        word = pieces.text[pieces.starts[last] : end]
        is_stop = word.endswith(".") and "." not in word[:-1] and last not in self._match.groups.values()
        return end - 1 if is_stop else end

    def setting(self, name: str, default: Any = None) -> Any:
        return self._match.rule.settings.get(name, default)

    def word(self, group: str) -> str:
        """The lower-case word that ``group`` captured; empty where it captured none."""
        at = self._match.groups.get(group)
        return "" if at is None else self.context.pieces.words[at]

    def word_before(self, group: str) -> str:
        """The lower-case word before the one that ``group`` captured."""
        at = self._match.groups[group]
        return self.context.pieces.words[at - 1] if at else ""

    def words(self) -> list[str]:
        """The lower-case words of the extent."""
        return self.context.pieces.words[self._match.start : self._match.end]

    def before(self, count: int = 1) -> list[str]:
        """The lower-case words before the extent, at most ``count``."""
        return self.context.pieces.words[max(0, self._match.start - count) : self._match.start]

    def after(self, count: int = 1) -> list[str]:
        return self.context.pieces.words[self._match.end : self._match.end + count]

    def raw(self, group: str) -> str:
        """The captured words as the text has them."""
        at = self._match.groups[group]
        pieces = self.context.pieces
        return pieces.text[pieces.starts[at] : pieces.ends[at]]

    def value(self, group: str) -> int | float | str:
        """The value that the vocabulary gives to the captured word."""
        return self._lexicon.value(group.rstrip("23456789"), self.word(group))

    def index(self, group: str) -> int:
        return int(self.value(group))

    def belongs(self, category: str, word: str) -> bool:
        """Whether the vocabulary has ``word`` in ``category``."""
        return self._lexicon.has(category, word)

    def listed(self, key: str) -> frozenset[str]:
        """The words of a list in ``data/dates/contexts.toml``."""
        return _listed(key)

    def titled(self) -> bool:
        """Whether every word of the extent has a capital and the text names something with them in quotation marks."""
        text = self.context.pieces.text
        words = text[self.start : self.end].split()
        return text[self.start - 1 : self.start] in tuple("\"“'‘`") and all(
            word[:1].isupper() for word in words
        )

    def number(self, group: str) -> float:
        """The number that the captured piece spells or writes."""
        at = self._match.groups[group]
        found = self.context.pieces.values.get(at)
        return float(self.value(group)) if found is None else found

    def tense(self) -> str | None:
        """The tense that governs the match: "past", "present", "future" or None."""
        found = self.outlook()
        return {"ahead": "future", "over": "past"}.get(found or "", found)

    def outlook(self) -> str | None:
        """The same, with "ahead" for a future that leaves no doubt ("will", "come back in October"), and "over" for
        the month of something that exists ("a June agreement").
        """
        label = self.before()
        if label == ["since"]:
            return "past"
        if self.before(3) in _AS_SOON_AS or self.before(2) in _AHEAD_OF:
            return "ahead"
        found = self.context.tense(self.start, self.end)
        appoints = label == ["for"] or self.before(2) == ["deadline", "of"]
        if (appoints or (label and label[0] in self.listed("deferred_to"))) and self.context.tense.defers(
            self.start, appoints=appoints
        ):
            return "ahead"
        if "MONTH" in self and not self.listed("existing").isdisjoint(self.after(2)):
            return "over" if self.before() and self.before()[0] in self.listed("determiners") else found
        if label == ["through"] and found in ("past", "perfect"):
            return None  # "has extended the loans through January"
        if found == "perfect":
            return "ahead" if label in (["until"], ["till"]) else "past"  # "has given them until Tuesday"
        follows = (
            label and label[0] in self.listed("before_what_comes") and self.after() not in (["'"], ["’"])
        )
        return "ahead" if found in (None, "present") and follows else found


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(load_toml("dates/contexts.toml")[key])


Operation = Callable[[Hit], Reading | None]
OPERATIONS: dict[str, Operation] = {}


def operation(function: Operation) -> Operation:
    """Register an operation under its name, as ``do`` in rules.toml calls it."""
    OPERATIONS[function.__name__] = function
    return function
