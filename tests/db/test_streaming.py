"""A large layer leaves the database, and the service, in bounded memory."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.conftest import open_batch, serving

ROWS = 200_000

MANY = """
INSERT INTO store.wisata (id, nama, jenis, geom)
SELECT 'w' || at, 'Tempat wisata nomor ' || at || ' di tepi jalan', 'alam',
       ST_SetSRID(ST_MakePoint(110.6 + at * 1e-6, -6.55), 4326)
FROM generate_series(1, %s) AS at
"""


@pytest.fixture
def large(town):
    """The town with very many sites."""
    with psycopg.connect(town.address.conninfo()) as connection:
        connection.execute("SET session_replication_role = replica")
        open_batch(connection, "wisata")
        connection.execute(MANY, [ROWS])
    return town.address


def peak_mb(process) -> int:
    """The most memory that the service has had so far."""
    told = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) // 1024


def test_a_service_that_sends_a_large_layer_stays_small(large):
    with serving(large) as (site, process):

        def sent(**params) -> int:
            asked, plain = {"f": "geojsonseq", **params}, {"accept-encoding": "identity"}
            with httpx.stream(
                "GET", f"{site}/collections/wisata/items", params=asked, headers=plain
            ) as answer:
                assert answer.status_code == 200
                return sum(map(len, answer.iter_raw())) // 1024**2

        assert sent(limit=1000) == 0
        before = peak_mb(process)
        whole = sent()
        assert whole > 64
        # The text alone would be seen if it were held, and the rows are more than their text.
        assert peak_mb(process) - before < whole / 2
