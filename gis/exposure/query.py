"""The Selects of an exposure: what was found of each object, counted by area and verdict."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from geoalchemy2 import Geometry

from gis import areas
from gis.exposure.ask import Rule
from gis.exposure.subject import Subject
from gis.hazards import STUDIED, Columns, rank_of_area, speaking, verdict
from gis.layer import Shape
from gis.privacy import WITHHELD, View
from gis.validity import in_force


def exposure_query(asked: Subject) -> sa.Select[Any]:
    """(kode, kelas, jumlah): the objects of each area by verdict; kelas 0 is not exposed, null is no data.

    Everything found of an object goes on one pile, and one grouping by its key takes the worst and the first.
    That is a single aggregate instead of three joined ones, and its branches are shared among workers. In
    each spatial join the parts of areas stand outside, where each is prepared once for all its points.
    """
    pile = sa.union_all(_dangers(asked), _studied(asked), _placed(asked), _every(asked)).subquery("pile")
    found = (
        sa.select(
            sa.func.min(pile.c.kode.collate("C")).label("kode"),
            verdict(sa.func.max(pile.c.rank)).label("kelas"),
        )
        .group_by(pile.c.key)
        .subquery("found")
    )
    code = areas.code_at(found.c.kode, asked.by.layer).label("kode")
    placed = sa.select(code, found.c.kelas).subquery("placed")
    by = (placed.c.kode, placed.c.kelas)
    return sa.select(*by, sa.func.count().label("jumlah")).group_by(*by)


def total_query(view: View) -> sa.Select[Any]:
    """(jumlah, ditahan): a count of the exposed layer by itself, and the rows with figures withheld."""
    columns = view.table.c
    withheld = sa.func.count().filter(columns[WITHHELD]) if view.withholds else sa.literal(0)
    counts: list[sa.ColumnElement[Any]] = [sa.func.count().label("jumlah"), withheld.label(WITHHELD)]
    return sa.select(*counts).select_from(view.table).where(in_force(view.layer, columns))


def areas_query(view: View) -> sa.Select[Any]:
    """(kode, nama) of every area of a level."""
    columns = view.table.c
    named = areas.name_of(view, columns).label("nama")
    return sa.select(view.key.label("kode"), named).where(in_force(view.layer, columns))


def _dangers(asked: Subject) -> sa.Select[Any]:
    hazard, found, objects = asked.hazard, asked.hazard.areas.table.alias("h"), _alias(asked)
    return (
        _finding(asked, objects.c, rank=rank_of_area(hazard, found.c))
        .select_from(_meeting(found, objects, _tested(asked, objects.c)))
        .where(found.c[hazard.kind] == asked.kind, speaking(hazard, found.c))
    )


def _studied(asked: Subject) -> sa.Select[Any]:
    hazard, extents, objects = asked.hazard, asked.hazard.studies.table.alias("s"), _alias(asked)
    return (
        _finding(asked, objects.c, rank=sa.literal(STUDIED))
        .select_from(_meeting(extents, objects, _tested(asked, objects.c)))
        .where(extents.c[hazard.studied] == asked.kind, in_force(hazard.studies.layer, extents.c))
    )


def _placed(asked: Subject) -> sa.Select[Any]:
    villages, objects = asked.villages.table.alias("a"), _alias(asked)
    return (
        _finding(asked, objects.c, code=villages.c[asked.villages.layer.key])
        .select_from(_meeting(villages, objects, _middle(asked, objects.c)))
        .where(in_force(asked.villages.layer, villages.c))
    )


def _every(asked: Subject) -> sa.Select[Any]:
    """Every object once, so that what nothing is known of counts too."""
    objects = _alias(asked)
    return _finding(asked, objects.c).select_from(objects)


def _alias(asked: Subject) -> sa.FromClause:
    return asked.exposed.table.alias("e")


def _finding(
    asked: Subject,
    objects: Columns,
    *,
    rank: sa.ColumnElement[Any] | None = None,
    code: sa.ColumnElement[Any] | None = None,
) -> sa.Select[Any]:
    layer = asked.exposed.layer
    return sa.select(
        objects[layer.key].label("key"),
        sa.cast(sa.null() if rank is None else rank, sa.BigInteger()).label("rank"),
        sa.cast(sa.null() if code is None else code, sa.Text()).label("kode"),
    ).where(in_force(layer, objects))


def _meeting(areas_: sa.FromClause, objects: sa.FromClause, tested: sa.ColumnElement[Any]) -> sa.Join:
    """The objects and the parts of areas that meet.

    Areas are taken apart first: a class of hazard is often one multipolygon of thousands of parts all over
    the regency, and a point is tested against every one of them if they are left together.
    """
    part = sa.func.ST_Dump(areas_.c.geom).table_valued(sa.column("geom", Geometry())).alias("part")
    meets: sa.ColumnElement[bool] = sa.func.ST_Intersects(part.c.geom, tested, type_=sa.Boolean())
    if tested is not objects.c.geom:
        # The index knows the whole geometry, not its centroid, which lies within the same box.
        meets = sa.and_(part.c.geom.op("&&")(objects.c.geom), meets)
    return areas_.join(part, sa.true()).join(objects, meets)


def _tested(asked: Subject, objects: Columns) -> sa.ColumnElement[Any]:
    return _middle(asked, objects) if asked.rule is Rule.CENTROID else objects.geom


def _middle(asked: Subject, objects: Columns) -> sa.ColumnElement[Any]:
    is_point = asked.exposed.layer.shape is Shape.POINT
    return objects.geom if is_point else sa.func.ST_Centroid(objects.geom)
