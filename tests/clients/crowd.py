"""A layer with more rows than a page holds, for clients that page: 12,345 boards on a grid around Jepara."""

from __future__ import annotations

import psycopg

from gis.address import EDITOR, Address
from gis.layer import PUBLIC, Choice, Dot, Field, Kind, Layer, Shape, Source, Words, Zooms, resolve
from tests.conftest import open_batch

BOARDS = 12_345
WEST, SOUTH, STEP = 110.5, -6.9, 0.002
ACROSS = 150
"""Boards in a row of the grid, whose lines lie STEP degrees apart."""

CROWD: Layer = resolve(
    (
        Layer(
            name="papan",
            system="base",
            owner="Uji",
            title=Words("Papan", "Boards"),
            description=Words("Papan nama pada kisi", "Boards on a grid"),
            shape=Shape.POINT,
            access=PUBLIC,
            fields=(
                Field("nama", Kind.TEXT, Words("Nama", "Name"), access=PUBLIC),
                Field(
                    "jenis",
                    Kind.TEXT,
                    Words("Jenis", "Kind"),
                    access=PUBLIC,
                    choices=(
                        Choice("jalan", Words("Jalan", "Road"), color="#333333"),
                        Choice("taman", Words("Taman", "Park"), color="#118833"),
                        Choice("pasar", Words("Pasar", "Market"), color="#aa5500"),
                    ),
                ),
                Field("urut", Kind.INTEGER, Words("Nomor urut", "Number"), access=PUBLIC),
                Field("tinggi_m", Kind.NUMBER, Words("Tinggi", "Height"), access=PUBLIC, unit="m"),
            ),
            source=Source("Uji", "CC0", Words("sekali", "once")),
            style=Dot("#7b4fa3", letter="P", by="jenis"),
            zooms=Zooms(first=0),
            label="nama",
            search=("nama",),
        ),
    )
)[0]


def put_up(address: Address) -> None:
    """Writes the boards, as one batch."""
    with psycopg.connect(address.conninfo(address.role(EDITOR))) as connection:
        open_batch(connection)
        connection.execute(
            """
            INSERT INTO store.papan (id, nama, jenis, urut, tinggi_m, contoh, geom)
            SELECT 'papan-' || lpad(n::text, 5, '0'), 'Papan ' || n,
                   (ARRAY['jalan', 'taman', 'pasar'])[n %% 3 + 1], n, n / 10.0, false,
                   ST_SetSRID(ST_MakePoint(%(west)s + %(step)s * (n %% %(across)s),
                                           %(south)s + %(step)s * (n / %(across)s)), 4326)
            FROM generate_series(0, %(boards)s - 1) AS n
            """,
            {"west": WEST, "south": SOUTH, "step": STEP, "across": ACROSS, "boards": BOARDS},
        )
