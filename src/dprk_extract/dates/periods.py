"""Operations for stretches of time, sets of times, and times of day."""

from __future__ import annotations

import re
from datetime import timedelta

from dprk_extract.dates.absolute import calendar, numeric
from dprk_extract.dates.anchoring import base_day
from dprk_extract.dates.context import Mention
from dprk_extract.dates.reading import Hit, Reading, operation
from dprk_extract.dates.relative import day_word, weekday
from dprk_extract.dates.shifting import UNKNOWN, period_value, shift
from dprk_extract.dates.story import numbered_day, story_step
from dprk_extract.dates.units import count_of, unit_of

_NEAR = 300
_BESIDE = 40
_EVENING = 6
_LATE = re.compile(r"T(?:EV|NI|1[89]|2\d)")
_MORNING_ENDS = "10:00"
_SAME_DAY = frozenset({"that", "same"})
_DESCENDING = "year month week day hour minute second"
_ENDS_IN_NAME = re.compile(r"[A-Z][\w’'-]{0,30} $")


@operation
def duration(hit: Hit) -> Reading | None:
    """ "two weeks", "several months", "the next four years", "a year and a half"."""
    unit, count = unit_of(hit), count_of(hit)
    if count is None and hit.setting("bare"):
        return Reading("DURATION", period_value(unit, None))
    if (
        count is None
        and "VAGUE" not in hit
        and not any(hit.belongs("HUNDREDS", word) for word in hit.words())
    ):
        return None
    if unit == "second" and set(hit.words()) & {"a", "one"}:
        return None
    if "UNITS" in hit and hit.raw("UNITS")[0].isupper() and hit.raw("UNITS")[1:].islower():
        return None  # "the Hundred Days"
    if hit.words() == ["one", "day"] and (hit.raw("NUM")[0] == "O" or hit.after()[:1] in (["in"], ["when"])):
        return None
    if "many" in hit.words() and hit.before() == ["as"]:
        return None
    if (count is not None and count == 0) or (unit == "quarter" and hit.after() == ["of"]):
        return None
    if unit == "quarter" and "-" in hit.words():
        return None
    return Reading("DURATION", period_value(unit, count))


@operation
def compound_duration(hit: Hit) -> Reading | None:
    """ "three years and eight months": the units must go down."""
    units = [str(hit.value(name)) for name in ("UNIT", "UNIT2", "UNITS", "UNITS2") if name in hit]
    counts = [hit.number(name) for name in ("NUM", "NUM2") if name in hit]
    counts = [1.0, *counts] if len(counts) == 1 else counts
    known = sorted(units, key=_DESCENDING.find)
    if len(set(units)) < 2 or any(unit not in _DESCENDING for unit in units):
        return None
    larger, smaller = (period_value(unit, count) for unit, count in zip(known, counts, strict=True))
    if larger[1] == "T":
        return Reading("DURATION", larger + smaller[2:])
    return Reading("DURATION", larger + smaller[1:])


@operation
def whole_unit(hit: Hit) -> Reading | None:
    """A stretch named without a number: "the fiscal year", "yearlong"."""
    if hit.setting("value"):
        return Reading("DURATION", str(hit.setting("value")))
    unit = str(hit.setting("unit") or unit_of(hit))
    return Reading("DURATION", period_value(unit, float(hit.setting("count", 1))))


@operation
def long_word(hit: Hit) -> Reading | None:
    """ "a weeklong visit"."""
    return Reading("DURATION", period_value(str(hit.value("LONGWORD")), 1))


@operation
def repeated(hit: Hit) -> Reading | None:
    """SET: "every day", "each Thursday", "daily", "twice a week"."""
    if "ADVERBSET" in hit:
        return _adverb(hit)
    for group in ("WEEKDAY2", "WEEKDAY", "WEEKDAYS"):
        if group in hit:
            named = next((name for name in ("PART", "PARTS") if name in hit), None)
            part = f"T{hit.value(named)}" if named else ""
            return Reading("SET", f"XXXX-WXX-{hit.value(group)}{part}")
    if "MONTH" in hit:
        return Reading("SET", f"XXXX-{hit.index('MONTH'):02d}")
    if "SEASON" in hit:
        return Reading("SET", f"XXXX-{hit.value('SEASON')}")
    if "PART" in hit:
        return Reading("SET", f"XXXX-XX-XXT{hit.value('PART')}")
    return _every(hit)


def _adverb(hit: Hit) -> Reading | None:
    """ "daily" however it is used; "weekly", "quarterly" and the like only as adverbs."""
    word = hit.words()[0]
    if _is_newspaper(hit):
        return None
    if hit.raw("ADVERBSET")[0].isupper():
        after, before = hit.after(), hit.before()
        if (after and after[0] in hit.listed("after_adverb")) or (
            before and before[0] in hit.listed("before_adverb")
        ):
            return None
    if (
        word not in ("daily", "hourly", "nightly", "annually")
        and hit.context.tense.tag(hit.start)[:2] != "RB"
    ):
        return None
    return Reading("SET", str(hit.value("ADVERBSET")))


def _is_newspaper(hit: Hit) -> bool:
    """ "the daily Kest Post", "(Harbor Daily)": with a name behind it, or a name's last word."""
    text, tag = hit.context.pieces.text, hit.context.tense.tag
    if hit.raw("ADVERBSET")[0].islower():
        return text[hit.end : hit.end + 2].lstrip(" ")[:1].isupper()
    before = text[max(hit.start - 40, 0) : hit.start]
    name_before = _ENDS_IN_NAME.search(before) is not None
    return name_before or (
        tag(hit.start)[:3] == "NNP" and text[hit.end : hit.end + 2].lstrip(" ")[:1].isupper()
    )


def _every(hit: Hit) -> Reading | None:
    unit = unit_of(hit)
    if "ORDINAL" in hit:
        count: float | None = hit.number("ORDINAL")
    elif "NUM" in hit:
        count = hit.number("NUM")
    else:
        count = None if "few" in hit.words() else 2.0 if "other" in hit.words() else 1.0
    if "UNITS" in hit and count == 1:
        return None
    return Reading("SET", period_value(unit, count))


@operation
def clock(hit: Hit) -> Reading | None:
    """A time of day, with its zone and its day where they stand beside it."""
    time = _clock_value(hit)
    if time is None or ("NOONWORD" in hit and hit.before() == ["high"]):
        return None
    offset = str(hit.value("ZONE")) if "ZONE" in hit else ""
    day, anchor = _clock_day(hit)
    time = _later_on(hit, day, time) if "clock" in hit.words() else time
    return Reading("TIME", f"{day}T{time}", anchor, offset)


@operation
def spoken_clock(hit: Hit) -> Reading | None:
    """ "half past ten", "a quarter to five", "ten minutes past three": on the dial of twelve hours as said, unless
    the part of the day is named.
    """
    words = hit.words()
    hour = int(hit.number("NUM2" if "NUM2" in hit else "NUM"))
    minutes = 30 if "half" in words else 15 if "quarter" in words else int(hit.number("NUM"))
    if not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    hour, minutes = (hour - 1 or 12, 60 - minutes) if "to" in words else (hour, minutes)
    hour = _in_its_half(hit, hour)
    day, anchor = _clock_day(hit)
    return Reading("TIME", f"{day}T{hour:02d}:{minutes:02d}", anchor)


@operation
def military_clock(hit: Hit) -> Reading | None:
    """ "0400 hours": four digits, the first two of them an hour."""
    raw = hit.words()[0]
    if len(raw) != 4 or not raw.isdigit() or int(raw[:2]) > 24 or int(raw[2:]) > 59:
        return None
    if hit.setting("early") and raw[0] != "0":
        return None  # 1430 without "hours" may be a year or a count
    day, anchor = _clock_day(hit)
    offset = str(hit.value("ZONE")) if "ZONE" in hit else ""
    return Reading("TIME", f"{day}T{raw[:2]}:{raw[2:]}", anchor, offset)


def _later_on(hit: Hit, day: str, time: str) -> str:
    """ "at one o'clock" after half past ten in a story is in the afternoon."""
    told = hit.context.told(hit.start) if hit.context.narrative and "PART" not in hit else None
    before = told.value[11:16] if told is not None and told.value[:10] == day else ""
    later = f"{int(time[:2]) + 12:02d}{time[2:]}" if time < "12:00" else time
    return later if before[:1].isdigit() and time < before < later else time


def _clock_value(hit: Hit) -> str | None:
    if "NOONWORD" in hit:
        return str(hit.value("NOONWORD"))
    if "CLOCK" in hit:
        parts = [int(part) for part in hit.word("CLOCK").split(":")]
    elif "HOUR" in hit:
        parts = [int(hit.number("HOUR")), 0]
    else:
        parts = _dotted(hit.word("NUM")) if "." in hit.word("NUM") else [int(hit.number("NUM")), 0]
    if "AMPM" in hit or hit.setting("afternoon"):
        if not 1 <= parts[0] <= 12:
            return None
        late = hit.index("AMPM") if "AMPM" in hit else 12
        parts[0] = parts[0] % 12 + late
    else:
        parts[0] = _in_its_half(hit, parts[0])
    if parts[0] > 24 or any(part > 59 for part in parts[1:]):
        return None
    return ":".join(f"{part:02d}" for part in parts)


def _in_its_half(hit: Hit, hour: int) -> int:
    """The hour of 24 that one of twelve is in the named part of the day: "two at night" stays as it is."""
    part = hit.value("PART") if "PART" in hit else ""
    late = part in ("AF", "EV") or (part == "NI" and hour >= _EVENING)
    return hour + 12 if late and hour < 12 else hour


def _dotted(word: str) -> list[int]:
    """ "5.30" in "5.30 pm"; an impossible hour where it is no time."""
    hour, _, minute = word.partition(".")
    return (
        [int(hour), int(minute)]
        if hour.isdigit() and len(hour) < 3 and len(minute) == 2 and minute.isdigit()
        else [99]
    )


def _clock_day(hit: Hit) -> tuple[str, str | None]:
    """The day of a clock time: the one written beside it, else the last mentioned in the story, else today's."""
    reading: Reading | None = None
    if "WEEKDAY" in hit and "MONTH" not in hit:
        reading = weekday(hit)
    elif "MONTH" in hit:
        reading = calendar(hit)
    elif "DAYWORD" in hit:
        reading = day_word(hit)
    elif "ISO" in hit:
        reading = numeric(hit)
    elif "ORDDAY" in hit:
        reading = numbered_day(hit)
    elif "STORYDIR" in hit or "next" in hit.words():
        reading = story_step(hit, "day", hit.index("STORYDIR") if "STORYDIR" in hit else 1)
    elif not _SAME_DAY.isdisjoint(hit.words()):
        reading = story_step(hit, "day", 0)
    if reading is not None:
        return reading.value.partition("T")[0], reading.anchor
    last = _day_of_story(hit)
    if last is not None:
        return _morning_after(hit, last) or last.value[:10], f"text:{last.value[:10]}"
    here, name = base_day(hit, to_the_day=True)
    return (UNKNOWN["day"], None) if here is None else (here.isoformat(), name)


def _morning_after(hit: Hit, last: Mention) -> str | None:
    """ "on the evening of the 21st ... at 4 a.m.": a story goes forward, to the next day."""
    if last is not hit.context.told(hit.start):
        return None
    if "AMPM" not in hit or hit.index("AMPM") or not _LATE.match(last.value[10:]):
        return None
    if (_clock_value(hit) or _MORNING_ENDS) >= _MORNING_ENDS:
        return None
    moved = shift(last.first, "day", 1)
    return moved.isoformat() if moved else None


@operation
def part_of_date(hit: Hit) -> Reading | None:
    """ "the night of June 3", "the morning of 6 June 1944"."""
    reading = weekday(hit) if "MONTH" not in hit and "WEEKDAY" in hit else None
    if "MONTH" in hit:
        reading = calendar(hit)
    elif "DAYWORD" in hit:
        reading = day_word(hit)
    elif "ISO" in hit:
        reading = numeric(hit)
    elif "ORDDAY" in hit:
        reading = numbered_day(hit)
    if reading is None:
        return None
    return Reading("TIME", f"{reading.value.partition('T')[0]}T{_part(hit)}", reading.anchor)


def _part(hit: Hit) -> str:
    return str(hit.value("PART" if "PART" in hit else "DAWNWORD"))


def _day_of_story(hit: Hit) -> Mention | None:
    """The day just mentioned, where a time of day can be of that day: not one that is still to come."""
    last, here, told = hit.context.last_day, hit.context.here, hit.context.told(hit.start)
    if last is None:
        return None
    if hit.context.narrative:
        # A day of a month that the story has left since is not meant; a month or year that holds it may be.
        return (
            None
            if told is not None and told.start > last.start and last.value[:7] not in told.value
            else last
        )
    if hit.start - last.start < _BESIDE and hit.context.in_one_sentence(last, hit.start):
        return last  # "for Wednesday at 11 a.m."
    if here is None or hit.start - last.start >= _NEAR:
        return last if hit.start - last.start < _NEAR else None
    tense = hit.tense()
    if last.first > here:
        return last if tense == "future" else None
    return last if last.first == here or tense not in ("present", "future") else None


@operation
def part_of_day(hit: Hit) -> Reading | None:
    """ "overnight", "in the morning": the day is the last one mentioned, or the document's."""
    part = str(hit.setting("part") or _part(hit))
    last = _day_of_story(hit)
    if last is not None:
        return Reading("TIME", f"{last.value[:10]}T{part}", f"text:{last.value[:10]}")
    here, name = base_day(hit, to_the_day=True)
    if here is not None and hit.words() == ["overnight"] and hit.tense() != "future":
        here -= timedelta(days=1)
    day = UNKNOWN["day"] if here is None else here.isoformat()
    return Reading("TIME", f"{day}T{part}", name)
