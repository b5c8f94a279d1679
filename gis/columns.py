"""Field -> column. The one place that knows which SQL type holds which kind of value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import ARRAY

from gis import crs
from gis.layer import Field, Kind, Layer, Shape

Types = sa.types.TypeEngine[Any]

_TYPES: Final[dict[Kind, Types]] = {
    Kind.TEXT: sa.Text(),
    Kind.INTEGER: sa.BigInteger(),
    Kind.NUMBER: sa.Double(),
    Kind.BOOLEAN: sa.Boolean(),
    Kind.DATE: sa.Date(),
    Kind.TIME: sa.DateTime(timezone=True),
    Kind.LIST: ARRAY(sa.Text()),
}

_GEOMETRIES: Final = {Shape.POINT: "POINT", Shape.LINE: "MULTILINESTRING", Shape.POLYGON: "MULTIPOLYGON"}


def geometry_type(shape: Shape) -> str:
    """The stored geometry's type, e.g. "MULTIPOLYGON" for polygons."""
    return _GEOMETRIES[shape]


def sql_type(field: Field) -> Types:
    """The SQL type of a field's column."""
    return _TYPES[field.kind]


def column(
    field: Field, *, computed: bool = True, key: bool = False, required: bool = False
) -> sa.Column[Any]:
    """A field's column; a quotient is computed by the database unless `computed` is False."""
    if field.quotient and computed:
        first, second = field.quotient
        quotient = sa.Computed(f"{first} / nullif({second}, 0)", persisted=True)
        return sa.Column(field.name, sql_type(field), quotient, primary_key=key)
    return sa.Column(field.name, sql_type(field), primary_key=key, nullable=not (key or required))


def geometry(shape: Shape) -> sa.Column[Any]:
    """The column `geom` in EPSG:4326; its index is declared by the table."""
    return sa.Column("geom", Geometry(_GEOMETRIES[shape], srid=crs.STORED, spatial_index=False))


def tile_geometry(shape: Shape) -> sa.Column[Any]:
    """The column `geom_tile`: the place in EPSG:3857, prepared by the database whenever `geom` changes."""
    prepared = sa.Computed(f"ST_Transform(geom, {crs.TILED})", persisted=True)
    return sa.Column("geom_tile", Geometry(_GEOMETRIES[shape], srid=crs.TILED, spatial_index=False), prepared)


def plain(layer: Layer, fields: Iterable[Field]) -> list[sa.Column[Any]]:
    """The columns as a reader meets them: no keys, defaults or computations, only names and types."""
    named: list[sa.Column[Any]] = [column(f, computed=False) for f in fields]
    geom = sa.Column("geom", Geometry(_GEOMETRIES[layer.shape], srid=crs.STORED, spatial_index=False))
    tile = sa.Column("geom_tile", Geometry(_GEOMETRIES[layer.shape], srid=crs.TILED, spatial_index=False))
    return [*named, geom, tile]
