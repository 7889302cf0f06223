"""Days, months, years and clock times, told from quantities by the atoms around them."""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.lexicon import word_set

_COLONS = frozenset(":∶")
_JOINTS = frozenset("/-.–")
_AND = frozenset({"to", "and", "or", "-", "–"})
_LONGEST = 6
_APOSTROPHES = frozenset("'‘’")


def is_clock(atoms: Atoms, first: int, last: int) -> bool:
    """ "9:01", "1:36.6", "2 pm", "5 GMT", "11 o'clock"."""
    if _colon_joined(atoms, last) or _colon_joined(atoms, first - 1):
        return True
    if not atoms.near(last):
        return False
    word = atoms.low[last]
    return word in word_set("dates", "clock") or (word in ("a", "p") and atoms.match(last, (word, ".", "m")))


def _colon_joined(atoms: Atoms, at: int) -> bool:
    """Whether atom ``at`` is a colon glued between two figures."""
    if not (0 < at < len(atoms) - 1 and atoms.low[at] in _COLONS):
        return False
    return atoms.digits[at - 1] and atoms.digits[at + 1] and atoms.glued(at) and atoms.glued(at + 1)


def is_numeric_date(atoms: Atoms, first: int, last: int) -> bool:
    """ "5/17/2018", "2019-09-01", "2014-15", "11.8.2025", "’08"."""
    if atoms.word(first - 1) in _APOSTROPHES and atoms.glued(first) and len(atoms.low[first]) == 2:
        return atoms.low[first - 1] == "’" or atoms.low[first][0] == "0"
    begin, end = first, last
    while first - begin < _LONGEST and begin >= 2 and _date_joint(atoms, begin - 1):
        begin -= 2
    while end - last < _LONGEST and _date_joint(atoms, end):
        end += 2
    parts = atoms.low[begin:end:2]
    if len(parts) == 1:
        return _names_event(atoms, first, last)
    if not all(part.isdigit() and len(part) <= 4 for part in parts):
        return False
    if len(parts) == 2 and atoms.low[begin + 1] == "/" and _is_event_day(atoms, begin, end):
        return True
    if len(parts) == 2:
        return looks_like_year(parts[0]) and (len(parts[1]) <= 2 or looks_like_year(parts[1]))
    years = looks_like_year(parts[0]) or looks_like_year(parts[-1])
    return len(parts) == 3 and (years or all(is_day(part) for part in parts))


def _date_joint(atoms: Atoms, at: int) -> bool:
    """Whether atom ``at`` is a sign glued between two figures."""
    if not (0 < at < len(atoms) - 1 and atoms.low[at] in _JOINTS):
        return False
    return atoms.digits[at - 1] and atoms.digits[at + 1] and atoms.glued(at) and atoms.glued(at + 1)


def _names_event(atoms: Atoms, first: int, last: int) -> bool:
    """ "the 9.19 agreement": an event named by its month and day, as Koreans do."""
    month, _, day = atoms.low[first].partition(".")
    named = last == first + 1 and atoms.word(last) in word_set("labels", "dated")
    return named and is_day(month) and int(month) <= 12 and is_day(day)


def _is_event_day(atoms: Atoms, begin: int, end: int) -> bool:
    """ "9/11" and "the 3/11 disaster", but not "9/11 of the crop"."""
    month, day = atoms.low[begin], atoms.low[begin + 2]
    if f"{month}/{day}" in word_set("labels", "event_days"):
        return atoms.word(end) != "of"
    dated = is_day(month) and int(month) <= 12 and is_day(day)
    return dated and atoms.word(end) in word_set("labels", "dated")


def looks_like_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2099


def is_day(text: str) -> bool:
    return len(text) <= 2 and text.isdigit() and 1 <= int(text) <= 31


def is_calendar(atoms: Atoms, first: int, last: int) -> bool:
    """The day or year beside a month's name, and years that stand alone."""
    if _behind_month(atoms, first) or _before_month(atoms, first, last) or _second_day(atoms, first):
        return True
    if _misspelt_date(atoms, first, last):
        return True
    if last - first != 1 or not looks_like_year(atoms.low[first]):
        return False
    after, before = atoms.word(last), atoms.word(first - 1)
    if (atoms.glued(last) and after in ("s", "'s", "’s")) or after == "′":
        return True
    if before in word_set("dates", "year_prepositions") or before in word_set("dates", "months"):
        return True
    # "more than 2018 men": a limit makes a count of it; 2000 is more often a round number than a year.
    limited = before in word_set("dates", "limits")
    return not limited and 1900 <= int(atoms.low[first]) <= 2060 and atoms.low[first] != "2000"


def _behind_month(atoms: Atoms, first: int) -> bool:
    """ "November 8", "Oct. 7", "November 8, 2017", "June 2018"."""
    year = looks_like_year(atoms.low[first])
    if not (year or is_day(atoms.low[first]) or not atoms.digits[first]) or not atoms.near(first):
        return False
    back = first - 1
    if back > 0 and (atoms.low[back] == "." or (year and atoms.low[back] == ",")):
        back -= 1
    if year and back > 0 and is_day(atoms.low[back]):
        back -= 1
    if back < 0 or atoms.low[back] not in word_set("dates", "months"):
        return False
    sure = atoms.low[back] not in word_set("dates", "ambiguous_months") or (atoms.capital(back) and back > 0)
    return sure or atoms.word(back - 1) in word_set("dates", "date_prepositions")


def is_day_of_period(atoms: Atoms, first: int, last: int) -> bool:
    """ "the June 25-July 27 month of struggle", "the 1988 quarter": in front of what would be a unit of time."""
    after = atoms.word(last)
    if (
        looks_like_year(atoms.low[first])
        and last == first + 1
        and after in word_set("parts_of_years", "words")
    ):
        return True
    return after in word_set("dates", "periods") and atoms.low[first] != "1" and _behind_month(atoms, first)


def _misspelt_date(atoms: Atoms, first: int, last: int) -> bool:
    """ "Octobr 10, 2024": a day between a capitalised word and a year, whatever the word is."""
    year = atoms.word(last) == "," and atoms.glued(last) and looks_like_year(atoms.word(last + 1))
    capital = first > 0 and atoms.capital(first - 1) and atoms.near(first)
    return year and capital and is_day(atoms.low[first])


def _before_month(atoms: Atoms, first: int, last: int) -> bool:
    """ "9 May" """
    month = atoms.word(last)
    if month not in word_set("dates", "months") or not atoms.near(last) or not is_day(atoms.low[first]):
        return False
    sure = month not in word_set("dates", "ambiguous_months") or atoms.capital(last)
    return sure or atoms.word(first - 1) == "on"


def _second_day(atoms: Atoms, first: int) -> bool:
    """ "July 20 to 27", "June 8 and 9": the second day shares the month of the first."""
    if first < 3 or atoms.low[first - 1] not in _AND or not is_day(atoms.low[first]):
        return False
    return is_day(atoms.low[first - 2]) and atoms.low[first - 3] in word_set("dates", "months")
