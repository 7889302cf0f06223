"""Scores the pipeline on the gold articles. ``python -m tests.gold.scoring`` prints every figure and every error.

Gold and answer are paired one to one, best overlap first. Quotes pair from half of their joint characters on
(intersection over union of code points that are no white space), dates and numbers where they touch. What
pairs only with an optional gold item counts neither for nor against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.gold.gold import Answer, Article, Item, found_answer, read_articles

if TYPE_CHECKING:
    from spacy.language import Language

MIN_QUOTE_OVERLAP = 0.5
MEASURES = (
    "quote_spans",
    "quotes_with_speaker",
    "speakers_of_matched_quotes",
    "kinds_of_matched_quotes",
    "dates_with_value",
    "numbers_with_value_and_unit",
    "bounds_of_matched_numbers",
)
Fits = Callable[[Item, Item], bool]
Pair = tuple[Item, Item]


@dataclass
class Tally:
    """Counts of one measure, and a line for each error."""

    right: int = 0
    gold: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def errors(self) -> str:
        """Every missed and every spurious item, a line each."""
        lines = [f"  missed    {line}" for line in self.missed]
        return "\n".join(lines + [f"  spurious  {line}" for line in self.spurious])


def score(articles: Iterable[tuple[str, Answer, Answer]]) -> dict[str, Tally]:
    """The figures over articles, given as name, gold and answer."""
    tallies = {name: Tally() for name in MEASURES}
    for name, gold, found in articles:
        _score_quotes(tallies, name, gold.quotes, found.quotes)
        _whole(tallies["dates_with_value"], name, gold.dates, found.dates, 0.0, _same_value)
        pairs = _whole(
            tallies["numbers_with_value_and_unit"], name, gold.numbers, found.numbers, 0.0, _same_number
        )
        _part(tallies["bounds_of_matched_numbers"], name, pairs, lambda g, f: f.bound[0] in g.bound)
    return tallies


def score_pipeline(nlp: Language, articles: Sequence[Article]) -> dict[str, Tally]:
    """The figures of the pipeline ``nlp``."""
    from dprk_extract.extraction import extract_documents
    from dprk_extract.records import Extraction

    extractions = list(extract_documents([article.document for article in articles], nlp))
    rows = []
    for article, extraction in zip(articles, extractions, strict=True):
        if not isinstance(extraction, Extraction):
            raise ValueError(f"{article.document.path}: {extraction}")
        rows.append((article.document.source_id, article.gold, found_answer(extraction)))
    return score(rows)


def table(tallies: dict[str, Tally]) -> str:
    """Precision, recall and F1 of every measure."""
    lines = [f"{'':28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5} {'found':>5}"]
    for name, tally in tallies.items():
        figures = f"{tally.precision:6.1f} {tally.recall:6.1f} {tally.f1:6.1f}"
        lines.append(f"{name:28} {figures} {tally.gold:5} {tally.found:5}")
    return "\n".join(lines)


def align(gold: Sequence[Item], found: Sequence[Item], above: float, fits: Fits) -> list[Pair]:
    """Pairs one to one by overlap above ``above``, best first; between equals, those that fit."""
    candidates = []
    for g, wanted in enumerate(gold):
        for f, item in enumerate(found):
            overlap = len(wanted.places & item.places) / (len(wanted.places | item.places) or 1)
            if overlap and overlap >= above:
                candidates.append((-overlap, not fits(wanted, item), g, f))
    pairs, used_gold, used_found = [], set(), set()
    for _, _, g, f in sorted(candidates):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((gold[g], found[f]))
    return pairs


def _score_quotes(tallies: dict[str, Tally], name: str, gold: Sequence[Item], found: Sequence[Item]) -> None:
    pairs = _whole(tallies["quote_spans"], name, gold, found, MIN_QUOTE_OVERLAP, _anything, _same_speaker)
    _whole(tallies["quotes_with_speaker"], name, gold, found, MIN_QUOTE_OVERLAP, _same_speaker)
    _part(tallies["speakers_of_matched_quotes"], name, pairs, _same_speaker)
    _part(tallies["kinds_of_matched_quotes"], name, pairs, lambda g, f: g.kind == f.kind)


def _whole(
    tally: Tally,
    name: str,
    gold: Sequence[Item],
    found: Sequence[Item],
    above: float,
    right: Fits,
    preferred: Fits | None = None,
) -> list[Pair]:
    """Counts a measure of both precision and recall; gives back the pairs that are right."""
    needed = [item for item in gold if not item.optional]
    pairs = align(needed, found, above, preferred or right)
    taken = {id(item) for _, item in pairs}
    rest = [item for item in found if id(item) not in taken]
    ignored = {id(item) for _, item in align([g for g in gold if g.optional], rest, above, right)}
    good = [pair for pair in pairs if right(*pair)]
    good_gold, good_found = {id(g) for g, _ in good}, {id(f) for _, f in good}
    instead = {id(g): f for g, f in pairs}
    counted = [item for item in found if id(item) not in ignored]
    tally.right += len(good)
    tally.gold += len(needed)
    tally.found += len(counted)
    for item in needed:
        if id(item) not in good_gold:
            near = instead.get(id(item))
            tally.missed.append(f"{name}: {show(item)}" + (f"  found: {show(near)}" if near else ""))
    tally.spurious += [f"{name}: {show(item)}" for item in counted if id(item) not in good_found]
    return good


def _part(tally: Tally, name: str, pairs: Sequence[Pair], right: Fits) -> None:
    """Counts how often one field is right among items that were found."""
    tally.gold += len(pairs)
    tally.found += len(pairs)
    for wanted, item in pairs:
        if right(wanted, item):
            tally.right += 1
        else:
            tally.missed.append(f"{name}: {show(wanted)}  found: {show(item)}")


def show(item: Item) -> str:
    """The item in one line: its words, and what is said of them."""
    text = re.sub(r"\s+", " ", item.text)
    text = text if len(text) <= 90 else f"{text[:55]} ... {text[-30:]}"
    if item.kind:
        said = f"{item.kind}, {' or '.join(item.speaker) or 'nobody'}"
    elif item.ends is not None:
        low, high = item.ends
        figure = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        said = f"{'/'.join(item.bound)} {figure} {' or '.join(item.unit)}".rstrip()
    else:
        said = " or ".join(item.value)
    return f"«{text}» [{said}]"


def _anything(gold: Item, found: Item) -> bool:
    return True


def _same_speaker(gold: Item, found: Item) -> bool:
    return _plain(found.speaker[0]) in {_plain(name) for name in gold.speaker}


def _same_value(gold: Item, found: Item) -> bool:
    return found.value[0] in gold.value


def _same_number(gold: Item, found: Item) -> bool:
    if gold.ends is None or found.ends is None:
        return False
    close = all(abs(a - b) <= 1e-3 * abs(a) for a, b in zip(gold.ends, found.ends, strict=True))
    return close and found.unit[0] in gold.unit


def _plain(name: str) -> str:
    words = name.casefold().replace("’", "'").replace("-", " ").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def main() -> None:
    """Prints the figures and the errors of the default pipeline."""
    from dprk_extract.pipeline import load_pipeline

    tallies = score_pipeline(load_pipeline(), read_articles())
    print(table(tallies))
    for name, tally in tallies.items():
        print(f"\n{name}\n{tally.errors()}")


if __name__ == "__main__":
    main()
