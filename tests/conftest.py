"""Fixtures by concern: a private PostGIS per test process, databases on it, the sample, a running server.

A missing PostgreSQL or PostGIS is a failure, never a skip.
"""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from gis import sample, schema
from gis.address import EDITOR, Address
from gis.cluster import SUPERUSER, Cluster
from gis.layer import Audience, Layer
from layers import LAYERS

ROOT = Path(__file__).resolve().parents[1]
MIGRATIONS = ROOT / "layers" / "migrations"

_numbers = itertools.count()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the project; tests that need one fail where it is missing."""
    return Path(os.environ.get("GIS_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def gis_home() -> Iterator[Path]:
    """A home for a cluster of the tests' own, in a folder that the database's account can reach."""
    home = Path(tempfile.mkdtemp(prefix="gis-test-"))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(gis_home: Path) -> Iterator[Cluster]:
    """A running private PostGIS."""
    server = Cluster(gis_home)
    server.ensure()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def address_of(cluster: Cluster) -> Callable[[str], Address]:
    """The address of a database of this name (it must end in _test); nothing is created."""

    def address(name: str) -> Address:
        assert name.endswith("_test")
        where = cluster.address()
        found = Address(database=name, host=str(where.socket), port=where.port, owner=SUPERUSER)
        cluster.allow(found.roles())
        return found

    return address


@pytest.fixture(scope="session")
def make_database(
    address_of: Callable[[str], Address],
) -> Callable[[Mapping[str, Layer], Path | None], Address]:
    """Makes a new database with these layers; with a folder of migrations if one is named."""

    def make(layers: Mapping[str, Layer], scripts: Path | None = None) -> Address:
        address = address_of(f"gis{next(_numbers)}_test")
        schema.upgrade(address, layers, scripts)
        return address

    return make


@pytest.fixture(scope="session")
def layers_database(make_database: Callable[..., Address]) -> Address:
    """A database with every layer of the project and no rows. Tests roll back what they do."""
    return make_database(LAYERS, MIGRATIONS)


@pytest.fixture
def fresh_database(make_database: Callable[..., Address]) -> Iterator[Address]:
    """A database of this test's own with every layer and no rows, for tests that commit."""
    address = make_database(LAYERS, MIGRATIONS)
    yield address
    with psycopg.connect(address.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(address.database)))


@pytest.fixture
def owner(layers_database: Address) -> Iterator[psycopg.Connection]:
    """The owner's connection in a transaction that is rolled back; a batch is set."""
    with psycopg.connect(layers_database.conninfo()) as connection:
        open_batch(connection)
        yield connection
        connection.rollback()


@pytest.fixture(scope="session")
def sample_database(make_database: Callable[..., Address]) -> Address:
    """A database with the whole sample, loaded as on a first run. Tests only read it."""
    address = make_database(LAYERS, MIGRATIONS)
    sample.load_all(ROOT / "data" / "sample", LAYERS, address)
    return address


@pytest.fixture(scope="session")
def server(sample_database: Address) -> Iterator[str]:
    """The address of the real service over the sample, in a process of its own as `gis serve` starts it."""
    with served(sample_database) as address:
        yield address


@contextmanager
def served(database: Address) -> Iterator[str]:
    """`gis serve` over a database, on a free port, until the block ends. Its log is told if it fails."""
    with serving(database) as (address, _):
        yield address


@contextmanager
def serving(database: Address, *words: str, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same with further words and settings; the address and the process, which the block may end."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = {"host": database.host, "port": str(database.port)}
    url = f"postgresql://{database.owner}@/{database.database}?{urlencode(said)}"
    environment = {**os.environ, "GIS_DATABASE_URL": url, "HOST": "127.0.0.1", "PORT": str(port)}
    environment |= settings
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("gis"), "serve", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        try:
            for line in process.stdout:
                log.write(line)
                if "Uvicorn running on" in line:
                    break
            else:
                log.seek(0)
                pytest.fail(f"gis serve did not start:\n{log.read()}")
            # Read on, or the service would wait once its words fill the pipe.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=30)
            process.stdout.close()


def open_batch(connection: psycopg.Connection, layer: str = "uji") -> int:
    """Inserts a batch and writes under it from here on; its number."""
    row = connection.execute(
        "INSERT INTO store.batch (layer, deed, actor) VALUES (%s, 'import', 'uji') RETURNING id", [layer]
    ).fetchone()
    assert row is not None
    connection.execute("SELECT set_config('gis.batch', %s, true)", [str(row[0])])
    return int(row[0])


def connect_as(address: Address, who: Audience | str) -> psycopg.Connection:
    """A connection as an audience's role or the editor."""
    return psycopg.connect(address.conninfo(address.role(who)), autocommit=True)


__all__ = ["EDITOR", "connect_as", "open_batch"]
