"""Grouping by average linkage under vetoes: no chain of links joins what a direct comparison keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
LEAST_LINKED = 0.5
MOST_NODES = 64
"""Of one group. Every node is looked at beside every other of its group, so that the work would grow with the square
of the largest group; news has not so many wordings of one statement."""


def cluster(
    links: Iterable[tuple[float, Node, Node]], look: Callable[[Node, Node], tuple[bool, bool]]
) -> list[list[Node]]:
    """Groups of two nodes or more. ``links`` are ``(score, a, b)``; the best are joined first.

    ``look(a, b)`` says ``(linked, vetoed)`` for any pair. Two groups become one if no pair across them is vetoed,
    more than half of the pairs across are linked, and they have at most ``MOST_NODES`` nodes together. Ties are broken
    by the nodes themselves, so that the order of ``links`` does not matter.
    """
    home: dict[Node, int] = {}
    groups: dict[int, list[Node]] = {}
    apart: dict[tuple[int, int], int] = {}  # how many nodes two groups had together when they did not join
    for _, a, b in sorted(links, key=lambda link: (-link[0], min(link[1:]), max(link[1:]))):  # type: ignore[type-var]
        for node in (a, b):
            if node not in home:
                home[node] = len(groups)
                groups[home[node]] = [node]
        one, other = sorted((home[a], home[b]))
        size = len(groups[one]) + len(groups[other])
        if one == other or size > MOST_NODES or apart.get((one, other)) == size:
            continue
        if not _joinable(groups[one], groups[other], look):
            apart[one, other] = size
            continue
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
