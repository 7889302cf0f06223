"""When two statements that differ in a value speak of one thing, so that both cannot be right."""

from __future__ import annotations

from functools import cache

from dprk_extract.data import load_toml
from dprk_extract.merge import values
from dprk_extract.merge.features import decision_table
from dprk_extract.merge.profile import Profile
from dprk_extract.merge.scope import own_figures, unknown_names
from dprk_extract.merge.words import stem

_MOST_READINGS = 2
_OWN_DAYS = 2  # from publication, within which a date is that of the news itself


@cache
def question_words() -> frozenset[str]:
    """Words that open a reported question or a wish: they state nothing that could be denied."""
    return frozenset(load_toml("merge/polarity.toml")["questions"].split())


@cache
def running_counts() -> frozenset[str]:
    """Terms of what is counted anew as the news goes on: the dead, the arrested, votes."""
    return frozenset(stem(word) for word in load_toml("merge/values.toml")["counting"]["running"].split())


def of_one_scope(a: Profile, b: Profile, likeness: float, field: str) -> bool:
    """Whether both speak of the same people and places.

    Each naming somebody whom the other does not name are two scopes (voters in one state, and in another); so are
    two of which one has a name that the other's article does not have at all. Where no name is shared nothing says
    that it is one poll, or one camp, unless the words are all but the same.
    """
    only_a, only_b = a.names - b.names - b.terms, b.names - a.names - a.terms
    if (only_a and only_b) or unknown_names(a, b) or unknown_names(b, a):
        return False
    if a.names & b.names:
        return True
    if field == "number" and a.terms & b.terms & own_figures():
        return False
    nameless = decision_table()["thresholds"]["conflict_nameless"]
    return likeness >= nameless or len(a.setting & b.setting) > 1


def readings_oppose(a: Profile, b: Profile) -> bool:
    """Whether what differs is one reading on a side, and both cannot be right.

    Lists of figures that all differ are two matters. So are days that stand to the day of publication as the other
    does ("on Thursday", "on Friday"). A count that grew by the day of the later article is news.
    """
    _, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    if left and right:
        if any(reading.relative for reading in (*left, *right)):
            return False
        if min(len(left), len(right)) != 1 or max(len(left), len(right)) > _MOST_READINGS:
            return False
        return any(_of_one_thing(x, y) and not _both_hold(a, x, b, y) for x in left for y in right)
    _, ours, theirs = values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)
    if len(ours) > 1 or len(theirs) > 1:
        return False
    return not any(_told_of_own_day(a, x, b, y) for x in ours for y in theirs)


def other_figures(a: Profile, b: Profile) -> bool:
    """Whether both have numbers, or dates, that do not agree, whatever they count: two polls, two days."""
    _, ours, theirs = values.unmatched(a.days, b.days, values.days_comparable, values.days_agree)
    return bool(ours and theirs) or other_numbers(a, b)


def other_numbers(a: Profile, b: Profile) -> bool:
    """Whether each has a number that agrees with none of the other's."""
    _, left, right = values.unmatched(a.numbers, b.numbers, values.comparable, values.agree)
    return bool(left and right)


def _of_one_thing(x: values.Reading, y: values.Reading) -> bool:
    """Whether two counts name one thing counted; "two bombs" and "200 people" beside one word are none."""
    return x.dimension != "count" or not x.things or not y.things or bool(x.things & y.things)


def _both_hold(a: Profile, x: values.Reading, b: Profile, y: values.Reading) -> bool:
    """Whether both readings may be right: one is a lower bound below the other, or a toll that grew meanwhile."""
    less, more = sorted((x, y), key=lambda reading: reading.stated)
    if less.bound == ">" != more.bound and less.factor == more.factor:
        return True
    earlier, later = (a, b) if less is x else (b, a)
    if earlier.published is not None and later.published is not None and earlier.published >= later.published:
        return False
    return less.dimension == "count" and not running_counts().isdisjoint(less.near | less.counted)


def _told_of_own_day(a: Profile, x: values.Day, b: Profile, y: values.Day) -> bool:
    """Whether both days lie alike to the day on which each was published, and near to it.

    Where that day is not known, neither is what a weekday or "today" was.
    """
    if a.published is None or b.published is None:
        return any(day.deictic or values.DAYS_OF_WEEK in day.shifts for day in (x, y))
    if a.published == b.published:
        return False
    from_a, from_b = x.low - a.published.toordinal(), y.low - b.published.toordinal()
    return from_a == from_b and abs(from_a) <= _OWN_DAYS
