"""The layers an audience sees, with what each holds at this moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from gis.database import Session
from gis.layer import Audience, Layer, layers_for
from gis.privacy import View, visible
from gis.versions import by_layer, versions_query


@dataclass(frozen=True, slots=True)
class Listed:
    """One layer: `rows` are those the audience sees."""

    layer: str
    title: str
    system: str
    shape: str
    rows: int
    version: str

    def as_json(self) -> dict[str, Any]:
        """The layer for machines."""
        return asdict(self)


def listed(session: Session, layers: Mapping[str, Layer], audience: Audience) -> list[Listed]:
    """The layers of this audience in their order; rows and versions are of the same moment."""
    views = [visible(layer, audience) for layer in layers_for(tuple(layers.values()), audience)]
    if not views:
        return []
    versions = by_layer(session.rows(versions_query(views)))
    counts = {row["layer"]: row["rows"] for row in session.rows(counts_query(views))}
    return [_listed(view, counts, versions) for view in views]


def counts_query(views: list[View]) -> sa.CompoundSelect[Any]:
    """(layer, rows) of every view."""
    return sa.union_all(
        *(
            sa.select(sa.literal(view.layer.name).label("layer"), sa.func.count().label("rows")).select_from(
                view.table
            )
            for view in views
        )
    )


def _listed(view: View, counts: Mapping[str, int], versions: Mapping[str, str]) -> Listed:
    layer = view.layer
    return Listed(
        layer.name, layer.title.id, layer.system, str(layer.shape), counts[layer.name], versions[layer.name]
    )
