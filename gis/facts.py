"""What a layer's visible rows amount to: where they lie, how many, of which kinds, whether samples are there.

One cheap query per layer, kept by version: asked again only after what the audience sees has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from cachetools import LRUCache

from gis import versions
from gis.database import Reader, Row, Statement, statement
from gis.privacy import View
from gis.validity import in_force

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the rows an audience sees of a layer.

    bounds  west, south, east, north in degrees; None where no row has a place
    rows    how many
    sample  whether any of them is a sample
    kinds   the values of the field by which one kind at a time is shown, in force now
    """

    bounds: Bounds | None
    rows: int
    sample: bool
    kinds: tuple[str, ...] = ()


NOTHING = Facts(None, 0, sample=False)


def facts_query(view: View) -> sa.Select[Any]:
    """One row: the sides of the extent, `rows`, `sample` and `kinds`."""
    table = view.table
    box = sa.func.ST_Extent(sa.type_coerce(table.c.geom, sa.types.NullType()))
    sides = [getattr(sa.func, f"ST_{side}")(box).label(side) for side in ("XMin", "YMin", "XMax", "YMax")]
    sample = sa.func.coalesce(sa.func.bool_or(table.c.contoh), sa.false())
    return sa.select(*sides, sa.func.count().label("rows"), sample.label("sample"), _kinds(view)).select_from(
        table
    )


def _kinds(view: View) -> sa.ColumnElement[Any]:
    choose = view.field(view.layer.choose) if view.layer.choose else None
    if choose is None:
        return sa.null().label("kinds")
    column = view.table.c[choose.name]
    held = sa.func.array_agg(sa.distinct(column)).filter(
        column.is_not(None), in_force(view.layer, view.table.c)
    )
    return held.label("kinds")


def facts_from(row: Row) -> Facts:
    """The row of `facts_query` as a value."""
    sides = (row["XMin"], row["YMin"], row["XMax"], row["YMax"])
    bounds = None if None in sides else sides
    return Facts(bounds, row["rows"], sample=row["sample"], kinds=tuple(row["kinds"] or ()))


class KnownFacts:
    """Facts by version. Of each view only the newest are kept, so it holds no more than there are layers."""

    def __init__(self, most: int = 1024) -> None:
        self._known: LRUCache[View, tuple[str, Facts]] = LRUCache(most)

    async def of(self, reader: Reader, views: Sequence[View], current: Mapping[str, str]) -> dict[str, Facts]:
        """The facts of these views, by layer; `current` are their versions as this reader sees them."""
        return {view.layer.name: await self._of(reader, view, current[view.layer.name]) for view in views}

    async def _of(self, reader: Reader, view: View, version: str) -> Facts:
        known = self._known.get(view)
        if known and known[0] == version:
            return known[1]
        row = await reader.row(facts_query(view))
        facts = facts_from(row) if row else NOTHING
        self._known[view] = (version, facts)
        return facts


async def current(reader: Reader, views: Sequence[View]) -> dict[str, str]:
    """The versions of these views, which are one audience's, by layer."""
    return versions.by_layer(await reader.rows(_versions(tuple(views)))) if views else {}


@lru_cache(maxsize=512)
def _versions(views: tuple[View, ...]) -> Statement:
    # Asked with every answer: its text is made once.
    return statement(versions.versions_query(views))
