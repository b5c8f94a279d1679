"""The villages as a tiling of the land: no gap, no overlap, shared corners equal to the last digit.

The inland border is drawn around the villages' centres so that the whole has the stated area, the land inside
it is shared out by a power diagram with the stated areas, and the straight borders are made to wind. All lines,
the coast with them, are cut at one another on the grid of written coordinates; villages are sets of the faces
between them. So a corner is the same number in every village, kecamatan and coast that touches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import pi, sqrt
from typing import Final

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from tools.sample.dice import Dice
from tools.sample.faces import Faces, faces_between
from tools.sample.facts import Village, coast, villages
from tools.sample.islands import IslandLand, island_lands
from tools.sample.lines import bend, border, unbend, winding
from tools.sample.plane import Floats, degrees, metres, metres_at
from tools.sample.power import balanced, edges

_MAINLAND_KM2: Final = 963.0
"""The regency's area without Karimunjawa."""

_CELL: Final = 200.0
"""Spacing in metres of the points on which areas are counted."""

_ABROAD: Final = -1
"""The label of land outside the regency."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """Villages by code and pieces of land by name, all in degrees on the grid; `java` first among the land."""

    desa: Mapping[str, MultiPolygon]
    land: tuple[tuple[str, Polygon], ...]


@cache
def tiling() -> Tiling:
    """The villages and the land, drawn once."""
    mainland = [village for village in villages() if village.kecamatan != "Karimunjawa"]
    faces = _faces(mainland)
    labels = _settled(faces, _labels(faces, mainland), mainland)
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for face, label in zip(faces.polygons, labels, strict=True):
        if label != _ABROAD:
            parts[mainland[label].kode].append(face)
    lands = island_lands()
    for island in lands:
        if island.kode_desa:
            parts[island.kode_desa].append(island.outline)
    desa = {village.kode: _multi(shapely.union_all(parts[village.kode])) for village in villages()}
    return Tiling(desa, (("Pulau Jawa", _one(shapely.union_all(faces.polygons))), *_named(lands)))


def _named(lands: Iterable[IslandLand]) -> Iterable[tuple[str, Polygon]]:
    return ((land.nama or "Pulau tanpa nama", land.outline) for land in lands)


def _faces(mainland: list[Village]) -> Faces:
    """The faces into which coast, inland border and village borders cut the mainland of Java, in degrees."""
    java = coast()[0].outline
    shore = degrees(metres(java).buffer(60))
    near = degrees(_inland_border(mainland).buffer(60)).intersection(shore)
    drawn = [degrees(LineString(line)).intersection(near) for line in _borders(mainland).lines]
    drawn.append(degrees(_inland_border(mainland).exterior).intersection(shore))
    return faces_between([java.exterior, *drawn], java)


@cache
def _sites() -> Floats:
    return np.array([metres_at(v.lon, v.lat) for v in villages() if v.kecamatan != "Karimunjawa"])


@dataclass(frozen=True, slots=True)
class _Borders:
    """The villages' winding borders and the cells between them, in metres."""

    lines: list[Floats]
    cells: list[Polygon]


@cache
def _borders_of(kodes: tuple[str, ...]) -> _Borders:
    wanted = {village.kode: village.luas_km2 * 1e6 for village in villages()}
    region = _inland_border_of(kodes).intersection(metres(coast()[0].outline))
    sites, counted = unbend(_sites()), unbend(_lattice(region))
    weights = balanced(sites, np.array([wanted[kode] for kode in kodes]), counted, region.area / len(counted))
    west, south, east, north = region.buffer(15_000).bounds
    sides = edges(sites, weights, (west, south, east, north))
    lines = [bend(border(side, sites, "desa")) for side in sides]
    around: dict[int, list[LineString]] = defaultdict(list)
    for side, line in zip(sides, lines, strict=True):
        around[side.left].append(LineString(line))
        around[side.right].append(LineString(line))
    cells = [_largest(shapely.polygonize(around[site])) for site in range(len(kodes))]
    return _Borders(lines, cells)


def _borders(mainland: list[Village]) -> _Borders:
    return _borders_of(tuple(village.kode for village in mainland))


def _lattice(region: BaseGeometry) -> Floats:
    """Points every `_CELL` metres inside a region."""
    west, south, east, north = region.bounds
    x, y = np.meshgrid(np.arange(west, east, _CELL), np.arange(south, north, _CELL))
    points = np.column_stack([x.ravel(), y.ravel()])
    shapely.prepare(region)
    return points[shapely.contains_xy(region, points)]


def _inland_border(mainland: list[Village]) -> Polygon:
    return _inland_border_of(tuple(village.kode for village in mainland))


@cache
def _inland_border_of(kodes: tuple[str, ...]) -> Polygon:
    """An outline around the villages (metres) that leaves about their stated area of land inside."""
    java = metres(coast()[0].outline)
    shapes = [_surroundings(village, java) for village in villages() if village.kode in set(kodes)]
    body = _largest(shapely.union_all(shapes).buffer(2000).buffer(-2000))
    low, high = -1500.0, 1500.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if _grown(body, middle).intersection(java).area < _MAINLAND_KM2 * 1e6 else (low, middle)
    kept = [Point(metres_at(v.lon, v.lat)).buffer(600) for v in villages() if v.kode in set(kodes)]
    return _wound(_largest(shapely.union_all([_grown(body, low), *kept]).buffer(300).buffer(-300)))


def _surroundings(village: Village, java: Polygon) -> BaseGeometry:
    """A circle of the village's area and a fifth more; near the coast also the way to it and beyond."""
    centre = Point(metres_at(village.lon, village.lat))
    circle = centre.buffer(1.1 * sqrt(village.luas_km2 * 1e6 / pi))
    way = shapely.shortest_line(centre, java.exterior)
    return circle.union(_stretched(way, 1.0 + 1500 / way.length).buffer(900)) if way.length < 3600 else circle


def _stretched(way: LineString, times: float) -> LineString:
    (x, y), (end_x, end_y) = way.coords
    return LineString([(x, y), (x + (end_x - x) * times, y + (end_y - y) * times)])


def _grown(body: Polygon, by: float) -> Polygon:
    return _largest(body.buffer(by))


def _wound(outline: Polygon) -> Polygon:
    """The outline with its long sides replaced by winding lines."""
    ring = shapely.segmentize(outline.simplify(350).exterior, 2600)
    points = list(ring.coords)
    dice = Dice("inland border")
    lines = [winding(a, b, 0.28, dice)[:-1] for a, b in zip(points, points[1:], strict=False)]
    wound = Polygon(np.concatenate(lines))
    return wound if wound.is_valid else _largest(wound.buffer(0))


def _labels(faces: Faces, mainland: list[Village]) -> list[int]:
    """The village each face falls to, by the place of a point inside it."""
    inside = _inland_border(mainland)
    cells = STRtree(_borders(mainland).cells)
    points = [metres(face.representative_point()) for face in faces.polygons]
    return [int(cells.nearest(point)) if inside.contains(point) else _ABROAD for point in points]


def _settled(faces: Faces, labels: list[int], mainland: list[Village]) -> list[int]:
    """The labels after scraps cut off from their village have gone to the neighbour they touch most."""
    hearts = _hearts(faces, mainland)
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


def _hearts(faces: Faces, mainland: list[Village]) -> dict[int, int]:
    """Face -> village, for the faces that hold a village's centre."""
    tree = STRtree(faces.polygons)
    centres = [Point(village.lon, village.lat) for village in mainland]
    return {int(face): int(village) for village, face in zip(*tree.query(centres, predicate="within"), strict=True)}


def _scraps(faces: Faces, labels: list[int], hearts: dict[int, int]) -> list[list[int]]:
    """Groups of faces of one label that hang together, without the group that is the village itself."""
    groups = faces.groups(labels)
    abroad = [group for group in groups if labels[group[0]] == _ABROAD]
    largest = max(abroad, key=lambda group: faces.joined(group).area, default=[])
    return [g for g in groups if g is not largest and not any(hearts.get(face) == labels[face] for face in g)]


def _largest(shape: BaseGeometry) -> Polygon:
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def _one(shape: BaseGeometry) -> Polygon:
    assert isinstance(shape, Polygon), "the mainland is one piece"
    return shape


def _multi(shape: BaseGeometry) -> MultiPolygon:
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape])
