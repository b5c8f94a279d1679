"""The islands: GSHHG's outlines matched to the list of names; those too small for it are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from tools.sample.coast import NEAR
from tools.sample.dice import Dice
from tools.sample.facts import Island, Land, Village, coast, islands, villages
from tools.sample.plane import GRID, degrees, metres, metres_at

_SAME: Final = 400.0
"""An outline within this many metres of a listed island's place is that island."""

_UNSTATED: Final = 0.004
"""Area in km² of a drawn island whose area the list leaves out."""

_REGENCY_NORTH_OF: Final = -6.2
"""Unlisted outlines north of this latitude belong to Karimunjawa; those south of it to no one here."""


@dataclass(frozen=True, slots=True)
class IslandLand:
    """An island's outline in degrees, its name ("": not listed) and its village (None: elsewhere)."""

    nama: str
    kode_desa: str | None
    outline: Polygon


def island_lands() -> tuple[IslandLand, ...]:
    """Every island around the regency, listed ones first in the order of the list."""
    outlines = {land.gshhg: land.outline for land in coast()[1:]}
    matched = _matches(outlines)
    listed = [
        IslandLand(island.nama, island.kode_desa, outlines[matched[island.nama]])
        if island.nama in matched
        else IslandLand(island.nama, island.kode_desa, _drawn(island))
        for island in islands()
    ]
    others = [Land(number, outline) for number, outline in outlines.items() if number not in matched.values()]
    return (*listed, *(IslandLand("", _nearest_village(land.outline), land.outline) for land in others))


def _matches(outlines: dict[str, Polygon]) -> dict[str, str]:
    """Island name -> GSHHG number, nearest pairs first, each outline once."""
    pairs = []
    for island in islands():
        place = Point(metres_at(island.lon, island.lat))
        pairs += [
            (place.distance(metres(outline)), island.nama, number) for number, outline in outlines.items()
        ]
    found: dict[str, str] = {}
    for away, name, number in sorted(pairs):
        if away <= _SAME and name not in found and number not in found.values():
            found[name] = number
    return found


def _drawn(island: Island) -> Polygon:
    """A small rounded outline of the island's area around its place."""
    dice = Dice("island", island.nama)
    corners = 14
    radii = np.array([dice.between(0.75, 1.25) for _ in range(corners)])
    angles = 2 * pi * np.arange(corners) / corners
    x, y = metres_at(island.lon, island.lat)
    ring = np.column_stack([radii * np.cos(angles), radii * np.sin(angles)])
    size = sqrt((island.luas_km2 or _UNSTATED) * 1e6 / Polygon(ring).area)
    return shapely.set_precision(degrees(Polygon(ring * size + [x, y])), GRID)


def _nearest_village(outline: Polygon) -> str | None:
    """The code of the Karimunjawa village nearest to an unlisted island; None if it is far from all."""
    middle = outline.centroid
    if middle.y < _REGENCY_NORTH_OF or not NEAR.contains(middle):
        return None

    def away(village: Village) -> float:
        return middle.distance(Point(village.lon, village.lat))

    return min((v for v in villages() if v.kecamatan == "Karimunjawa"), key=away).kode
