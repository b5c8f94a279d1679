"""Geometries in filters: well-known text, GeoJSON and boxes -> a `Drawn` in stored degrees.

Coordinates come in the order of their reference system's axes (OGC API Features part 3, filter-crs) and are
brought into degrees here, so that the database compares what it stores. Heights are passed over.

Errors: `BadValue` for a geometry that is empty, not closed, crosses itself or lies outside of its system.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final, TypeGuard

import numpy as np
import orjson
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from gis import crs
from gis.crs import Crs
from gis.errors import BadValue
from gis.filters.expression import Drawn
from gis.filters.limits import POINTS, exceeded
from gis.filters.tree import Tree
from gis.language import Words

TYPES: Final = (
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
)
"""The geometries of CQL2, as GeoJSON names them."""

_BOX: Final = Words(
    "BBOX(barat, selatan, timur, utara) dalam urutan sumbu sistem koordinatnya",
    "BBOX(west, south, east, north) in the order of its reference system's axes",
)


def geojson(text: str, most: int) -> dict[str, Tree]:
    """Well-known text as GeoJSON; `most` is how many points it may have."""
    if text.count(",") > most:
        raise exceeded(most, POINTS)
    try:
        found: dict[str, Tree] = orjson.loads(shapely.to_geojson(shapely.from_wkt(text)))
    except (shapely.GEOSException, ValueError):
        raise BadValue("filter", text, Words("geometri WKT yang utuh", "a whole WKT geometry")) from None
    return found


def drawn(document: dict[str, Tree], system: Crs) -> Drawn:
    """A GeoJSON geometry whose coordinates are in `system`."""
    if document.get("type") not in TYPES:
        raise BadValue("type", document.get("type"), Words(", ".join(TYPES), ", ".join(TYPES)))
    try:
        found = shapely.from_geojson(orjson.dumps(document))
    except (shapely.GEOSException, ValueError, TypeError):
        given = str(document.get("type"))
        raise BadValue("filter", given, Words("geometri yang utuh", "a whole geometry")) from None
    return _in_degrees(shapely.force_2d(found), system)


def box(numbers: Tree, system: Crs) -> Drawn:
    """A box in `system`, with or without heights; west of 180° and east of it where west is the greater."""
    if not _are_numbers(numbers) or len(numbers) not in (4, 6):
        raise BadValue("BBOX", numbers, _BOX)
    half = len(numbers) // 2
    (one, two), (three, four) = numbers[:2], numbers[half : half + 2]
    (west, east), (south, north) = (
        ((two, four), (one, three)) if system.flipped else ((one, three), (two, four))
    )
    if south > north or (system.metres and west > east):
        raise BadValue("BBOX", numbers, _BOX)
    sides = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    parts = [_rectangle(left, south, right, north) for left, right in sides]
    return _in_degrees(parts[0] if len(parts) == 1 else shapely.union_all(parts), system, flipped=False)


def _are_numbers(given: Tree) -> TypeGuard[list[float]]:
    return isinstance(given, list) and all(
        isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each) for each in given
    )


def _rectangle(west: float, south: float, east: float, north: float) -> BaseGeometry:
    # A box without width or height is a line or a point, which meets what lies on it.
    return shapely.envelope(shapely.MultiPoint([(west, south), (east, north)]))


def _in_degrees(found: BaseGeometry, system: Crs, *, flipped: bool | None = None) -> Drawn:
    flips = system.flipped if flipped is None else flipped
    moved = shapely.transform(found, lambda points: _moved(points, system, flips))
    _check(found, moved)
    return Drawn(
        shapely.to_wkb(shapely.set_srid(moved, crs.STORED), include_srid=True),
        tuple(map(float, moved.bounds)),
        moved.geom_type,
    )


def _moved(points: np.ndarray[Any, Any], system: Crs, flips: bool) -> np.ndarray[Any, Any]:
    eastward, northward = (points[:, 1], points[:, 0]) if flips else (points[:, 0], points[:, 1])
    if system.code != crs.STORED:
        eastward, northward = _transformer(system.code).transform(eastward, northward)
    return np.column_stack([eastward, northward])


def _check(found: BaseGeometry, moved: BaseGeometry) -> None:
    if found.is_empty or any(part.is_empty for part in shapely.get_parts(found)):
        raise BadValue(
            "filter",
            f"{found.geom_type} EMPTY",
            Words("geometri yang berisi", "a geometry that is not empty"),
        )
    west, south, east, north = moved.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadValue(
            "filter",
            found.geom_type,
            Words(
                "koordinat di dalam sistem koordinatnya (filter-crs), dalam urutan sumbunya",
                "coordinates inside their reference system (filter-crs), in the order of its axes",
            ),
        )
    if not shapely.is_valid(moved):
        raise BadValue(
            "filter",
            found.geom_type,
            Words(
                "poligon tertutup yang tidak memotong dirinya sendiri",
                "a closed polygon that does not cross itself",
            ),
        )


@lru_cache(maxsize=16)
def _transformer(code: int) -> Transformer:
    return Transformer.from_crs(code, crs.STORED, always_xy=True)
