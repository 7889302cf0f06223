"""Rules as patterns over codes.

A pattern is a row of items, read from ``data/dates/rules.toml``:

- ``MONTH`` in capitals is any word of that category; it is captured under its name (``MONTH2`` the second time);
- ``ago`` in lower case, or a mark such as ``,``, is that word;
- ``_`` is any one word; ``( a | b c )`` is a choice; ``?`` makes what stands before it optional;
- ``!x`` says that ``x`` must not follow; ``{`` and ``}`` mark the extent where context is matched around it;
- ``$NAME`` is replaced by the macro of that name.

There is no repetition, so a rule looks at a bounded number of words and the search is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dprk_extract.data import load_toml
from dprk_extract.dates.lexicon import GAP, Lexicon
from dprk_extract.dates.tokens import SHAPES, Pieces, Tokenizer
from dprk_extract.errors import DataError

_ITEM = re.compile(r"[(){}|?!_]|[A-Z][A-Z0-9]*|[^\s(){}|?!_]+")
_MACRO = re.compile(r"\$([A-Z]+)")
_CAPTURE = re.compile(r"P<[A-Z0-9]+>")
_OPERATORS = frozenset("(){}|?!_")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: a compiled pattern, the operation that normalises what it matches, and its settings."""

    name: str
    operation: str
    pattern: re.Pattern[str]
    confidence: float
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule on pieces ``start`` to ``end``; ``groups`` maps a category's name to the piece it captured."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, int]


class Grammar:
    """All rules, compiled, with the lexicon and the tokenizer that fit them."""

    def __init__(self) -> None:
        tables = load_toml("dates/rules.toml")
        macros = tables["macros"]
        rows = [*tables["rule"], *named_rules()]
        sources = [(row, _expand(row["pattern"], macros)) for row in rows]
        literals = {item for _, source in sources for item in _ITEM.findall(source) if _is_literal(item)}
        self.lexicon = Lexicon(literals | {"-", "and"}, SHAPES.values())
        self.tokenizer = Tokenizer(self.lexicon)
        self._by_code: dict[str, list[Rule]] = {}
        self.rules: list[Rule] = []
        for row, source in sources:
            self._add(row, source)

    def _add(self, row: dict[str, Any], source: str) -> None:
        compiled = _Compiler(self.lexicon, row["name"], source)
        settings = {key: value for key, value in row.items() if key not in ("name", "pattern", "do")}
        measured = load_toml("dates/confidence.toml")
        confidence = measured["rules"].get(row["name"], measured["default"])
        rule = Rule(row["name"], row["do"], compiled.pattern, confidence, settings)
        self.rules.append(rule)
        for code in compiled.first:
            self._by_code.setdefault(code, []).append(rule)

    def matches(self, pieces: Pieces) -> Iterator[list[Match]]:
        """For each place where a rule applies, its matches: those that start first, longest, in rule order."""
        codes = pieces.codes
        by_code = self._by_code
        for at, code in enumerate(codes):
            rules = by_code.get(code)
            if not rules:
                continue
            found = []
            for rule in rules:
                hit = rule.pattern.match(codes, at)
                if hit:
                    found.append(_match(rule, hit))
            if found:
                yield found


def named_rules() -> Iterator[dict[str, Any]]:
    """A grammar rule for each entry of the tables of named days and of dated events."""
    for row in load_toml("dates/named_days.toml")["day"]:
        yield {
            "name": f"named-day:{row['id']}",
            "pattern": f"( the ( day | night ) ( before | after ) | the eve of )? the? ( DIR )? ( {row['pattern']} ) "
            "( ,? of? YEAR )?",
            "do": "named_day",
            "day": row,
        }
    for row in load_toml("dates/events.toml")["event"]:
        yield {
            "name": f"event:{row['id']}",
            "pattern": row["pattern"],
            "do": "dated_event",
            "event": row,
        }


def _match(rule: Rule, hit: re.Match[str]) -> Match:
    """Captures are named in the order of the text, whatever branch of a choice they come from."""
    start, end = hit.start(), hit.end()
    captured = []
    for name, place in hit.groupdict(None).items():
        if place is None:
            continue
        at = hit.start(name)
        if name.startswith("from_"):
            start = at
        elif name.startswith("to_"):
            end = at
        else:
            captured.append((at, name.rstrip("0123456789")))
    groups: dict[str, int] = {}
    counts: dict[str, int] = {}
    for at, name in sorted(captured):
        count = counts[name] = counts.get(name, 0) + 1
        groups[name if count == 1 else f"{name}{count}"] = at
    return Match(rule, start, end, groups)


def _expand(source: str, macros: dict[str, str]) -> str:
    for _ in range(4):
        if "$" not in source:
            return source
        source = _MACRO.sub(lambda match: f"( {macros[match.group(1)]} )", source)
    raise DataError(f"data file dates/rules.toml: macros nested too deep in {source!r}")


def _is_literal(item: str) -> bool:
    return item not in _OPERATORS and not item[0].isupper()


class _Compiler:
    """Recursive descent over one pattern: to a regular expression, and the set of codes it can begin with."""

    def __init__(self, lexicon: Lexicon, name: str, source: str) -> None:
        self._lexicon = lexicon
        self._name = name
        self._items = _ITEM.findall(source)
        self._at = 0
        self._seen: dict[str, int] = {}
        expression, self.first, _ = self._choice()
        if self._at != len(self._items):
            raise self._error("unbalanced brackets")
        self.pattern = re.compile(expression)

    def _error(self, reason: str) -> DataError:
        return DataError(f"data file dates/rules.toml: rule {self._name!r}: {reason}")

    def _choice(self) -> tuple[str, set[str], bool]:
        expressions, first, empty = [], set[str](), False
        while True:
            expression, begins, can_be_empty = self._sequence()
            expressions.append(expression)
            first |= begins
            empty |= can_be_empty
            if self._at >= len(self._items) or self._items[self._at] != "|":
                return f"(?:{'|'.join(expressions)})", first, empty
            self._at += 1

    def _sequence(self) -> tuple[str, set[str], bool]:
        parts, first, empty = [], set[str](), True
        while self._at < len(self._items) and self._items[self._at] not in "|)":
            expression, begins, can_be_empty = self._item()
            parts.append(expression)
            if empty:
                first |= begins
                empty = can_be_empty
        return "".join(parts), first, empty

    def _item(self) -> tuple[str, set[str], bool]:
        item = self._items[self._at]
        self._at += 1
        if item in "{}":
            count = self._seen[item] = self._seen.get(item, 0) + 1
            return f"(?P<{'from' if item == '{' else 'to'}_{count}>)", set(), True
        if item == "!":
            expression, _, _ = self._item()
            return f"(?!{_CAPTURE.sub(':', expression)})", set(), True
        if item == "(":
            expression, first, empty = self._choice()
            if self._at >= len(self._items):
                raise self._error("unbalanced brackets")
            self._at += 1
        elif item == "_":
            expression, first, empty = f"[^{re.escape(GAP)}]", set(), False
        else:
            expression, first, empty = self._word(item)
        if self._at < len(self._items) and self._items[self._at] == "?":
            self._at += 1
            return f"(?:{expression})?", first, True
        return expression, first, empty

    def _word(self, item: str) -> tuple[str, set[str], bool]:
        codes = self._lexicon.codes_of(item)
        if not codes:
            raise self._error(f"unknown category {item!r}")
        one_of = f"[{''.join(sorted(codes))}]"
        if not item[0].isupper():
            return one_of, set(codes), False
        count = self._seen[item] = self._seen.get(item, 0) + 1
        return f"(?P<{item}{count if count > 1 else ''}>{one_of})", set(codes), False
