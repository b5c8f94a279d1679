"""Which villages a kind of hazard reaches, and where in them."""

from __future__ import annotations

from functools import cache
from typing import Final

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from tools.sample.facts import villages
from tools.sample.hazards.kinds import KINDS, Kind
from tools.sample.hazards.zones import mapped
from tools.sample.plane import GRID
from tools.sample.tiling import tiling

_ENOUGH: Final = 2e-6
"""Square degrees (about 2.4 ha) that must lie in a village for the hazard to count as reaching it."""


def kind_named(jenis: str) -> Kind | None:
    """The studied kind of this code; None where there is no study."""
    return next((kind for kind in KINDS if kind.jenis == jenis), None)


@cache
def reached(kind: Kind) -> dict[str, BaseGeometry]:
    """By village code, the part (degrees) that lies in an area of class medium or high."""
    areas = [zone.outline for zone in mapped(kind).zones if (zone.kelas or 0) >= 2]
    tree = STRtree(areas)
    found = {}
    for village in villages():
        outline = tiling().desa[village.kode]
        near = [areas[number] for number in tree.query(outline, predicate="intersects")]
        part = shapely.union_all([area.intersection(outline, grid_size=GRID) for area in near])
        if part.area > _ENOUGH:
            found[village.kode] = part
    return found
