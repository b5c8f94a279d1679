"""Places of an export for the public must not take the place of the exact ones that are stored.

Where the public sees a layer's rows at the inner point of an area, an export for the public holds those
points. Loaded again, they would move every row there: such rows are problems, unless a person means it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import shapely
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from gis import tables
from gis.database import Session
from gis.imports.draft import Draft
from gis.imports.headings import Headed
from gis.imports.mending import Mending
from gis.layer import Layer
from gis.problems import Problem

_NEAR_DEG: Final = 1e-6
"""How near a point counts as the same: a decimetre, more than any format loses."""

_MESSAGE: Final = (
    "Lokasinya titik pengganti yang dilihat umum, bukan lokasi yang tersimpan: berkas ini tampaknya ekspor "
    "untuk umum. Lepaskan kolom lokasinya, atau ekspor lagi dengan --audience staff."
)


def check(
    session: Session, draft: Draft, headed: Headed, layers: Mapping[str, Layer], accept: Collection[Mending]
) -> Draft:
    """The draft with a problem for every row whose exact place would become the one shown to the public."""
    layer = draft.layer
    at = layer.published.at if layer.published else None
    if at is None or draft.shapes is None or Mending.COARSE in accept:
        return draft
    keys = [str(key) for key in draft.column(layer.key) if key is not None]
    found = session.rows(shown_elsewhere(layer, layers[at], keys))
    shown = {row["key"]: shapely.from_wkb(bytes(row["wkb"])) for row in found}
    heading = next((column.heading for column in headed.places.values()), None)
    problems = [
        Problem(number, heading, "coarse", _MESSAGE, Mending.COARSE)
        for number, key, place in zip(draft.numbers, draft.column(layer.key), draft.shapes, strict=True)
        if place is not None and key in shown and shapely.dwithin(place, shown[key], _NEAR_DEG)
    ]
    return draft.saying(problems)


def shown_elsewhere(layer: Layer, area: Layer, keys: Sequence[str]) -> sa.Select[Any]:
    """Of the rows of these keys those that lie elsewhere than the public sees them, with that point."""
    stored, areas = tables.store_table(layer), tables.store_table(area)
    code = stored.c[layer.published.code if layer.published else layer.key]
    point = sa.func.ST_PointOnSurface(areas.c.geom)
    asked = stored.c[layer.key] == sa.any_(sa.literal(list(keys), ARRAY(sa.Text())))
    return (
        sa.select(stored.c[layer.key].label("key"), sa.func.ST_AsBinary(point).label("wkb"))
        .join_from(stored, areas, areas.c[area.key] == code)
        .where(
            asked,
            sa.or_(stored.c.geom.is_(None), sa.not_(sa.func.ST_DWithin(stored.c.geom, point, _NEAR_DEG))),
        )
    )
