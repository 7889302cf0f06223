"""A linear-chain conditional random field over tags (Lafferty, McCallum and Pereira, 2001)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from dprk_extract.attribution.taggers.decode import Transitions
from dprk_extract.attribution.taggers.tags import TAGS, forbidden_transitions, is_inside
from training.targets import IGNORED

_NEVER = -1e4


class Chain(nn.Module):
    """Scores of neighbouring tags and of a paragraph's first and last tag; what is illegal stays so."""

    def __init__(self) -> None:
        super().__init__()
        count = len(TAGS)
        self.between = nn.Parameter(torch.zeros(count, count))
        self.first = nn.Parameter(torch.zeros(count))
        self.last = nn.Parameter(torch.zeros(count))
        inside = torch.tensor([is_inside(tag) for tag in range(count)])
        self.register_buffer("forbidden", torch.from_numpy(forbidden_transitions()), persistent=False)
        self.register_buffer("inside", inside, persistent=False)

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """``between`` ``[from, to]``, ``first``, ``last``, with what is illegal ruled out."""
        between = self.between.masked_fill(self.forbidden, _NEVER)
        return between, self.first.masked_fill(self.inside, _NEVER), self.last

    def transitions(self) -> Transitions:
        """The scores in the form that the decoder takes."""
        parts = (self.between, self.first, self.last)
        return Transitions(*(part.detach().numpy().copy() for part in parts))


def chain_loss(chain: Chain, scores: Tensor, tags: Tensor, opens: Tensor) -> Tensor:
    """Mean negative log likelihood a token of the tagged paragraphs; those with ignored tags are left out.

    ``scores`` ``[batch, tokens, tags]``; ``opens`` says where paragraphs begin, and padding has ignored tags.
    """
    index, mask, gold = _paragraphs(tags, opens)
    if not len(index):
        return scores.sum() * 0
    between, first, last = chain.scores()
    emitted = scores.reshape(-1, scores.shape[-1])[index]
    alpha = first + emitted[:, 0]
    for step in range(1, index.shape[1]):
        further = torch.logsumexp(alpha[:, :, None] + between, dim=1) + emitted[:, step]
        alpha = torch.where(mask[:, step, None], further, alpha)
    everything = torch.logsumexp(alpha + last, dim=1)
    reached = (emitted.gather(2, gold[:, :, None])[:, :, 0] * mask).sum(1) + first[gold[:, 0]]
    reached = reached + (between[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
    final = gold.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
    return (everything - reached - last[final]).sum() / mask.sum()


def _paragraphs(tags: Tensor, opens: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Where each paragraph's tokens lie in the flattened batch, which of these places count, and their tags."""
    flat, begins = tags.reshape(-1), opens.clone()
    begins[:, 0] = True
    starts = torch.nonzero(begins.reshape(-1))[:, 0]
    sizes = torch.diff(torch.cat([starts, torch.tensor([len(flat)])]))
    steps = torch.arange(int(sizes.max()))
    index = starts[:, None] + steps
    mask = steps < sizes[:, None]
    gold = flat[index.clamp(max=len(flat) - 1)]
    # Padding stands at the end of a row; a paragraph with an ignored tag before that is left out.
    known = (gold != IGNORED) & mask
    counted = known.sum(1)
    whole = (known == (steps < counted[:, None])).all(1) & (counted > 0)
    return _trim(index[whole], known[whole], gold[whole].clamp(min=0), len(flat))


def _trim(index: Tensor, mask: Tensor, gold: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
    longest = int(mask.sum(1).max()) if len(mask) else 0
    return index[:, :longest].clamp(max=count - 1), mask[:, :longest], gold[:, :longest]
