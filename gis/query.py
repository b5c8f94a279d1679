"""A `Question` -> conditions and columns of a Select. Pure; only what the View holds can be named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from gis import columns, crs, filters
from gis.asking import Box, Equal, Question, Sort, Span, searched
from gis.crs import Crs, Sides
from gis.filters.folding import plain
from gis.layer import GEOM, Field, Kind, Shape
from gis.privacy import KEY, WITHHELD, View
from gis.validity import WIB

_PIECES: Final = 32
"""Into how many pieces the longest side of a box is cut before it is bent into another reference system."""

Condition = sa.ColumnElement[bool]


def rows(view: View, question: Question, place: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The rows that are asked for in their order, in the columns of `selected`."""
    select = selected(view, question, place).where(*conditions(view, question))
    if question.after is not None:
        select = select.where(behind(view, question.sort, question.after))
    return select.order_by(*order(view, question.sort)).limit(question.limit)


def selected(view: View, question: Question, place: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """What is asked for of a row: its key (`KEY`), its fields, `ditahan` where figures may be withheld, and
    `place` under the name `geom` unless it is to be left out."""
    names = [f.name for f in view.fields] if question.properties is None else question.properties
    named: list[sa.ColumnElement[Any]] = [view.key.label(KEY), *(view.table.c[name] for name in names)]
    if view.withholds:
        named.append(view.table.c[WITHHELD])
    if question.geometry:
        named.append(place.label(GEOM))
    return sa.select(*named)


def conditions(view: View, question: Question) -> list[Condition]:
    """What a row must fulfil, wherever the page begins: the same for a page and for the number matched."""
    found = [equal(view, each) for each in question.equal]
    if question.box:
        found.append(in_box(view, question.box))
    if question.span:
        found.append(in_span(view, question.span))
    if question.filter:
        found.append(filters.condition(view, question.filter))
    if question.words:
        found.append(has_words(view, question.words))
    return found


def in_box(view: View, box: Box) -> Condition:
    """Whether a row's place meets the rectangle. A row without a place meets every rectangle: "the bbox
    parameter SHALL match all features that are not associated with a spatial geometry, too" (OGC API
    Features, fc-bbox-response C)."""
    # Not the Table's own type: GeoAlchemy2 would wrap what is compared.
    geom = sa.type_coerce(view.geom, sa.types.NullType())
    met: list[Condition] = [sa.func.ST_Intersects(geom, _area(sides, box.crs)) for sides in box.parts]
    return sa.or_(*met, geom.is_(None)) if _may_lack_place(view) else sa.or_(*met)


def _area(sides: Sides, system: Crs) -> sa.ColumnElement[Any]:
    """A rectangle as it lies in the stored system: its straight sides become curves, which many short pieces
    follow."""
    # ST_Envelope makes a line or a point of a box without width or height; as a polygon it meets nothing.
    made: sa.ColumnElement[Any] = sa.func.ST_Envelope(envelope(sides, system.code))
    if system.code == crs.STORED:
        return made
    west, south, east, north = sides
    piece = max(east - west, north - south) / _PIECES or 1.0
    cut = sa.func.ST_Segmentize(made, sa.bindparam(None, piece, type_=sa.Double()))
    bent: sa.ColumnElement[Any] = sa.func.ST_Transform(cut, sa.literal_column(str(crs.STORED)))
    return bent


def _may_lack_place(view: View) -> bool:
    layer = view.layer
    elsewhere = layer.published is not None and layer.published.at is not None
    return elsewhere or not (layer.geometry_required and layer.stores_geometry)


def placed(view: View, system: Crs) -> sa.ColumnElement[Any]:
    """The place in `system`, in the order of its axes. Rings go counter-clockwise outside, as RFC 7946 asks,
    on the ground as it is drawn: east to the right, north up."""
    # sa.type_coerce: GeoAlchemy2 would wrap the Table's column in ST_AsEWKB.
    geom: sa.ColumnElement[Any] = sa.type_coerce(view.geom, sa.types.NullType())
    if view.layer.shape is Shape.POLYGON:
        geom = sa.func.ST_ForcePolygonCCW(geom)
    geom = moved(geom, system)
    return sa.func.ST_FlipCoordinates(geom) if system.flipped else geom


def moved(geom: sa.ColumnElement[Any], system: Crs) -> sa.ColumnElement[Any]:
    """A stored place in `system`, the eastward axis first."""
    if system.code == crs.STORED:
        return geom
    there: sa.ColumnElement[Any] = sa.func.ST_Transform(geom, sa.literal_column(str(system.code)))
    return there


def envelope(
    sides: Sequence[float | sa.ColumnElement[float]], srid: int = crs.STORED
) -> sa.ColumnElement[Any]:
    """A rectangle as a geometry: west, south, east, north, in degrees unless `srid` says otherwise."""
    corners: list[sa.ColumnElement[float]] = [sa.cast(side, sa.Double()) for side in sides]
    made: sa.ColumnElement[Any] = sa.func.ST_MakeEnvelope(*corners, sa.literal_column(str(srid)))
    return made


def in_span(view: View, span: Span) -> Condition:
    """Whether a row's own time meets the span.

    That is its validity, where a missing end means no end, or its moment. A row without a time meets every
    span: "the datetime parameter SHALL match all features that are not associated with a temporal geometry,
    too" (OGC API Features, fc-time-response C).
    """
    start, end = view.times
    found: list[Condition] = []
    if span.last is not None and start:
        begin = view.table.c[start.name]
        found.append(_open(start, begin, begin <= _as_kept(start, span.last)))
    if span.first is not None and end:
        finish = view.table.c[end.name]
        found.append(_open(end, finish, finish >= _as_kept(end, span.first)))
    return sa.and_(sa.true(), *found)


def equal(view: View, wanted: Equal) -> Condition:
    """Whether a field has a value, or a list field has it among its values."""
    column = view.table.c[wanted.field]
    f = view.layer.field(wanted.field)
    if f.kind is Kind.LIST:
        return column.op("@>")(sa.cast([wanted.value], ARRAY(sa.Text())))
    return column == _bound(f, wanted.value)


def has_words(view: View, words: Sequence[str]) -> Condition:
    """Whether one of the searched fields holds one of the texts, whatever their case, accents and spacing.

    As `q` of OGC API Records: words of one text stand in this sequence, in one field.
    """
    looked = [_spaced(plain(view.table.c[name])) for name in searched(view)]
    texts = [plain(sa.bindparam(None, text, type_=sa.Text())) for text in words]
    return sa.or_(sa.false(), *(sa.func.strpos(field, text) > 0 for field in looked for text in texts))


def _spaced(text: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.func.regexp_replace(text, r"\s+", " ", "g", type_=sa.Text())


def order(view: View, sort: Sequence[Sort]) -> list[sa.ColumnElement[Any]]:
    """The order of rows: by these fields, those without a value last either way, then by the key."""
    found: list[sa.ColumnElement[Any]] = []
    for each in sort:
        column = view.table.c[each.field]
        found.append(column.desc().nulls_last() if each.falling else column.asc())
    return [*found, view.key]


def behind(view: View, sort: Sequence[Sort], last: Sequence[object]) -> Condition:
    """Whether a row comes behind the one with these values of the order and this key: a page begins there
    even if that row is gone. The longest part of the order that is shared decides by the field that follows.

    The values are the parameters `behind_values` names: but for those that are null, the text is the same for
    every page of an order.
    """
    found: Condition = view.key > _last(view.layer.key_field, last, len(sort))
    for at, each in reversed(list(enumerate(sort))):
        column, f = view.table.c[each.field], view.layer.field(each.field)
        if last[at] is None:
            found = sa.and_(column.is_(None), found)
        else:
            found = _beyond(column, _last(f, last, at), found, each)
    return found


def behind_values(last: Sequence[object]) -> dict[str, object]:
    """The parameters of `behind` for a row with these values of the order and this key."""
    return {f"after_{at}": value for at, value in enumerate(last) if value is not None}


def _last(f: Field, last: Sequence[object], at: int) -> sa.BindParameter[Any]:
    return sa.bindparam(f"after_{at}", last[at], type_=columns.sql_type(f))


def _beyond(column: sa.Column[Any], value: sa.ColumnElement[Any], shared: Condition, sort: Sort) -> Condition:
    passed = column < value if sort.falling else column > value
    return sa.or_(passed, column.is_(None), sa.and_(column == value, shared))


def _bound(f: Field, value: object) -> sa.BindParameter[Any]:
    return sa.bindparam(None, value, type_=columns.sql_type(f))


def _open(f: Field, column: sa.Column[Any], bounded: Condition) -> Condition:
    return bounded if f.required else sa.or_(column.is_(None), bounded)


def _as_kept(f: Field, moment: datetime) -> sa.ColumnElement[Any]:
    # A date column is compared with the day the moment falls on in the regency, so that its index serves.
    kept = moment.astimezone(WIB).date() if f.kind is Kind.DATE else moment
    return _bound(f, kept)
