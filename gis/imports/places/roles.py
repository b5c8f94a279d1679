"""What columns say about places in files without geometries of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LON: Final = "lon"
LAT: Final = "lat"
WKT: Final = "wkt"

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    LON: ("lon", "long", "longitude", "lng", "bujur", "x", "easting", "koordinat x", "bt"),
    LAT: ("lat", "latitude", "lintang", "y", "northing", "koordinat y", "ls"),
    WKT: ("wkt", "geom", "geometry", "geometri", "the_geom", "wkt_geom"),
}
"""How files without geometries of their own head the columns that hold places."""
