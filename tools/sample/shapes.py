"""Shapes as the makers want them: of one type, on the grid."""

from __future__ import annotations

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons a shape consists of; lines, points and empty parts left out."""
    parts = shapely.get_parts(shape)
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def multi(shape: BaseGeometry) -> MultiPolygon:
    """The shape's polygons as one MultiPolygon; an empty one if it has none."""
    if isinstance(shape, MultiPolygon):
        return shape
    return MultiPolygon([part for whole in shapely.get_parts(shape) for part in polygons(whole)])


def largest(shape: BaseGeometry) -> Polygon:
    """The largest polygon of a shape. `ValueError` if it has none."""
    return max(polygons(shape), key=lambda part: part.area)
