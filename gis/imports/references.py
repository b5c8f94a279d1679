"""What an import has to know of the rows that are stored already: areas, extent, keys that others name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import shapely
import sqlalchemy as sa

from gis import tables
from gis.database import Session
from gis.imports import rows
from gis.imports.draft import Draft
from gis.imports.places.areas import Areas
from gis.imports.places.locate import Bounds, Ground, unknown_codes
from gis.layer import Inside, Layer


def ground(session: Session, layer: Layer, layers: Mapping[str, Layer]) -> Ground:
    """The extent of the known areas, and the areas this layer's rows must lie in."""
    if not layer.stores_geometry:
        return Ground()
    others = [other for other in layers.values() if other.area and other is not layer]
    inside = layers[layer.place.area] if isinstance(layer.place, Inside) else None
    return Ground(_extent(session, others), _areas(session, inside) if inside else None)


def check(session: Session, draft: Draft, layers: Mapping[str, Layer]) -> Draft:
    """The draft with a problem for every value that names a row which does not exist."""
    problems = [
        problem
        for name, other in rows.references(draft.layer).items()
        for problem in unknown_codes(draft, name, other, _known(session, layers[other], draft.column(name)))
    ]
    return draft.saying(problems)


def users(layer: Layer, layers: Mapping[str, Layer]) -> Iterator[tuple[Layer, str]]:
    """The layers whose rows name rows of this one, with the field that does."""
    for other in layers.values():
        if tables.is_stored(other):
            for name, named in rows.references(other).items():
                if named == layer.name:
                    yield other, name


def _known(session: Session, other: Layer, values: Iterable[object]) -> frozenset[object]:
    asked = sorted({str(value) for value in values if value is not None})
    key = tables.store_table(other).c[other.key]
    found = session.rows(
        sa.select(key.label("key")).where(key == sa.any_(sa.literal(asked, sa.ARRAY(sa.Text()))))
    )
    return frozenset(row["key"] for row in found)


def _extent(session: Session, areas: Iterable[Layer]) -> Bounds | None:
    asked = (sa.select(sa.func.ST_Extent(tables.store_table(layer).c.geom).label("box")) for layer in areas)
    found = [session.row(query) for query in asked]
    bounds = [_bounds(row["box"]) for row in found if row and row["box"]]
    if not bounds:
        return None
    west, south, east, north = zip(*bounds, strict=True)
    return min(west), min(south), max(east), max(north)


def _bounds(box: str) -> Bounds:
    """The numbers of PostGIS's text "BOX(110.1 -6.8,111 -5.7)"."""
    west, south, east, north = (float(part) for part in box[4:-1].replace(",", " ").split())
    return west, south, east, north


def _areas(session: Session, layer: Layer) -> Areas:
    table = tables.store_table(layer)
    key = table.c[layer.key]
    query = sa.select(key.label("key"), sa.func.ST_AsBinary(table.c.geom).label("wkb")).order_by(key)
    found = [row for row in session.rows(query) if row["wkb"] is not None]
    shapes = shapely.from_wkb(np.array([bytes(row["wkb"]) for row in found], dtype=object))
    return Areas([row["key"] for row in found], np.asarray(shapes, dtype=object))
