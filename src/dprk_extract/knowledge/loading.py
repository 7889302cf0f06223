"""TOML files → entries, with every mistake named by file and entry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dprk_extract.data import resource
from dprk_extract.errors import DataError
from dprk_extract.knowledge import plain_toml
from dprk_extract.knowledge.entry import KINDS, Entry, Tenure
from dprk_extract.knowledge.romanisation import is_hangul

PACKAGED = (
    "states", "offices", "people-dprk", "people-south-korea", "people-us", "people-other", "organisations",
    "media", "places", "weapons", "treaties", "events", "anniversaries",
)  # fmt: skip
DEFAULTS = "defaults"

_TEXTS = frozenset(
    {"kind", "name", "country", "description", "gender", "surname", "order", "hangul", "born", "died",
     "stands_for", "date", "yearly", "of", "known"}
)  # fmt: skip
_LISTS = frozenset({"aliases", "demonyms", "roles", "guarded", "context", "shared", "offices", "related"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
_PLAIN_DATE = re.compile(_DAY)
_YEARLY = re.compile(r"XXXX-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
_TENURE = re.compile(rf"(?P<what>[^:]+?)(?:: *(?P<start>{_DAY})?/(?P<end>{_DAY}|\.\.)?)?")
_CHOICES = {
    "gender": ("female", "male"),
    "order": ("surname-first", "given-first"),
    "kind": tuple(sorted(KINDS)),
}
_DATES = {
    "born": (_PLAIN_DATE, "1912-04-15"),
    "died": (_PLAIN_DATE, "2011-12-17"),
    "known": (_PLAIN_DATE, "2025-12"),
    "date": (_DATE, "2018-06-12 or 2019-02-27/2019-02-28"),
    "yearly": (_YEARLY, "XXXX-04-15"),
}


def load_entries(extra: Iterable[Path] = (), *, check_all: bool = False) -> dict[str, Entry]:
    """The packaged entries and those of the ``extra`` files over them, by id.

    An entry of an extra file with the id of an earlier one is merged over it: its fields win, its lists are
    added. What the extra files bring is checked always, the packaged entries only with ``check_all`` (the tests
    do that, and each run of the program need not). Raises DataError for a missing or malformed file, a wrong
    field, an unknown id.
    """
    raw: dict[str, dict[str, Any]] = {}
    checked: set[str] = set()
    for name in PACKAGED:
        file = f"{name}.toml"
        for entry_id, values, defaults in _tables(_packaged(file), file, check=check_all):
            if entry_id in raw:
                raise _wrong(file, entry_id, f"the id is already used in {raw[entry_id]['file']}")
            raw[entry_id] = {**defaults, **values}
    if check_all:
        checked.update(raw)
    for path in extra:
        for entry_id, values, defaults in _tables(_read(path), path.name, check=True):
            old = raw.get(entry_id)
            raw[entry_id] = {**defaults, **values} if old is None else _merged(old, values)
            checked.add(entry_id)
    for entry_id in checked:
        _check_values(raw[entry_id]["file"], entry_id, raw[entry_id])
    entries = {entry_id: _entry(entry_id, values) for entry_id, values in raw.items()}
    for entry_id in checked:
        _check_references(entries[entry_id], entries)
    return entries


def _packaged(file: str) -> dict[str, Any]:
    try:
        return plain_toml.loads(resource(f"knowledge/{file}").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"knowledge file {file}: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"knowledge file {path}: {error}") from error


def _tables(
    data: Mapping[str, Any], file: str, *, check: bool
) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    defaults = data.get(DEFAULTS, {})
    if check:
        _check_table(file, DEFAULTS, defaults)
    for entry_id, values in data.items():
        if check:
            _check_table(file, entry_id, values)
        if entry_id != DEFAULTS:
            yield entry_id, {**values, "file": file}, defaults


def _check_table(file: str, entry_id: str, values: Any) -> None:
    if not isinstance(values, dict):
        raise _wrong(file, entry_id, "must be a table: a line [id] and then its fields")
    if not _ID.fullmatch(entry_id):
        raise _wrong(file, entry_id, "an id has only a-z, 0-9 and single hyphens, like kim-jong-un")
    _check_fields(file, entry_id, values)


def _check_fields(file: str, entry_id: str, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        if field in _TEXTS:
            if not isinstance(value, str) or not value.strip():
                raise _wrong(file, entry_id, f"{field} must be a text in quotation marks")
        elif field in _LISTS:
            if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
                raise _wrong(file, entry_id, f'{field} must be a list of texts, like ["one", "two"]')
        else:
            known = ", ".join(sorted(_TEXTS | _LISTS))
            raise _wrong(file, entry_id, f"unknown field {field!r}; the fields are {known}")


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for field in _LISTS & old.keys() & new.keys():
        merged[field] = [*old[field], *(value for value in new[field] if value not in old[field])]
    return merged


def _entry(entry_id: str, values: dict[str, Any]) -> Entry:
    file = values["file"]
    fields: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value for field, value in values.items()
    }
    if "offices" in fields:
        fields["offices"] = tuple(_tenure(file, entry_id, text) for text in values["offices"])
    if "related" in fields:
        fields["related"] = tuple(_relation(file, entry_id, text) for text in values["related"])
    words = values["name"].split()
    if values["kind"] != "person":
        fields.pop("order", None)
        fields.pop("gender", None)
    elif len(words) > 1:
        fields["order"] = values.get("order", "given-first")
        fields.setdefault("surname", words[0 if fields["order"] == "surname-first" else -1])
    return Entry(id=entry_id, **fields)


def _check_values(file: str, entry_id: str, values: Mapping[str, Any]) -> None:
    for field in ("kind", "name"):
        if field not in values:
            raise _wrong(file, entry_id, f"{field} is missing")
    for field in ("name", "surname"):
        if not any(char.isalpha() for char in values.get(field, "A")):
            raise _wrong(file, entry_id, f"{field} is {values[field]!r}, which has no letter")
    if not _COUNTRY.fullmatch(values.get("country", "KP")):
        raise _wrong(file, entry_id, f"country is {values['country']!r}, not two capital letters like KP")
    for field, choices in _CHOICES.items():
        if field in values and values[field] not in choices:
            raise _wrong(file, entry_id, f"{field} is {values[field]!r}, not one of {', '.join(choices)}")
    for field, (pattern, example) in _DATES.items():
        if field in values and not _is_date(values[field], pattern):
            raise _wrong(file, entry_id, f"{field} is {values[field]!r}, which is no date like {example}")
    if "hangul" in values and not is_hangul(values["hangul"]):
        raise _wrong(file, entry_id, f"hangul is {values['hangul']!r}; it has Korean letters only, no spaces")


def _is_date(text: str, pattern: re.Pattern[str]) -> bool:
    if not pattern.fullmatch(text):
        return False
    ends = text.replace("XXXX", "2000").split("/")
    try:
        for end in ends:
            date(*[int(part) for part in f"{end}-01-01".split("-")[:3]])
    except ValueError:
        return False
    return ends == sorted(ends)


def _tenure(file: str, entry_id: str, text: str) -> Tenure:
    match = _TENURE.fullmatch(text.strip())
    if match is None:
        raise _wrong(file, entry_id, f"offices: {text!r} is not of the form 'office: 2018-04-27/2020'")
    what, end = match["what"], match["end"]
    for day in (match["start"], end):
        if day and day != ".." and not _is_date(day, _PLAIN_DATE):
            raise _wrong(file, entry_id, f"offices: {text!r} has a day that does not exist")
    if match["start"] and end and end != ".." and end < match["start"][: len(end)]:
        raise _wrong(file, entry_id, f"offices: {text!r} ends before it begins")
    office = what if _ID.fullmatch(what) and "-" in what else None
    return Tenure(what, office, match["start"], None if end == ".." else end, end == "..")


def _relation(file: str, entry_id: str, text: str) -> tuple[str, str]:
    word, of, other = text.partition(" of ")
    if not of or not _ID.fullmatch(other):
        raise _wrong(file, entry_id, f"related: {text!r} is not of the form 'sister of kim-jong-un'")
    return word, other


def _check_references(entry: Entry, entries: Mapping[str, Entry]) -> None:
    named = [("stands_for", entry.stands_for), ("of", entry.of)]
    named += [("related", other) for _, other in entry.related]
    named += [("offices", tenure.office) for tenure in entry.offices]
    for field, other in named:
        if other is not None and other not in entries:
            raise _wrong(entry.file, entry.id, f"{field}: there is no entry {other!r}")
        if field == "offices" and other is not None and entries[other].kind != "office":
            raise _wrong(entry.file, entry.id, f"{field}: {other!r} is not an office")


def _wrong(file: str, entry_id: str, what: str) -> DataError:
    return DataError(f"knowledge file {file}, entry [{entry_id}]: {what}")
