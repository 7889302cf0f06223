"""Derive ``data/merge/term_frequencies.tsv``: in how many sentences of news a term occurs.

usage: python benchmarks/merge/term_frequencies.py TEXT_FOLDER... > term_frequencies.tsv

Reads every ``*.txt`` below the folders and every ``story_text`` of ``*.jsonl``; each source folder weighs the same,
whatever its size, so that no one topic sets the weights. Counts of words only: no text is kept.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dprk_extract.merge.words import split_words, terms_of

LEAST_SHARE = 0.00034
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line).get("story_text", "")


def shares(folder: Path) -> Counter[str]:
    seen: Counter[str] = Counter()
    sentences = 0
    for text in texts(folder):
        for sentence in SENTENCE_END.split(text):
            forms = [word.form for word in split_words(sentence)]
            if len(forms) > 3:
                sentences += 1
                seen.update({term.name for term in terms_of(forms) if term.name})
    return Counter({term: count / sentences for term, count in seen.items() if count > 1})


def main() -> None:
    total: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for term, share in shares(Path(name)).items():
            total[term] += share / (len(sys.argv) - 1)
    print(
        "# term\tshare of news sentences that have it (means over the source corpora; words counted, no text kept)"
    )
    for term, share in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        if share >= LEAST_SHARE:
            print(f"{term}\t{share:.6f}")


if __name__ == "__main__":
    main()
