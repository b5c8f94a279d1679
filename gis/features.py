"""Features of a layer: pages by keyset, one feature, and how many match.

A page is one Select in the order that is asked for and by the key in the end, and the next page begins behind
the last row seen: rows added, changed or removed meanwhile neither repeat nor hide others, and the thousandth
page costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from gis import query
from gis.asking import Question, token, value
from gis.crs import DEFAULT, Crs
from gis.database import Reader, Row, Statement, statement
from gis.errors import BadValue, NotFound, brief
from gis.language import Words
from gis.layer import GEOM
from gis.privacy import KEY, WITHHELD, View

COUNTED: Final = 50_000
"""Up to how many rows that match are counted; beyond, the number is left out."""

_SORT: Final = "sort."
_KEPT: Final = "kept."
"""Columns of an answer beside the fields. A field's name has no dot."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One row: its key, its visible values by field, and its place as GeoJSON text, None if it has none.

    kept  of a feature asked for alone: the place in the default system, whichever it is told in
    """

    key: Any
    values: Row
    geometry: str | None
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Features in the order asked for; `after` is the token of the next page, None on the last.

    `matched` counts all that match, None where it was not counted.
    """

    features: tuple[Feature, ...]
    after: str | None
    matched: int | None


def page_query(view: View, question: Question) -> sa.Select[Any]:
    """One page and one row more, which tells whether another page follows."""
    more = None if question.limit is None else question.limit + 1
    select = query.rows(view, replace(question, limit=more), geojson(view, question.crs))
    sorts = (view.table.c[each.field].label(f"{_SORT}{at}") for at, each in enumerate(question.sort))
    return select.add_columns(*sorts)


def _page_statement(view: View, question: Question) -> Statement:
    """`page_query` as text. Making the text costs as much as a small page, so those of plain questions are
    kept; wherever the page begins, it is the same text."""
    if question.filter is not None:
        return statement(page_query(view, question))
    last = question.after or ()
    made = _kept_statement(view, replace(question, after=_anywhere(last)))
    return Statement(made.text, {**made.values, **query.behind_values(last)})


@lru_cache(maxsize=512)
def _kept_statement(view: View, question: Question) -> Statement:
    return statement(page_query(view, question))


def _anywhere(last: Sequence[object]) -> tuple[object, ...] | None:
    return tuple(None if value is None else "" for value in last) or None


def count_query(view: View, question: Question) -> sa.Select[Any]:
    """How many rows match, on whatever page they are: at most one more than are counted."""
    matching: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(view.table)
    matching = matching.where(*query.conditions(view, question)).limit(COUNTED + 1)
    return sa.select(sa.func.count().label("matched")).select_from(matching.subquery("matching"))


def one_query(view: View, key: object, system: Crs = DEFAULT) -> sa.Select[Any]:
    """The row with this key, its place in `system` and, where that is another, in the default one too."""
    select = query.selected(view, Question(crs=system), geojson(view, system)).where(view.key == key)
    return select if system is DEFAULT else select.add_columns(geojson(view).label(_KEPT))


async def page(reader: Reader, view: View, question: Question, rows: int | None = None) -> Page:
    """A page. `rows` is how many the audience sees in all, where that is known already."""
    found = page_of(view, question, await reader.rows(_page_statement(view, question)))
    return replace(found, matched=await _matched(reader, view, question, rows, found))


async def one(reader: Reader, view: View, text: str, system: Crs = DEFAULT) -> Feature:
    """The feature whose key is written so. Errors: `NotFound`, also for text that no key can be."""
    row = await reader.row(one_query(view, key_of(view, text), system))
    if row is None:
        raise missing(view, text)
    return feature(row)


def key_of(view: View, text: str) -> object:
    """The key that is written so. Errors: `NotFound` for text that no key can be."""
    try:
        return value(view.layer.key_field, text)
    except BadValue:
        raise missing(view, text) from None


def missing(view: View, text: str) -> NotFound:
    """The error where no row has the key that is written so."""
    name = view.layer.name
    return NotFound(
        Words(
            f"Tidak ada data '{brief(text)}' di '{name}'.",
            f"There is no feature '{brief(text)}' in '{name}'.",
        )
    )


def page_of(view: View, question: Question, rows: Sequence[Row]) -> Page:
    """The rows of `page_query` as a page; what matches is not counted yet."""
    shown = rows[: question.limit]
    after = _after(view, question, shown[-1]) if len(rows) > len(shown) else None
    return Page(tuple(feature(row, len(question.sort)) for row in shown), after, None)


async def _matched(
    reader: Reader, view: View, question: Question, rows: int | None, found: Page
) -> int | None:
    """How many match, None where that is not known cheaply; `rows` is how many there are in all.

    Pages behind the first leave the number out rather than count again."""
    if question.whole and rows is not None:
        return rows
    if question.after is not None:
        return None
    if found.after is None:
        return len(found.features)
    row = await reader.row(count_query(view, question))
    return int(row["matched"]) if row and row["matched"] <= COUNTED else None


def geojson(view: View, system: Crs = DEFAULT) -> sa.ColumnElement[Any]:
    """The place as GeoJSON text, to about a centimetre."""
    made: sa.ColumnElement[Any] = sa.func.ST_AsGeoJSON(query.placed(view, system), system.digits, 0)
    return made


def _after(view: View, question: Question, row: Row) -> str:
    """The token of the page that begins behind this row."""
    last = [row[f"{_SORT}{at}"] for at in range(len(question.sort))]
    return token(view, question.sort, [*last, row[KEY]])


def chosen(found: Feature, question: Question) -> Feature:
    """The feature with the fields that are asked for, with its place or without."""
    names = question.properties
    values = {
        name: each
        for name, each in found.values.items()
        if names is None or name in names or name == WITHHELD
    }
    return replace(found, values=values, geometry=found.geometry if question.geometry else None)


def feature(row: Row, sorts: int = 0) -> Feature:
    """A row of `one_query`, or of a `page_query` in an order of so many fields, as a feature.

    The row is used up: its columns beside the fields are taken out of it."""
    for at in range(sorts):
        del row[f"{_SORT}{at}"]
    key, geometry = row.pop(KEY), row.pop(GEOM, None)
    return Feature(key, row, geometry, row.pop(_KEPT, geometry))
