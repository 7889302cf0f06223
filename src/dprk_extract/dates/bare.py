"""Operations for words that are times only in some contexts: bare months, "the year", "years", "the future"."""

from __future__ import annotations

from datetime import date, timedelta

from dprk_extract.dates.absolute import calendar
from dprk_extract.dates.anchoring import base_day, text_anchor, weekday_of
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.shifting import UNKNOWN, period_value, shift, unit_value
from dprk_extract.dates.story import day_of_here, precise_enough
from dprk_extract.dates.units import DAY_UNITS, count_of, unit_of
from dprk_extract.dates.values import week_value


@operation
def month_alone(hit: Hit) -> Reading | None:
    """A month by itself; "May", "March", "April" and "August" must not be a verb or part of a name."""
    if len(hit.word("MONTH")) < 4 and hit.word("MONTH") != "may" and "." not in hit.raw("MONTH"):
        return None
    if _capital(hit, 1) and hit.after() and hit.after()[0] in hit.listed("named_by_month"):
        return None  # "the October War"
    if hit.word("MONTH") in hit.listed("ambiguous_months") and "DIR" not in hit and not _is_month(hit):
        return None
    return calendar(hit)


def _is_month(hit: Hit) -> bool:
    before = hit.before()
    if hit.word("MONTH") == "march" and hit.after() == ["on"]:
        return False
    if len(hit.words()) > 1 and hit.word_before("MONTH") in hit.listed("before_month"):
        return True  # "the end of March"
    if hit.words()[0] in hit.listed("before_month") or (before and before[0] in hit.listed("before_month")):
        return hit.context.tense.tag(hit.start) != "MD"
    tag = hit.context.tense.tag(hit.start)
    if hit.word("MONTH") in ("may", "march"):
        determined = bool(before) and before[0] in hit.listed("before_capital_month")
        return determined and tag == "NNP" and not _capital(hit, 1)
    text = hit.context.pieces.text
    if hit.context.tense.tag(hit.end + 1)[:2] == "VB":
        return False  # June said
    name_before = text[: hit.start].rstrip(" ")[-1:].isalpha() and bool(before) and _capital(hit, -1)
    return tag in ("", "NNP") and not name_before and not _capital(hit, 1)


def _capital(hit: Hit, side: int) -> bool:
    """Whether the word before (-1) or after (1) the extent is written with a capital."""
    text = hit.context.pieces.text
    if side > 0:
        return text[hit.end : hit.end + 2].lstrip(" ")[:1].isupper()
    words = hit.before()
    if words and words[0] in hit.listed("determiners"):
        return False
    start = hit.start - len(words[0]) - 1 if words else hit.start
    return text[max(start, 0) : start + 1].isupper()


@operation
def unit_of_here(hit: Hit) -> Reading | None:
    """ "the end of the year", "the week", "the weekend": the unit that the document's day lies in."""
    unit = str(hit.setting("unit") or unit_of(hit))
    if hit.words()[-1] == "end" and "month" in hit.words():
        unit = "month"
    if unit in ("second", "minute", "hour", "night") or unit not in hit.setting("units", (unit,)):
        return None
    if unit == "day" and hit.context.narrative and "end" in hit.words():
        return day_of_here(hit)
    here, name = base_day(hit, to_the_day=unit in DAY_UNITS)
    told = hit.context.told(hit.start) if hit.context.narrative else None
    if here is None or (told is not None and not precise_enough(told, unit)):
        return Reading("DATE", UNKNOWN[unit])
    if unit == "day":
        return None
    if unit == "weekend" and hit.tense() != "future" and here.isoweekday() < 6:
        here -= timedelta(days=7)
    value = unit_value(here, unit)
    # Not remembered: the end of the story's year must not set the story back to January.
    return Reading("DATE", value, name, remembered=False) if value else None


@operation
def part_of_unit(hit: Hit) -> Reading | None:
    """ "the last week of the month", "the first days of that year": in the month or year that the story is in."""
    unit = hit.words()[-1]
    if not hit.context.narrative or unit not in ("month", "year"):
        return None
    told = hit.context.told(hit.start)
    if told is None or not precise_enough(told, unit):
        return Reading("DATE", UNKNOWN[unit])
    value = unit_value(told.first, unit)
    return Reading("DATE", value, text_anchor(told), remembered=False) if value else None


@operation
def opening_units(hit: Hit) -> Reading | None:
    """ "Hours after the raid": an unknown stretch at the head of a sentence or clause."""
    text = hit.context.pieces.text
    if not (text[hit.start].isupper() or hit.before() in ([","], ["just"], ["only"])):
        return None
    return Reading("DURATION", period_value(unit_of(hit), None))


@operation
def all_unit(hit: Hit) -> Reading | None:
    """ "all day", "all year"."""
    unit = unit_of(hit)
    return None if unit in ("second", "minute", "hour") else Reading("DURATION", period_value(unit, 1))


@operation
def weekday_of_weeks_ago(hit: Hit) -> Reading | None:
    """ "a week ago Monday": the Monday of the week that lies so far back."""
    here, name = base_day(hit, to_the_day=True)
    number, count = hit.index("WEEKDAY"), int(hit.number("NUM")) if "NUM" in hit else 1
    if here is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    moved = shift(here, "day", number - here.isoweekday() - 7 * count)
    return Reading("DATE", moved.isoformat(), name) if moved else None


@operation
def present(hit: Hit) -> Reading | None:
    """ "at the moment", in a story "at this time"; not "at the moment Kim arrived"."""
    if hit.context.narrative and "time" in hit.words():
        return Reading("DATE", "PAST_REF")
    return None if "moment" in hit.words() and _capital(hit, 1) else Reading("DATE", "PRESENT_REF")


@operation
def soon(hit: Hit) -> Reading | None:
    """ "soon" after now; in what is told of the past it is soon after then."""
    before = hit.before()
    if (before and before[0] in hit.listed("before_soon")) or hit.tense() == "past":
        return None
    return Reading("DATE", "FUTURE_REF")


@operation
def future(hit: Hit) -> Reading | None:
    """ "the future"; not "the future impact", which is an adjective."""
    text, tag = hit.context.pieces.text, hit.context.tense.tag
    if hit.words()[-1] == "future" and text[hit.end : hit.end + 1] == " " and tag(hit.end + 1)[:2] == "NN":
        return None
    return Reading("DATE", "FUTURE_REF")


@operation
def last_night(hit: Hit) -> Reading | None:
    here, name = base_day(hit, to_the_day=True)
    day = UNKNOWN["day"] if here is None else (here - timedelta(days=1)).isoformat()
    return Reading("TIME", f"{day}TNI", name)


@operation
def story_weekday(hit: Hit) -> Reading | None:
    """ "the following Monday", "the previous Friday"."""
    last = hit.context.last_day
    number, direction = hit.index("WEEKDAY"), hit.index("STORYDIR")
    if last is not None:
        day, name = last.first, text_anchor(last)
    elif hit.context.here is not None:
        day, name = hit.context.here, hit.context.here_name
    else:
        return Reading("DATE", f"XXXX-WXX-{number}")
    found = weekday_of(hit, day, number, direction)
    return Reading("DATE", found.isoformat(), name)


@operation
def the_fiscal_year(hit: Hit) -> Reading | None:
    here, name = base_day(hit)
    if "DIR" not in hit and "latest" not in hit.words():
        return Reading("DURATION", "P1Y")
    if here is None:
        return Reading("DATE", UNKNOWN["year"])
    step = hit.index("DIR") if "DIR" in hit else 0
    return Reading("DATE", f"{here.year + step:04d}", name)


@operation
def the_year(hit: Hit) -> Reading | None:
    """ "the year": the document's or the story's, a stretch where its end is named."""
    after = hit.after()
    if _capital(hit, 1):
        return None  # "the year Kim Il Sung died"
    if after and after[0] in ("ended", "ending", "end", "to"):
        return Reading("DURATION", "P1Y")
    here, name = base_day(hit)
    return Reading("DATE", UNKNOWN["year"] if here is None else f"{here.year:04d}", name)


@operation
def counted_units(hit: Hit) -> Reading | None:
    """ "the past two weeks", "the first nine months", "the next few years"."""
    if hit.words()[0] == "last" and hit.context.tense.tag(hit.start)[:2] == "VB":
        return None  # "the contract would last four years"
    if "UNITS" in hit and hit.raw("UNITS")[0].isupper():
        return None  # "the Hundred Days"
    count = count_of(hit)
    if count is None and "couple" in hit.words():
        count = 2.0
    hit.context.comparable = None
    return Reading("DURATION", period_value(unit_of(hit), count))


@operation
def vague_units(hit: Hit) -> Reading | None:
    """ "decades", "for years": a stretch of unknown length."""
    word, before = hit.words()[-1], hit.before(1)
    if not hit.setting("given"):
        label = before[0] if before else ""
        if hit.before(2) == ["as", "many"]:
            return None
        if (label in ("few", "of") and word not in hit.listed("long_units")) or hit.after() in (
            ["old"],
            ["-"],
        ):
            return None
        if label not in hit.listed("before_vague_duration") and word not in ("decades", "centuries"):
            return None
        if word in ("seconds", "minutes", "nights"):
            return None
    return Reading("DURATION", period_value(unit_of(hit), None))


@operation
def recent_units(hit: Hit) -> Reading | None:
    """ "recent weeks" is a stretch of weeks; "recent years" and "recent days" say no more than lately."""
    units = {str(hit.value("UNITS")), str(hit.value("UNITS2")) if "UNITS2" in hit else ""}
    if units & {"week", "month", "quarter"} and "UNITS2" not in hit:
        return Reading("DURATION", period_value(unit_of(hit), None))
    return Reading("DATE", "PAST_REF")


@operation
def rate(hit: Hit) -> Reading | None:
    """ "$33 million a year", "twice a week"."""
    unit = unit_of(hit)
    return None if unit in ("second", "minute") else Reading("SET", period_value(unit, 1))


@operation
def week_of(hit: Hit) -> Reading | None:
    """ "the week of March 6": the week that the day lies in."""
    reading = calendar(hit)
    weekend = bool(hit.setting("weekend"))
    if reading is None or reading.value.startswith("X"):
        return None if reading is None else Reading("DATE", UNKNOWN["weekend" if weekend else "week"])
    return Reading("DATE", week_value(date.fromisoformat(reading.value), weekend=weekend), reading.anchor)


@operation
def then(hit: Hit) -> Reading | None:
    """ "since then", "until then": the last date mentioned."""
    last = hit.context.last
    if last is None:
        return Reading("DATE", "FUTURE_REF" if hit.before() == ["until"] else "PAST_REF")
    return Reading("DATE", last.value, text_anchor(last))
