"""Faces between lines that are cut at one another on the grid: the way to areas without gaps and overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely import STRtree
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from tools.sample.plane import GRID


@dataclass(frozen=True)
class Faces:
    """Polygons in degrees that share corners to the last digit, in a fixed order."""

    polygons: tuple[Polygon, ...]

    @cached_property
    def touching(self) -> list[list[tuple[int, float]]]:
        """For each face those it shares a line with, and how much of it (degrees)."""
        found: list[list[tuple[int, float]]] = [[] for _ in self.polygons]
        pairs = STRtree(self.polygons).query(self.polygons, predicate="touches")
        one, other = ([self.polygons[number] for number in side] for side in pairs)
        lengths = shapely.length(shapely.intersection(one, other))
        for first, second, length in zip(*pairs, lengths, strict=True):
            if length > 0:
                found[first].append((int(second), float(length)))
        return found

    def groups(self, labels: Sequence[int]) -> list[list[int]]:
        """Faces of one label that hang together, as lists of their numbers."""
        seen: set[int] = set()
        found = []
        for first in range(len(labels)):
            if first in seen:
                continue
            group, waiting = [], [first]
            seen.add(first)
            while waiting:
                face = waiting.pop()
                group.append(face)
                same = [
                    near
                    for near, _ in self.touching[face]
                    if labels[near] == labels[face] and near not in seen
                ]
                seen.update(same)
                waiting += same
            found.append(sorted(group))
        return found

    def joined(self, group: Sequence[int]) -> BaseGeometry:
        """The union of some faces."""
        return shapely.union_all([self.polygons[face] for face in group])

    def given_away(self, group: Sequence[int], labels: Sequence[int]) -> int:
        """The label that a group touches along the longest line; its own if it touches no other."""
        around: dict[int, float] = defaultdict(float)
        for face in group:
            for near, shared in self.touching[face]:
                if labels[near] != labels[face]:
                    around[labels[near]] += shared
        return max(sorted(around), key=around.__getitem__, default=labels[group[0]])


def faces_between(lines: Sequence[BaseGeometry], inside: BaseGeometry) -> Faces:
    """The faces that lines (degrees) enclose within an area, cut at every crossing on the grid."""
    noded = shapely.union_all(list(lines), grid_size=GRID)
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    shapely.prepare(inside)
    kept = [face for face in found if inside.contains(face.representative_point())]
    return Faces(tuple(sorted(kept, key=lambda face: (*face.bounds, face.area))))
