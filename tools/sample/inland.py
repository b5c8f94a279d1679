"""The regency's mainland: which villages, and an inland border drawn around them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import pi, sqrt
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from tools.sample.dice import Dice
from tools.sample.facts import Village, coast, villages
from tools.sample.lines import winding
from tools.sample.plane import metres, metres_at
from tools.sample.shapes import largest

_AREA_KM2: Final = 963.0
"""Land within the smooth border. Winding adds some: the whole regency comes to the stated 1,020 km²."""

_NEAR_COAST_M: Final = 3600.0
"""A village whose centre lies this close to the sea reaches it."""


@cache
def mainland() -> tuple[Village, ...]:
    """The villages that are not on Karimunjawa's islands, in the order of their codes."""
    return tuple(village for village in villages() if village.kecamatan != "Karimunjawa")


@cache
def java() -> Polygon:
    """The mainland of Java in metres, cut off at the window's edge."""
    return metres(coast()[0].outline)


@cache
def inland_border() -> Polygon:
    """An outline around the villages (metres) that leaves about their stated area of land inside.

    It reaches out to sea: only its landward side is a border.
    """
    surroundings = shapely.union_all([_surroundings(village) for village in mainland()])
    body = largest(surroundings.buffer(2000).buffer(-2000))
    low, high = -1500.0, 1500.0
    for _ in range(30):
        middle = (low + high) / 2
        if largest(body.buffer(middle)).intersection(java()).area < _AREA_KM2 * 1e6:
            low = middle
        else:
            high = middle
    kept = [_centre(village).buffer(600) for village in mainland()]
    return _wound(largest(shapely.union_all([largest(body.buffer(low)), *kept]).buffer(300).buffer(-300)))


def _centre(village: Village) -> Point:
    return Point(metres_at(village.lon, village.lat))


def _surroundings(village: Village) -> BaseGeometry:
    """A circle of the village's area and a fifth more; near the coast also the way to it and beyond."""
    circle = _centre(village).buffer(1.1 * sqrt(village.luas_km2 * 1e6 / pi))
    way = shapely.shortest_line(_centre(village), java().exterior)
    if way.length >= _NEAR_COAST_M:
        return circle
    return circle.union(_stretched(way, 1.0 + 1500 / way.length).buffer(900))


def _stretched(way: BaseGeometry, times: float) -> LineString:
    (x, y), (end_x, end_y) = way.coords
    return LineString([(x, y), (x + (end_x - x) * times, y + (end_y - y) * times)])


def _wound(outline: Polygon) -> Polygon:
    """The outline with its sides replaced by winding lines."""
    ring = shapely.segmentize(LineString(outline.simplify(350).boundary.coords), 2600)
    dice = Dice("inland border")
    corners = [(x, y) for x, y in ring.coords]
    sides = [winding(start, end, 0.28, dice)[:-1] for start, end in pairwise(corners)]
    wound = Polygon(np.concatenate(sides))
    return wound if wound.is_valid else largest(wound.buffer(0))
