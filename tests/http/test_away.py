import time
from dataclasses import replace

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.sql import SQL, Identifier

from api.app import create_app
from gis.database import Database
from gis.settings import Settings
from tests.http.toys import TOYS

SOON_S = 2.5
"""The wait itself is 1.5 s; the rest is for machines that are busy."""


def serving(address):
    return TestClient(create_app(Settings(), TOYS, Database(address)), raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/readyz", "/collections", "/collections/pohon/items", "/styles/peta"])
def test_a_database_that_is_not_there_is_told_soon(toy_address, path):
    with serving(replace(toy_address, host="/nowhere")) as client:
        begun = time.monotonic()
        answer = client.get(path)
        assert time.monotonic() - begun < SOON_S
    assert answer.status_code == 503
    assert answer.headers["retry-after"].isdigit()
    assert "nowhere" not in answer.text
    assert answer.json()["detail"].startswith("Basis data")


def test_a_database_that_goes_away_is_told_and_comes_back(make_database):
    address = make_database(TOYS)
    with serving(address) as client:
        assert client.get("/readyz").status_code == 200
        with psycopg.connect(address.conninfo(database="postgres"), autocommit=True) as owner:
            name = Identifier(address.database)
            owner.execute(SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(name))
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [address.database],
            )
            begun = time.monotonic()
            gone = [client.get("/collections").status_code for _ in range(2)]
            assert time.monotonic() - begun < 2 * SOON_S
            owner.execute(SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true").format(name))
        back = next((True for _ in range(10) if client.get("/collections").status_code == 200), False)
    assert gone == [503, 503]
    assert back
