"""What the contenders stand on: a private PostGIS of the run's own, and the rows in it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks.clock import Pace
from gis import database, sample, schema, whereabouts
from gis.address import Address
from gis.cluster import Cluster
from gis.layer import Audience
from gis.settings import Settings
from layers import LAYERS

PROJECT: Final = Path(__file__).parents[1]
SAMPLE: Final = PROJECT / "data" / "sample"
PEER: Final = "bench_peer"
"""The role of the peer that serves: it reads what the public reads."""

_MIGRATIONS: Final = PROJECT / "layers" / "migrations"


@dataclass(frozen=True, slots=True)
class Ground:
    """A running cluster in `home`, the folder of the larger sample, and how often things are done."""

    home: Path
    larger: Path
    pace: Pace

    def settings(self, name: str) -> Settings:
        """The settings under which the service finds the database of this name."""
        return replace(Settings(home=self.home), database=name)

    def empty(self, name: str) -> Address:
        """A database with every layer; without rows when it is new."""
        address = whereabouts.started(self.settings(name), say)
        schema.upgrade(address, LAYERS, _MIGRATIONS)
        return address

    def loaded(self, name: str, folder: Path) -> Address:
        """A database with the sample of a folder, loaded unless it is there."""
        address = self.empty(name)
        with database.writing(address) as session:
            missing = sample.pending(session, folder, LAYERS)
        shift = sample.manifest(folder).shift(sample.today_here())
        for entry in missing:
            say(f"loading {entry.layer} of {folder.name} into {name}")
            sample.load(entry, shift, LAYERS, address)
        settle(address)
        return address

    def with_sample(self) -> Address:
        """The database of the sample that everyone starts with."""
        return self.loaded("usual", SAMPLE)

    def with_more(self) -> Address:
        """The database of the larger sample."""
        return self.loaded("larger", self.larger)


@contextmanager
def ground(larger: Path, pace: Pace, kept: Path | None) -> Iterator[Ground]:
    """A cluster in a home of its own that goes with the run, or in `kept`, which stays."""
    home = kept.absolute() if kept else Path(tempfile.mkdtemp(prefix="peta-jepara-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    # The database's own account has to pass.
    home.chmod(0o755)
    cluster = Cluster(home, say)
    try:
        cluster.ensure()
        yield Ground(home, larger, pace)
    finally:
        cluster.stop()
        if kept is None:
            shutil.rmtree(home, ignore_errors=True)


def let_peer_in(ground: Ground, address: Address) -> None:
    """Make the peer's role, which reads what the public reads and may have temporary functions."""
    peer, public = Identifier(PEER), Identifier(address.role(Audience.PUBLIC))
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [PEER]).fetchone():
            connection.execute(SQL("CREATE ROLE {} LOGIN").format(peer))
        connection.execute(SQL("GRANT {} TO {}").format(public, peer))
        connection.execute(
            SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(Identifier(address.database), peer)
        )
    Cluster(ground.home).allow([PEER])


def drop(address: Address) -> None:
    """Remove a database that was made for one round."""
    with psycopg.connect(address.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(address.database)))


def settle(address: Address) -> None:
    """Have statistics gathered and dead rows cleared now, not in the middle of a measurement."""
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def say(line: str) -> None:
    """What is being done, beside the results."""
    print(f"  {line}", file=sys.stderr, flush=True)
