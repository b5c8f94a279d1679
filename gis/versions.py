"""The version of a layer for an audience: what ETags and caches are made of.

It moves when, and only when, what that audience can see has changed, a passed validity date included, and in
the same instant for every reader. It also carries a mark of the database itself, so that a version from
before a restore never counts as current.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from gis.database import Row
from gis.privacy import SCHEMAS, View


def versions_query(views: Sequence[View]) -> sa.Select[tuple[str, str]]:
    """(layer, version) of these views, which are one audience's. No row of a layer is read."""
    audience = views[0].audience
    columns = (sa.column("layer", sa.Text), sa.column("version", sa.Text))
    table = sa.table("version", *columns, schema=SCHEMAS[audience])
    names = [view.layer.name for view in views]
    return sa.select(table.c.layer, table.c.version).where(table.c.layer.in_(names)).order_by(table.c.layer)


def changed_at(view: View) -> sa.ScalarSelect[datetime]:
    """When what the view shows last changed; null where that was before it was written down."""
    columns = (sa.column("layer", sa.Text), sa.column("changed_at", sa.DateTime(timezone=True)))
    table = sa.table("version", *columns, schema=SCHEMAS[view.audience])
    return sa.select(table.c.changed_at).where(table.c.layer == view.layer.name).scalar_subquery()


def by_layer(rows: Sequence[Row]) -> dict[str, str]:
    """The rows of `versions_query` as {layer: version}."""
    return {str(row["layer"]): str(row["version"]) for row in rows}
