"""Files over HTTP, against the real service with its worker: handed in, checked, confirmed, undone, refused."""

from __future__ import annotations

import io
import os
import signal
import socket
import stat
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from gis.address import Address
from layers import LAYERS
from tests.conftest import serving
from tests.db.conftest import INSIDE, founded

DONE = {"checked", "refused", "loaded", "discarded", "failed"}
LON, LAT = next(iter(INSIDE.values()))
GOOD = f"id,nama,lon,lat\nh-1,Pantai Satu,{LON},{LAT}\nh-2,Pantai Dua,{LON},{LAT}\n"
HALF = f"id,nama,lon,lat\nh-1,Pantai Satu,{LON},{LAT}\nh-2,,{LON},{LAT}\n"


@dataclass
class Service:
    """The service as a program on this machine uses it."""

    client: httpx.Client
    process: subprocess.Popen[str]
    home: Path
    address: Address

    def hand_in(
        self, content: str | bytes, name: str = "berkas.csv", layer: str = "wisata", **fields: Any
    ) -> dict:
        """Hands a file in; the import's document."""
        answer = self.send(content, name, layer, **fields)
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"].endswith(f"/imports/{answer.json()['id']}")
        return answer.json()

    def send(
        self, content: str | bytes, name: str = "berkas.csv", layer: str = "wisata", **fields: Any
    ) -> httpx.Response:
        body = content.encode() if isinstance(content, str) else content
        return self.client.post(f"/collections/{layer}/imports", files={"file": (name, body)}, data=fields)

    def until(self, number: int, is_so: Callable[[dict], bool], seconds: float = 40) -> dict:
        """The import's document once it is as asked; a failure if it does not become so in time."""
        deadline = time.monotonic() + seconds
        while True:
            document = self.client.get(f"/imports/{number}").json()
            if is_so(document):
                return document
            assert time.monotonic() < deadline, document
            threading.Event().wait(0.02)

    def ended(self, number: int) -> dict:
        return self.until(number, lambda document: document["state"] in DONE)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address.conninfo()) as connection:
            return connection.execute(query).fetchall()

    def files(self) -> list[Path]:
        return [path for path in (self.home / "uploads").rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def address(make_database: Callable[..., Address]) -> Address:
    return make_database(LAYERS)


@pytest.fixture(scope="module")
def running(address: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("home")
    with (
        serving(address, GIS_IMPORTS="loopback", GIS_HOME=str(home), GIS_IMPORT_FILE_MB="2") as (
            url,
            process,
        ),
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield Service(client, process, home, address)


@pytest.fixture
def service(running: Service, address: Address, tmp_path: Path) -> Service:
    founded(address, tmp_path)
    return running


def test_a_file_is_handed_in_checked_confirmed_and_undone(service: Service):
    one = service.hand_in(GOOD, actor="Citra", source="Survei 2024")
    checked = service.ended(one["id"])
    assert checked["state"] == "checked", checked
    counts = {name: checked["report"][name] for name in ("read", "good", "bad", "inserted", "loaded")}
    assert counts == {"read": 2, "good": 2, "bad": 0, "inserted": 2, "loaded": 0}
    assert {"load", "check", "discard"} <= {each["rel"] for each in checked["links"]}
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]

    assert service.client.post(f"/imports/{one['id']}/load").status_code == 202
    loaded = service.ended(one["id"])
    assert loaded["state"] == "loaded", loaded
    assert service.rows("SELECT id, nama, sumber FROM store.wisata ORDER BY id") == [
        ("h-1", "Pantai Satu", "Survei 2024"),
        ("h-2", "Pantai Dua", "Survei 2024"),
    ]
    (batch,) = service.client.get("/batches?layer=wisata").json()["batches"]
    assert (batch["id"], batch["actor"], batch["file"]) == (loaded["batch"], "Citra", "berkas.csv")

    undone = service.client.post(f"/batches/{batch['id']}/undo", data={"actor": "Dewi"}).json()["undone"]
    assert [(each["undoes"], each["deleted"]) for each in undone] == [(batch["id"], 2)]
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]
