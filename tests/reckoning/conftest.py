"""The service over the sample, read whole once."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.reckoning.holdings import Service, read


@pytest.fixture(scope="session")
def service(server: str) -> Iterator[Service]:
    """What the service holds, and a client to ask it again."""
    with httpx.Client(base_url=server, timeout=30) as http:
        yield read(http)
