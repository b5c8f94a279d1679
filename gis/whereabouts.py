"""Where the database of these settings is: the private one of the home, or the one a URL names.

Errors: `ClusterError` where the private one does not run or cannot be started, `BadValue` for an odd URL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gis.address import Address
from gis.cluster import SUPERUSER, Cluster
from gis.cluster import Address as Socket
from gis.settings import Settings


def running(settings: Settings) -> Address:
    """The address of the database that is up already; nothing is started."""
    if settings.database_url:
        return Address.from_url(settings.database_url)
    return _address(settings, Cluster(settings.home).address())


def started(settings: Settings, say: Callable[[str], None]) -> Address:
    """The address of the database, after seeing to it that the private one runs and lets the service in."""
    if settings.database_url:
        return Address.from_url(settings.database_url)
    cluster = Cluster(settings.home, say)
    address = _address(settings, cluster.ensure())
    cluster.allow(address.roles())
    return address


@contextmanager
def at_hand(settings: Settings, say: Callable[[str], None]) -> Iterator[Address]:
    """The database for as long as the block takes; a private one that was down is down again after it."""
    was_down = not settings.database_url and Cluster(settings.home).status().state != "running"
    try:
        yield started(settings, say)
    finally:
        if was_down:
            stopped(settings, say)


def stopped(settings: Settings, say: Callable[[str], None]) -> None:
    """Stops the private database; one that a URL names is left alone."""
    if not settings.database_url:
        Cluster(settings.home, say).stop()


def _address(settings: Settings, socket: Socket) -> Address:
    return Address(settings.database, str(socket.socket), socket.port, SUPERUSER)
