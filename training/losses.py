"""What a network is trained on: tags, and the probabilities of a teacher."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from dprk_extract.attribution.taggers.tags import TAGS
from training.targets import IGNORED


def tag_loss(scores: Tensor, tags: Tensor, smoothing: float = 0.0) -> Tensor:
    """The mean cross entropy of ``scores`` ``[..., tags]`` over the tokens that have a tag; 0 where none has."""
    total = functional.cross_entropy(
        scores.view(-1, len(TAGS)),
        tags.view(-1),
        ignore_index=IGNORED,
        label_smoothing=smoothing,
        reduction="sum",
    )
    return total / (tags != IGNORED).sum().clamp(min=1)


def taught_loss(hard: Tensor, scores: Tensor, tags: Tensor, soft: Tensor, share: float) -> Tensor:
    """``hard`` and the mean cross entropy with a teacher's probabilities ``soft``, which takes ``share`` of the
    whole; one alone where the other has nothing to say."""
    taught = soft.sum()
    if not share or not float(taught):
        return hard
    learnt = -(soft * torch.log_softmax(scores, -1)).sum() / taught
    return (1 - share) * hard + share * learnt if bool((tags != IGNORED).any()) else learnt
