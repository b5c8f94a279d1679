"""Where figures come from: the sources and dates of the rows that took part, told beside every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from gis.database import Row
from gis.layer import Layer
from gis.privacy import View
from gis.validity import in_force


def origin(view: View, columns: sa.ColumnCollection[str, Any]) -> tuple[sa.ColumnElement[Any], ...]:
    """(sumber, tanggal_data, contoh) of a row; null where the layer keeps one from this audience."""
    return (
        _column(view, columns, "sumber", sa.Text()),
        _column(view, columns, "tanggal_data", sa.Date()),
        sa.func.coalesce(_column(view, columns, "contoh", sa.Boolean()), sa.false()).label("contoh"),
    )


def sources_query(
    view: View, *conditions: sa.ColumnElement[bool], names: Sequence[str] = ()
) -> sa.Select[Any]:
    """One row per source among the rows in force: the newest and oldest date, and whether any row is sample.

    `conditions` are on `view.table.c`; `names` are further fields to tell apart, such as a study's title.
    """
    columns = view.table.c
    source, date, sample = origin(view, columns)
    by = [source, *(columns[name] for name in names if view.field(name))]
    return (
        sa.select(
            *by,
            sa.func.max(date).label("tanggal_data"),
            sa.func.min(date).label("tanggal_data_tertua"),
            sa.func.bool_or(sample).label("contoh"),
        )
        .where(in_force(view.layer, columns), *conditions)
        .group_by(*by)
        .order_by(*by)
    )


def sources(layer: Layer, rows: Iterable[Row], language: str) -> list[dict[str, object]]:
    """The rows of `sources_query`, each with its layer and licence."""
    title, licence = layer.title.in_(language), layer.source.licence if layer.source else None
    return [
        {"layer": layer.name, "title": title, **row, "sumber": source_name(layer, row), "licence": licence}
        for row in rows
    ]


def source_name(layer: Layer, row: Mapping[str, Any]) -> str:
    """The row's own source, else the one its layer declares."""
    return row["sumber"] or (layer.source.name if layer.source else layer.owner)


def any_sample(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether any of these rows is sample data."""
    return any(row["contoh"] for row in rows)


def _column(
    view: View, columns: sa.ColumnCollection[str, Any], name: str, type_: sa.types.TypeEngine[Any]
) -> sa.ColumnElement[Any]:
    return columns[name] if view.field(name) else sa.cast(sa.null(), type_).label(name)
