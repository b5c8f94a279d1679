"""The only place where EPSG numbers stand."""

from __future__ import annotations

import warnings
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
