"""Geometries from well-known binary, row by row: one that cannot be read never takes the others with it."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.imports.files import nesting
from gis.imports.files.limits import Limits

if TYPE_CHECKING:
    from shapely import Geometry

    from gis.imports.files.sheet import Shapes

_POINT_BYTES: Final = 16
_SAID: Final = (
    ("closed linestring", "cincinnya tidak tertutup: titik terakhir harus sama dengan titik pertama"),
    ("Invalid number of points", "titiknya terlalu sedikit"),
    ("must be 0 or", "titiknya terlalu sedikit"),
    ("point array must contain", "titiknya terlalu sedikit"),
)


@dataclass(frozen=True, eq=False, slots=True)
class Read:
    """Geometries, one per row; why some could not be read, and their closed form where closing helps."""

    shapes: Shapes
    unread: Mapping[int, str]
    closable: Mapping[int, Geometry]


def read(wkb: Sequence[bytes | None], limits: Limits) -> Read:
    """The geometries of well-known binary; None where there is none.

    >>> read([None], Limits()).shapes
    array([None], dtype=object)
    """
    small = min(nesting.HARMLESS, _POINT_BYTES * limits.points)
    unread = {
        at: said
        for at, given in enumerate(wkb)
        if given and len(given) > small and (said := _hostile(given, limits))
    }
    given = np.array([None if at in unread else one or None for at, one in enumerate(wkb)], dtype=object)
    shapes = np.empty(len(given), dtype=object)
    shapes[:] = shapely.from_wkb(given, on_invalid="ignore")
    closable = {}
    for at in np.flatnonzero(shapely.is_missing(shapes) & (given != np.array(None))).tolist():
        unread[at] = f"Bentuknya tidak dapat dibaca: {_why(given[at])}."
        if "tertutup" in unread[at] and (closed := _closed(given[at])) is not None:
            closable[at] = closed
    return Read(shapes, unread, closable)


def _hostile(wkb: bytes, limits: Limits) -> str | None:
    """Why bytes are not given to GEOS at all: too many points, or nested so deep that it would crash."""
    if len(wkb) > _POINT_BYTES * limits.points:
        return f"Bentuknya terlalu rinci; batasnya {limits.points:,} titik."
    why = nesting.of_binary(wkb)
    return f"Bentuknya tidak dapat dibaca: {why}." if why else None


def _why(wkb: bytes) -> str:
    try:
        shapely.from_wkb(wkb)
    except shapely.errors.GEOSException as error:
        return next((said for words, said in _SAID if words in str(error)), nesting.BROKEN)
    return "isinya rusak"


def _closed(wkb: bytes) -> Geometry | None:
    found: Geometry | None = shapely.from_wkb(wkb, on_invalid="fix")
    return found


def point(x: float, y: float) -> bytes:
    """A point's well-known binary."""
    return struct.pack("<BIdd", 1, 1, x, y)


def line(points: bytes, count: int, z: bool = False) -> bytes:
    """A line's well-known binary from the bytes of its coordinates."""
    return struct.pack("<BII", 1, 1002 if z else 2, count) + points


def polygon(rings: Sequence[tuple[bytes, int]], z: bool = False) -> bytes:
    """A polygon's well-known binary from the bytes of its rings' coordinates."""
    parts = b"".join(struct.pack("<I", count) + points for points, count in rings)
    return struct.pack("<BII", 1, 1003 if z else 3, len(rings)) + parts


def several(kind: int, parts: Sequence[bytes], z: bool = False) -> bytes:
    """The well-known binary of a geometry that holds others: 4 points, 5 lines, 6 polygons, 7 any."""
    return struct.pack("<BII", 1, kind + (1000 if z else 0), len(parts)) + b"".join(parts)
