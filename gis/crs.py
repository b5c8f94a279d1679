"""The only place where EPSG numbers stand."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyproj import CRS

STORED: Final = 4326
"""Columns named `geom` hold WGS 84 degrees, longitude first."""

TILED: Final = 3857
"""Columns named `geom_tile` hold Web Mercator metres: for drawing only, never for measuring."""

MEASURED: Final = 32749
"""Lengths, areas and distances are taken in WGS 84 / UTM zone 49S, in metres."""

SURVEYED: Final = {
    32749: "UTM zona 49S",
    23835: "TM-3 zona 49.1",
    32649: "UTM zona 49 dengan northing belahan utara",
    3857: "Web Mercator",
}
"""The systems of metres that files of this region come in, told apart by their ranges; datums cannot be."""

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""The URI for WGS 84 with longitude first, as OGC API answers give it by default."""


@dataclass(frozen=True, slots=True)
class Crs:
    """A reference system that answers can be had in.

    code     the EPSG number by which PostGIS knows it
    uri      how OGC API names it
    flipped  its first axis is the northward one (latitude), while PostGIS always holds the eastward one first
    metres   its coordinates are metres, not degrees
    """

    code: int
    uri: str
    flipped: bool = False
    metres: bool = False


def _epsg(code: int, *, flipped: bool = False, metres: bool = False) -> Crs:
    return Crs(code, f"http://www.opengis.net/def/crs/EPSG/0/{code}", flipped, metres)


DEFAULT: Final = Crs(STORED, CRS84)
"""What answers are in unless a caller asks for another: WGS 84, longitude first."""

OFFERED: Final[Mapping[str, Crs]] = MappingProxyType(
    {
        system.uri: system
        for system in (
            DEFAULT,
            _epsg(4326, flipped=True),
            _epsg(3857, metres=True),
            _epsg(32749, metres=True),
            _epsg(9470, flipped=True),
            _epsg(9489, metres=True),
            _epsg(23835, metres=True),
        )
    }
)
"""The reference systems of answers and of boxes, by URI. A test holds the axes to PROJ's own."""

ADDED: Final = (9470, 9489)
"""SRGI2013 and SRGI2013 / UTM zone 49S, the national reference, which PostGIS's own table may lack."""


def definitions(code: int) -> tuple[str, str]:
    """The well-known text and the PROJ text of a reference system, as PostGIS's table holds them.

    >>> definitions(9489)[1]
    '+proj=utm +zone=49 +south +ellps=WGS84 +units=m +no_defs +type=crs'
    """
    system = CRS.from_epsg(code)
    with warnings.catch_warnings():
        # A PROJ text says less than the well-known text; PostGIS wants both.
        warnings.simplefilter("ignore", UserWarning)
        return system.to_wkt("WKT1_GDAL"), system.to_proj4()
