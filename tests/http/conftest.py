"""The service over toy layers, on a real PostGIS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.settings import Settings
from layers import LAYERS
from tests.conftest import serving
from tests.db.conftest import founded
from tests.http.garden import Garden
from tests.http.officer import Service
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


@pytest.fixture(scope="module")
def officers(make_database: Callable[..., Address]) -> Address:
    """A database with the tables as declared, for files to be loaded into."""
    return make_database(LAYERS)


@pytest.fixture(scope="module")
def running(officers: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as it takes files."""
    home = tmp_path_factory.mktemp("home")
    with (
        serving(officers, GIS_IMPORTS="loopback", GIS_HOME=str(home), GIS_IMPORT_FILE_MB="2") as (
            url,
            process,
        ),
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield Service(client, process, home, officers)


@pytest.fixture
def service(running: Service, officers: Address, tmp_path: Path) -> Service:
    """The same over a town in which nothing is loaded yet."""
    founded(officers, tmp_path)
    return running
