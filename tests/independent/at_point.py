"""What is at a point: by shapely, one area after the other."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import shapely
from pyproj import Transformer

from tests.independent.exposure import NO_DATA, NOT_EXPOSED, in_force
from tests.independent.world import CRS, World

METRES = 32749
NEAREST = 3


@dataclass(frozen=True)
class Here:
    """The answer, in the test's own shape.

    village  the code, or None
    hazards  by kind: the class (1 to 3), "tidak_terpapar" or "tidak_ada_data"
    refuges  (id, metres) of the nearest places in use, the nearest first
    """

    village: str | None
    hazards: dict[str, int | str]
    refuges: list[tuple[str, float]]


def at_point(world: World, kinds: list[str], refuges: str, lon: float, lat: float) -> Here:
    """Village, class by kind of hazard, and the three nearest open places of the layer `refuges`."""
    point = shapely.Point(lon, lat)
    held = [row.kode for row in world.levels["desa"].itertuples() if row.geometry.intersects(point)]
    return Here(
        village=min(held, default=None),
        hazards={jenis: _hazard(world, jenis, point) for jenis in kinds},
        refuges=_nearest(world.exposed[refuges], point),
    )


def _hazard(world: World, jenis: str, point: shapely.Point) -> int | str:
    touched = _touched(world, world.hazards, jenis, point)
    known = [row.kelas for row in touched if row.kelas is not None]
    worst = max(known, default=0)
    if worst >= 1:
        return worst
    if len(known) < len(touched) or not _touched(world, world.studies, jenis, point):
        return NO_DATA
    return NOT_EXPOSED


def _touched(world: World, areas: gpd.GeoDataFrame, jenis: str, point: shapely.Point) -> list:
    held = in_force(areas, world.today).itertuples()
    return [row for row in held if row.jenis == jenis and row.geometry.intersects(point)]


def _nearest(refuges: gpd.GeoDataFrame, point: shapely.Point) -> list[tuple[str, float]]:
    to_metres = Transformer.from_crs(CRS, METRES, always_xy=True).transform
    here = shapely.transform(point, to_metres, interleaved=False)
    distances = [
        (row.id, shapely.transform(row.geometry, to_metres, interleaved=False).distance(here))
        for row in refuges.itertuples()
        if row.aktif and row.geometry is not None
    ]
    return sorted(distances, key=lambda found: found[1])[:NEAREST]
