"""The Selects of `gis.at_point`: a handful of index look-ups, one per thing that is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from gis import areas, crs
from gis.at_point.spot import Spot
from gis.at_point.subject import RefugeView, Subject
from gis.hazards import STUDIED, Columns, HazardView, rank_of_area, speaking, verdict
from gis.privacy import View
from gis.sources import origin
from gis.validity import in_force
from gis.versions import versions_query

REFUGES: Final = 3
"""How many places to flee to are named."""

Select = sa.Select[Any]
Expression = sa.ColumnElement[Any]


def queries(asked: Subject, spot: Spot) -> dict[str, Select]:
    """The parts of the question, by name: those of a hazard layer or refuge carry its id."""
    point = sa.func.ST_SetSRID(sa.func.ST_MakePoint(spot.lon, spot.lat), crs.STORED)
    parts = {"place": place_query(asked, point), "versions": versions_query(asked.views)}
    for hazard in asked.hazards:
        name = hazard.areas.layer.name
        parts[f"verdicts:{name}"] = verdicts_query(hazard, point)
        parts[f"areas:{name}"] = hazard_areas_query(hazard, point)
        parts[f"studies:{name}"] = studies_query(hazard, point)
    for refuge in asked.refuges if spot.measurable else ():
        parts[f"refuges:{refuge.view.layer.name}"] = refuges_query(refuge, point)
    return parts


def place_query(asked: Subject, point: Expression) -> Select:
    """(contoh, kode and nama of each level): none outside every village; on an edge, the smallest code."""
    villages = asked.villages.table.alias("a")
    key = villages.c[asked.villages.layer.key]
    here = (
        sa.select(key.label("kode"), *origin(asked.villages, villages.c))
        .where(_holds(asked.villages, villages.c, point))
        .order_by(key.collate("C"))
        .limit(1)
        .subquery("here")
    )
    named = [column for view in asked.levels for column in _named(view, here.c.kode)]
    return sa.select(here.c.contoh, *named)


def verdicts_query(hazard: HazardView, point: Expression) -> Select:
    """(jenis, kelas) of each kind that anything is known of; kelas 0 is not exposed, null is no data."""
    found, extents = hazard.areas.table.alias("h"), hazard.studies.table.alias("s")
    dangers = sa.select(
        found.c[hazard.kind].label("jenis"),
        sa.cast(rank_of_area(hazard, found.c), sa.BigInteger()).label("rank"),
    ).where(_meets(found.c, point), speaking(hazard, found.c))
    studied = sa.select(
        extents.c[hazard.studied].label("jenis"), sa.cast(STUDIED, sa.BigInteger()).label("rank")
    ).where(_holds(hazard.studies, extents.c, point))
    pile = sa.union_all(dangers, studied).subquery("pile")
    worst = verdict(sa.func.max(pile.c.rank)).label("kelas")
    return sa.select(pile.c.jenis, worst).group_by(pile.c.jenis)


def hazard_areas_query(hazard: HazardView, point: Expression) -> Select:
    """The hazard areas here, whatever their class, with source, date and study; the newest first."""
    found, extents = hazard.areas.table.alias("h"), hazard.studies.table.alias("s")
    says = origin(hazard.areas, found.c)
    columns = [found.c[hazard.kind].label("jenis"), found.c[hazard.level].label("kelas"), *says]
    if hazard.study is None:
        query = sa.select(*columns)
    else:
        study = extents.c[hazard.studies.layer.key] == found.c[hazard.study]
        query = sa.select(*columns, *_study_names(hazard, extents.c)).select_from(
            found.outerjoin(extents, study)
        )
    newest = [says[1].desc().nulls_last(), found.c[hazard.areas.layer.key]]
    return query.where(_holds(hazard.areas, found.c, point)).order_by(*newest)


def studies_query(hazard: HazardView, point: Expression) -> Select:
    """The studies whose extent holds the point, the newest first."""
    extents = hazard.studies.table.alias("s")
    says = origin(hazard.studies, extents.c)
    return (
        sa.select(extents.c[hazard.studied].label("jenis"), *says, *_study_names(hazard, extents.c))
        .where(_holds(hazard.studies, extents.c, point))
        .order_by(says[1].desc().nulls_last(), extents.c[hazard.studies.layer.key])
    )


def refuges_query(refuge: RefugeView, point: Expression) -> Select:
    """The nearest places in use, with their distance in metres (EPSG:32749) and position in degrees."""
    view, columns = refuge.view, refuge.view.table.c
    metres: sa.Label[float] = sa.func.ST_Distance(
        sa.func.ST_Transform(columns.geom, crs.MEASURED),
        sa.func.ST_Transform(point, crs.MEASURED),
        type_=sa.Double(),
    ).label("jarak_m")
    return (
        sa.select(
            view.key.label("id"),
            areas.name_of(view, columns).label("nama"),
            _optional(view, refuge.refuge.what).label("jenis"),
            _optional(view, refuge.refuge.kinds).label("untuk"),
            metres,
            sa.func.ST_X(columns.geom, type_=sa.Double()).label("lon"),
            sa.func.ST_Y(columns.geom, type_=sa.Double()).label("lat"),
            *origin(view, columns),
        )
        .where(
            columns[refuge.refuge.open].is_(True), columns.geom.is_not(None), in_force(view.layer, columns)
        )
        .order_by(metres, view.key)
        .limit(REFUGES)
    )


def _named(view: View, code: Expression) -> Iterator[Expression]:
    level = view.table.alias(view.layer.name)
    own = areas.code_at(code, view.layer)
    name = sa.select(areas.name_of(view, level.c)).where(level.c[view.layer.key] == own)
    yield own.label(f"kode:{view.layer.name}")
    yield name.scalar_subquery().label(f"nama:{view.layer.name}")


def _study_names(hazard: HazardView, columns: Columns) -> list[Expression]:
    study = hazard.studies.layer.study
    names = [name for name in (study.names if study else ()) if hazard.studies.field(name)]
    return [columns[name].label(f"study:{name}") for name in names]


def _optional(view: View, name: str | None) -> Expression:
    return view.table.c[name] if name and view.field(name) else sa.cast(sa.null(), sa.Text())


def _holds(view: View, columns: Columns, point: Expression) -> sa.ColumnElement[bool]:
    return sa.and_(in_force(view.layer, columns), _meets(columns, point))


def _meets(columns: Columns, point: Expression) -> sa.ColumnElement[bool]:
    return sa.func.ST_Intersects(columns.geom, point, type_=sa.Boolean())
