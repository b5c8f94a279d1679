"""How often the lines of a geometry cross: what a database does with them grows with the square of that.

Measured with PostGIS 3.3: a line of 2,000 segments, half of which cross the other half, took a reader's
process 1.8 GB and all the time it was given.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_PORTION: Final = 100
"""Segments looked at between two counts: all at once they could meet a hundred million times."""

_OWN: Final = 3
"""A segment of a plain outline meets itself and its two neighbours."""


def is_tangled(given: BaseGeometry, most: int) -> bool:
    """Whether the segments of a geometry meet more than `most` times where they need not.

    >>> star = shapely.LineString([(0, 0), (2, 6), (4, 0), (-1, 4), (5, 4), (0, 0)])
    >>> is_tangled(star, 4), is_tangled(star, 5)
    (True, False)
    """
    segments = _segments(given)
    tree = shapely.STRtree(segments)
    allowed = _OWN * len(segments) + 2 * most
    met = 0
    for at in range(0, len(segments), _PORTION):
        # Each meeting is counted from both of its sides.
        met += tree.query(segments[at : at + _PORTION], predicate="intersects").shape[1]
        if met > allowed:
            return True
    return False


def _segments(given: BaseGeometry) -> np.ndarray:
    """Every segment of every line and ring, as a line of its own."""
    lines = [line for part in _members(given) for line in _lines(part)]
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    follows = of_line[1:] == of_line[:-1]
    return np.asarray(shapely.linestrings(np.stack([points[:-1][follows], points[1:][follows]], axis=1)))


def _members(given: BaseGeometry) -> list[BaseGeometry]:
    """The geometries inside, whatever collections hold them."""
    waiting, found = [given], []
    while waiting:
        each = waiting.pop()
        parts = list(shapely.get_parts(each))
        if len(parts) == 1 and parts[0].geom_type == each.geom_type:
            found.append(each)
        else:
            waiting += parts
    return found


def _lines(part: BaseGeometry) -> list[BaseGeometry]:
    if part.geom_type == "Polygon":
        return list(shapely.get_rings(part))
    return [part] if part.geom_type == "LineString" else []
