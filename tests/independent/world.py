"""What the two hazard questions are asked of, as frames in EPSG:4326 that have the columns of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import psycopg
import shapely
from psycopg.sql import SQL, Identifier, Placeholder

CRS = 4326


@dataclass(frozen=True)
class World:
    """Everything the answers follow from.

    hazards  jenis, kelas (0 to 3 or None), berlaku_mulai, berlaku_sampai
    studies  jenis, berlaku_sampai
    levels   "desa", "kecamatan", "kabupaten": kode, nama
    exposed  by layer: the objects that are counted
    today    the day in Western Indonesian Time on which the question is asked
    """

    hazards: gpd.GeoDataFrame
    studies: gpd.GeoDataFrame
    levels: Mapping[str, gpd.GeoDataFrame]
    today: date
    exposed: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)


def frame(columns: str, rows: list[tuple[Any, ...]]) -> gpd.GeoDataFrame:
    """A frame of these rows; `columns` are named in one text, the geometry comes last.

    Values stay the Python objects they are, so that a class may be None beside whole numbers.
    """
    names = columns.split()
    values = {name: pd.Series([row[i] for row in rows], dtype=object) for i, name in enumerate(names)}
    return gpd.GeoDataFrame(values, geometry=gpd.GeoSeries([row[-1] for row in rows], crs=CRS))


def today(connection: psycopg.Connection) -> date:
    """The day in Western Indonesian Time of the connection's transaction: no midnight falls between."""
    row = connection.execute("SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date").fetchone()
    assert row is not None
    return row[0]


def put(connection: psycopg.Connection, world: World) -> None:
    """Inserts the whole world into the store, under the connection's batch, and has it published."""
    frames = {**world.levels, "bahaya": world.hazards, "kajian": world.studies, **world.exposed}
    for layer, rows in frames.items():
        insert(connection, layer, rows)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")


def insert(connection: psycopg.Connection, layer: str, rows: gpd.GeoDataFrame) -> None:
    """Inserts a frame into the layer's table, to the last bit of every coordinate."""
    named = [name for name in rows.columns if name != rows.geometry.name]
    query = SQL("INSERT INTO store.{} ({}, geom) VALUES ({}, {}::geometry)").format(
        Identifier(layer),
        SQL(", ").join(map(Identifier, named)),
        SQL(", ").join(Placeholder() * len(named)),
        Placeholder(),
    )
    plain = rows[named].astype(object).itertuples(index=False)
    values = [
        (*(_value(cell) for cell in row), _bytes(place))
        for row, place in zip(plain, rows.geometry, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(query, values)


def _value(cell: Any) -> Any:
    return cell if isinstance(cell, list) or not pd.isna(cell) else None


def _bytes(place: shapely.Geometry | None) -> str | None:
    if place is None:
        return None
    stored = shapely.MultiPolygon([place]) if isinstance(place, shapely.Polygon) else place
    return shapely.to_wkb(shapely.set_srid(stored, CRS), hex=True, include_srid=True)
