"""Tile matrix sets: how the world is cut into tiles (OGC 17-083r4), and one tile of them.

    WebMercatorQuad   metres of EPSG:3857, one tile at level 0: its levels are the zooms of web maps
    WorldCRS84Quad    degrees, two tiles at level 0: at the equator its level n has the cells of zoom n + 1

A layer declares zooms once, as web maps count them; each set translates them to its own levels, so that the
same shapes are drawn where they are as large on a screen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gis import crs
from gis.crs import HALF_WORLD_M, Sides
from gis.errors import NotFound
from gis.layer import Words, Zooms

EXTENT: Final = 4096
"""Units along a tile's side."""

BUFFER: Final = 64
"""Units around a tile that are drawn too, so that outlines do not break at its edges."""

PIXELS: Final = 256
"""Cells along a tile's side, from which cell sizes and scales follow."""

_PIXEL_M: Final = 0.00028
"""The side of the standard's pixel."""

_NORTHMOST: Final = 85.0511287798066
"""Where Web Mercator ends, in degrees."""

Point = tuple[float, float]


def _same(x: float, y: float) -> Point:
    return max(-180.0, min(180.0, x)), max(-90.0, min(90.0, y))


def _mercator(lon: float, lat: float) -> Point:
    lat = max(-_NORTHMOST, min(_NORTHMOST, lat))
    return lon / 180 * HALF_WORLD_M, math.asinh(math.tan(math.radians(lat))) / math.pi * HALF_WORLD_M


def _degrees(x: float, y: float) -> Point:
    lon = max(-180.0, min(180.0, x / HALF_WORLD_M * 180))
    lat = math.degrees(2 * math.atan(math.exp(y / HALF_WORLD_M * math.pi)) - math.pi / 2)
    return lon, lat


@dataclass(frozen=True, slots=True)
class Limits:
    """The tiles of one level between which something can be: first and last row and column."""

    level: int
    rows: tuple[int, int]
    columns: tuple[int, int]

    def hold(self, tile: Tile) -> bool:
        """Whether a tile of this level is among them."""
        return self.rows[0] <= tile.y <= self.rows[1] and self.columns[0] <= tile.x <= self.columns[1]


@dataclass(frozen=True, slots=True)
class TileMatrixSet:
    """One way to cut the world into square tiles; each level halves their sides.

    id, title     as the OGC's register has them
    srid, crs     the reference system, for PostGIS and as a URI
    axes, scales  the names of its axes, and the well-known scale set it follows
    west, north   the corner that rows and columns are counted from, in its own units
    across, down  tiles at level 0
    side          of a tile at level 0
    unit_m        the metres of a unit, at the equator
    finest        the last level
    zoom          the zoom of web maps whose cells are those of level 0
    """

    id: str
    title: str
    srid: int
    crs: str
    axes: tuple[str, str]
    scales: str
    west: float
    north: float
    across: int
    down: int
    side: float
    unit_m: float
    finest: int
    zoom: int
    to_degrees: Callable[[float, float], Point]
    from_degrees: Callable[[float, float], Point]

    @property
    def uri(self) -> str:
        """How the OGC's register names it."""
        return f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{self.id}"

    def cell(self, level: int) -> float:
        """The side of a cell at a level, in units of the set."""
        return self.side / PIXELS / float(2**level)

    def scale(self, level: int) -> float:
        """The scale's denominator at a level, for pixels of 0.28 mm."""
        return self.cell(level) * self.unit_m / _PIXEL_M

    def levels(self, zooms: Sequence[Zooms]) -> range:
        """The levels at which something is drawn that is declared for any of these zooms.

        >>> WORLD_CRS84.levels([Zooms(6, 14)]), WORLD_CRS84.levels([Zooms(0, 0)])
        (range(5, 14), range(0, 1))
        """
        first, last = min(each.first for each in zooms), max(each.last for each in zooms)
        return range(max(first - self.zoom, 0), max(last - self.zoom, 0) + 1)

    def limits(self, bounds: Sides, level: int) -> Limits:
        """Between which tiles of a level something within these bounds, in degrees, can be drawn; what is
        drawn around a tile's edge is counted in."""
        west, south = self.from_degrees(*bounds[:2])
        east, north = self.from_degrees(*bounds[2:])
        side, margin = self.side / float(2**level), BUFFER / EXTENT
        columns = ((west - self.west) / side - margin, (east - self.west) / side + margin)
        rows = ((self.north - north) / side - margin, (self.north - south) / side + margin)
        return Limits(level, _clamped(rows, self.down << level), _clamped(columns, self.across << level))


def _clamped(span: Point, count: int) -> tuple[int, int]:
    first, last = (min(max(math.floor(each), 0), count - 1) for each in span)
    return first, last


WEB_MERCATOR: Final = TileMatrixSet(
    id="WebMercatorQuad",
    title="Google Maps Compatible for the World",
    srid=crs.TILED,
    crs=crs.uri(crs.TILED),
    axes=("X", "Y"),
    scales="http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
    west=-HALF_WORLD_M,
    north=HALF_WORLD_M,
    across=1,
    down=1,
    side=2 * HALF_WORLD_M,
    unit_m=1,
    finest=24,
    zoom=0,
    to_degrees=_degrees,
    from_degrees=_mercator,
)

WORLD_CRS84: Final = TileMatrixSet(
    id="WorldCRS84Quad",
    title="CRS84 for the World",
    srid=crs.STORED,
    crs=crs.CRS84,
    axes=("Lon", "Lat"),
    scales="http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad",
    west=-180,
    north=90,
    across=2,
    down=1,
    side=180,
    unit_m=HALF_WORLD_M / 180,
    finest=23,
    zoom=1,
    to_degrees=_same,
    from_degrees=_same,
)

SETS: Final[Mapping[str, TileMatrixSet]] = MappingProxyType(
    {each.id: each for each in (WEB_MERCATOR, WORLD_CRS84)}
)
"""The tile matrix sets that tiles come in; the first is what the map and TileJSON use."""


def named(name: str) -> TileMatrixSet:
    """The set of this name. Errors: `NotFound`.

    >>> named("WebMercatorQuad").finest
    24
    """
    if name not in SETS:
        listed = ", ".join(SETS)
        raise NotFound(
            Words(
                f"Tidak ada set ubin dengan nama itu di sini. Yang ada: {listed}.",
                f"There is no tile matrix set of that name here. There are: {listed}.",
            )
        )
    return SETS[name]


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of a set: level, column from the west, row from the north. Errors: `NotFound` outside of it
    (OGC API Tiles, /req/core/tc-error)."""

    z: int
    x: int
    y: int
    matrices: TileMatrixSet = WEB_MERCATOR

    def __post_init__(self) -> None:
        across, down = self.matrices.across, self.matrices.down
        level = 0 <= self.z <= self.matrices.finest
        if not (level and 0 <= self.x < across << self.z and 0 <= self.y < down << self.z):
            where = f"{self.z}/{self.y}/{self.x}"
            raise NotFound(
                Words(
                    f"Tidak ada ubin {where} dalam {self.matrices.id}.",
                    f"There is no tile {where} in {self.matrices.id}.",
                )
            )

    @property
    def side(self) -> float:
        """The length of a side in units of the set."""
        return self.matrices.side / float(2**self.z)

    def box(self) -> Sides:
        """West, south, east, north in units of the set."""
        west = self.matrices.west + self.x * self.side
        north = self.matrices.north - self.y * self.side
        return west, north - self.side, west + self.side, north

    def degrees(self) -> Sides:
        """West, south, east, north in degrees, with the buffer."""
        west, south, east, north = self.box()
        margin, to = self.side * BUFFER / EXTENT, self.matrices.to_degrees
        return (*to(west - margin, south - margin), *to(east + margin, north + margin))
