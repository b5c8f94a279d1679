"""Vector tiles: one SQL statement per tile, whatever it shows, with the versions it was made from.

Places come prepared: from `geom_tile` for tiles in EPSG:3857, from `geom` for tiles in degrees. The index is
asked through the tile's box in degrees either way.
A tile holds rows in force only, and of each row what drawing needs: its key, its name, what the style and
the choice of kinds look at, whether it is a sample. Everything else is asked for by key when it is read.

    desa           a collection's rows
    desa:label     for administrative areas: a point per row, so that a name stands once and not once per tile
    kajian:luar    for extents of study: what lies outside them in the regency, by kind; no data is there
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

import sqlalchemy as sa

from gis import crs, query, versions
from gis.crs import Sides
from gis.database import Reader, Statement, statement
from gis.facts import NOTHING, Facts
from gis.layer import Audience, Field, Layer, Ramp, Shape, layers_for
from gis.privacy import WITHHELD, View, visible
from gis.tiling import BUFFER, EXTENT, WEB_MERCATOR, Limits, Tile, TileMatrixSet
from gis.validity import in_force

LABELS: Final = "label"
OUTSIDE: Final = "luar"

_COARSEN: Final = 2
"""Units by which shapes are simplified below the last zoom: a quarter of a pixel on the screen.

Measured on 548 hazard areas with 64,250 points, zoom 9: 43.6 ms and 55.0 kB zipped without, 21.3 ms and
30.6 kB with; preserving topology instead takes 159 ms for the same bytes."""

_SIDES: Final = ("west", "south", "east", "north")

_EMPTY: Final[sa.ColumnClause[Any]] = sa.literal_column("''::bytea")


@dataclass(frozen=True, eq=False)
class Drawing:
    """What a tile shows of one collection: its rows and, where declared, what lies outside of the studies.

    regency  the area of which extents of study may cover only a part
    hazards  the layers whose areas are drawn over it
    """

    view: View
    regency: View | None = None
    hazards: tuple[View, ...] = ()

    @property
    def views(self) -> tuple[View, ...]:
        """Every view it is made from: a change in any of them is another tile."""
        return (*self.reach, *self.hazards)

    @property
    def reach(self) -> tuple[View, ...]:
        """The views on whose rows it depends where something is drawn: what lies outside of studies reaches
        as far as the regency."""
        return (self.view, self.regency) if self.regency else (self.view,)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tile's bytes (empty where there is nothing) and the versions they were made from."""

    data: bytes
    versions: Mapping[str, str]


def drawings(layers: Mapping[str, Layer], audience: Audience) -> dict[str, Drawing]:
    """What tiles can show to an audience, by collection."""
    views = [visible(layer, audience) for layer in layers_for(tuple(layers.values()), audience)]
    regency = min((v for v in views if v.layer.area), key=lambda v: v.layer.area.parts, default=None)  # type: ignore[union-attr]
    return {view.layer.name: _drawing(view, regency, views) for view in views}


def _drawing(view: View, regency: View | None, views: Sequence[View]) -> Drawing:
    if view.layer.study is None or regency is None:
        return Drawing(view)
    hazards = tuple(v for v in views if v.layer.hazard and v.layer.hazard.studies == view.layer.name)
    return Drawing(view, regency, hazards)


def fields(view: View) -> tuple[Field, ...]:
    """The fields in a tile: key, name, what style and choice look at, and whether it is a sample."""
    layer = view.layer
    painted = layer.style.field if isinstance(layer.style, Ramp) else layer.style.by
    wanted = (layer.key, layer.label, painted, layer.choose, "contoh")
    found = [view.field(name) for name in dict.fromkeys(wanted) if name]
    return tuple(f for f in found if f is not None)


def sublayers(drawing: Drawing) -> dict[str, tuple[str, ...]]:
    """The layers inside a collection's tile and the fields of each."""
    layer = drawing.view.layer
    names = tuple(f.name for f in fields(drawing.view))
    withheld = (WITHHELD,) if drawing.view.withholds else ()
    found = {layer.name: (*names, *withheld)}
    if labelled(layer):
        found[f"{layer.name}:{LABELS}"] = names
    if drawing.regency and layer.study:
        found[f"{layer.name}:{OUTSIDE}"] = (layer.study.kind,)
    return found


def bounds(drawings_: Sequence[Drawing], facts: Mapping[str, Facts]) -> Sides | None:
    """Between which degrees something of these is drawn; None where no row has a place."""
    views = [view for each in drawings_ for view in each.reach]
    boxes = [box for view in views if (box := facts.get(view.layer.name, NOTHING).bounds)]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def levels(drawings_: Sequence[Drawing], matrices: TileMatrixSet) -> range:
    """The levels at which something of these is drawn."""
    return matrices.levels([each.view.layer.zooms for each in drawings_])


def limits(drawings_: Sequence[Drawing], matrices: TileMatrixSet, facts: Mapping[str, Facts]) -> list[Limits]:
    """Between which tiles of each level something of these can be drawn; none where no row has a place."""
    box = bounds(drawings_, facts)
    return [matrices.limits(box, level) for level in levels(drawings_, matrices)] if box else []


def within(where: Tile, drawings_: Sequence[Drawing], facts: Mapping[str, Facts]) -> bool:
    """Whether a tile lies in the limits (OGC API Tiles, /req/core/tc-error); without any, all do."""
    known = limits(drawings_, where.matrices, facts)
    return not known or any(each.level == where.z and each.hold(where) for each in known)


def shape_of(drawing: Drawing, name: str) -> Shape:
    """The shape of what is in one of the layers inside of a collection's tile."""
    layer = drawing.view.layer
    inside = {f"{layer.name}:{LABELS}": Shape.POINT, f"{layer.name}:{OUTSIDE}": Shape.POLYGON}
    return inside.get(name, layer.shape)


def labelled(layer: Layer) -> bool:
    """Whether names stand on points of their own: those of administrative areas."""
    return layer.area is not None and layer.shape is Shape.POLYGON and bool(layer.label)


class Detail(Enum):
    """How much of a collection's shapes is drawn at a zoom."""

    NONE = auto()
    COARSE = auto()
    FULL = auto()


def detail(layer: Layer, level: int, matrices: TileMatrixSet = WEB_MERCATOR) -> Detail:
    """Nothing outside of the layer's zooms; full shapes at the last, which is enlarged; else simplified."""
    levels = matrices.levels([layer.zooms])
    if level not in levels:
        return Detail.NONE
    return Detail.COARSE if level < levels[-1] else Detail.FULL


def tile_query(
    drawings_: Sequence[Drawing], details: Sequence[Detail], matrices: TileMatrixSet = WEB_MERCATOR
) -> sa.Select[Any]:
    """A tile as `data` and its versions as `versions`, for parameters named as in `tile_values`."""
    shown = zip(drawings_, details, strict=True)
    parts = [part for each, how in shown for part in _parts(each, how, matrices.srid)]
    data: sa.ColumnElement[Any] = _EMPTY
    if parts:
        # Tiles are protocol buffers: two behind each other are one with the layers of both.
        data = functools.reduce(lambda left, right: left.op("||")(right), parts)
    views = tuple(dict.fromkeys(view for each in drawings_ for view in each.views))
    asked = versions.versions_query(views).subquery("asked")
    pairs = sa.select(sa.func.json_object_agg(asked.c.layer, asked.c.version)).scalar_subquery()
    return sa.select(data.label("data"), pairs.label("versions"))


def tile_values(tile: Tile) -> dict[str, float]:
    """The parameters of `tile_query` for a tile."""
    box = dict(zip(_SIDES, tile.box(), strict=True))
    degrees = dict(zip((f"{side}_deg" for side in _SIDES), tile.degrees(), strict=True))
    return {**box, **degrees, "tolerance": tile.side / EXTENT * _COARSEN}


async def tile(reader: Reader, drawings_: Sequence[Drawing], where: Tile) -> Drawn:
    """One tile of these collections, in one round trip."""
    details = tuple(detail(each.view.layer, where.z, where.matrices) for each in drawings_)
    row = await reader.row(_statement(tuple(drawings_), details, where.matrices), tile_values(where))
    return Drawn(bytes(row["data"]), row["versions"]) if row else Drawn(b"", {})


@functools.lru_cache(maxsize=512)
def _statement(
    drawings_: tuple[Drawing, ...], details: tuple[Detail, ...], matrices: TileMatrixSet
) -> Statement:
    return statement(tile_query(drawings_, details, matrices))


def _parts(drawing: Drawing, how: Detail, srid: int) -> list[sa.ColumnElement[Any]]:
    view = drawing.view
    if how is Detail.NONE:
        return []
    found = [_mvt(view.layer.name, _rows(view, how, srid))]
    if labelled(view.layer):
        found.append(_mvt(f"{view.layer.name}:{LABELS}", _label_rows(view, srid)))
    if drawing.regency is not None:
        found.append(_mvt(f"{view.layer.name}:{OUTSIDE}", _outside_rows(drawing, drawing.regency, srid)))
    return found


def _place(view: View, srid: int) -> sa.ColumnElement[Any]:
    """Where rows lie in the reference system of the tiles, as the database holds it ready."""
    return view.table.c.geom_tile if srid == crs.TILED else view.table.c.geom


def _rows(view: View, how: Detail, srid: int) -> sa.Select[Any]:
    place = _place(view, srid)
    if how is Detail.COARSE and view.layer.shape is not Shape.POINT:
        # True keeps what would collapse: a small island stays a dot rather than going under.
        place = sa.func.ST_Simplify(_raw(place), _number("tolerance"), sa.true())
    named = [view.table.c[f.name] for f in fields(view)]
    named += [view.table.c[WITHHELD]] if view.withholds else []
    return _near(view, sa.select(*named, _in_tile(place, srid).label("geom")))


def _label_rows(view: View, srid: int) -> sa.Select[Any]:
    named = [view.table.c[f.name] for f in fields(view)]
    point = sa.func.ST_PointOnSurface(_raw(_place(view, srid)))
    return _near(view, sa.select(*named, _in_tile(point, srid).label("geom")))


def _outside_rows(drawing: Drawing, regency: View, srid: int) -> sa.Select[Any]:
    study = drawing.view.layer.study
    assert study is not None  # noqa: S101 - `_drawing` names a regency for extents of study only
    kinds = sa.union(*(_kinds(view, study.kind) for view in (drawing.view, *drawing.hazards))).subquery(
        "kinds"
    )
    kind = kinds.c.kind
    table = drawing.view.table
    covered = (
        sa.select(sa.func.ST_Union(_clipped(_place(drawing.view, srid), srid)))
        .where(table.c[study.kind] == kind, in_force(drawing.view.layer, table.c), _meets(drawing.view))
        .scalar_subquery()
    )
    place = _clipped(_place(regency, srid), srid)
    whole = sa.select(place.label("geom")).where(_meets(regency)).subquery("whole")
    nothing = sa.func.ST_GeomFromText("POLYGON EMPTY", _constant(srid))
    rest = sa.func.ST_Difference(_raw(whole.c.geom), sa.func.coalesce(covered, nothing))
    areas = sa.func.ST_CollectionExtract(rest, 3)
    return sa.select(kind.label(study.kind), _in_tile(areas, srid).label("geom")).select_from(
        whole.join(kinds, sa.true())
    )


def _kinds(view: View, fallback: str) -> sa.Select[Any]:
    name = view.layer.hazard.kind if view.layer.hazard else fallback
    return sa.select(view.table.c[name].label("kind")).where(in_force(view.layer, view.table.c))


def _clipped(geom: sa.ColumnElement[Any], srid: int) -> sa.ColumnElement[Any]:
    # Simplified before it is cut: what is studied and what is not then part along one line.
    rough = sa.func.ST_Simplify(_raw(geom), _number("tolerance"), sa.true())
    margin = _number("tolerance") * (BUFFER * 2 / _COARSEN)
    return sa.func.ST_ClipByBox2D(sa.func.ST_MakeValid(rough), sa.func.ST_Expand(_box(srid), margin))


def _near(view: View, select: sa.Select[Any]) -> sa.Select[Any]:
    # In the order of keys, so that the same rows give the same bytes.
    return select.where(_meets(view), in_force(view.layer, view.table.c)).order_by(view.key)


def _meets(view: View) -> sa.ColumnElement[bool]:
    box = query.envelope([_number(f"{side}_deg") for side in _SIDES])
    return _raw(view.geom).op("&&")(box)


def _mvt(name: str, rows: sa.Select[Any]) -> sa.ColumnElement[Any]:
    found = rows.subquery("row")
    whole: sa.ColumnClause[Any] = sa.literal_column('"row".*')
    drawn = sa.func.ST_AsMVT(whole, sa.literal(name), _constant(EXTENT), sa.literal("geom"))
    # A filter of the aggregate: as a condition of the rows it would work out every shape a second time.
    kept = drawn.filter(found.c.geom.is_not(None))
    return sa.func.coalesce(sa.select(kept).select_from(found).scalar_subquery(), _EMPTY)


def _in_tile(geom: sa.ColumnElement[Any], srid: int) -> sa.ColumnElement[Any]:
    return sa.func.ST_AsMVTGeom(_raw(geom), _box(srid), _constant(EXTENT), _constant(BUFFER), sa.true())


def _box(srid: int) -> sa.ColumnElement[Any]:
    return query.envelope([_number(side) for side in _SIDES], srid)


def _raw(geom: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The geometry as the database has it: GeoAlchemy2 would wrap a typed column for transport."""
    return sa.type_coerce(geom, sa.types.NullType())


def _number(name: str) -> sa.BindParameter[float]:
    return sa.bindparam(name, None, type_=sa.Double())


def _constant(value: int) -> sa.ColumnClause[int]:
    return sa.literal_column(str(value), sa.Integer())
