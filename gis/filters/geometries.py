"""Geometries in filters: well-known text, GeoJSON and boxes -> a `Drawn` in stored degrees.

Coordinates come in the order of their reference system's axes (OGC API Features part 3, filter-crs) and are
brought into degrees here, so that the database compares what it stores. Heights are passed over.

Errors: `BadValue` for a geometry that is empty, not closed, crosses itself or lies outside of its system;
`BadRequest` for one whose lines cross too often.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final, TypeGuard

import numpy as np
import orjson
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from gis import crs
from gis.crs import Crs
from gis.errors import BadValue
from gis.filters.crossings import is_tangled
from gis.filters.expression import Drawn
from gis.filters.limits import CROSSINGS, LIMITS, POINTS, exceeded
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
    "BBOX(barat, selatan, timur, utara) menurut urutan sumbu sistem koordinatnya",
    "BBOX(west, south, east, north) in the order of its reference system's axes",
)


_FILLED: Final = Words("geometri yang tidak kosong", "a geometry that is not empty")
_INSIDE: Final = Words(
    "koordinat dalam batas sistem koordinatnya (filter-crs), menurut urutan sumbunya",
    "coordinates inside their reference system (filter-crs), in the order of its axes",
)
_CROSSING: Final = Words(
    "poligon tertutup yang tidak memotong dirinya sendiri", "a closed polygon that does not cross itself"
)


def geojson(text: str, most: int) -> dict[str, Tree]:
    """Well-known text as GeoJSON; `most` is how many points it may have."""
    if text.count(",") > most:
        raise exceeded(most, POINTS)
    try:
        with np.errstate(all="ignore"):
            found: dict[str, Tree] = orjson.loads(shapely.to_geojson(shapely.from_wkt(text)))
    except (shapely.GEOSException, ValueError):
        raise BadValue("filter", text, Words("geometri WKT yang sah", "a whole WKT geometry")) from None
    return found


def drawn(document: dict[str, Tree], system: Crs) -> Drawn:
    """A GeoJSON geometry whose coordinates are in `system`."""
    if document.get("type") not in TYPES:
        raise BadValue("type", document.get("type"), Words(", ".join(TYPES), ", ".join(TYPES)))
    try:
        found = shapely.from_geojson(orjson.dumps(document))
    except (shapely.GEOSException, ValueError, TypeError):
        given = str(document.get("type"))
        raise BadValue("filter", given, Words("geometri yang sah", "a whole geometry")) from None
    flat = shapely.force_2d(found)
    return _in_degrees(_turned(flat) if system.flipped else flat, system)


def box(numbers: Tree, system: Crs) -> Drawn:
    """A box in `system`, with or without heights; west of 180° and east of it where west is the greater."""
    if not _are_numbers(numbers) or len(numbers) not in (4, 6):
        raise BadValue("BBOX", numbers, _BOX)
    half = len(numbers) // 2
    (one, two), (three, four) = numbers[:2], numbers[half : half + 2]
    (west, east), (south, north) = (
        ((two, four), (one, three)) if system.flipped else ((one, three), (two, four))
    )
    if south > north or (west > east and not system.around):
        raise BadValue("BBOX", numbers, _BOX)
    sides = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    parts = [_rectangle(left, south, right, north) for left, right in sides]
    return _in_degrees(shapely.union_all(parts), system)


def _are_numbers(given: Tree) -> TypeGuard[list[float]]:
    return isinstance(given, list) and all(
        isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each) for each in given
    )


def _rectangle(west: float, south: float, east: float, north: float) -> BaseGeometry:
    if west < east and south < north:
        return shapely.box(west, south, east, north)
    # A box without width or height is a line or a point, which meets what lies on it.
    corners = [(west, south), (east, north)]
    return shapely.Point(corners[0]) if corners[0] == corners[1] else shapely.LineString(corners)


def _turned(found: BaseGeometry) -> BaseGeometry:
    """The same with its axes exchanged."""
    return shapely.transform(found, lambda points: points[:, ::-1])


def _in_degrees(found: BaseGeometry, system: Crs) -> Drawn:
    """A geometry with the eastward axis first."""
    _check(found, system)
    if is_tangled(found, LIMITS.crossings):
        raise exceeded(LIMITS.crossings, CROSSINGS)
    moved = found
    if system.code != crs.STORED:
        change = _transformer(system.code)
        moved = shapely.transform(found, lambda points: np.column_stack(change.transform(*points.T)))
    if not shapely.is_valid(moved):
        raise BadValue("filter", found.geom_type, _CROSSING)
    # The members of a collection may overlap; together they are one place, in which nothing counts twice.
    whole = shapely.union_all([moved]) if moved.geom_type == "GeometryCollection" else moved
    ewkb = shapely.to_wkb(shapely.set_srid(whole, crs.STORED), include_srid=True)
    west, south, east, north = map(float, whole.bounds)
    return Drawn(ewkb, (west, south, east, north), whole.geom_type)


def _check(found: BaseGeometry, system: Crs) -> None:
    if found.is_empty or any(part.is_empty for part in shapely.get_parts(found)):
        raise BadValue("filter", f"{found.geom_type} EMPTY", _FILLED)
    west, south, east, north = found.bounds
    least, lowest, most, highest = system.extent
    if not (least <= west <= east <= most and lowest <= south <= north <= highest):
        raise BadValue("filter", found.geom_type, _INSIDE)


@lru_cache(maxsize=16)
def _transformer(code: int) -> Transformer:
    return Transformer.from_crs(code, crs.STORED, always_xy=True)
