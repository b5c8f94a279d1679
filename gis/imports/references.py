"""What an import has to know of the rows that are stored already: areas, extent, keys that others name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import shapely
import sqlalchemy as sa

from gis import tables
from gis.crs import Sides
from gis.database import Session
from gis.errors import RefusedData
from gis.imports import rows
from gis.imports.draft import Draft
from gis.imports.headings import Headed
from gis.imports.mending import Mending
from gis.imports.places import names
from gis.imports.places.areas import Areas
from gis.imports.places.gazetteer import Gazetteer, Level, Tellable, tellable
from gis.imports.places.locate import Ground, unknown_codes
from gis.layer import Area, Inside, Layer


def ground(session: Session, layer: Layer, layers: Mapping[str, Layer]) -> Ground:
    """The extent of the known areas, and the areas this layer's rows must lie in."""
    if not layer.stores_geometry:
        return Ground()
    others = [other for other in layers.values() if other.area and other is not layer]
    inside = layers[layer.place.area] if isinstance(layer.place, Inside) else None
    if inside:
        return Ground(_extent(session, others), _areas(session, inside))
    return Ground(_extent(session, others), whole=_widest(session, others))


def named(
    session: Session, draft: Draft, headed: Headed, layers: Mapping[str, Layer], accept: frozenset[Mending]
) -> Draft:
    """The draft with the codes that names of areas tell.

    Errors: `RefusedData` where the file names areas of a layer that is still empty.
    """
    if not headed.named:
        return draft
    refers = rows.references(draft.layer)
    known = gazetteer(session, tellable(draft.layer, layers, refers))
    for layer in sorted({refers[name] for name in headed.told}):
        if not known.has(layer):
            raise RefusedData(
                f"Layer '{layer}' masih kosong: muat dulu batasnya, supaya nama wilayah dapat dikenali."
            )
    return names.filled(draft, headed, known, accept)


def compared(
    session: Session, draft: Draft, before: Draft, headed: Headed, layers: Mapping[str, Layer]
) -> Draft:
    """The draft with a remark where names contradict the codes that places told since `before`."""
    if not headed.named or draft.shapes is None:
        return draft
    known = gazetteer(session, tellable(draft.layer, layers, rows.references(draft.layer)))
    return names.compared(draft, before, headed, known)


def gazetteer(session: Session, areas: Tellable) -> Gazetteer:
    """The names of all areas of these levels."""
    return Gazetteer(tuple(_level(session, layer) for layer in areas.levels if layer.label))


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


def _extent(session: Session, areas: Iterable[Layer]) -> Sides | None:
    asked = (sa.select(sa.func.ST_Extent(tables.store_table(layer).c.geom).label("box")) for layer in areas)
    found = [session.row(query) for query in asked]
    bounds = [_bounds(row["box"]) for row in found if row and row["box"]]
    if not bounds:
        return None
    west, south, east, north = zip(*bounds, strict=True)
    return min(west), min(south), max(east), max(north)


def _widest(session: Session, areas: Iterable[Layer]) -> Areas | None:
    """The areas of the widest level that has any."""
    by_level = sorted(areas, key=lambda layer: layer.area.parts if layer.area else 0)
    found = (_areas(session, layer) for layer in by_level)
    return next((level for level in found if len(level.codes)), None)


def _bounds(box: str) -> Sides:
    """The numbers of PostGIS's text "BOX(110.1 -6.8,111 -5.7)"."""
    west, south, east, north = (float(part) for part in box[4:-1].replace(",", " ").split())
    return west, south, east, north


def _level(session: Session, layer: Layer) -> Level:
    table = tables.store_table(layer)
    key, label = table.c[layer.key], table.c[layer.label or layer.key]
    query = sa.select(key.label("key"), label.label("name")).where(label.is_not(None)).order_by(key)
    found = {row["key"]: row["name"] for row in session.rows(query)}
    area = layer.area or Area(0)
    return Level(layer.name, (*area.called, layer.name)[0], area.parts, area.called, found, area.aliases)


def _areas(session: Session, layer: Layer) -> Areas:
    table = tables.store_table(layer)
    key = table.c[layer.key]
    query = sa.select(key.label("key"), sa.func.ST_AsBinary(table.c.geom).label("wkb")).order_by(key)
    found = [row for row in session.rows(query) if row["wkb"] is not None]
    shapes = shapely.from_wkb(np.array([bytes(row["wkb"]) for row in found], dtype=object))
    return Areas([row["key"] for row in found], np.asarray(shapes, dtype=object))
