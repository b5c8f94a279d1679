"""The only place where EPSG numbers stand."""

from __future__ import annotations

from typing import Final

STORED: Final = 4326
"""Columns named `geom` hold WGS 84 degrees, longitude first."""

TILED: Final = 3857
"""Columns named `geom_tile` hold Web Mercator metres: for drawing only, never for measuring."""

MEASURED: Final = 32749
"""Lengths, areas and distances are taken in WGS 84 / UTM zone 49S, in metres."""

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""The URI for WGS 84 with longitude first, as OGC API answers give it by default."""

ADDED: Final = {
    9470: (
        "+proj=longlat +ellps=GRS80 +no_defs",
        'GEOGCS["SRGI2013",DATUM["Sistem_Referensi_Geospasial_Indonesia_2013",SPHEROID["GRS 1980",6378137,298.257222101]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","9470"]]',
    ),
    9489: (
        "+proj=utm +zone=49 +south +ellps=GRS80 +units=m +no_defs",
        'PROJCS["SRGI2013 / UTM zone 49S",GEOGCS["SRGI2013",DATUM["Sistem_Referensi_Geospasial_Indonesia_2013",'
        'SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
        'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",111],'
        'PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",10000000],'
        'UNIT["metre",1],AUTHORITY["EPSG","9489"]]',
    ),
}
"""Reference systems PostGIS's own table may lack: EPSG code -> (PROJ text, well-known text). Added by a migration."""
