"""The tag set of the taggers: begin and inside tags over the labels of a ``Piece``, and "outside"."""

from __future__ import annotations

from typing import get_args

import numpy as np
import numpy.typing as npt

from dprk_extract.attribution.taggers import Label

LABELS: tuple[Label, ...] = get_args(Label)
TAGS: tuple[str, ...] = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
OUTSIDE = 0


def begin(label: Label) -> int:
    """The number of the tag that begins ``label``; the number after it continues the label."""
    return 1 + 2 * LABELS.index(label)


def label_of(tag: int) -> Label | None:
    """The label of a tag's number, None for "outside"."""
    return None if tag == OUTSIDE else LABELS[(tag - 1) // 2]


def is_inside(tag: int) -> bool:
    """Whether the tag continues a piece rather than beginning one."""
    return tag != OUTSIDE and tag % 2 == 0


def forbidden_transitions() -> npt.NDArray[np.bool_]:
    """``[from, to]``: whether a sequence must not go so, because an inside tag would continue nothing."""
    count = len(TAGS)
    forbidden = np.zeros((count, count), dtype=bool)
    for to in range(count):
        if is_inside(to):
            forbidden[:, to] = True
            forbidden[[to - 1, to], to] = False
    return forbidden
