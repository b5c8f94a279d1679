"""How far outside the known areas a point lies, for sentences: fast also for 200,000 points far away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.places.areas import Areas

_EARTH: Final = Geod(ellps="WGS84")
_EVERY_DEG: Final = 0.002
"""Borders are followed in steps of some 220 m: what is said is said to 0.1 km."""


def metres_outside(areas: Areas, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres over the ellipsoid from each point (degrees) to the nearest border of any area."""
    borders = shapely.segmentize(shapely.boundary(areas.shapes), _EVERY_DEG)
    corners = np.unique(shapely.get_coordinates(borders), axis=0)
    tree = shapely.STRtree(np.asarray(shapely.points(corners), dtype=object))
    near = corners[tree.nearest(np.asarray(shapely.points(lon, lat), dtype=object))]
    _, _, metres = _EARTH.inv(lon, lat, near[:, 0], near[:, 1])
    return np.asarray(metres, dtype=float)


def spelled(metres: float) -> str:
    """A distance for a sentence.

    >>> spelled(340.4), spelled(12_345.0), spelled(1_450_200.0), spelled(float("inf"))
    ('340 m', '12,3 km', '1.450 km', 'sangat jauh')
    """
    if not np.isfinite(metres):
        return "sangat jauh"
    if metres < 1000:
        return f"{metres:.0f} m"
    if metres < 100_000:
        return f"{metres / 1000:.1f} km".replace(".", ",")
    return f"{metres / 1000:,.0f} km".replace(",", ".")
