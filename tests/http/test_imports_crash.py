"""Whatever is killed while a file is loaded, nothing is half done and nothing is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from gis.address import Address
from layers import LAYERS
from tests.conftest import serving
from tests.db.conftest import founded
from tests.http.officer import GOOD, HALF, Service


@contextmanager
def held(address: Address) -> Iterator[None]:
    """No row can be written to the layer within the block: a load gets as far as that and waits."""
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute("LOCK TABLE store.wisata IN SHARE MODE")
        yield


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def is_loading(document: dict) -> bool:
    return (document["progress"] or {}).get("stage") == "loading"


def test_an_import_s_process_that_is_killed_changes_nothing(service: Service):
    one = service.ended(service.hand_in(GOOD)["id"])
    with held(service.address):
        service.client.post(f"/imports/{one['id']}/load")
        service.until(one["id"], is_loading)
        (child,) = children(service.process.pid)
        assert service.client.get("/healthz").status_code == 200
        os.kill(child, signal.SIGKILL)
    failed = service.ended(one["id"])
    assert (failed["state"], failed["batch"]) == ("failed", None)
    assert "Tidak ada yang dimuat" in failed["message"]
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]
    assert service.client.post(f"/imports/{one['id']}/check").status_code == 202
    assert service.ended(one["id"])["state"] == "checked", "it can be tried again"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_server_leaves_when_it_ends_is_taken_up_by_the_next(
    make_database: Callable[..., Address], tmp_path: Path, end: int
):
    address = make_database(LAYERS)
    founded(address, tmp_path)
    settings = {"GIS_IMPORTS": "loopback", "GIS_HOME": str(tmp_path / "home")}
    with serving(address, **settings) as (url, process), httpx.Client(base_url=url, timeout=30) as client:
        service = Service(client, process, tmp_path / "home", address)
        loading = service.ended(service.hand_in(GOOD)["id"])["id"]
        with held(address):
            client.post(f"/imports/{loading}/load")
            waiting = service.hand_in(HALF)["id"]
            service.until(loading, is_loading)
            (child,) = children(process.pid)
            process.send_signal(end)
            process.wait(timeout=20)
            gone_within(child, seconds=20)
    with serving(address, **settings) as (url, process), httpx.Client(base_url=url, timeout=30) as client:
        service = Service(client, process, tmp_path / "home", address)
        loaded = service.ended(loading)
        assert loaded["state"] == "loaded", loaded
        assert service.ended(waiting)["state"] == "refused"
        batches = service.rows("SELECT id FROM store.batch WHERE layer = 'wisata'")
        assert batches == [(loaded["batch"],)], "loaded once"


def gone_within(pid: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline, "the import's process outlives its server"
        threading.Event().wait(0.02)
