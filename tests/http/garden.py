"""Rows for the toy layers: a regency of four blocks, ten trees, studied in its western half for fire only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Placeholder

from gis.address import EDITOR, Address
from tests.conftest import open_batch
from tests.http.toys import SECRET

WEST, SOUTH, EAST, NORTH = 110.0, -7.0, 112.0, -6.0
TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
DAY = dt.timedelta(days=1)
TREES = 10


def box(west: float, south: float, east: float, north: float) -> str:
    """A rectangle as text that PostGIS reads."""
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return f"SRID=4326;MULTIPOLYGON((({ring})))"


def point(lon: float, lat: float) -> str:
    """A point as text that PostGIS reads."""
    return f"SRID=4326;POINT({lon} {lat})"


@dataclass(frozen=True)
class Garden:
    """Writes rows as the editor does; each `with garden.change()` is one batch, committed at its end."""

    address: Address

    @contextmanager
    def change(self) -> Iterator[Writer]:
        with psycopg.connect(self.address.conninfo(self.address.role(EDITOR))) as connection:
            open_batch(connection)
            yield Writer(connection)

    def plant(self) -> None:
        """Everything the tests begin with."""
        with self.change() as write:
            _areas(write)
            _hazards(write)
            _houses(write)
            for number in range(TREES):
                write.row("pohon", **tree(number))


@dataclass(frozen=True)
class Writer:
    """Rows within one batch."""

    connection: psycopg.Connection[Any]

    def row(self, layer: str, **values: Any) -> None:
        """Inserts a row; `geom` is text that PostGIS reads."""
        self.connection.execute(
            SQL("INSERT INTO store.{} ({}) VALUES ({})").format(
                Identifier(layer),
                SQL(", ").join(map(Identifier, values)),
                SQL(", ").join(Placeholder(name) for name in values),
            ),
            values,
        )

    def update(self, layer: str, id_: str, **values: Any) -> None:
        """Changes a row by its key `id`."""
        assignments = SQL(", ").join(
            SQL("{} = {}").format(Identifier(name), Placeholder(name)) for name in values
        )
        self.connection.execute(
            SQL("UPDATE store.{} SET {} WHERE id = %(id_)s").format(Identifier(layer), assignments),
            {**values, "id_": id_},
        )

    def delete(self, layer: str, id_: str) -> None:
        """Deletes a row by its key `id`."""
        self.connection.execute(SQL("DELETE FROM store.{} WHERE id = %s").format(Identifier(layer)), [id_])


def tree(number: int) -> dict[str, Any]:
    """The values of a tree. The last has neither place nor any value that may be missing."""
    if number == TREES - 1:
        return {"id": f"pohon-{number}", "dilihat": "2026-03-10T08:00:00+07:00", "contoh": False}
    return {
        "id": f"pohon-{number}",
        "nama": f"Pohon {number}",
        "jenis": ("jati", "api", "air")[number % 3],
        "tinggi_m": 1.5 * number,
        "umur_th": number,
        "langka": number % 2 == 0,
        "ditanam": dt.date(2020, 1, 1 + number),
        "dilihat": f"2026-03-{1 + number:02}T08:00:00+07:00",
        "hama": ["api", "air"][: number % 3],
        "pemilik": SECRET,
        "harga_rp": 987654321,
        "lupa": SECRET,
        "catatan": SECRET,
        "sumber": "Kebun uji",
        "tanggal_data": dt.date(2026, 1, 1 + number),
        "contoh": False,
        "geom": point(WEST + 0.1 + 0.2 * number, SOUTH + 0.05 + 0.1 * number),
    }


def _areas(write: Writer) -> None:
    write.row("wilayah", kode="99.01", nama="Wilayah", geom=box(WEST, SOUTH, EAST, NORTH), contoh=False)
    for number in range(4):
        west = WEST + 0.5 * number
        write.row(
            "blok",
            kode=f"99.01.0{number // 2}.100{number}",
            nama=f"Blok {number}",
            geom=box(west, SOUTH, west + 0.5, NORTH),
            contoh=False,
        )
    write.row("latar", id="darat", geom=box(WEST - 1, SOUTH - 1, EAST, NORTH), contoh=False)


def _hazards(write: Writer) -> None:
    write.row("telaah", id="t1", ragam="api", judul="Telaah api", geom=box(WEST, SOUTH, WEST + 1, NORTH))
    area = box(WEST + 0.2, SOUTH + 0.2, WEST + 0.6, SOUTH + 0.6)
    common = {"ragam": "api", "telaah": "t1", "contoh": False, "geom": area}
    write.row("risiko", id="kini", tingkat=3, mulai=TODAY - DAY, sampai=TODAY, **common)
    write.row("risiko", id="tanpa", tingkat=None, **common)
    write.row("risiko", id="lampau", tingkat=3, mulai=TODAY - 9 * DAY, sampai=TODAY - DAY, **common)
    write.row("risiko", id="nanti", tingkat=1, mulai=TODAY + DAY, sampai=TODAY + 9 * DAY, **common)
    write.row("risiko", id="air", tingkat=1, **{**common, "ragam": "air"})


def _houses(write: Writer) -> None:
    for number, block in enumerate([0] * 7 + [1] * 2 + [2] * 6):
        write.row("griya", id=f"g{number}", kode=f"99.01.0{block // 2}.100{block}", status="rusak")
    exact = point(WEST + 0.0123456, SOUTH + 0.0123456)
    write.row("peristiwa", id="p1", kode="99.01.00.1000", status="sah", geom=exact)
    write.row("peristiwa", id="p2", kode="99.01.00.1000", status="baru", geom=exact)
