"""Dear questions wait for each other, and nothing else waits for them."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.turns import Turns
from gis.database import Database
from gis.errors import TooMany
from gis.settings import Settings
from tests.http.toys import TOYS

CONNECTIONS = 2
HELD = "/collections/pohon/items"
LOCK = "LOCK TABLE store.pohon IN ACCESS EXCLUSIVE MODE"
BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'store.pohon'::regclass"


@pytest.fixture
def few(toy_address) -> Iterator[TestClient]:
    """A service with few connections."""
    settings = replace(Settings(), pool_max=CONNECTIONS)
    with TestClient(create_app(settings, TOYS, Database(toy_address, connections=CONNECTIONS))) as client:
        yield client


def until(true: Callable[[], bool]) -> None:
    """Waits until something is true, ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        threading.Event().wait(0.01)


def test_filters_that_take_long_leave_room_for_everyone_else(few, toy_address):
    few.get("/collections/blok/items")
    with (
        psycopg.connect(toy_address.conninfo(), autocommit=True) as watcher,
        psycopg.connect(toy_address.conninfo()) as locked,
        ThreadPoolExecutor(8) as callers,
    ):
        # A table that is locked stands for a filter that takes long.
        locked.execute(LOCK)
        asked = [callers.submit(few.get, HELD, params={"filter": f"umur_th > {n}"}) for n in range(6)]
        until(lambda: watcher.execute(BLOCKED).fetchone() == (1,))
        begun = time.monotonic()
        others = [few.get("/collections/blok/items", params={"limit": n}) for n in range(1, 4)]
        assert [answer.status_code for answer in others] == [200] * 3
        assert time.monotonic() - begun < 1
        assert watcher.execute(BLOCKED).fetchone() == (CONNECTIONS // 2,)
        locked.rollback()
        assert [one.result().status_code for one in asked] == [200] * 6


def test_who_comes_while_too_many_wait_is_told_at_once():
    async def crowd() -> list[BaseException | None]:
        turns = Turns(at_once=1, waiting=1, patience_s=0.01)

        async def one() -> None:
            async with turns.taken():
                await asyncio.Event().wait()

        holder = asyncio.create_task(one())
        late = await asyncio.gather(one(), one(), return_exceptions=True)
        holder.cancel()
        await asyncio.gather(holder, return_exceptions=True)
        async with turns.taken():  # Whoever ends gives the turn back.
            return late

    assert [type(each) for each in asyncio.run(crowd())] == [TooMany, TooMany]
