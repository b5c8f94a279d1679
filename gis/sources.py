"""Where figures come from: the sources and dates of the rows that took part, told beside every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from gis.database import Row
from gis.layer import Layer
from gis.privacy import View
from gis.validity import in_force


def sources_query(
    view: View, *conditions: sa.ColumnElement[bool], names: Sequence[str] = ()
) -> sa.Select[Any]:
    """One row per source among the rows in force: the newest and oldest date, and whether any row is sample.

    `conditions` are on `view.table.c`; `names` are further fields to tell apart, such as a study's title.
    """
    columns = view.table.c
    source = _column(view, "sumber", sa.Text())
    date = _column(view, "tanggal_data", sa.Date())
    by = [columns[name] for name in names if view.field(name)]
    return (
        sa.select(
            source.label("sumber"),
            *by,
            sa.func.max(date).label("tanggal_data"),
            sa.func.min(date).label("tanggal_data_tertua"),
            sa.func.coalesce(sa.func.bool_or(_column(view, "contoh", sa.Boolean())), False).label("contoh"),
        )
        .where(in_force(view.layer, columns), *conditions)
        .group_by(source, *by)
        .order_by(source, *by)
    )


def sources(layer: Layer, rows: Iterable[Row], language: str) -> list[dict[str, object]]:
    """The rows of `sources_query` with their layer; a row that names no source has the declared one."""
    declared = layer.source
    return [
        {
            "layer": layer.name,
            "title": layer.title.in_(language),
            **row,
            "sumber": row["sumber"] or (declared.name if declared else layer.owner),
            "licence": declared.licence if declared else None,
        }
        for row in rows
    ]


def any_sample(rows: Iterable[Mapping[str, object]]) -> bool:
    """Whether any of these rows is sample data."""
    return any(row["contoh"] for row in rows)


def _column(view: View, name: str, type_: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    # A layer may seal what others show.
    return view.table.c[name] if view.field(name) else sa.cast(sa.null(), type_)
