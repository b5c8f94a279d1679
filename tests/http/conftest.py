"""The service over toy layers, on a real PostGIS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.settings import Settings
from tests.http.garden import Garden
from tests.http.toys import TOYS


@pytest.fixture(scope="session")
def toy_address(make_database: Callable[..., Address]) -> Address:
    """A database with the toy layers and their first rows."""
    address = make_database(TOYS, None)
    Garden(address).plant()
    return address


@pytest.fixture(scope="session")
def client(toy_address: Address) -> Iterator[TestClient]:
    """A client of the service. Tests that change rows use `garden` and put back what they changed."""
    app = create_app(Settings(), TOYS, Database(toy_address))
    with TestClient(app, base_url="http://peta.test") as opened:
        yield opened


@pytest.fixture
def garden(toy_address: Address) -> Garden:
    """Writes rows."""
    return Garden(toy_address)


@pytest.fixture
def get(client: TestClient) -> Callable[..., dict]:
    """Asks for a path and gives its JSON; anything but 200 fails the test."""

    def ask(path: str, **params: object) -> dict:
        answer = client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask
