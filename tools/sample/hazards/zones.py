"""From strength at places to areas: contours become lines, lines become faces, faces get a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import contourpy
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from tools.sample.dice import Dice
from tools.sample.faces import Faces, faces_between
from tools.sample.facts import villages
from tools.sample.hazards.kinds import Kind
from tools.sample.hazards.terrain import Terrain
from tools.sample.lines import winding
from tools.sample.plane import Floats, degrees, metres, metres_at
from tools.sample.shapes import multi
from tools.sample.tiling import tiling

_WINDOWS: Final = ((110.59, -6.81, 110.99, -6.36), (110.13, -5.92, 110.63, -5.71))
"""Mainland and Karimunjawa, in degrees: where strength is looked at."""

_STEP: Final = 150.0
"""Metres between the places at which strength is looked at."""

_SMALLEST: Final = 30_000.0
"""Square metres below which an area goes to its neighbour."""

_LIMITS: Final = (1.0 / 3.0, 2.0 / 3.0)
"""Index up to which a class is low, and medium."""

OUTSIDE: Final = -1
NO_DATA: Final = -2


@dataclass(frozen=True, slots=True)
class Zone:
    """An area of one class (None: no data), in degrees, with the index found inside it."""

    kelas: int | None
    indeks: float | None
    outline: MultiPolygon


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a study covers and the areas it found there, in degrees; the areas' corners are the study's."""

    studied: MultiPolygon
    zones: tuple[Zone, ...]


@cache
def mapped(kind: Kind, piece_m: float | None = None) -> Mapped:
    """The study of a kind of hazard; with `piece_m` its areas are cut into pieces about that wide."""
    covered = _extent(kind)
    lines: list[BaseGeometry] = [covered.boundary, *_contours(kind), *_gaps(kind)]
    if piece_m:
        lines += _cuts(covered, piece_m)
    faces = faces_between(lines, covered)
    labels = _settled(faces, _labels(kind, faces))
    groups = [[face] for face in range(len(labels))] if piece_m else faces.groups(labels)
    kept = [group for group in groups if labels[group[0]] != OUTSIDE]
    zones = tuple(_zone(kind, faces, group, labels[group[0]]) for group in kept)
    return Mapped(multi(shapely.union_all(faces.polygons)), zones)


def _extent(kind: Kind) -> MultiPolygon:
    """The villages that the study covers."""
    chosen = [village for village in villages() if village.kecamatan in kind.studied]
    if kind.above_m is not None:
        heights = Terrain(np.array([metres_at(village.lon, village.lat) for village in chosen])).height
        chosen = [village for village, height in zip(chosen, heights, strict=True) if height >= kind.above_m]
    return multi(shapely.coverage_union_all([tiling().desa[village.kode] for village in chosen]))


def _contours(kind: Kind) -> list[BaseGeometry]:
    """The lines (degrees) on which the index passes from class to class."""
    found: list[BaseGeometry] = []
    for x, y, terrain in _grids():
        strength = kind.strength(terrain).reshape(len(y), len(x))
        contours = contourpy.contour_generator(x, y, strength, name="serial")
        for limit in filter(None, (kind.none_from, kind.least, *_LIMITS)):
            lines = [np.asarray(line, dtype=np.float64) for line in contours.lines(limit)]
            found += [degrees(LineString(line)) for line in lines if len(line) > 3]
    return found


@cache
def _grids() -> tuple[tuple[Floats, Floats, Terrain], ...]:
    """Columns, rows and terrain of both windows, in metres."""
    return tuple(_grid(window) for window in _WINDOWS)


def _grid(window: tuple[float, float, float, float]) -> tuple[Floats, Floats, Terrain]:
    west, south = metres_at(window[0], window[1])
    east, north = metres_at(window[2], window[3])
    x, y = np.arange(west, east, _STEP), np.arange(south, north, _STEP)
    columns, rows = np.meshgrid(x, y)
    return x, y, Terrain(np.column_stack([columns.ravel(), rows.ravel()]))


def _gaps(kind: Kind) -> list[BaseGeometry]:
    """The outlines (degrees) of what the study could not map."""
    return [degrees(shape).exterior for shape in _gap_shapes(kind)]


def _gap_shapes(kind: Kind) -> list[shapely.Polygon]:
    """Rounded shapes in metres around the places without data."""
    shapes = []
    for number, (lon, lat, reach) in enumerate(kind.unknown):
        dice = Dice("gap", kind.jenis, number)
        corners = Point(metres_at(lon, lat)).buffer(reach, quad_segs=3).exterior.coords
        shifted = [
            (x + dice.between(-0.4, 0.4) * reach, y + dice.between(-0.4, 0.4) * reach)
            for x, y in corners[:-1]
        ]
        shapes.append(shapely.Polygon(shifted).buffer(-0.3 * reach).buffer(0.6 * reach))
    return shapes


def _cuts(covered: MultiPolygon, piece_m: float) -> list[BaseGeometry]:
    """Winding lines (degrees) across the covered land, `piece_m` metres apart."""
    west, south, east, north = metres(covered).bounds
    dice = Dice("cuts", piece_m)
    upright = [((x, south), (x, north)) for x in np.arange(west, east, piece_m)]
    level = [((west, y), (east, y)) for y in np.arange(south, north, piece_m)]
    ends = [((float(a), float(b)), (float(c), float(d))) for (a, b), (c, d) in (*upright, *level)]
    slope = piece_m / max(east - west, north - south)
    return [degrees(LineString(winding(start, end, slope, dice, step=piece_m / 3))) for start, end in ends]


def _labels(kind: Kind, faces: Faces) -> list[int]:
    """The class of each face, at a point inside it: 0 to 3, NO_DATA or OUTSIDE."""
    inside = [metres(face.representative_point()) for face in faces.polygons]
    strength = kind.strength(Terrain(shapely.get_coordinates(inside)))
    gaps = shapely.union_all(_gap_shapes(kind))
    unknown = shapely.contains(gaps, inside)
    return [NO_DATA if gap else _class(kind, index) for gap, index in zip(unknown, strength, strict=True)]


def _class(kind: Kind, index: float) -> int:
    limits = (kind.least if kind.none_from is None else kind.none_from, kind.least, *_LIMITS)
    return sum(bool(index > limit) for limit in limits) - 1


def _settled(faces: Faces, labels: Sequence[int]) -> list[int]:
    """The labels after areas too small to draw have gone to the neighbour they touch most."""
    settled = list(labels)
    for _ in range(3):
        for group in faces.groups(settled):
            if metres(faces.joined(group)).area < _SMALLEST:
                label = faces.given_away(group, settled)
                for face in group:
                    settled[face] = label
    return settled


def _zone(kind: Kind, faces: Faces, group: Sequence[int], label: int) -> Zone:
    outline = multi(faces.joined(group))
    if label == NO_DATA:
        return Zone(None, None, outline)
    place = metres(outline.representative_point())
    found = float(kind.strength(Terrain(shapely.get_coordinates(place)))[0])
    low, medium = _LIMITS
    bounds = {0: (0.0, kind.least), 1: (kind.least, low), 2: (low + 0.001, medium), 3: (medium + 0.001, 1.0)}
    return Zone(label, round(float(np.clip(found, *bounds[label])), 3), outline)
