"""The boards for QGIS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clients.conftest import crowd_app, crowd_database
from tests.hosting import Hosted, hosted

__all__ = ["crowd_database"]


@pytest.fixture(scope="module")
def qgis_service(crowd_database) -> Iterator[Hosted]:
    """The service over the boards."""
    with hosted(crowd_app(crowd_database)) as service:
        yield service
