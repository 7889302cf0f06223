"""Timelines for other programs: TimelineJS (JSON, and the CSV of its spreadsheet template) and iCalendar."""

from __future__ import annotations

import csv
import html
import json
from datetime import UTC, date, datetime, timedelta
from typing import TextIO

from dprk_extract.errors import MissingExtra
from dprk_extract.render.columns import Row, cell
from dprk_extract.render.report import Report
from dprk_extract.render.safe import json_safe, spreadsheet_cell, visible

_HEADLINE_CHARS = 90
_SHEET = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline",
    "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip


def _placed(report: Report) -> list[Row]:
    """The entries with a place on the axis; the others are counted."""
    rows = list(report.rows)
    placed = [row for row in rows if row["earliest"] and row["latest"]]
    report.left_out += len(rows) - len(placed)
    return placed


def _date_parts(row: Row) -> tuple[list[str], list[str]]:
    """Start and end as year, month and day, as far as the date is known: 2019 is a year and no day of it."""
    start, end = row["earliest"].split("-"), row["latest"].split("-")
    if row["earliest"] == row["latest"]:
        return start, []
    precision = 1 if (start[1:], end[1:]) == (["01", "01"], ["12", "31"]) else 3
    start, end = start[:precision], end[:precision]
    return start, [] if start == end else end


def _headline(row: Row) -> str:
    text = visible(cell(row, "told"))
    if len(text) <= _HEADLINE_CHARS:
        return text
    return text[:_HEADLINE_CHARS].rsplit(" ", 1)[0] + "…"


def _source_line(row: Row) -> str:
    who = f"{row['speaker']}. " if row["speaker"] else ""
    return visible(f"{who}{cell(row, 'members.*.outlet')}")


def write_timelinejs(report: Report, out: TextIO) -> None:
    """The JSON that TimelineJS reads. Its texts are shown as HTML, so they are escaped here."""
    keys = ("year", "month", "day")
    events = []
    for row in _placed(report):
        start, end = _date_parts(row)
        event: Row = {
            "unique_id": row["id"],
            "start_date": dict(zip(keys, start, strict=False)),
            "display_date": html.escape(visible(row["date"] or "")),
            "text": {
                "headline": html.escape(_headline(row)),
                "text": html.escape(visible(cell(row, "told"))) + "<br>" + html.escape(_source_line(row)),
            },
        }
        if end:
            event["end_date"] = dict(zip(keys, end, strict=False))
        events.append(event)
    out.write(json_safe(json.dumps({"events": events}, ensure_ascii=False, indent=2)) + "\n")


def write_timelinejs_csv(report: Report, out: TextIO) -> None:
    """The spreadsheet template of TimelineJS."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_SHEET)
    for row in _placed(report):
        start, end = _date_parts(row)
        values = {
            **dict(zip(_SHEET[:3], start, strict=False)),
            **dict(zip(_SHEET[4:7], end, strict=False)),
            "Display Date": visible(row["date"] or ""),
            "Headline": html.escape(_headline(row)),
            "Text": html.escape(visible(cell(row, "told"))) + "<br>" + html.escape(_source_line(row)),
        }
        writer.writerow([spreadsheet_cell(values.get(name, "")) for name in _SHEET])


def write_ics(report: Report, out: TextIO) -> None:
    """An iCalendar with an all-day event for each entry that has one day. Needs the extra ``[ics]``."""
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtra("--format ics needs an extra: run `pip install 'dprk-extract[ics]'`") from None

    calendar = Calendar()
    calendar.add("prodid", "-//dprk-extract//timeline//EN")
    calendar.add("version", "2.0")
    for row in _placed(report):
        if row["earliest"] != row["latest"]:
            report.left_out += 1
            continue
        day = date.fromisoformat(row["earliest"])
        event = Event()
        event.add("uid", f"{row['id']}@dprk-extract")
        # The same input must give the same bytes, so the stamp is the event's day and not today.
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", _headline(row))
        event.add("description", f"{visible(cell(row, 'told'))}\n{_source_line(row)}")
        calendar.add_component(event)
    out.write(calendar.to_ical().decode("utf-8"))
