"""Who is speaking: the speaker benchmarks, with gold attributions, end to end, and on articles of state media.

    python benchmarks/speakers/run.py --data ../shared/data --bench ../shared/bench [--errors] [--no-end-to-end]

``--data`` holds ``polnear/`` and ``kcna/articles.jsonl``; ``--bench`` holds ``speakers/``, ``domain/`` and
``attribution/`` with their scorers. Prints accuracy by kind of mention, F1 of quotes with speaker, a reliability
table of the confidences (expected calibration error), and the speed beside that of the parse.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from dprk_extract.annotations import Attribution, Context, Range, annotations_of
from dprk_extract.pipeline import load_pipeline
from dprk_extract.records import QuoteKind
from dprk_extract.speakers.component import SpeakerIdentity

MARKS = frozenset('“”„"')
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


def module_from(path: Path, name: str) -> ModuleType:
    """A script that is no package, as a module."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_attributions(rows: Iterable[dict[str, Any]], text: str) -> list[Attribution]:
    """The corpus's own attributions as annotations, in text order."""
    found = []
    for row in rows:
        if not row["content"]:
            continue
        fragments = tuple(Range(start, end) for start, end in row["content"])
        found.append(
            Attribution(
                quote_kind([text[f.start : f.end].strip() for f in fragments]),
                fragments,
                hull(row["cue"]),
                hull(row["source"]),
                1.0,
                ("gold",),
            )
        )
    return sorted(found, key=lambda a: a.fragments[0].start)


def hull(spans: Sequence[Sequence[int]]) -> Range | None:
    return Range(spans[0][0], spans[-1][1]) if spans else None


def quote_kind(pieces: list[str]) -> QuoteKind:
    """Direct where the content begins and ends with a quotation mark, mixed where it has one."""
    joined = " ".join(pieces)
    if not (MARKS & set(joined) or "''" in joined):
        return "indirect"
    ends = joined[:1] in MARKS or joined[:2] == "''"
    return "direct" if ends and joined.rstrip(".,'")[-1:] in MARKS | {""} else "mixed"


def quotes_of(doc: Doc) -> list[dict[str, Any]]:
    """Predictions in the form the scorers read."""
    return [
        {
            "start": found.fragments[0].start,
            "end": found.fragments[-1].end,
            "speaker": found.speaker.name if found.speaker else "",
            "how": found.speaker.resolved_by if found.speaker else "",
            "confidence": found.speaker.confidence if found.speaker else 0.0,
        }
        for found in annotations_of(doc).attributions
    ]


def table(scorer: ModuleType, rows: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> list[Any]:
    scores, errors = scorer.score(rows, predictions)
    for name in ("all", "mention=name", "mention=nominal", "mention=pronoun", "mention=none"):
        line = scores.get(name)
        if line:
            print(
                f"  {name:18} n {line['n']:4}  accuracy {line['accuracy']:6.2f}  of matched {line['acc_matched']}"
            )
    return list(errors)


def reliability(scorer: ModuleType, rows: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> None:
    """How often a speaker of a given confidence is right."""
    by_doc = {p["doc"]: p["quotes"] for p in predictions}
    pairs = []
    for row in rows:
        quote = scorer.match(row, by_doc.get(row["doc"], ()))
        if quote is not None and quote["speaker"]:
            pairs.append((quote["confidence"], bool(scorer.speaker_ok(quote["speaker"], row))))
    gap = 0.0
    for low, high in BINS:
        inside = [(c, ok) for c, ok in pairs if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            gap += len(inside) * abs(mean - right)
            print(f"  {low:.2f}-{min(high, 1):.2f}  n {len(inside):4}  mean {mean:.3f}  right {right:.3f}")
    print(f"  expected calibration error {gap / max(1, len(pairs)):.3f}")


def show(errors: Iterable[dict[str, Any]]) -> None:
    for error in errors:
        print("   ", json.dumps(error, ensure_ascii=False))


def parsed(nlp: Any, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Doc, float]]:
    for name, text in texts:
        begun = time.process_time()
        doc = nlp(text)
        yield name, doc, time.process_time() - begun


def isolated(args: argparse.Namespace, scorer: ModuleType, rows: list[dict[str, Any]]) -> None:
    """Gold attributions in, speakers out."""
    reader = module_from(args.bench / "attribution" / "load_polnear.py", "load_polnear")
    wanted = {row["doc"] for row in rows}
    articles = {
        doc: (text, found) for doc, text, found in reader.iter_docs(str(args.data / "polnear"), "dev")
    }
    component, nlp = SpeakerIdentity(), load_pipeline(components=())
    component(nlp("Warm up: the president said that he, Kim Jong Un, left."))
    parse_time = own_time = words = 0.0
    predictions = []
    for name, doc, spent in parsed(nlp, ((n, t) for n, (t, _) in sorted(articles.items()) if n in wanted)):
        annotations_of(doc).attributions = gold_attributions(articles[name][1], doc.text)
        begun = time.process_time()
        component(doc)
        own_time += time.process_time() - begun
        parse_time += spent
        words += len(doc.text.split())
        predictions.append({"doc": name, "quotes": quotes_of(doc)})
    print("gold attributions")
    errors = table(scorer, rows, predictions)
    reliability(scorer, rows, predictions)
    share = own_time / parse_time
    print(f"  {words / own_time:,.0f} words per CPU second, {100 * share:.1f} % of the parse")
    if args.errors:
        show(errors)


def end_to_end(args: argparse.Namespace, scorer: ModuleType, rows: list[dict[str, Any]]) -> None:
    nlp = load_pipeline()
    folder = args.data / "polnear" / "dev" / "text"
    names = sorted({row["doc"] for row in rows})
    texts = ((name, (folder / f"{name}.txt").read_bytes().decode("utf-8")) for name in names)
    predictions = [{"doc": name, "quotes": quotes_of(doc)} for name, doc, _ in parsed(nlp, texts)]
    print("own attributions")
    errors = table(scorer, rows, predictions)
    reliability(scorer, rows, predictions)
    if args.errors:
        show(errors)
    state_media(args, nlp)


def state_media(args: argparse.Namespace, nlp: Any) -> None:
    """Quotes with speaker on the articles of state media."""
    loader = module_from(args.bench / "domain" / "load.py", "domain_load")
    scorer = module_from(args.bench / "domain" / "score.py", "domain_score")
    articles = args.data / "kcna" / "articles.jsonl"
    lines = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    headlines = {line["story_text"]: line["headline"] for line in lines}
    predictions, rows = [], []
    for name, text, published, gold in loader.load(str(articles), core_only=True):
        doc = nlp.make_doc(text)
        annotations_of(doc).context = Context(published=str(published)[:10], title=headlines[text])
        for _, component in nlp.pipeline:
            doc = component(doc)
        people = [entity.name for entity in annotations_of(doc).entities if entity.kind == "person"]
        predictions.append(
            {"doc": name, "quotes": quotes_of(doc), "dates": [], "numbers": [], "people": people}
        )
        rows.append(gold)
    scores = scorer.score(rows, predictions)
    print("state media, core articles")
    for name in ("quotes_span", "quotes_speaker", "people"):
        print(
            f"  {name:18} P {scores[name]['P']:6.2f}  R {scores[name]['R']:6.2f}  F1 {scores[name]['F1']:6.2f}"
        )
    print(f"  speaker accuracy on matched quotes {scores['speaker_accuracy_on_matched']}")
    print(f"  block text with the right speaker {scores['block_chars']}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--no-end-to-end", action="store_true")
    args = parser.parse_args()
    scorer = module_from(args.bench / "speakers" / "score.py", "speakers_score")
    lines = (args.bench / "speakers" / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    isolated(args, scorer, rows)
    if not args.no_end_to_end:
        end_to_end(args, scorer, rows)


if __name__ == "__main__":
    main()
