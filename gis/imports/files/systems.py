"""The reference system that a file names."""

from __future__ import annotations

from collections.abc import Callable

from pyproj import CRS
from pyproj.exceptions import CRSError

from gis.crs import STORED
from gis.errors import SheetError

_WGS84 = CRS.from_epsg(STORED)


def named(name: str, *attempts: Callable[[], CRS]) -> CRS:
    """The first of these that makes a reference system, without heights. Errors: `SheetError` if none does.

    Coordinates of files are x and y in that order anyway, so WGS 84 under any of its names is the same.
    """
    for attempt in attempts:
        try:
            found = attempt().to_2d()
        except (CRSError, TypeError, ValueError, KeyError, AttributeError):
            continue
        return _WGS84 if found.equals(_WGS84, ignore_axis_order=True) else found
    raise SheetError(f"Sistem koordinat '{name}' tidak dikenal. Sebutkan dengan --crs.")
