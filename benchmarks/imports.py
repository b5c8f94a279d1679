"""Houses from a GeoPackage into PostGIS: `gis import`, which checks and records each row, and ogr2ogr.

ogr2ogr loads twice: into a table that has its indexes, as the service's has, which is read while rows arrive;
and into a bare one, whose indexes are built afterwards.
"""

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
    kept: list[float] = []
    bare: list[float] = []
    rows = 0
    for number in range(ground.pace.few):
        say(f"import: round {number + 1} of {ground.pace.few}")
        address = _prepared(ground, f"round_{number}")
        ours.append(seconds(lambda: _ours(ground, address, package)))  # noqa: B023 -- called at once.
        bare.append(seconds(lambda: _bare(address, package)))  # noqa: B023 -- called at once.
        rows = _rows(address)
        _emptied(address)
        kept.append(seconds(lambda: _kept(address, package)))  # noqa: B023 -- called at once.
        _rows(address)
        drop(address)
    figure = Figure.of(ours)
    yield Line("import", f"{rows:,} points", "s", figure, "ogr2ogr, indexes kept", Figure.of(kept))
    yield Line("import", f"{rows:,} points", "s", figure, "ogr2ogr, indexes after", Figure.of(bare))


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


def _bare(address: Address, package: Path) -> None:
    """The file as it is, by COPY; then the indexes that the service's table has, on the columns there are."""
    _ogr(address, package, "-lco", "GEOMETRY_NAME=geom", "-lco", "SPATIAL_INDEX=NONE")
    table = Identifier(_OGR, LAYER)
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute(SQL("CREATE UNIQUE INDEX ON {} (id)").format(table))
        connection.execute(SQL("CREATE INDEX ON {} (kode)").format(table))
        connection.execute(SQL("CREATE INDEX ON {} USING gist (geom)").format(table))


def _emptied(address: Address) -> None:
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute(SQL("TRUNCATE {}").format(Identifier(_OGR, LAYER)))


def _kept(address: Address, package: Path) -> None:
    """The file into the table as it stands, with its indexes."""
    _ogr(address, package, "-append")


def _ogr(address: Address, package: Path, *options: str) -> None:
    to = ["-f", "PostgreSQL", f"PG:{address.conninfo()}", str(package), LAYER, "-nln", f"{_OGR}.{LAYER}"]
    _done(["ogr2ogr", *to, *options, "--config", "PG_USE_COPY", "YES"])


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
