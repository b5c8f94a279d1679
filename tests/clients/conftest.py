"""The service over a layer of more rows than one page holds, on a port, with a log of what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.settings import Settings
from tests.clients import crowd
from tests.hosting import Hosted, hosted


@pytest.fixture(scope="session")
def crowd_database(make_database: Callable[..., Address]) -> Address:
    """A database with the boards."""
    layers = {crowd.CROWD.name: crowd.CROWD}
    address = make_database(layers)
    crowd.put_up(address)
    return address


@pytest.fixture(scope="session")
def _crowded(crowd_database: Address) -> Iterator[Hosted]:
    layers = {crowd.CROWD.name: crowd.CROWD}
    with hosted(create_app(Settings(), layers, Database(crowd_database))) as service:
        yield service


@pytest.fixture
def boards(_crowded: Hosted) -> Hosted:
    """The running service, its log empty."""
    _crowded.asked.clear()
    return _crowded
