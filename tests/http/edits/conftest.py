"""A service for staff over a garden that the tests change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.settings import Settings
from tests.http.edits.trees import GEOJSON, HERE, TREES, tree
from tests.http.garden import Garden
from tests.http.toys import TOYS


@pytest.fixture(scope="session")
def plot(make_database: Callable[..., Address]) -> Address:
    """A garden of these tests' own."""
    address = make_database(TOYS, None)
    Garden(address).plant()
    return address


@pytest.fixture(scope="session")
def make(plot: Address) -> Callable[..., TestClient]:
    """A client of a service for some audience, at an address of this or another machine."""

    def client(
        audience: Audience = Audience.STAFF, host: str = "127.0.0.1", base: str = HERE, **settings: Any
    ) -> TestClient:
        app = create_app(Settings(**settings), TOYS, Database(plot), audience)
        return TestClient(app, base_url=base, client=(host, 50_000))

    return client


@pytest.fixture(scope="module")
def staff(make: Callable[..., TestClient]) -> Iterator[TestClient]:
    """A client of the service for staff."""
    with make() as opened:
        yield opened


@pytest.fixture
def planted(staff: TestClient) -> str:
    """The address of a new tree."""
    made = staff.post(TREES, json=tree(), headers=GEOJSON)
    assert made.status_code == 201, made.text
    return made.headers["location"]
