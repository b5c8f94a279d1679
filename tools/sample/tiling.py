"""The villages as a tiling of the land: no gap, no overlap, shared corners equal to the last digit.

The land inside the inland border is shared out by a power diagram with the stated areas, and the straight
borders are made to wind. All lines, the coast with them, are cut at one another on the grid of written
coordinates; villages are sets of the faces between them. So a corner is the same number in every village,
kecamatan and coast that touches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from tools.sample.faces import Faces, faces_between
from tools.sample.facts import coast, villages
from tools.sample.inland import inland_border, java, mainland
from tools.sample.islands import island_lands
from tools.sample.lines import bend, border, unbend
from tools.sample.plane import Floats, degrees, metres, metres_at
from tools.sample.power import Edge, balanced, edges
from tools.sample.shapes import largest, multi

_CELL_M: Final = 200.0
"""Spacing of the points on which areas are counted."""

_ABROAD: Final = -1
"""The label of land outside the regency."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """Villages by code and pieces of land with their names, in degrees on the grid; Java is first."""

    desa: Mapping[str, MultiPolygon]
    land: tuple[tuple[str, Polygon], ...]


@cache
def tiling() -> Tiling:
    """The villages and the land, drawn once."""
    faces = _faces()
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for face, label in zip(faces.polygons, _settled(faces, _labels(faces)), strict=True):
        if label != _ABROAD:
            parts[mainland()[label].kode].append(face)
    islands = island_lands()
    for island in islands:
        if island.kode_desa:
            parts[island.kode_desa].append(island.outline)
    desa = {village.kode: multi(shapely.union_all(parts[village.kode])) for village in villages()}
    named = ((island.nama or "Pulau tanpa nama", island.outline) for island in islands)
    return Tiling(desa, (("Pulau Jawa", largest(shapely.union_all(faces.polygons))), *named))


def _faces() -> Faces:
    """The faces into which coast, inland border and village borders cut the mainland of Java, in degrees."""
    shore = degrees(java().buffer(60))
    near = degrees(inland_border().buffer(60)).intersection(shore)
    drawn = [degrees(LineString(line)).intersection(near) for _, line in _borders()]
    drawn.append(degrees(LineString(inland_border().exterior.coords)).intersection(shore))
    mainland_of_java = coast()[0].outline
    return faces_between([mainland_of_java.boundary, *drawn], mainland_of_java)


@cache
def _borders() -> tuple[tuple[Edge, Floats], ...]:
    """The borders between the mainland's villages: their ends and sides, and the winding line in metres."""
    region = inland_border().intersection(java())
    centres = np.array([metres_at(village.lon, village.lat) for village in mainland()])
    wanted = np.array([village.luas_km2 * 1e6 for village in mainland()])
    sites, counted = unbend(centres), unbend(_lattice(region))
    weights = balanced(sites, wanted, counted, region.area / len(counted))
    west, south, east, north = region.buffer(15_000).bounds
    sides = edges(sites, weights, (west, south, east, north))
    return tuple((side, bend(border(side, sites, "desa"))) for side in sides)


def _lattice(region: BaseGeometry) -> Floats:
    """Points every `_CELL_M` metres inside a region."""
    west, south, east, north = region.bounds
    x, y = np.meshgrid(np.arange(west, east, _CELL_M), np.arange(south, north, _CELL_M))
    points = np.column_stack([x.ravel(), y.ravel()])
    shapely.prepare(region)
    return points[shapely.contains_xy(region, points)]


def _cells() -> list[Polygon]:
    """The cell (metres) that its borders enclose, for each of the mainland's villages."""
    around: dict[int, list[LineString]] = defaultdict(list)
    for side, line in _borders():
        around[side.left].append(LineString(line))
        around[side.right].append(LineString(line))
    return [largest(shapely.polygonize(around[site])) for site in range(len(mainland()))]


def _labels(faces: Faces) -> list[int]:
    """The village each face falls to, by the place of a point inside it."""
    cells = STRtree(_cells())
    points = [metres(face.representative_point()) for face in faces.polygons]
    return [int(cells.nearest(point)) if inland_border().contains(point) else _ABROAD for point in points]


def _settled(faces: Faces, labels: list[int]) -> list[int]:
    """The labels after scraps cut off from their village have gone to the neighbour they touch most."""
    hearts = _hearts(faces)
    settled = [hearts.get(face, label) for face, label in enumerate(labels)]
    for _ in range(12):
        before = list(settled)
        for group in _scraps(faces, settled, hearts):
            label = faces.given_away(group, settled)
            for face in group:
                settled[face] = label
        if settled == before:
            break
    return settled


def _hearts(faces: Faces) -> dict[int, int]:
    """Face -> village, for the faces that hold a village's centre."""
    centres = [Point(village.lon, village.lat) for village in mainland()]
    pairs = STRtree(faces.polygons).query(centres, predicate="within")
    return {int(face): int(village) for village, face in zip(*pairs, strict=True)}


def _scraps(faces: Faces, labels: list[int], hearts: Mapping[int, int]) -> list[list[int]]:
    """Groups of faces of one label that hang together, without the group that is the village itself."""
    groups = faces.groups(labels)
    abroad = [group for group in groups if labels[group[0]] == _ABROAD]
    main = max(abroad, key=lambda group: faces.joined(group).area, default=[])
    return [g for g in groups if g is not main and not any(hearts.get(face) == labels[face] for face in g)]
