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


Sides = tuple[float, float, float, float]
"""West, south, east, north."""

WORLD: Final[Sides] = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Crs:
    """A reference system that answers can be had in.

    code     the EPSG number by which PostGIS knows it
    uri      how OGC API names it
    flipped  its first axis is the northward one (latitude), while PostGIS always holds the eastward one first
    metres   its coordinates are metres, not degrees
    extent   between which coordinates it is used here: west, south, east, north, in its own unit. Where these
             are not the world's, it is one to one in there and far from the poles and the antimeridian.
    """

    code: int
    uri: str
    flipped: bool = False
    metres: bool = False
    extent: Sides = WORLD

    @property
    def around(self) -> bool:
        """Whether its coordinates go around the world, so that a box may cross the antimeridian."""
        return self.extent == WORLD

    @property
    def curie(self) -> str:
        """Its short name, as OGC API writes such names: [EPSG:32749]."""
        authority, _, code = self.uri.rsplit("/", 3)[-3:]
        return f"[{authority}:{code}]"

    @property
    def digits(self) -> int:
        """Decimals of its coordinates in answers: about a centimetre, or a millimetre."""
        return 3 if self.metres else 7


def uri(code: int) -> str:
    """How OGC API names the reference system with this EPSG number."""
    return f"http://www.opengis.net/def/crs/EPSG/0/{code}"


def _degrees(code: int, extent: Sides = WORLD) -> Crs:
    return Crs(code, uri(code), flipped=True, extent=extent)


def _metres(code: int, east: float, north: float, reach: tuple[float, float]) -> Crs:
    """A projection whose middle lies so far east and north; `reach` is how far it is used on either side."""
    across, along = reach
    extent = (east - across, north - along, east + across, north + along)
    return Crs(code, uri(code), metres=True, extent=extent)


HALF_WORLD_M: Final = 20_037_508.342789244
"""Half the earth's circumference in Web Mercator, in metres."""

_COUNTRY: Final[Sides] = (90.0, -15.0, 145.0, 10.0)
"""Indonesia, with what is around it."""

_REACH: Final = (4_000_000.0, 5_000_000.0)
"""How far from its middle a transverse Mercator is used, in metres: all of Indonesia, with much around it."""


DEFAULT: Final = Crs(STORED, CRS84)
"""What answers are in unless a caller asks for another: WGS 84, longitude first."""

OFFERED: Final[Mapping[str, Crs]] = MappingProxyType(
    {
        system.uri: system
        for system in (
            DEFAULT,
            _degrees(4326),
            _metres(3857, 0.0, 0.0, (HALF_WORLD_M, HALF_WORLD_M)),
            _metres(32749, 500_000.0, 10_000_000.0, _REACH),
            _degrees(9470, _COUNTRY),
            _metres(9489, 500_000.0, 10_000_000.0, _REACH),
            _metres(23835, 200_000.0, 1_500_000.0, _REACH),
        )
    }
)
"""The reference systems of answers and of boxes, by URI. A test holds the axes to PROJ's own."""

ADDED: Final = (9470, 9489, 23835)
"""SRGI2013 and SRGI2013 / UTM zone 49S, the national reference, and the land office's TM-3, which PostGIS's
own table may lack."""

_NAMED: Final = {name: each for each in OFFERED.values() for name in (each.uri, each.curie)}


def named(text: str) -> Crs | None:
    """The offered system with this URI or safe CURIE; None for any other text.

    >>> named("[EPSG:32749]") is OFFERED["http://www.opengis.net/def/crs/EPSG/0/32749"], named("EPSG:4326")
    (True, None)
    """
    return _NAMED.get(text)


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
