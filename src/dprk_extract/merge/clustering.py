"""Grouping by average linkage under vetoes: no chain of links joins what a direct comparison keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
LEAST_LINKED = 0.5


def cluster(
    links: Iterable[tuple[float, Node, Node]], look: Callable[[Node, Node], tuple[bool, bool]]
) -> list[list[Node]]:
    """Groups of two nodes or more. ``links`` are ``(score, a, b)``; the best are joined first.

    ``look(a, b)`` says ``(linked, vetoed)`` for any pair. Two groups become one if no pair across them is vetoed and
    more than half of the pairs across are linked. Ties are broken by the nodes themselves, so that the order of
    ``links`` does not matter.
    """
    home: dict[Node, int] = {}
    groups: dict[int, list[Node]] = {}
    for _, a, b in sorted(links, key=lambda link: (-link[0], min(link[1:]), max(link[1:]))):  # type: ignore[type-var]
        for node in (a, b):
            if node not in home:
                home[node] = len(groups)
                groups[home[node]] = [node]
        one, other = home[a], home[b]
        if one != other and _joinable(groups[one], groups[other], look):
            small, large = sorted((one, other), key=lambda at: len(groups[at]))
            for node in groups[small]:
                home[node] = large
            groups[large] += groups[small]
            groups[small] = []
    return [sorted(group) for group in groups.values() if len(group) > 1]  # type: ignore[type-var]


def _joinable(one: list[Node], other: list[Node], look: Callable[[Node, Node], tuple[bool, bool]]) -> bool:
    linked = 0
    for a in one:
        for b in other:
            is_linked, vetoed = look(a, b)
            if vetoed:
                return False
            linked += is_linked
    return linked > LEAST_LINKED * len(one) * len(other)
