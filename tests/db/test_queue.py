"""Files on their way through the queue: checked, loaded, discarded, and what accidents leave of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from gis.imports.files.limits import Limits
from gis.queue.desk import Desk
from gis.queue.upload import UNDER_WAY, Choices, Given, State, Upload
from gis.queue.worker import Terms
from layers import LAYERS
from tests.db.conftest import INSIDE, Town

GOOD = "id,nama,lon,lat\nq-1,Pantai Satu,{lon},{lat}\nq-2,Pantai Dua,{lon},{lat}\n"
HALF = "id,nama,lon,lat\nq-1,Pantai Satu,{lon},{lat}\nq-2,,{lon},{lat}\n"


def text(pattern: str) -> bytes:
    lon, lat = next(iter(INSIDE.values()))
    return pattern.format(lon=lon, lat=lat).encode()


def many(rows: int) -> bytes:
    lon, lat = next(iter(INSIDE.values()))
    lines = [f"m-{at},Tempat {at},{lon},{lat}" for at in range(rows)]
    return "\n".join(["id,nama,lon,lat", *lines]).encode()


@dataclass
class Counter:
    """A desk with its worker at work, asked from a test."""

    desk: Desk
    folder: Path
    portal: BlockingPortal
    town: Town
    seen: list[Upload] = field(default_factory=list)

    def call(self, what: Callable[..., Any], *args: Any, **named: Any) -> Any:
        async def called() -> Any:
            return await what(*args, **named)

        return self.portal.call(called)

    def hand_in(
        self, content: bytes, name: str = "berkas.csv", layer: str = "wisata", **choices: Any
    ) -> Upload:
        folder = self.desk.new_folder()
        (folder / name).write_bytes(content)
        given = Given(folder.name, name, len(content))
        return self.call(self.desk.receive, LAYERS[layer], "uji", given, Choices(**choices))

    def until(self, number: int, is_so: Callable[[Upload], bool], seconds: float = 40) -> Upload:
        """The upload once it is as asked; a failure if it does not become so in time."""
        deadline = time.monotonic() + seconds
        while True:
            one = self.call(self.desk.found, number)
            if is_so(one):
                return one
            assert time.monotonic() < deadline, one
            threading.Event().wait(0.02)

    def ended(self, number: int) -> Upload:
        return self.until(number, lambda one: one.state not in UNDER_WAY)

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


@contextmanager
def counter(town: Town, folder: Path, **terms: Any) -> Iterator[Counter]:
    with start_blocking_portal() as portal:
        desk = Desk(town.address, LAYERS, Terms(folder, Limits(), **terms))
        found = Counter(desk, folder, portal, town)
        portal.call(desk.open)
        try:
            yield found
        finally:
            portal.call(desk.close)


@pytest.fixture
def at_work(town: Town, tmp_path: Path) -> Iterator[Counter]:
    with counter(town, tmp_path / "uploads") as found:
        yield found


def test_a_good_file_is_checked_then_loaded_and_its_copy_is_gone(at_work: Counter):
    one = at_work.hand_in(text(GOOD))
    assert one.state is State.WAITING
    checked = at_work.ended(one.id)
    assert (checked.state, checked.good, checked.bad) == (State.CHECKED, 2, 0), checked
    assert checked.report is not None
    assert checked.report["file"] == "berkas.csv"
    assert at_work.town.value("SELECT count(*) FROM store.wisata") == 0
    at_work.call(at_work.desk.load, one.id)
    loaded = at_work.ended(one.id)
    assert loaded.state is State.LOADED
    assert at_work.town.rows("SELECT id, batch FROM store.wisata ORDER BY id") == [
        ("q-1", loaded.batch),
        ("q-2", loaded.batch),
    ]
    assert at_work.files() == []
    (batch,) = at_work.call(at_work.desk.batches, LAYERS["wisata"])
    assert (batch.actor, batch.file, batch.options["upload"]) == ("uji", "berkas.csv", one.id)
