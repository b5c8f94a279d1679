"""Features of a layer: pages by keyset, one feature, and how many match.

A page is one Select ordered by the key, and the next page begins behind the last key seen: rows added or
removed meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from gis import query
from gis.asking import Question, token, value
from gis.database import Reader, Row
from gis.errors import BadValue, NotFound
from gis.layer import GEOM, Shape
from gis.privacy import WITHHELD, View

DIGITS: Final = 7
"""Decimals of a degree in answers: about a centimetre."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One row: its key, its visible values by field, and its place as GeoJSON text, None if it has none."""

    key: Any
    values: Row
    geometry: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Features in the order of their keys; `after` is the token of the next page, None on the last.

    `matched` counts all that match, None where it was not counted.
    """

    features: tuple[Feature, ...]
    after: str | None
    matched: int | None


def page_query(view: View, question: Question) -> sa.Select[Any]:
    """One page and one row more, which tells whether another page follows."""
    names = [f.name for f in view.fields] if question.properties is None else list(question.properties)
    select = _select(view, names, geometry=question.geometry).where(*query.conditions(view, question))
    if question.after is not None:
        select = select.where(query.after(view, question.after[-1]))
    return select.order_by(view.key).limit(None if question.limit is None else question.limit + 1)


def count_query(view: View, question: Question) -> sa.Select[Any]:
    """How many rows match, on whatever page they are."""
    counted = sa.select(sa.func.count().label("matched")).select_from(view.table)
    return counted.where(*query.conditions(view, question))


def one_query(view: View, key: object) -> sa.Select[Any]:
    """The row with this key."""
    return _select(view, [f.name for f in view.fields], geometry=True).where(view.key == key)


async def page(reader: Reader, view: View, question: Question) -> Page:
    """A page. The first one counts what matches; later ones leave the number out rather than count again."""
    rows = await reader.rows(page_query(view, question))
    features = tuple(feature(row) for row in rows[: question.limit])
    after = token(features[-1].key) if question.limit is not None and len(rows) > question.limit else None
    return Page(features, after, await _matched(reader, view, question, len(features), last=after is None))


async def one(reader: Reader, view: View, text: str) -> Feature:
    """The feature whose key is written so. Errors: `NotFound`, also for text that no key can be."""
    missing = NotFound(f"There is no feature '{text}' in '{view.layer.name}'.")
    try:
        key = value(view.layer.key_field, text)
    except BadValue:
        raise missing from None
    row = await reader.row(one_query(view, key))
    if row is None:
        raise missing
    return feature(row)


async def _matched(reader: Reader, view: View, question: Question, here: int, *, last: bool) -> int | None:
    if question.after is not None:
        return None
    if last:
        return here
    row = await reader.row(count_query(view, question))
    return int(row["matched"]) if row else None


def _select(view: View, names: Sequence[str], *, geometry: bool) -> sa.Select[Any]:
    named: list[sa.ColumnElement[Any]] = [view.key.label("feature_key")]
    named += [view.table.c[name] for name in names]
    if view.withholds:
        named.append(view.table.c[WITHHELD])
    if geometry:
        named.append(geojson(view))
    return sa.select(*named)


def geojson(view: View) -> sa.ColumnElement[Any]:
    """The place as GeoJSON text. Rings go counter-clockwise outside, as RFC 7946 asks."""
    # sa.column rather than the Table's: GeoAlchemy2 would wrap the Table's column in ST_AsEWKB.
    geom = sa.type_coerce(view.geom, sa.types.NullType())
    placed = sa.func.ST_ForcePolygonCCW(geom) if view.layer.shape is Shape.POLYGON else geom
    return sa.func.ST_AsGeoJSON(placed, DIGITS, 0).label(GEOM)


def feature(row: Row) -> Feature:
    """A row of `one_query` or `page_query` as a feature."""
    values = dict(row)
    key = values.pop("feature_key")
    geometry = values.pop(GEOM, None)
    return Feature(key, values, geometry)
