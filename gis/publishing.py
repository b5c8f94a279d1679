"""What a published table must hold: one Select per layer and audience, read by the merge that keeps it.

Three declarations lead here: places taken from an area by code, rows or places the public sees otherwise,
and totals with small counts withheld.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from gis import privacy, tables, validity
from gis.layer import Audience, ByCode, Count, Layer, Only, Totals

KEYS: Final = "touched_keys"
"""The merge function's parameter: the keys to look at."""

Layers = Mapping[str, Layer]


def definition(layer: Layer, audience: Audience, layers: Layers, *, by_key: bool) -> sa.Select[Any]:
    """The rows `audience` is to read of `layer`, in the order of `tables.published_columns`.

    With `by_key`, only those whose key is in the parameter `touched_keys`.
    """
    if layer.totals:
        return _totals(layer, layer.totals, audience, layers)
    return _rows(layer, audience, layers, by_key=by_key)


def _rows(layer: Layer, audience: Audience, layers: Layers, *, by_key: bool) -> sa.Select[Any]:
    stored = tables.store_table(layer).alias("s")
    published = layer.published if audience is Audience.PUBLIC else None
    named: list[sa.ColumnElement[Any]] = [stored.c[f.name] for f in layer.visible_fields(audience)]
    if isinstance(layer.place, ByCode):
        area = tables.store_table(layers[layer.place.area]).alias("a")
        joined = stored.outerjoin(area, area.c[layers[layer.place.area].key] == stored.c[layer.place.field])
        select = sa.select(*named, as_stored(area.c.geom)).select_from(joined)
    elif published and published.at:
        area = tables.store_table(layers[published.at]).alias("a")
        joined = stored.outerjoin(area, area.c[layers[published.at].key] == stored.c[published.code])
        # A point on the surface always lies inside, where a centroid may not.
        select = sa.select(*named, sa.func.ST_PointOnSurface(area.c.geom).label("geom")).select_from(joined)
    else:
        select = sa.select(*named, as_stored(stored.c.geom))
    if published and published.rows:
        select = select.where(_held(published.rows, stored.c))
    if published and published.while_valid:
        # Rows that begin later stay out of sight through the view; only what is over may be dropped for good.
        select = select.where(*(sa.not_(sa.func.coalesce(over, False)) for over in _over(layer, stored.c)))
    if by_key:
        select = select.where(stored.c[layer.key] == sa.any_(sa.literal_column(KEYS, ARRAY(sa.Text()))))
    return select


def _over(layer: Layer, columns: sa.ColumnCollection[str, Any]) -> list[sa.ColumnElement[bool]]:
    end = layer.validity.end if layer.validity else None
    return [condition for column, condition in validity.passed(layer, columns) if column.name == end]


def _held(only: Only, columns: sa.ColumnCollection[str, Any]) -> sa.ColumnElement[bool]:
    among = columns[only.field].in_(only.values)
    return sa.func.coalesce(sa.not_(among), True) if only.but else among


def _totals(layer: Layer, totals: Totals, audience: Audience, layers: Layers) -> sa.Select[Any]:
    exact = _exact(layer, totals, layers).cte("exact").prefix_with("MATERIALIZED", dialect="postgresql")
    names = [f.name for f in layer.visible_fields(audience)]
    if not privacy.withholds(layer, audience):
        return sa.select(*(exact.c[name] for name in names), exact.c.geom)
    hidden = {
        count.field: exact.c[layer.key].in_(_withheld(layer, totals, count, exact, layers))
        for count in totals.counts
    }
    shown = [
        sa.case((hidden[name], sa.null()), else_=exact.c[name]).label(name)
        if name in hidden
        else exact.c[name]
        for name in names
    ]
    return sa.select(*shown, sa.or_(*hidden.values()).label(privacy.WITHHELD), exact.c.geom)


def _exact(layer: Layer, totals: Totals, layers: Layers) -> sa.Select[Any]:
    area_layer = layers[totals.by]
    area = tables.store_table(area_layer).alias("a")
    counted = _counted(totals, layers).cte("counted").prefix_with("MATERIALIZED", dialect="postgresql")
    newest = sa.select(sa.func.max(counted.c.tanggal_data)).scalar_subquery()
    shown: dict[str, sa.ColumnElement[Any]] = {
        "sumber": sa.literal(layer.source.name if layer.source else layer.owner),
        "tanggal_data": newest,
        "contoh": sa.select(sa.func.coalesce(sa.func.bool_or(counted.c.contoh), False)).scalar_subquery(),
        "catatan": sa.cast(sa.null(), sa.Text()),
    }
    if totals.year:
        shown[totals.year] = sa.cast(sa.extract("year", newest), sa.BigInteger())
    for count in totals.counts:
        # A left join leaves a village without rows its zero: counted none, which is not the same as withheld.
        shown[count.field] = sa.func.coalesce(counted.c[count.field], 0)
    named = [(shown[f.name] if f.name in shown else area.c[f.name]).label(f.name) for f in layer.fields]
    joined = area.outerjoin(counted, counted.c.code == area.c[area_layer.key])
    return sa.select(*named, as_stored(area.c.geom)).select_from(joined)


def _counted(totals: Totals, layers: Layers) -> sa.Select[Any]:
    """The counted rows by area, those in none among them: looked at once, however many figures there are."""
    layer = layers[totals.of]
    rows = tables.store_table(layer).alias("s")
    code = rows.c[totals.code]
    counts = (
        sa.func.count(rows.c[layer.key]).filter(_held(count.rows, rows.c)).label(count.field)
        for count in totals.counts
    )
    newest = sa.func.max(rows.c.tanggal_data).label("tanggal_data")
    sample = sa.func.bool_or(rows.c.contoh).label("contoh")
    return sa.select(code.label("code"), *counts, newest, sample).group_by(code)


def _withheld(layer: Layer, totals: Totals, count: Count, exact: sa.CTE, layers: Layers) -> sa.Select[Any]:
    """The keys of the rows whose figure `count` must not be shown."""
    key = exact.c[layer.key]
    group = sa.func.array_to_string(code_parts(key, layers[totals.within]), ".")
    columns = (sa.func.array_agg(column) for column in (key, group, exact.c[count.field]))
    return sa.select(sa.func.unnest(sa.func.store.withheld(*columns, totals.least))).select_from(exact)


def as_stored(geometry: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A geometry column handed on as it is; selected plainly it would become well-known bytes."""
    return sa.type_coerce(geometry, sa.types.NullType()).label("geom")


def code_parts(code: sa.ColumnElement[Any], area: Layer) -> sa.ColumnElement[Any]:
    """The parts of an area code that name the level `area`: of 33.20.01.2001, for kecamatan, {33,20,01}."""
    parts = area.area.parts if area.area else 0
    return sa.func.string_to_array(code, ".", type_=ARRAY(sa.Text()))[1:parts]
