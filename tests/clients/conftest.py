"""The service over a layer of more rows than one page holds, on a port, with a log of what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.settings import Settings
from tests.clients import crowd
from tests.hosting import Hosted, hosted


def crowd_app(address: Address) -> FastAPI:
    """The service over the boards."""
    return create_app(Settings(), {crowd.CROWD.name: crowd.CROWD}, Database(address))


@pytest.fixture(scope="session")
def crowd_database(make_database: Callable[..., Address]) -> Address:
    """A database with the boards."""
    layers = {crowd.CROWD.name: crowd.CROWD}
    address = make_database(layers)
    crowd.put_up(address)
    return address


@pytest.fixture(scope="session")
def _crowded(crowd_database: Address) -> Iterator[Hosted]:
    with hosted(crowd_app(crowd_database)) as service:
        yield service


@pytest.fixture
def boards(_crowded: Hosted) -> Hosted:
    """The running service, its log empty."""
    _crowded.asked.clear()
    return _crowded
