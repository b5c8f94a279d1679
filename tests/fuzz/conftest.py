"""Services to be asked nonsense of: over the toys and over the sample, each on a port."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.settings import Settings
from layers import LAYERS
from tests.hosting import Hosted, hosted
from tests.http.garden import Garden
from tests.http.toys import TOYS


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=int, default=900, help="how many requests the fuzzer makes in all")


@pytest.fixture(scope="session")
def cases(request: pytest.FixtureRequest) -> int:
    """How many requests in all."""
    return int(request.config.getoption("--cases", default=900))


@pytest.fixture(scope="session")
def toys(make_database: Callable[..., Address]) -> Iterator[Hosted]:
    """The service over the toy layers."""
    address = make_database(TOYS)
    Garden(address).plant()
    with hosted(create_app(Settings(), TOYS, Database(address))) as service:
        yield service


@pytest.fixture(scope="session")
def staff(
    make_database: Callable[..., Address], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosted]:
    """The service for staff, taking files too, over toy layers of its own, which the requests change."""
    address = make_database(TOYS, None)
    Garden(address).plant()
    settings = Settings(home=tmp_path_factory.mktemp("home"), imports="loopback")
    with hosted(create_app(settings, TOYS, Database(address), Audience.STAFF)) as service:
        yield service


@pytest.fixture(scope="session")
def sample(sample_database: Address) -> Iterator[Hosted]:
    """The service over the sample."""
    with hosted(create_app(Settings(), LAYERS, Database(sample_database))) as service:
        yield service
