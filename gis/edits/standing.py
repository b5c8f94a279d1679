"""A row as it stands: as it is stored and as the audience sees it, both read in the writer's transaction.

What an audience sees is worked out from the stored rows and not read from its own schema: published tables
follow only when the transaction ends, and the tag of an answer has to be that of the row it has just written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import orjson
import sqlalchemy as sa

from gis import columns, features, privacy, publishing, tables
from gis.database import Row, Session
from gis.features import Feature
from gis.layer import GEOM, Layer
from gis.privacy import View

_SEEN: Final = "seen"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that is there.

    values  every stored field, those that the audience does not see among them
    wkb     its place, None where it has none
    seen    what the audience sees of it
    shown   the same as JSON, as it is answered
    """

    values: Row
    wkb: bytes | None
    seen: Feature
    shown: Mapping[str, Any]


def standing(session: Session, view: View, layers: Mapping[str, Layer], key: object) -> Standing | None:
    """The row with this key, held for this transaction; None where there is none that the audience sees."""
    row = session.row(held_query(view.layer, key))
    found = seen(session, view, layers, key)
    if row is None or found is None:
        return None
    wkb = row.pop(GEOM, None)
    return Standing(row, None if wkb is None else bytes(wkb), found, shown(found))


def seen(session: Session, view: View, layers: Mapping[str, Layer], key: object) -> Feature | None:
    """What the audience will see of the row with this key once this transaction ends."""
    row = session.row(seen_query(view, layers, key))
    return None if row is None else features.feature(row)


def shown(feature: Feature) -> dict[str, Any]:
    """A feature as the plain JSON that its audience gets in the default reference system."""
    found: dict[str, Any] = {
        "type": "Feature",
        "id": feature.key,
        "geometry": orjson.Fragment(feature.geometry) if feature.geometry else None,
        "properties": feature.values,
    }
    plain: dict[str, Any] = orjson.loads(orjson.dumps(found, option=orjson.OPT_NON_STR_KEYS))
    return plain


def held_query(layer: Layer, key: object) -> sa.Select[Any]:
    """The stored row with this key, locked against other writers."""
    table = tables.store_table(layer)
    named: list[sa.ColumnElement[Any]] = [
        table.c[name] for name in tables.stored_columns(layer) if name != GEOM
    ]
    if layer.stores_geometry:
        named.append(sa.func.ST_AsBinary(table.c.geom).label(GEOM))
    return sa.select(*named).where(table.c[layer.key] == key).with_for_update()


def seen_query(view: View, layers: Mapping[str, Layer], key: object) -> sa.Select[Any]:
    """The row with this key as the view's audience sees it, made from the stored rows."""
    query = features.one_query(_from_stored(view), key)
    if privacy.is_published(view.layer, view.audience):
        made = publishing.definition(view.layer, view.audience, layers, by_key=False)
        query = query.add_cte(made.cte(_SEEN))
    return query


@cache
def _from_stored(view: View) -> View:
    """The view over the stored rows, or over what is made of them under the name `seen`."""
    if not privacy.is_published(view.layer, view.audience):
        return replace(view, table=tables.store_table(view.layer))
    return replace(view, table=sa.Table(_SEEN, sa.MetaData(), *columns.plain(view.layer, view.fields)))
