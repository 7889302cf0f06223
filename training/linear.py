"""A linear layer whose backward pass is quick in bfloat16 on a processor."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional


class _Product(torch.autograd.Function):
    """``hidden @ weight.T + bias`` in bfloat16, with the weight's gradient in 32 bits."""

    @staticmethod
    def forward(context: Any, hidden: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        shape = hidden.shape
        flat, narrow = hidden.reshape(-1, shape[-1]).bfloat16(), weight.bfloat16()
        context.save_for_backward(flat, narrow)
        context.shape = shape
        return functional.linear(flat, narrow, bias.bfloat16()).view(*shape[:-1], -1)

    @staticmethod
    def backward(context: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        flat, weight = context.saved_tensors
        grad = grads[0].reshape(-1, weight.shape[0]).bfloat16()
        # The matrix product wants its left side in rows: copying the smaller one so is half the time.
        if grad.shape[1] <= flat.shape[1]:
            for_weight = grad.t().contiguous() @ flat
        else:
            for_weight = (flat.t().contiguous() @ grad).t()
        back = (grad @ weight).view(context.shape)
        return back, for_weight.float().contiguous(), grad.float().sum(0)


class QuickLinear(nn.Linear):
    """``nn.Linear``, computed in bfloat16 while training; exact otherwise."""

    def forward(self, input: Tensor) -> Tensor:
        if not self.training:
            return super().forward(input)
        with torch.autocast("cpu", enabled=False):
            return cast(Tensor, _Product.apply(input, self.weight, self.bias))
