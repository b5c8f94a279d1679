"""Places in other reference systems, by PROJ alone: axes as the authority has them (OGC 18-058r1)."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
OFFERED = [CRS84, *(EPSG + str(code) for code in (4326, 3857, 32749, 9470, 9489, 23835))]
"""What the service promises to speak."""

DEGREE_M = 111_320.0
GLOBE = pyproj.Geod(ellps="WGS84")


@cache
def into(uri: str) -> pyproj.Transformer:
    """From longitude and latitude into a system, in its own order of axes."""
    name = "OGC:CRS84" if uri == CRS84 else "EPSG:" + uri.removeprefix(EPSG)
    return pyproj.Transformer.from_crs("OGC:CRS84", name)


@cache
def in_degrees(uri: str) -> bool:
    """Whether the system counts degrees."""
    crs = into(uri).target_crs
    assert crs is not None
    return bool(crs.is_geographic)


def moved(geometry: BaseGeometry, uri: str, back: bool = False) -> BaseGeometry:
    """The geometry in a system, or from there back in CRS84."""
    direction = pyproj.enums.TransformDirection.INVERSE if back else pyproj.enums.TransformDirection.FORWARD

    def move(points: np.ndarray) -> np.ndarray:
        return np.column_stack(into(uri).transform(points[:, 0], points[:, 1], direction=direction))

    return shapely.transform(geometry, move)


def metres(uri: str, length_m: float) -> float:
    """A length in the system's own unit, about here."""
    return length_m / DEGREE_M if in_degrees(uri) else length_m


# On the ellipsoid


def distance_m(one: shapely.Point, other: shapely.Point) -> float:
    """Metres between two points in degrees."""
    return float(GLOBE.inv(one.x, one.y, other.x, other.y)[2])


def area_m2(geometry: BaseGeometry) -> float:
    """Square metres of an area in degrees, holes left out."""
    return abs(float(GLOBE.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]))


def length_m(geometry: BaseGeometry) -> float:
    """Metres around an area, or along a line, in degrees; holes have edges, too."""
    return float(GLOBE.geometry_length(geometry.boundary if geometry.area else geometry))
