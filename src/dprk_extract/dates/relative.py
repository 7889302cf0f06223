"""Operations for expressions counted from the document's day or from the story's time."""

from __future__ import annotations

from datetime import date, timedelta

from dprk_extract.dates.absolute import written_year
from dprk_extract.dates.anchoring import (
    base_day,
    compared_month,
    looks_back,
    names_day,
    near_mention,
    nearest_year,
    story_year,
    text_anchor,
    weekday_of,
)
from dprk_extract.dates.context import Mention
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.shifting import UNKNOWN, period_value, shift, shifted_value, unit_value
from dprk_extract.dates.story import (
    counted,
    counted_from_story,
    hours_from_story,
    story_point,
    story_step,
    story_weekday_from,
)
from dprk_extract.dates.units import DAY_UNITS, count_of, unit_of
from dprk_extract.dates.values import days_in_month

_NO_NOUNS = ("VBD", "VBZ", "MD", "DT", "PRP", "PRP$", "IN", "EX", "NNP")
_COMPARABLE_REACH = 3000
_SUBDAY = ("second", "minute", "hour")


@operation
def reference(hit: Hit) -> Reading | None:
    """PAST_REF, PRESENT_REF, FUTURE_REF: from the setting, or from the word."""
    found = hit.setting("value")
    if found is None:
        found = next((hit.value(group) for group in ("PRESENT", "PAST") if group in hit), "PRESENT_REF")
    return Reading("DATE", str(found))


@operation
def day_word(hit: Hit) -> Reading | None:
    """Yesterday, today, tomorrow, tonight, also with a part of the day."""
    group = "DAYWORD" if "DAYWORD" in hit else "NIGHTWORD"
    if hit.raw(group)[0].isupper() and _in_a_name(hit):
        return None
    if hit.word(group) == "today" and hit.context.narrative and "PART" not in hit:
        return Reading("DATE", "PRESENT_REF")
    here, name = base_day(hit, to_the_day=True)
    moved = None if here is None else shift(here, "day", hit.index(group))
    value = UNKNOWN["day"] if moved is None else moved.isoformat()
    part = "NI" if group == "NIGHTWORD" else str(hit.value("PART")) if "PART" in hit else ""
    if part:
        return Reading("TIME", f"{value}T{part}", name)
    return Reading("DATE", value, name)


def _in_a_name(hit: Hit) -> bool:
    """ "USA Today", "Korea Today", "The Tonight Show"."""
    before, after = hit.before(), hit.after()
    return bool(before and before[0] in hit.listed("before_today")) or after == ["show"]


@operation
def day_beyond(hit: Hit) -> Reading | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    here, name = base_day(hit, to_the_day=True)
    moved = None if here is None else shift(here, "day", 2 if "tomorrow" in hit.words() else -2)
    return Reading("DATE", UNKNOWN["day"] if moved is None else moved.isoformat(), name)


@operation
def day_of_month(hit: Hit) -> Reading | None:
    """ "the 5th of this month"."""
    here, name = base_day(hit)
    day = int(hit.number("ORDDAY"))
    if here is None:
        return Reading("DATE", UNKNOWN["day"])
    moved = shift(here, "month", hit.index("DIR") if "DIR" in hit else 0)
    if moved is None or day > days_in_month(moved.year, moved.month):
        return None
    return Reading("DATE", moved.replace(day=day).isoformat(), name)


@operation
def relative_unit(hit: Hit) -> Reading | None:
    """ "last year", "this week", "the next month"."""
    unit, direction = unit_of(hit), hit.index("DIR")
    if unit in _SUBDAY:
        return Reading("DATE", "PRESENT_REF") if direction == 0 and unit != "hour" else None
    if hit.context.narrative and hit.words()[-2:] == ["this", "day"]:
        return Reading("DATE", "PRESENT_REF")  # "to this day"
    if hit.belongs("STORYDIR", hit.word("DIR")):
        return story_step(hit, unit, direction) if unit != "fortnight" else Reading("DURATION", "P2W")
    if (
        hit.word("DIR") == "past"
        or (
            hit.word("DIR") == "last"
            and hit.word_before("DIR") == "the"
            and unit not in ("century", "quarter", "weekend")
        )
        or (unit == "decade" and hit.word("DIR") in ("next", "coming") and hit.word_before("DIR") == "the")
    ):
        return Reading("DURATION", period_value(unit, 1), hit.context.here_name if hit.context.here else None)
    if unit == "day" and direction > 0:
        return story_step(hit, unit, direction)
    here, name = base_day(hit, to_the_day=unit in DAY_UNITS)
    if here is None:
        return Reading("DATE", UNKNOWN[unit])
    if unit == "night":
        return _night(here, direction, name)
    value = shifted_value(here, unit, direction) if unit not in ("decade", "century") else None
    if value is None:
        moved = shift(here, unit, direction)
        value = None if moved is None else unit_value(moved, unit)
    return Reading("DATE", value, name) if value else None


def _night(here: date, direction: int, name: str | None) -> Reading:
    return Reading("TIME", f"{(here + timedelta(days=direction)).isoformat()}TNI", name)


@operation
def relative_part(hit: Hit) -> Reading | None:
    """ "this morning", "last night", "the next morning"."""
    direction = hit.index("DIR")
    if hit.belongs("STORYDIR", hit.word("DIR")) or direction > 0:
        last = story_point(hit, "day")
        known = last is not None and names_day(last)
        moved = shift(last.first, "day", 1 if direction > 0 else -1) if last is not None and known else None
        if last is None or moved is None:
            return Reading("TIME", f"{UNKNOWN['day']}T{hit.value('PART')}")
        glance = direction < 0 and looks_back(hit)
        return Reading(
            "TIME", f"{moved.isoformat()}T{hit.value('PART')}", text_anchor(last), remembered=not glance
        )
    here, name = base_day(hit, to_the_day=True)
    moved = None if here is None else shift(here, "day", direction)
    day = UNKNOWN["day"] if moved is None else moved.isoformat()
    return Reading("TIME", f"{day}T{hit.value('PART')}", name)


@operation
def weekday(hit: Hit) -> Reading | None:
    """A weekday, with a direction, a part of the day, or neither."""
    number = hit.index("WEEKDAY")
    direction = hit.index("DIR") if "DIR" in hit else None
    if hit.before() and hit.before()[0] in hit.listed("before_weekday"):
        return None
    if hit.before(2) in (["on", "a"], ["on", "any"]) and direction is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    if hit.word("WEEKDAY") == "sun" and hit.end - hit.start <= len("Sun."):
        return None  # the newspaper, the company, the star
    if len(hit.word("WEEKDAY")) < 5 and "." not in hit.raw("WEEKDAY") and "PART" not in hit:
        return None
    if hit.context.narrative and direction is None and hit.context.last_day is not None:
        return story_weekday_from(hit, hit.context.last_day, number)
    here, name = base_day(hit, to_the_day=True)
    value = f"XXXX-WXX-{number}" if here is None else weekday_of(hit, here, number, direction).isoformat()
    if "PART" in hit:
        return Reading("TIME", f"{value}T{hit.value('PART')}", name)
    return Reading("DATE", value, name)


@operation
def season(hit: Hit) -> Reading | None:
    """Seasons, with a year, a direction, or the nearest one."""
    code = str(hit.value("SEASON"))
    year = written_year(hit)
    if year is not None:
        return Reading("DATE", f"{year:04d}-{code}")
    here, name = base_day(hit)
    if here is None:
        return Reading("DATE", f"XXXX-{code}")
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    direction = hit.index("DIR") if "DIR" in hit else None
    told = hit.context.told(hit.start) if hit.context.narrative else near_mention(hit)
    glance = direction is None and hit.before() == [
        "for"
    ]  # "dispersed for the winter": the story stays where it is
    if direction is None and told is None and hit.context.narrative:
        return Reading("DATE", f"XXXX-{code}")
    if direction is None and told is not None:
        return Reading(
            "DATE", f"{_season_year(told, code):04d}-{code}", text_anchor(told), remembered=not glance
        )
    if direction is None:
        year = nearest_year(hit, here, month, None)
    elif direction < 0:
        year = here.year - (month >= here.month)
    elif direction > 0:
        of_year = told is not None and hit.context.narrative and len(told.value.removeprefix("BC")) == 4
        year = here.year + (month <= here.month or of_year)
    else:
        year = here.year
    if code == "WI" and not hit.context.narrative:
        # A winter has the number of its December; from July on "this winter" is the coming one.
        year -= 0 if direction == 0 and here.month > 6 else 1
    return Reading("DATE", f"{year:04d}-{code}", name)


def _season_year(told: Mention, code: str) -> int:
    """The year of a season in a story: its winters have the number of their December."""
    if code == "WI":
        return told.first.year - (len(told.value) >= 7 and told.first.month <= 3)
    return story_year(told, {"SP": 3, "SU": 6, "FA": 9}[code])


@operation
def ago(hit: Hit) -> Reading | None:
    """ "two weeks ago", "a year from now": from the day of the document, at the unit's precision."""
    unit, count, sign = unit_of(hit), count_of(hit), int(hit.setting("sign"))
    if count is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in _SUBDAY:
        return Reading("DURATION", period_value(unit, count))
    if unit == "year" and count == 1 and sign < 0:
        period = _comparable_period(hit)
        if period is not None:
            return period
    here, name = base_day(hit, to_the_day=unit in DAY_UNITS)
    if here is None:
        return Reading("DATE", UNKNOWN[unit])
    if unit == "week" and hit.words()[-1] == "today":
        unit, count = "day", 7 * count
    return counted(here, unit, count * sign, name)


@operation
def earlier_later(hit: Hit) -> Reading | None:
    """ "two days later", "a year earlier": from the last date mentioned."""
    unit, count, sign = unit_of(hit), count_of(hit), int(hit.setting("sign"))
    if unit == "year" and count == 1 and sign < 0:
        period = _comparable_period(hit)
        if period is not None:
            return period
    if hit.before() == ["for"] and sign > 0 and hit.words()[-1] not in ("later", "that"):
        return Reading("DURATION", period_value(unit, count))  # "for a century afterwards"
    if unit in _SUBDAY:
        return hours_from_story(hit, unit, None if count is None else count * sign) or Reading(
            "DURATION", period_value(unit, count)
        )
    if count is None:
        return Reading("DATE", UNKNOWN[unit])
    last = story_point(hit, unit)
    if last is None:
        counts = sign < 0 and not hit.context.narrative
        here, name = (hit.context.here, hit.context.here_name) if counts else (None, "")
        return counted(here, unit, count * sign, name) if here else Reading("DATE", UNKNOWN[unit])
    return counted_from_story(hit, last, unit, count * sign)


@operation
def after_that(hit: Hit) -> Reading | None:
    """ "three years after that", before a verb or at the end of a clause; not "after that battle"."""
    after = hit.after()
    if after and after[0][0].isalnum() and hit.context.tense.tag(hit.end + 1) not in _NO_NOUNS:
        return None
    return earlier_later(hit)


@operation
def units_on(hit: Hit) -> Reading | None:
    """ "Two years on, he came back": in a story later, in news a stretch up to now."""
    if hit.context.narrative:
        return earlier_later(hit)
    return None


@operation
def vague_later(hit: Hit) -> Reading | None:
    """ "years later", "a moment later": after the last date mentioned, how long after is not said."""
    unit = unit_of(hit) if "UNITS" in hit else "minute"
    if hit.after() == ["than"]:
        return Reading("DURATION", period_value(unit, None))
    return (
        Reading("DURATION", period_value(unit, None)) if unit in _SUBDAY else Reading("DATE", UNKNOWN[unit])
    )


@operation
def part_century(hit: Hit) -> Reading | None:
    """ "half a century", "a quarter century ago", "a half-century later"."""
    years = 50 if "half" in hit.words() else 25
    if "LATERWORD" not in hit:
        return Reading("DURATION", f"P{years}Y")
    sign = hit.index("LATERWORD")
    if hit.words()[-1] == "ago":
        here, name = base_day(hit)
    else:
        last = hit.context.last
        here, name = (None, None) if last is None else (last.first, text_anchor(last))
    return Reading("DATE", UNKNOWN["year"]) if here is None else counted(here, "year", years * sign, name)


def _comparable_period(hit: Hit) -> Reading | None:
    """In a comparison a year ago is the same month of the year before; in reports of results the same quarter."""
    last = None
    if hit.before()[-1:] and hit.before()[0] in hit.listed("compares"):
        last = compared_month(hit)
    last = last or hit.context.comparable
    if last is None or hit.start - last.start > _COMPARABLE_REACH:
        return None
    return Reading("DATE", f"{last.first.year - 1:04d}{last.value[4:]}", text_anchor(last), remembered=False)
