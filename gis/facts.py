"""What a layer's visible rows amount to: where they lie, how many, of which kinds, whether samples are there.

One cheap query per layer, kept by version: asked again only after what the audience sees has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from cachetools import LRUCache

from gis import versions
from gis.asking import Span
from gis.crs import Sides
from gis.database import Reader, Row, Statement, statement
from gis.layer import DATED, Field
from gis.privacy import View
from gis.validity import WIB, in_force


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the rows an audience sees of a layer.

    bounds  west, south, east, north in degrees; None where no row has a place
    rows    how many
    sample  whether any of them is a sample
    kinds   the values of the field by which one kind at a time is shown, in force now
    span    the earliest and the latest time of them, open where one of them has no end; None where the layer
            says nothing of time or no row has one
    dated   the oldest and the newest date of the data; None where none is told
    changed when what the audience sees last changed; None where that was not written down
    """

    bounds: Sides | None
    rows: int
    sample: bool
    kinds: tuple[str, ...] = ()
    span: Span | None = None
    dated: tuple[date, date] | None = None
    changed: datetime | None = None


NOTHING = Facts(None, 0, sample=False)


def facts_query(view: View) -> sa.Select[Any]:
    """One row: the sides of the extent, `rows`, `sample`, `kinds`, and `first` and `last` in time."""
    table = view.table
    box = sa.func.ST_Extent(sa.type_coerce(table.c.geom, sa.types.NullType()))
    sides = [getattr(sa.func, f"ST_{side}")(box).label(side) for side in ("XMin", "YMin", "XMax", "YMax")]
    sample = sa.func.coalesce(sa.func.bool_or(table.c.contoh), sa.false())
    counted = (sa.func.count().label("rows"), sample.label("sample"))
    changed = versions.changed_at(view).label("changed")
    return sa.select(*sides, *counted, _kinds(view), *_span(view), *_dated(view), changed).select_from(table)


def _span(view: View) -> list[sa.ColumnElement[Any]]:
    """The earliest and the latest time; with validity a row without one of its ends is open there."""
    start, end = view.times
    first = _edge(view, start, sa.func.min) if start else sa.null()
    last = _edge(view, end, sa.func.max) if end else sa.null()
    return [first.label("first"), last.label("last")]


def _edge(view: View, f: Field, extreme: Callable[[Any], sa.ColumnElement[Any]]) -> sa.ColumnElement[Any]:
    column = view.table.c[f.name]
    if view.layer.validity is None:
        return extreme(column)
    return sa.case((sa.func.bool_and(column.is_not(None)), extreme(column)))


def _dated(view: View) -> list[sa.ColumnElement[Any]]:
    column = view.table.c[DATED] if view.field(DATED) else None
    oldest, newest = (sa.null(), sa.null()) if column is None else (sa.func.min(column), sa.func.max(column))
    return [oldest.label("oldest"), newest.label("newest")]


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
    first, last = _instant(row["first"]), _instant(row["last"], end=True)
    span = Span(first, last) if first or last else None
    return Facts(
        bounds,
        row["rows"],
        sample=row["sample"],
        kinds=tuple(row["kinds"] or ()),
        span=span,
        dated=(row["oldest"], row["newest"]) if row["newest"] else None,
        changed=row["changed"],
    )


def _instant(kept: date | None, *, end: bool = False) -> datetime | None:
    """A time as it is kept, or the first or last second of a day in the regency."""
    if kept is None or isinstance(kept, datetime):
        return kept
    start = datetime.combine(kept, time(), WIB)
    return start + timedelta(days=1, seconds=-1) if end else start


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
