"""What a small map shows: places as GeoJSON in degrees, each with the value that colours it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from cachetools import LRUCache

from gis.database import Reader, Row
from gis.layer import GEOM, Ramp
from gis.layer import Shape as Form
from gis.legend import painted_by
from gis.privacy import View
from gis.validity import in_force

COARSE: Final = 0.0012
FINE: Final = 0.0003
"""Degrees, some 130 and 30 m, by which shapes are simplified: of a whole layer, and of what lies below."""

MOST: Final = 5000
"""Shapes of a layer that are drawn at most."""

Geometry = Mapping[str, Any]
Position = Sequence[float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A place, and the value of the field that colours its layer (None where there is none)."""

    geometry: Geometry
    value: object = None

    def lines(self) -> Iterator[Sequence[Position]]:
        """Its rings, lines or points, each a run of positions."""
        kind, inner = self.geometry["type"], self.geometry["coordinates"]
        if kind == "Point":
            yield [inner]
        elif kind == "MultiPoint":
            yield from ([each] for each in inner)
        elif kind == "LineString":
            yield inner
        elif kind in ("Polygon", "MultiLineString"):
            yield from inner
        elif kind == "MultiPolygon":
            yield from (ring for polygon in inner for ring in polygon)


def painting(view: View) -> str | None:
    """The name of the visible field whose values colour the layer."""
    style = view.layer.style
    if isinstance(style, Ramp):
        return style.field if view.field(style.field) else None
    by = painted_by(view.layer, view.audience)
    return by.name if by else None


def shape_of(view: View, values: Mapping[str, object], geometry: str | None) -> Shape | None:
    """A feature's shape; None where it has no place, or one without any position."""
    place = json.loads(geometry) if geometry else None
    if not place or not place.get("coordinates"):
        return None
    field = painting(view)
    return Shape(place, values.get(field) if field else None)


def shapes_query(view: View, kind: str | None = None, coarseness: float = COARSE) -> sa.Select[Any]:
    """The rows in force, their places simplified; of one kind where one at a time is shown."""
    geom = sa.type_coerce(view.geom, sa.types.NullType())
    if view.layer.shape is Form.POINT:
        # Dots that would lie on each other are drawn once.
        coarse = sa.func.ST_SnapToGrid(geom, coarseness)
    else:
        coarse = sa.func.ST_ForcePolygonCCW(sa.func.ST_Simplify(geom, coarseness, sa.true()))
    field = painting(view)
    value = view.table.c[field] if field else sa.null()
    choose = view.layer.choose
    of_kind = view.table.c[choose] == kind if choose and kind is not None else sa.true()
    return (
        sa.select(value.label("value"), sa.func.ST_AsGeoJSON(coarse, 4, 0).label(GEOM))
        .where(view.geom.is_not(None), in_force(view.layer, view.table.c), of_kind)
        .distinct()
        .limit(MOST)
    )


class KnownShapes:
    """The shapes of layers by version: asked again only after what the audience sees has changed."""

    def __init__(self, most: int = 64) -> None:
        self._known: LRUCache[tuple[View, str | None, float], tuple[str, tuple[Shape, ...]]] = LRUCache(most)

    async def of(
        self, reader: Reader, view: View, version: str, kind: str | None = None, coarseness: float = COARSE
    ) -> tuple[Shape, ...]:
        """The shapes of a view, or of one kind of them; `version` is the view's, as this reader sees it."""
        asked = (view, kind, coarseness)
        known = self._known.get(asked)
        if known and known[0] == version:
            return known[1]
        shapes = tuple(_shapes(await reader.rows(shapes_query(*asked))))
        self._known[asked] = (version, shapes)
        return shapes


def _shapes(rows: Sequence[Row]) -> Iterator[Shape]:
    for row in rows:
        place = json.loads(row[GEOM])
        if place.get("coordinates"):
            yield Shape(place, row["value"])
