"""An import that dies, or whose database dies, leaves all of it or nothing: rows, history, versions, batches.

Each stage is interrupted twice in the normal run and twenty times by `make test-kill`: with the import held
exactly there, and, every other time, while it goes on.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
import pytest

from gis import batches, database, schema
from gis import undo as undoing
from gis.address import Address
from gis.cluster import SUPERUSER, Cluster
from gis.imports.pipeline import Stage
from layers import LAYERS
from tests.conftest import ROOT
from tests.db.conftest import INSIDE, Town

ROWS = 6_000
CHANGED = 50
TURNS = [0, 1, *(pytest.param(turn, marks=pytest.mark.heavy) for turn in range(2, 20))]

WISATA = LAYERS["wisata"]


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this module's own: it is killed, and others may be using the common one."""
    with tempfile.TemporaryDirectory(prefix="gis-kill-test-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        cluster = Cluster(Path(home))
        cluster.ensure()
        yield cluster
        cluster.stop()


@pytest.fixture(scope="module")
def town_address(own_cluster: Cluster) -> Address:
    """The town's database is in this cluster."""
    socket = own_cluster.address()
    address = Address("kill_test", str(socket.socket), socket.port, SUPERUSER)
    own_cluster.allow(address.roles())
    schema.upgrade(address, LAYERS)
    return address


@pytest.fixture
def place(town: Town) -> Town:
    """The town with some sites that the import will change."""
    town.load("wisata", sites(town, "lama.csv", CHANGED, "lama"))
    sites(town, "baru.csv", ROWS, "baru")
    return town


def sites(town: Town, name: str, count: int, note: str) -> Path:
    """A file of so many sites."""
    lon, lat = next(iter(INSIDE.values()))
    lines = [f"s-{at},Tempat {at},{lon},{lat},{note}" for at in range(count)]
    return town.sheet("\n".join(["id,nama,lon,lat,akses", *lines]), name)


def started(town: Town, stage: Stage, *, hold: bool) -> subprocess.Popen[str]:
    """The import in a process of its own, which has just said that it is at this stage."""
    said = asdict(town.address) | {"file": str(town.folder / "baru.csv"), "stage": stage, "hold": hold}
    del said["options"], said["password"]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.db.dying_import", json.dumps(said)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == stage, child.communicate()[1]
    return child


def kill_import(child: subprocess.Popen[str], _cluster: Cluster) -> None:
    """Ends the import's process at once."""
    child.kill()
    child.communicate()


def kill_database(child: subprocess.Popen[str], cluster: Cluster) -> None:
    """Ends the database's every process at once, as a power cut would; then the import finds it gone."""
    postmaster = cluster.status().pid
    assert postmaster is not None
    children = children_of(postmaster)
    assert len(children) >= 5, "the postmaster's own processes and the import's"
    for pid in (postmaster, *children):
        end(pid)
    child.communicate("\n")
    cluster.ensure()


def children_of(parent: int) -> list[int]:
    """The processes started by a process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # After the name, which may hold anything, come the state and the parent.
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


def end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def until_nobody_loads(town: Town) -> None:
    """Waits until what the dead import had begun is over in the database, one way or the other."""
    with database.writing(town.address) as session:
        batches.lock_layer(session, WISATA)


@dataclass(frozen=True)
class State:
    """All that an import may change, each relation as a fingerprint; and the last of what is numbered."""

    marks: dict[str, tuple[int, str]]
    versions: frozenset[tuple[str, str, str]]
    last_batch: int
    last_entry: int


def state_of(town: Town) -> State:
    published = town.rows("SELECT 'published.' || tablename FROM pg_tables WHERE schemaname = 'published'")
    relations = ["store.wisata", "history.wisata", "store.batch", *(name for (name,) in published)]
    marks = {
        name: town.rows(
            "SELECT count(*), coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '')"
            f" FROM {name} t"
        )[0]
        for name in relations
    }
    versions = {
        (audience, layer, version)
        for audience in ("public_", "staff", "restricted")
        for layer, version in town.rows(f"SELECT layer, version FROM {audience}.version")
    }
    last = town.value("SELECT max(id) FROM store.batch"), town.value("SELECT max(entry) FROM history.wisata")
    return State(marks, frozenset(versions), *(number or 0 for number in last))


def nothing_or_all(town: Town, before: State) -> int | None:
    """The batch if all of it is there, None if nothing is; anything between fails."""
    after = state_of(town)
    if after == before:
        return None
    new = town.rows("SELECT id, read, inserted, updated FROM store.batch WHERE id > %s", [before.last_batch])
    ((batch, *counts),) = new
    assert counts == [ROWS, ROWS - CHANGED, CHANGED]
    assert town.rows("SELECT count(*), min(batch), max(batch), min(akses), max(akses) FROM store.wisata") == [
        (ROWS, batch, batch, "baru", "baru")
    ]
    kept = "SELECT akses, ended_by, deleted, count(*) FROM history.wisata WHERE entry > %s GROUP BY 1, 2, 3"
    assert town.rows(kept, [before.last_entry]) == [("lama", batch, False, CHANGED)]
    assert {layer for _, layer, _ in after.versions - before.versions} == {"wisata"}
    return int(batch)


def still_works(town: Town, batch: int | None) -> None:
    """After the accident the file can be loaded, or what it brought can be undone."""
    if batch is None:
        report = town.load("wisata", town.folder / "baru.csv")
        assert (report.counts.inserted, report.counts.updated) == (ROWS - CHANGED, CHANGED)
        batch = report.batch
    assert batch is not None
    (done,) = undoing.undo(batch, LAYERS, town.address, "uji")
    assert (done.counts.deleted, done.counts.updated) == (ROWS - CHANGED, CHANGED)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.value.replace(" ", "-"))
@pytest.mark.parametrize("accident", [kill_import, kill_database])
def test_an_accident_leaves_all_or_nothing(
    place: Town,
    own_cluster: Cluster,
    accident: Callable[[subprocess.Popen[str], Cluster], None],
    stage: Stage,
    turn: int,
):
    before = state_of(place)
    held = turn % 2 == 0
    accident(started(place, stage, hold=held), own_cluster)
    until_nobody_loads(place)
    batch = nothing_or_all(place, before)
    if stage is Stage.DONE:
        assert batch is not None, "what was acknowledged is kept"
    elif held:
        assert batch is None, "what was not committed has never been"
    still_works(place, batch)


def test_an_undo_that_dies_leaves_all_or_nothing(place: Town, own_cluster: Cluster):
    batch = place.load("wisata", place.folder / "baru.csv").batch
    assert batch is not None
    before = state_of(place)
    with closing(psycopg.connect(place.address.conninfo())) as holding:
        # The undo gets as far as this row and waits; there the database dies.
        holding.execute("SELECT FROM store.wisata WHERE id = 's-0' FOR UPDATE")
        said = f"undoing.undo({batch}, LAYERS, Address({place.address.database!r}, {place.address.host!r}, "
        said += f"{place.address.port}, {place.address.owner!r}), 'uji')"
        code = "from gis import undo as undoing; from gis.address import Address; from layers import LAYERS; "
        child = subprocess.Popen(
            [sys.executable, "-c", code + said],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with psycopg.connect(place.address.conninfo(), autocommit=True) as looking:
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            while looking.execute(waiting).fetchone() == (0,):
                assert child.poll() is None, child.communicate()[1]
        kill_database(child, own_cluster)
    assert child.returncode != 0
    assert state_of(place) == before
    undoing.undo(batch, LAYERS, place.address, "uji")
