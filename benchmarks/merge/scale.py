"""How merging grows: statements made from real ones by realistic edits, merged in growing numbers.

usage: python benchmarks/merge/scale.py --data POLNEAR --sizes 10000 100000 [--seconds 1800]

Every statement of the train split is taken up by some outlets, most by one, a few by many, and each changes it a
little: quotation cut short, a word left out or exchanged, a speaker by surname, another number in every twentieth.
Different stories get different names and numbers, so that the crowd is as varied as news is. Prints, per size,
seconds, peak memory, candidate pairs per statement, and groups. Stops before a size that would pass ``--seconds``.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import string
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dprk_extract.merge.blocking import candidate_pairs
from dprk_extract.merge.merging import merge_profiles
from dprk_extract.merge.profile import DocumentView, Profile
from dprk_extract.records import Document, Extraction, Quote, Speaker, TextSpan, content_id

CARRIED_BY = [1] * 70 + [2] * 14 + [3] * 7 + [4] * 4 + [8] * 3 + [15] * 2
SENTENCE = re.compile(r"[^.!?\n]{30,300}[.!?]")
FIRST_DAY = date(2020, 1, 1)


def seed_sentences(data: Path) -> list[str]:
    return [
        " ".join(match.group().split())
        for path in sorted((data / "train" / "text").glob("*.txt"))
        for match in SENTENCE.finditer(path.read_text(encoding="utf-8"))
    ]


class Press:
    """Makes articles: ``size`` statements in all, ten to an article."""

    def __init__(self, sentences: list[str], seed: int = 7) -> None:
        self.sentences = sentences
        self.random = random.Random(seed)
        vocabulary = sorted({word for sentence in sentences for word in sentence.split() if word.isalpha()})
        self.words = vocabulary

    def articles(self, size: int) -> Iterator[Extraction]:
        desks: dict[int, list[tuple[str, str]]] = {}
        made = number = 0
        while made < size:
            text, speaker, day = self._story()
            for outlet in self.random.sample(range(400), self.random.choice(CARRIED_BY)):
                desk = desks.setdefault(outlet, [])
                desk.append((self._edited(text), self._named(speaker)))
                made += 1
                if len(desk) == 10:
                    number += 1
                    yield article(desk, f"Outlet {outlet}", day, number)
                    desks[outlet] = []
        for outlet, desk in desks.items():
            if desk:
                number += 1
                yield article(desk, f"Outlet {outlet}", FIRST_DAY, number)

    def _story(self) -> tuple[str, str, date]:
        """A sentence with some of its words exchanged, so that a sentence that comes again is another story."""
        words = self.random.choice(self.sentences).split()
        for _ in range(max(2, len(words) // 2)):
            words[self.random.randrange(len(words))] = self.random.choice(self.words)
        speaker = f"{self._name()} {self._name()}"
        return " ".join(words), speaker, FIRST_DAY + timedelta(days=self.random.randrange(1500))

    def _name(self) -> str:
        letters = string.ascii_lowercase
        return "".join(self.random.choice(letters) for _ in range(2)).capitalize() + self.random.choice(
            ["son", "ton", "man", "berg", "ez", "ov", "ski", "ura"]
        )

    def _edited(self, text: str) -> str:
        words = text.split()
        if len(words) > 12 and self.random.random() < 0.25:
            words = words[: len(words) * 2 // 3]
        for _ in range(self.random.choice([0, 0, 1, 2])):
            at = self.random.randrange(len(words))
            words[at : at + 1] = [] if self.random.random() < 0.5 else [self.random.choice(self.words)]
        return " ".join(words)

    def _named(self, speaker: str) -> str:
        return speaker.split()[-1] if self.random.random() < 0.3 else speaker


def article(desk: list[tuple[str, str]], outlet: str, day: date, number: int) -> Extraction:
    """An article whose every line is a quotation."""
    identity = content_id("scale", number)
    quotes: list[Quote] = []
    lines: list[str] = []
    at = 0
    for text, speaker in desk:
        line = f"“{text}” {speaker} said."
        span = TextSpan(at + 1, at + 1 + len(text), text)
        who = Speaker(speaker, "person", None, None, None, None, "name", 1.0)
        quotes.append(Quote(
            content_id(identity, at), identity, span.start, span.end, text, "direct", (span,), None, who, (), False,
            None, (), (), 1.0, (),
        ))  # fmt: skip
        lines.append(line)
        at += len(line) + 1
    body = "\n".join(lines)
    document = Document(identity, outlet, outlet, body, identity, None, outlet, day, None)
    starts = [quote.start - 1 for quote in quotes]
    sentences = tuple((start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    return Extraction(document, tuple(quotes), (), (), (), sentences, "")


def measure(sentences: list[str], size: int) -> float:
    views: dict[str, DocumentView] = {}
    profiles: list[Profile] = []
    made = 0.0
    for extraction in Press(sentences).articles(size):
        clock = time.process_time()
        view = views[extraction.document.id] = DocumentView(extraction)
        profiles += view.profiles()
        made += time.process_time() - clock
    pairs = len(candidate_pairs(profiles))
    clock = time.process_time()
    comparison = merge_profiles(profiles, views)
    merged = time.process_time() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    joined = sum(len(group.members) > 1 for group in comparison.groups)
    print(f"{len(profiles):>10,d} {made:10.1f} {merged:10.1f} {1e6 * merged / len(profiles):12.0f} {peak:9.2f} "
          f"{pairs / len(profiles):11.1f} {len(comparison.groups):>10,d} {joined:>9,d}", flush=True)  # fmt: skip
    return made + merged


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=1800)
    given = parser.parse_args()
    sentences = seed_sentences(given.data)
    heads = ("making s", "merging s", "µs each", "peak GiB", "pairs each", "groups", "of 2+")
    print("statements {:>10s} {:>10s} {:>12s} {:>9s} {:>11s} {:>10s} {:>9s}".format(*heads))
    for size in given.sizes:
        spent = measure(sentences, size)
        if spent * 10 > given.seconds and size != given.sizes[-1]:
            print(f"the next size could pass {given.seconds:.0f} seconds: stopped")
            break


if __name__ == "__main__":
    main()
