"""Places inside villages and on their shores, on the grid of written coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from tools.sample.dice import Dice
from tools.sample.hazards.terrain import Terrain
from tools.sample.plane import metres_at
from tools.sample.shapes import polygons
from tools.sample.tiling import tiling

DEGREE_M: Final = 110_580.0
"""Metres in a degree of latitude here, and nearly so of longitude: good enough to scatter points."""

_TRIES: Final = 4000
"""How often chance is asked for a place before the middle is taken."""


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A group of houses: its middle in degrees and how far it spreads (standard deviation, metres)."""

    lon: float
    lat: float
    spread_m: float


@cache
def outline(kode: str) -> MultiPolygon:
    """The village's outline, prepared for many questions."""
    shape = tiling().desa[kode]
    shapely.prepare(shape)
    return shape


def rounded(lon: float, lat: float) -> Point:
    """The grid point next to a position."""
    return Point(round(lon, 6), round(lat, 6))


def somewhere(shape: BaseGeometry, dice: Dice) -> Point:
    """A place inside a shape in degrees, each as likely as another."""
    parts = dict(enumerate(polygons(shape)))
    part = parts[dice.weighted({number: part.area for number, part in parts.items()})]
    west, south, east, north = part.bounds
    for _ in range(_TRIES):
        lon, lat = round(dice.between(west, east), 6), round(dice.between(south, north), 6)
        if shapely.contains_xy(part, lon, lat):
            return Point(lon, lat)
    return part.representative_point()


def within(kode: str, lon: float, lat: float, margin_m: float = 25.0) -> Point:
    """The place inside the village, at least `margin_m` from its border, that lies nearest to a position."""
    wanted = rounded(lon, lat)
    core = outline(kode).buffer(-margin_m / DEGREE_M)
    if core.is_empty:
        return polygons(outline(kode))[0].representative_point()
    nearest = shapely.shortest_line(core, wanted).coords[0]
    return rounded(*nearest)


def on_shore(kode: str, lon: float, lat: float) -> Point:
    """The place on the village's own shore, a few steps inland, that lies nearest to a position."""
    coast = shapely.union_all([land.boundary for _, land in tiling().land])
    shore = outline(kode).boundary.intersection(coast)
    landing = shapely.shortest_line(shore, rounded(lon, lat)).coords[0]
    return within(kode, *landing)


@cache
def hamlets(kode: str) -> tuple[Hamlet, ...]:
    """The village's groups of houses: more of them the larger it is, the low-lying places preferred."""
    dice = Dice("hamlets", kode)
    shape = outline(kode)
    number = 3 + min(6, int(shape.area * DEGREE_M**2 / 2.5e6))
    return tuple(_hamlet(shape, dice) for _ in range(number))


def _hamlet(shape: MultiPolygon, dice: Dice) -> Hamlet:
    core = shape.buffer(-120 / DEGREE_M)
    ground = shape if core.is_empty else core
    candidates = [somewhere(ground, dice) for _ in range(3)]
    heights = Terrain(np.array([metres_at(place.x, place.y) for place in candidates])).height
    place = candidates[int(np.argmin(heights))]
    return Hamlet(place.x, place.y, dice.between(70, 240))


def house(kode: str, dice: Dice) -> Point:
    """A place for a house: around one of the village's hamlets, inside the village."""
    shape = outline(kode)
    for _ in range(_TRIES):
        hamlet = dice.pick(hamlets(kode))
        spread = hamlet.spread_m / DEGREE_M
        lon = round(hamlet.lon + spread * dice.bell(), 6)
        lat = round(hamlet.lat + spread * dice.bell(), 6)
        if shapely.contains_xy(shape, lon, lat):
            return Point(lon, lat)
    return somewhere(shape, dice)
