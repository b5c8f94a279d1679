"""Houses from a GeoPackage into PostGIS: `gis import`, which checks and records each row, and ogr2ogr."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks import files
from benchmarks.clock import seconds
from benchmarks.ground import Ground, drop, say
from benchmarks.servers import GIS
from benchmarks.table import Figure, Line
from gis import sample
from gis.address import Address
from layers import LAYERS

LAYER: Final = "rtlh"

_OGR: Final = "ogr"
"""The schema that ogr2ogr fills."""


def run(ground: Ground) -> Iterator[Line]:
    """Both as one types them, into a database that has the areas and no houses yet, new in each round."""
    package = files.houses(ground.larger)
    ours: list[float] = []
    theirs: list[float] = []
    rows = 0
    for number in range(ground.pace.few):
        say(f"import: round {number + 1} of {ground.pace.few}")
        address = _prepared(ground, f"round_{number}")
        ours.append(seconds(lambda: _ours(ground, address, package)))  # noqa: B023 -- called at once.
        theirs.append(seconds(lambda: _theirs(address, package)))  # noqa: B023 -- called at once.
        rows = _rows(address)
        drop(address)
    yield Line("import", f"{rows:,} points", "s", Figure.of(ours), "ogr2ogr", Figure.of(theirs))


def _prepared(ground: Ground, name: str) -> Address:
    """A new database with the areas that houses refer to."""
    address = ground.empty(name)
    for entry in sample.manifest(ground.larger).entries:
        if LAYERS[entry.layer].area:
            sample.load(entry, sample.manifest(ground.larger).shift(sample.today_here()), LAYERS, address)
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(_OGR)))
    return address


def _ours(ground: Ground, address: Address, package: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIS_")}
    environ |= {"GIS_HOME": str(ground.home), "GIS_DATABASE": address.database}
    _done([str(GIS), "import", LAYER, str(package)], environ)


def _theirs(address: Address, package: Path) -> None:
    """The file as it is, by COPY; then the indexes that the service's table has, on the columns there are."""
    to = f"PG:{address.conninfo()}"
    options = ["-nln", f"{_OGR}.{LAYER}", "-lco", "GEOMETRY_NAME=geom", "-lco", "SPATIAL_INDEX=NONE"]
    _done(
        ["ogr2ogr", "-f", "PostgreSQL", to, str(package), LAYER, *options, "--config", "PG_USE_COPY", "YES"]
    )
    table = Identifier(_OGR, LAYER)
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute(SQL("CREATE UNIQUE INDEX ON {} (id)").format(table))
        connection.execute(SQL("CREATE INDEX ON {} (kode)").format(table))
        connection.execute(SQL("CREATE INDEX ON {} USING gist (geom)").format(table))


def _done(command: list[str], environ: dict[str, str] | None = None) -> None:
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(
            f"{command[0]} ends with {ran.returncode}:\n{ran.stdout[-1000:]}{ran.stderr[-2000:]}"
        )


def _rows(address: Address) -> int:
    """How many rows both loaded. Raises when not the same number: that would compare nothing."""
    with psycopg.connect(address.conninfo()) as connection:
        found = connection.execute(
            SQL("SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {})").format(
                Identifier("store", LAYER), Identifier(_OGR, LAYER)
            )
        ).fetchone()
    ours, theirs = found or (0, 0)
    if ours != theirs or not ours:
        raise RuntimeError(f"gis import has {ours} rows, ogr2ogr {theirs}.")
    return int(ours)
