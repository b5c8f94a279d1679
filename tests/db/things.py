"""Layers of one shape each with the same fields, one of every kind, and rows that filters are asked about."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

import psycopg
import shapely
from psycopg.sql import SQL, Identifier, Placeholder

from gis.address import EDITOR, Address
from gis.layer import PUBLIC, STAFF, Dot, Field, Fill, Kind, Layer, Shape, Words, resolve
from tests.conftest import open_batch

WIB = dt.timezone(dt.timedelta(hours=7))
WEST, SOUTH = 110.0, -7.0

KINDS = {
    "nama": Kind.TEXT,
    "jenis": Kind.TEXT,
    "umur": Kind.INTEGER,
    "nomor": Kind.INTEGER,
    "tinggi": Kind.NUMBER,
    "lebar": Kind.NUMBER,
    "langka": Kind.BOOLEAN,
    "mulai": Kind.DATE,
    "sampai": Kind.DATE,
    "dilihat": Kind.TIME,
    "pergi": Kind.TIME,
    "hama": Kind.LIST,
}


def _words(text: str) -> Words:
    return Words(text, text)


def _layer(name: str, shape: Shape) -> Layer:
    return Layer(
        name=name,
        system="base",
        owner="Uji",
        title=_words(name),
        description=_words(name),
        shape=shape,
        access=PUBLIC,
        geometry_required=False,
        fields=(
            *(Field(each, kind, _words(each), access=PUBLIC) for each, kind in KINDS.items()),
            Field("rahasia", Kind.TEXT, _words("rahasia"), access=STAFF),
        ),
        style=Dot("#111111", letter="T") if shape is Shape.POINT else Fill("#111111"),
    )


THINGS: Mapping[str, Layer] = {
    each.name: each
    for each in resolve(
        (_layer("titik", Shape.POINT), _layer("garis", Shape.LINE), _layer("bidang", Shape.POLYGON))
    )
}

NAMES = (
    "Pantai",
    "pantai",
    "PANTAI",
    "Pántai",
    "Straße",
    "STRASSE",
    "Οδος",
    "ΟΔΟΣ",
    "a_b",
    "a%b",
    "",
    "Søndag",
)


def rows(name: str, count: int = 60) -> list[dict[str, Any]]:
    """Rows with every combination of values and gaps that chance gives; the same in every run."""
    chance = random.Random(name)
    return [_row(chance, name, number) for number in range(count)]


def _row(chance: random.Random, name: str, number: int) -> dict[str, Any]:
    day = dt.date(2026, 3, 1)
    midnight = dt.datetime(2026, 3, 1, tzinfo=WIB)
    values = {
        "nama": chance.choice(NAMES),
        "jenis": chance.choice(["api", "air", "batu"]),
        "umur": chance.randint(-3, 6),
        "nomor": chance.choice([0, 1, 2, 2**40]),
        "tinggi": chance.randint(-8, 12) / 4,
        "lebar": chance.choice([0.0, 0.5, 2.0]),
        "langka": chance.random() < 0.5,
        "mulai": day + dt.timedelta(days=chance.randint(0, 4)),
        "sampai": day + dt.timedelta(days=chance.randint(2, 7)),
        "dilihat": midnight + dt.timedelta(hours=12 * chance.randint(0, 9)),
        "pergi": midnight + dt.timedelta(hours=6 * chance.randint(8, 28)),
        "hama": chance.sample(["ulat", "rayap", "tikus"], chance.randint(0, 3)),
        "geom": _place(chance, name),
    }
    gaps = {each for each in values if chance.random() < 0.12}
    return {"id": f"{name}-{number}"} | {each: None if each in gaps else one for each, one in values.items()}


def _place(chance: random.Random, name: str) -> shapely.Geometry:
    east, north = WEST + chance.randint(0, 8) / 8, SOUTH + chance.randint(0, 8) / 8
    if name == "titik":
        return shapely.Point(east, north)
    if name == "garis":
        return shapely.MultiLineString([[(east, north), (east + 0.25, north), (east + 0.25, north + 0.25)]])
    return shapely.MultiPolygon([shapely.box(east, north, east + 0.25, north + 0.25)])


def plant(address: Address) -> None:
    """Writes every row of every layer."""
    with psycopg.connect(address.conninfo(address.role(EDITOR))) as connection:
        open_batch(connection)
        for name in THINGS:
            for row in rows(name):
                given = {**row, "geom": row["geom"] and f"SRID=4326;{row['geom'].wkt}"}
                query = SQL("INSERT INTO store.{} ({}) VALUES ({})").format(
                    Identifier(name),
                    SQL(", ").join(map(Identifier, given)),
                    SQL(", ").join(map(Placeholder, given)),
                )
                connection.execute(query, given)
