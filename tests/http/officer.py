"""Files over HTTP as a program on this machine sends them, and small files to send."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg

from gis.address import Address
from tests.db.conftest import INSIDE

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
