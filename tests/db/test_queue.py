"""Files on their way through the queue: checked, loaded, discarded, and what accidents leave of them."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from gis.address import CLERK, EDITOR, Address
from gis.errors import BadRequest, Conflict, NotFound
from gis.imports.choosing import Choices
from gis.imports.files.limits import Limits
from gis.layer import Audience
from gis.queue import child, store
from gis.queue.desk import Desk
from gis.queue.upload import UNDER_WAY, Given, State, Upload
from gis.queue.worker import Terms
from layers import LAYERS
from tests.conftest import connect_as
from tests.db.conftest import INSIDE, Town

GOOD = "id,nama,lon,lat\nq-1,Pantai Satu,{lon},{lat}\nq-2,Pantai Dua,{lon},{lat}\n"
HALF = "id,nama,lon,lat\nq-1,Pantai Satu,{lon},{lat}\nq-2,,{lon},{lat}\n"


def text(pattern: str) -> bytes:
    lon, lat = next(iter(INSIDE.values()))
    return pattern.format(lon=lon, lat=lat).encode()


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

    def gone(self, process: int, seconds: float = 20) -> None:
        """Waits for a process's end; a failure if it does not come in time."""
        deadline = time.monotonic() + seconds
        while Path(f"/proc/{process}").exists():
            assert time.monotonic() < deadline
            threading.Event().wait(0.02)

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


@contextmanager
def held(counter: Counter) -> Iterator[None]:
    """No row can be written to the layer within the block: a check or load gets as far as that and waits."""
    with psycopg.connect(counter.town.address.conninfo()) as connection:
        connection.execute("LOCK TABLE store.wisata IN SHARE MODE")
        yield


def change(town: Town, statement: str) -> None:
    with psycopg.connect(town.address.conninfo()) as connection:
        connection.execute(statement)


def age(folder: Path) -> None:
    """Makes a folder look two hours old."""
    before = time.time() - 7200
    os.utime(folder, (before, before))


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


def test_a_file_discarded_while_it_is_checked_is_gone_with_its_process(at_work: Counter):
    with held(at_work):
        one = at_work.hand_in(text(GOOD))
        at_work.until(one.id, lambda now: now.stage == "loading")
        process = at_work.desk.worker.runner.process_of(one.id)
        assert process is not None
        at_work.call(at_work.desk.discard, one.id)
        at_work.gone(process)
    assert at_work.files() == []
    assert at_work.call(at_work.desk.found, one.id).state is State.DISCARDED


def test_a_file_that_is_loading_is_not_discarded_nor_checked(at_work: Counter):
    one = at_work.ended(at_work.hand_in(text(GOOD)).id)
    with held(at_work):
        at_work.call(at_work.desk.load, one.id)
        for what in (at_work.desk.discard, at_work.desk.load):
            with pytest.raises(Conflict, match="is being loaded"):
                at_work.call(what, one.id)
        with pytest.raises(Conflict, match="is being loaded"):
            at_work.call(at_work.desk.check, one.id, Choices())
    assert at_work.ended(one.id).state is State.LOADED


def test_files_of_one_layer_follow_each_other(at_work: Counter):
    with held(at_work):
        first, second = (at_work.hand_in(text(GOOD)).id for _ in range(2))
        at_work.until(first, lambda now: now.stage == "loading")
        assert at_work.call(at_work.desk.found, second).state is State.WAITING
    assert [at_work.ended(number).state for number in (first, second)] == [State.CHECKED] * 2


def test_a_character_that_the_database_cannot_hold_is_told_all_the_same(at_work: Counter):
    lon, lat = next(iter(INSIDE.values()))
    told = {"nama": "Pantai", "judul\0nya": "x"}
    feature = {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
    one = at_work.ended(at_work.hand_in(json.dumps(feature).encode(), "a.geojson").id)
    assert one.state is State.CHECKED, one
    assert any("judul\N{REPLACEMENT CHARACTER}nya" in note for note in (one.report or {})["notes"])


def test_a_process_that_cannot_be_started_is_told(at_work: Counter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gis.queue.runner._COMMAND", ("/tidak/ada",))
    failed = at_work.ended(at_work.hand_in(text(GOOD)).id)
    assert (failed.state, failed.batch) == (State.FAILED, None)
    assert "tidak dapat dimulai" in (failed.message or "")


def test_a_file_that_is_no_longer_there_is_told(at_work: Counter):
    checks, loads = (at_work.ended(at_work.hand_in(text(GOOD)).id) for _ in range(2))
    for one in (checks, loads):
        at_work.desk.drop(at_work.folder / one.folder)
    at_work.call(at_work.desk.check, checks.id, Choices())
    at_work.call(at_work.desk.load, loads.id)
    for one in (checks, loads):
        failed = at_work.ended(one.id)
        assert (failed.state, failed.batch) == (State.FAILED, None)
        assert "tidak ada lagi" in (failed.message or "")
    assert at_work.town.value("SELECT count(*) FROM store.wisata") == 0


def test_a_full_disk_is_told_as_such():
    told = child._not_done(OSError(errno.ENOSPC, "No space left on device", "a.xlsx"))
    assert told.failed
    assert "penuh" in (told.message or "")


@pytest.mark.parametrize("said", ["print('bukan')", "import sys; sys.stdout.write('x' * 3_000_000)"])
def test_a_process_that_says_something_else_is_ended(
    at_work: Counter, monkeypatch: pytest.MonkeyPatch, said: str
):
    monkeypatch.setattr("gis.queue.runner._LINE_BYTES", 2_000_000)
    monkeypatch.setattr("gis.queue.runner._COMMAND", (sys.executable, "-c", said))
    failed = at_work.ended(at_work.hand_in(text(GOOD)).id)
    assert (failed.state, failed.batch) == (State.FAILED, None)


def test_what_takes_too_long_is_ended(town: Town, tmp_path: Path):
    with counter(town, tmp_path / "uploads", minutes=0.05) as short, held(short):
        failed = short.ended(short.hand_in(text(GOOD)).id)
    assert (failed.state, failed.batch) == (State.FAILED, None)
    assert "batas waktu" in (failed.message or "")


def test_what_takes_too_much_memory_is_ended_and_nothing_else(town: Town, tmp_path: Path):
    with counter(town, tmp_path / "uploads", memory_mb=1024) as narrow:
        failed = narrow.ended(narrow.hand_in(b"id;nama;lon;lat\n" + b"x;y;1;1\n" * 1_500_000).id)
        assert failed.state is State.FAILED, failed
        assert "memori" in (failed.message or "") or "terhenti" in (failed.message or "")
        assert narrow.ended(narrow.hand_in(text(GOOD)).id).state is State.CHECKED


def test_a_file_that_ends_its_server_again_and_again_is_given_up(town: Town, tmp_path: Path):
    with counter(town, tmp_path / "uploads") as first, held(first):
        one = first.hand_in(text(GOOD))
        first.until(one.id, lambda now: now.stage == "loading")
        first.portal.call(first.desk.close)
    assert town.rows("SELECT state, tries FROM store.upload") == [("checking", 1)]
    change(town, "UPDATE store.upload SET tries = 3")
    with counter(town, tmp_path / "uploads") as second:
        failed = second.ended(one.id)
    assert failed.state is State.FAILED
    assert "beberapa kali terputus" in (failed.message or "")


def test_what_nobody_decides_on_is_removed_in_time(at_work: Counter):
    old, young = (at_work.ended(at_work.hand_in(text(HALF)).id) for _ in range(2))
    change(
        at_work.town, f"UPDATE store.upload SET changed_at = now() - interval '25 hours' WHERE id = {old.id}"
    )
    age(at_work.folder / old.folder)
    age(at_work.folder / young.folder)
    abandoned = at_work.desk.new_folder()
    age(abandoned)
    coming = at_work.desk.new_folder()
    at_work.call(at_work.desk.worker.tidy)
    assert at_work.call(at_work.desk.found, old.id).state is State.DISCARDED
    assert at_work.call(at_work.desk.found, young.id).state is State.REFUSED
    assert {path.name for path in at_work.folder.iterdir()} == {young.folder, coming.name}


def test_only_one_server_works_at_a_time_and_the_next_takes_over(town: Town, tmp_path: Path):
    with counter(town, tmp_path / "uploads") as first:
        first.ended(first.hand_in(text(GOOD)).id)
        with counter(town, tmp_path / "uploads") as second:
            one = second.hand_in(text(GOOD))
            assert second.ended(one.id).state is State.CHECKED
            assert town.value("SELECT count(*) FROM queue.procrastinate_workers") == 1
            first.portal.call(first.desk.close)
            assert second.ended(second.hand_in(text(GOOD)).id).state is State.CHECKED


@pytest.mark.parametrize(
    ("name", "error"), [("tidak_ada", NotFound), ("rtlh_desa", BadRequest)], ids=["unknown", "counted"]
)
def test_a_layer_that_takes_no_files_is_refused(at_work: Counter, name: str, error: type[Exception]):
    with pytest.raises(error, match=name):
        at_work.desk.layer(name)


def test_looking_at_what_an_undo_would_do_changes_nothing(at_work: Counter):
    first = at_work.town.load_text("wisata", text(GOOD).decode()).batch
    second = at_work.town.load_text("wisata", text(GOOD).decode().replace("Satu", "Lain")).batch
    before = at_work.town.state("wisata")
    done = at_work.call(at_work.desk.undo_trial, first)
    assert [each.undoes for each in done] == [second, first]
    assert at_work.town.state("wisata") == before


def test_the_clerk_keeps_uploads_and_the_queue_and_sees_no_row(town: Town):
    with connect_as(town.address, CLERK) as connection:
        connection.execute("SELECT FROM store.upload, store.batch, procrastinate_jobs")
        for statement in (
            "SELECT * FROM store.rtlh",
            "SELECT * FROM history.rtlh",
            "SELECT * FROM public_.desa",
            "SELECT * FROM store.mapping",
            "UPDATE store.batch SET actor = 'x'",
            "DELETE FROM store.upload",
            "DROP TABLE queue.procrastinate_jobs",
            "CREATE TABLE queue.mine (a int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.parametrize("who", [*Audience, EDITOR])
def test_nobody_else_uses_the_queue(town: Town, who: str):
    with connect_as(town.address, who) as connection:
        for table in ("queue.procrastinate_jobs", "store.upload"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {table}")


def test_the_queue_s_tables_are_brought_up_by_the_scripts_that_are_new(fresh_database: Address):
    newest, before = (script.name for script in reversed(store._scripts()[-2:]))
    with psycopg.connect(fresh_database.conninfo()) as connection:
        assert store.is_current(connection)
        assert store._texts_after(newest) == []
        assert len(store._texts_after(before)) == 1
        connection.execute(f"COMMENT ON SCHEMA queue IS '{before}'")
        assert not store.is_current(connection)
        store.bring_up(connection, fresh_database)
        assert store.is_current(connection)
        connection.execute("DROP SCHEMA queue CASCADE")
        store.bring_up(connection, fresh_database)
        assert store.is_current(connection)
