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
    start, end = _ends(layer, columns)
    found: list[sa.ColumnElement[bool]] = []
    if end is not None:
        found.append(sa.or_(end.is_(None), sa.not_(_over(layer, end))))
    if start is not None:
        found.append(sa.or_(start.is_(None), _begun(layer, start)))
    return sa.and_(sa.true(), *found)


def passed(
    layer: Layer, columns: sa.ColumnCollection[str, Any]
) -> list[tuple[sa.Column[Any], sa.ColumnElement[bool]]]:
    """Each validity column with the condition that time has passed it.

    The greatest passed value of each moves exactly when a row begins or ceases to hold.
    """
    start, end = _ends(layer, columns)
    found = [] if end is None else [(end, _over(layer, end))]
    return found if start is None else [*found, (start, _begun(layer, start))]


def _ends(
    layer: Layer, columns: sa.ColumnCollection[str, Any]
) -> tuple[sa.Column[Any] | None, sa.Column[Any] | None]:
    names = layer.validity.named if layer.validity else (None, None)
    start, end = (columns[name] if name else None for name in names)
    return start, end


def _begun(layer: Layer, start: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return start <= _now(layer, start.name)


def _over(layer: Layer, end: sa.Column[Any]) -> sa.ColumnElement[bool]:
    # A date holds through its whole day, an instant only until it is reached.
    now = _now(layer, end.name)
    return end < now if layer.field(end.name).kind is Kind.DATE else end <= now


def _now(layer: Layer, name: str) -> sa.ColumnElement[Any]:
    if layer.field(name).kind is Kind.DATE:
        return sa.cast(sa.func.timezone(ZONE, sa.func.now()), sa.Date())
    return sa.func.now()
