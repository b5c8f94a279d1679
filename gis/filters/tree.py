"""The tree of a filter: what CQL2 JSON holds, from whichever language it was read."""

from __future__ import annotations

from collections.abc import Iterator

from gis.filters.limits import DEPTH, MEMBERS, NODES, POINTS, Limits, exceeded

Tree = dict[str, "Tree"] | list["Tree"] | str | int | float | bool | None
"""What JSON holds."""


def held(found: Tree, limits: Limits) -> Tree:
    """The same tree, sure to be within the limits: counted without recursion. Errors: `BadRequest`."""
    nodes = points = 0
    waiting: list[tuple[Tree, int]] = [(found, 0)]
    while waiting:
        each, depth = waiting.pop()
        if isinstance(each, dict) and "coordinates" in each:
            points += _points(each["coordinates"])
        elif isinstance(each, dict | list):
            waiting.extend((one, depth + 1) for one in _inside(each, limits))
        nodes += 1
        _hold(nodes, points, depth, limits)
    return found


def _inside(each: dict[str, Tree] | list[Tree], limits: Limits) -> Iterator[Tree]:
    if len(each) > limits.members:
        raise exceeded(limits.members, MEMBERS)
    return iter(each.values() if isinstance(each, dict) else each)


def _hold(nodes: int, points: int, depth: int, limits: Limits) -> None:
    if nodes > limits.nodes:
        raise exceeded(limits.nodes, NODES)
    if points > limits.points:
        raise exceeded(limits.points, POINTS)
    # An operation is a dict in a list, so it goes two levels deeper.
    if depth > 2 * limits.depth:
        raise exceeded(limits.depth, DEPTH)


def _points(coordinates: Tree) -> int:
    """How many positions: lists that hold no list."""
    found, waiting = 0, [coordinates]
    while waiting:
        each = waiting.pop()
        inner = [one for one in each if isinstance(one, list)] if isinstance(each, list) else []
        found += not inner
        waiting.extend(inner)
    return found
