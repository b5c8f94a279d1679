"""When a row is in force: one predicate for tiles, figures and published rows.

A date is a whole day in Western Indonesian Time: a row that ends on 3 May holds until that midnight.
A time is an instant: a row that ends at 12:00 no longer holds at 12:00.
"""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from gis.layer import Kind, Layer

ZONE: Final = "Asia/Jakarta"
"""The regency's time zone: WIB, UTC+7, no summer time."""

WIB: Final = ZoneInfo(ZONE)
"""The same for Python's times."""


def in_force(layer: Layer, columns: sa.ColumnCollection[str, Any]) -> sa.ColumnElement[bool]:
    """Whether a row holds now; true for a layer without validity dates."""
    conditions = [sa.or_(column.is_(None), reached) for column, reached in _bounds(layer, columns)]
    return sa.and_(sa.true(), *conditions)


def passed(
    layer: Layer, columns: sa.ColumnCollection[str, Any]
) -> list[tuple[sa.Column[Any], sa.ColumnElement[bool]]]:
    """Each validity column with the condition that time has passed it.

    The greatest passed value of each moves exactly when a row begins or ceases to hold.
    """
    if layer.validity is None:
        return []
    end = columns[layer.validity.end]
    found = [(end, _over(layer, end, _now(layer, end.name)))]
    if layer.validity.start:
        start = columns[layer.validity.start]
        found.append((start, start <= _now(layer, start.name)))
    return found


def _bounds(
    layer: Layer, columns: sa.ColumnCollection[str, Any]
) -> list[tuple[sa.Column[Any], sa.ColumnElement[bool]]]:
    if layer.validity is None:
        return []
    end = columns[layer.validity.end]
    bounds = [(end, sa.not_(_over(layer, end, _now(layer, end.name))))]
    if layer.validity.start:
        start = columns[layer.validity.start]
        bounds.append((start, start <= _now(layer, start.name)))
    return bounds


def _over(layer: Layer, end: sa.Column[Any], now: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    # A date holds through its whole day, an instant only until it is reached.
    return end < now if layer.field(end.name).kind is Kind.DATE else end <= now


def _now(layer: Layer, name: str) -> sa.ColumnElement[Any]:
    if layer.field(name).kind is Kind.DATE:
        return sa.cast(sa.func.timezone(ZONE, sa.func.now()), sa.Date())
    return sa.func.now()
