"""A `Question` -> conditions and columns of a Select. Pure; only what the View holds can be named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from gis import columns, crs
from gis.asking import Box, Equal, Question, Span
from gis.layer import Field, Kind
from gis.privacy import View
from gis.validity import ZONE

_WIB: Final = ZoneInfo(ZONE)

Condition = sa.ColumnElement[bool]


def conditions(view: View, question: Question) -> list[Condition]:
    """What a row must fulfil, wherever the page begins: the same for a page and for the number matched."""
    found = [equal(view, each) for each in question.equal]
    if question.box:
        found.append(in_box(view.geom, question.box))
    if question.span:
        found.append(in_span(view, question.span))
    return found


def in_box(geom: sa.ColumnElement[Any], box: Box) -> Condition:
    """Whether a place meets the rectangle; no place meets none (OGC API Features, fc-bbox-response)."""
    # ST_Envelope makes a line or a point of a box without width or height; as a polygon it meets nothing.
    return sa.or_(
        *(sa.func.ST_Intersects(geom, sa.func.ST_Envelope(envelope(part))) for part in _halves(box))
    )


def envelope(
    sides: Sequence[float | sa.ColumnElement[float]], srid: int = crs.STORED
) -> sa.ColumnElement[Any]:
    """A rectangle as a geometry: west, south, east, north, in degrees unless `srid` says otherwise."""
    corners: list[sa.ColumnElement[float]] = [sa.cast(side, sa.Double()) for side in sides]
    made: sa.ColumnElement[Any] = sa.func.ST_MakeEnvelope(*corners, sa.literal_column(str(srid)))
    return made


def in_span(view: View, span: Span) -> Condition:
    """Whether a row's own time meets the span.

    That is its validity, where a missing end means no end; else the time it happened; else the date of the
    data. A row without such a time meets no bounded span (OGC API Features, fc-time-response).
    """
    start, end = times(view)
    found: list[Condition] = []
    if span.last is not None and start:
        begin = view.table.c[start.name]
        found.append(_open(view, begin, begin <= _as_kept(start, span.last)))
    if span.first is not None and end:
        finish = view.table.c[end.name]
        found.append(_open(view, finish, finish >= _as_kept(end, span.first)))
    return sa.and_(sa.true(), *found)


def times(view: View) -> tuple[Field | None, Field | None]:
    """The visible fields that say from when and until when a row stands; the same one twice for a moment."""
    validity = view.layer.validity
    if validity:
        start = view.field(validity.start) if validity.start else None
        end = view.field(validity.end)
        if start or end:
            return start, end
    moment = next((f for f in view.fields if f.kind is Kind.TIME and f.required), None)
    moment = moment or next(
        (f for f in view.fields if f.kind is Kind.DATE and f.name == "tanggal_data"), None
    )
    return moment, moment


def equal(view: View, wanted: Equal) -> Condition:
    """Whether a field has a value, or a list field has it among its values."""
    column = view.table.c[wanted.field]
    f = view.layer.field(wanted.field)
    if f.kind is Kind.LIST:
        return column.op("@>")(sa.cast([wanted.value], ARRAY(sa.Text())))
    return column == sa.bindparam(None, wanted.value, type_=columns.sql_type(f))


def after(view: View, key: object) -> Condition:
    """Whether a row comes behind the row with this key: a page begins there even if that row is gone."""
    return view.key > sa.bindparam("after", key, type_=columns.sql_type(view.layer.key_field))


def _halves(box: Box) -> list[tuple[float, float, float, float]]:
    if box.west <= box.east:
        return [(box.west, box.south, box.east, box.north)]
    return [(box.west, box.south, 180.0, box.north), (-180.0, box.south, box.east, box.north)]


def _open(view: View, column: sa.Column[Any], bounded: Condition) -> Condition:
    return sa.or_(column.is_(None), bounded) if view.layer.validity else bounded


def _as_kept(f: Field, moment: datetime) -> sa.ColumnElement[Any]:
    # A date column is compared with the day the moment falls on in the regency, so that its index serves.
    kept = moment.astimezone(_WIB).date() if f.kind is Kind.DATE else moment
    return sa.bindparam(None, kept, type_=columns.sql_type(f))
