"""The lie of the land: height, slope, and distances to the coast and to rivers, at any place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from tools.sample.hazards.rivers import rivers
from tools.sample.noise import noise, rough
from tools.sample.plane import Floats, metres, metres_at
from tools.sample.tiling import tiling

_MOUNTAINS: Final = (
    (*metres_at(110.880, -6.620), 1600.0, 4200.0, 2.7),
    (*metres_at(110.928, -6.452), 560.0, 2300.0, 2.8),
    (*metres_at(110.452, -5.845), 470.0, 1500.0, 2.2),
    (*metres_at(110.246, -5.747), 110.0, 700.0, 2.2),
)
"""Muria, Genuk and the hills of Karimunjawa and Parang: x, y, height (m), half-width (m), steepness."""

_STEP: Final = 60.0
"""Distance in metres over which a slope is measured."""


@dataclass(frozen=True)
class Terrain:
    """What is known about places given in metres, shape (n, 2); each property is one figure per place."""

    points: Floats

    @cached_property
    def height(self) -> Floats:
        """Metres above the sea."""
        return _height(self.points)

    @cached_property
    def slope(self) -> Floats:
        """Degrees."""
        east, north = np.array([_STEP, 0.0]), np.array([0.0, _STEP])
        rise_east = _height(self.points + east) - _height(self.points - east)
        rise_north = _height(self.points + north) - _height(self.points - north)
        return np.degrees(np.arctan(np.hypot(rise_east, rise_north) / (2 * _STEP)))

    @cached_property
    def inland(self) -> Floats:
        """Metres from the coast, negative at sea."""
        away = _nearest(_coast_lines(), self.points)
        return np.where(shapely.contains_xy(_land(), self.points), away, -away)

    @cached_property
    def river(self) -> Floats:
        """Metres to the nearest river."""
        return _nearest(_river_lines(), self.points)

    @cached_property
    def lowland(self) -> Floats:
        """How flat and low: 1 on the plain, falling to 0 on the hills."""
        return 1.0 / (1.0 + (np.maximum(self.height, 0.0) / 60.0) ** 2)

    def rough(self, wavelength: float, seed: int) -> Floats:
        """Chance that changes over `wavelength` metres, about -1 to 1."""
        return rough(self.points, wavelength, seed)

    def near(self, lon: float, lat: float, reach: float) -> Floats:
        """1 at a place given in degrees, falling smoothly to 0 beyond `reach` metres."""
        x, y = metres_at(lon, lat)
        away: Floats = np.hypot(self.points[:, 0] - x, self.points[:, 1] - y)
        return 1.0 / (1.0 + (away / reach) ** 4)


def _height(points: Floats) -> Floats:
    total = np.zeros(len(points))
    for x, y, top, width, steepness in _MOUNTAINS:
        away = np.hypot(points[:, 0] - x, points[:, 1] - y)
        total += top / (1.0 + (away / width) ** steepness)
    ridges = 0.30 * rough(points, 3200.0, 401) + 0.12 * noise(points, 700.0, 402)
    return 3.0 + total * (1.0 + ridges)


@cache
def _land() -> BaseGeometry:
    """All land in metres, prepared for many questions."""
    land = metres(shapely.union_all([outline for _, outline in tiling().land]))
    shapely.prepare(land)
    return land


@cache
def _coast_lines() -> STRtree:
    land = _land()
    west, south, east, north = land.bounds
    # The window's own edges are no coast.
    shore = land.boundary.intersection(shapely.box(west + 1500, south + 1500, east - 1500, north + 1500))
    return _segments(shore)


@cache
def _river_lines() -> STRtree:
    return _segments(rivers())


def _segments(lines: BaseGeometry) -> STRtree:
    found: list[LineString] = []
    for line in shapely.get_parts(lines):
        found += [LineString(ends) for ends in pairwise(line.coords)]
    return STRtree(found)


def _nearest(lines: STRtree, points: Floats) -> Floats:
    """Metres to the nearest line."""
    places = shapely.points(points)
    _, away = lines.query_nearest(places, return_distance=True, all_matches=False)
    return np.asarray(away, dtype=np.float64)
