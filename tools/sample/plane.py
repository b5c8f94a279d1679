"""Between degrees and the metres in which everything is drawn and measured."""

from __future__ import annotations

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from gis.crs import MEASURED, STORED

Floats = npt.NDArray[np.float64]
Shape = TypeVar("Shape", bound=BaseGeometry)

GRID: Final = 1e-6
"""The step of written coordinates, in degrees (about 0.1 m)."""

_TO_METRES: Final = Transformer.from_crs(STORED, MEASURED, always_xy=True)
_TO_DEGREES: Final = Transformer.from_crs(MEASURED, STORED, always_xy=True)


def metres(shape: Shape) -> Shape:
    """A shape given in lon, lat (EPSG:4326) in metres of UTM 49S."""
    return shapely.transform(shape, _to_metres)


def degrees(shape: Shape) -> Shape:
    """A shape given in metres of UTM 49S in lon, lat, not rounded."""
    return shapely.transform(shape, _to_degrees)


def metres_at(lon: float, lat: float) -> tuple[float, float]:
    """One position, lon and lat, in metres."""
    x, y = _TO_METRES.transform(lon, lat)
    return float(x), float(y)


def degrees_at(x: float, y: float) -> tuple[float, float]:
    """One position in metres as lon and lat, rounded to the grid."""
    lon, lat = _TO_DEGREES.transform(x, y)
    return round(float(lon), 6), round(float(lat), 6)


def _to_metres(points: Floats) -> Floats:
    return np.column_stack(_TO_METRES.transform(points[:, 0], points[:, 1]))


def _to_degrees(points: Floats) -> Floats:
    return np.column_stack(_TO_DEGREES.transform(points[:, 0], points[:, 1]))
