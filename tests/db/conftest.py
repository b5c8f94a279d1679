"""A small town for tests that commit: one database a process, emptied before each test, three villages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import psycopg
import pytest
import shapely
from psycopg.sql import SQL, Identifier

from gis.address import Address
from gis.imports import pipeline
from gis.imports.pipeline import Job, Options
from gis.imports.report.told import Report
from layers import LAYERS

KEC = "33.20.01"
DESA = {f"33.20.01.200{at}": shapely.box(110.6 + at / 10, -6.6, 110.7 + at / 10, -6.5) for at in (1, 2, 3)}
"""Three villages side by side; the borders lie at 110.7, 110.8, 110.9 and 111.0."""

INSIDE = {code: (round(shape.centroid.x, 2), -6.55) for code, shape in DESA.items()}
"""A point in each village."""


@dataclass(frozen=True)
class Town:
    """A database with three villages, and short ways to load into it and to look."""

    address: Address
    folder: Path

    def load(self, layer: str, file: Path, **options: Any) -> Report:
        """Loads a file; options as `Options` names them, and what `Job` asks."""
        asks = {name: options.pop(name) for name in ("watch", "ask", "confirm") if name in options}
        chosen = Options(actor=options.pop("actor", "uji"), **options)
        return pipeline.run(Job(file, LAYERS[layer], LAYERS, chosen, **asks), self.address)

    def sheet(self, text: str, name: str = "berkas.csv") -> Path:
        """A CSV file of these lines."""
        path = self.folder / name
        path.write_text(
            "\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8"
        )
        return path

    def load_text(self, layer: str, text: str, **options: Any) -> Report:
        """Loads a CSV file of these lines."""
        return self.load(layer, self.sheet(text), **options)

    def rows(self, query: str, values: Any = None) -> list[tuple[Any, ...]]:
        """What a query finds, asked as the owner."""
        with psycopg.connect(self.address.conninfo()) as connection:
            return connection.execute(query, values).fetchall()

    def value(self, query: str, values: Any = None) -> Any:
        """The one value a query finds."""
        ((found,),) = self.rows(query, values)
        return found

    def state(self, layer: str) -> dict[str, Any]:
        """All that an import may change: rows, history, versions and batches."""
        audiences = ("public_", "staff", "restricted")
        return {
            "rows": self.rows(f"SELECT to_jsonb(s) FROM store.{layer} s ORDER BY to_jsonb(s)::text"),
            "history": self.rows(f"SELECT to_jsonb(h) FROM history.{layer} h ORDER BY entry"),
            "versions": [
                self.rows(f"SELECT * FROM {audience}.version ORDER BY layer") for audience in audiences
            ],
            "batches": self.rows("SELECT to_jsonb(b) FROM store.batch b ORDER BY id"),
            "published": self.published(),
        }

    def published(self) -> list[Any]:
        """Every published table's rows."""
        tables = self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'published' ORDER BY 1")
        return [
            (name, self.rows(f"SELECT to_jsonb(p) FROM published.{name} p ORDER BY to_jsonb(p)::text"))
            for (name,) in tables
        ]


def villages(folder: Path, codes: dict[str, shapely.Geometry] | None = None) -> Path:
    """The villages as a GeoPackage."""
    given = codes or DESA
    path = folder / "desa.gpkg"
    names = [f"Desa {code[-1]}" for code in given]
    geopandas.GeoDataFrame(
        {"kode": list(given), "nama": names, "jenis": "desa", "kode_kec": KEC},
        geometry=list(given.values()),
        crs=4326,
    ).to_file(path)
    return path


@pytest.fixture(scope="session")
def town_address(make_database: Callable[..., Address]) -> Address:
    """The town's database, with the tables as declared."""
    return make_database(LAYERS)


def emptied(address: Address) -> None:
    """Removes every row, history and batch, past the triggers that forbid it."""
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute("SET session_replication_role = replica")
        found = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('store', 'history', 'published')"
        ).fetchall()
        # Deleting a few rows is much quicker than truncating sixty tables.
        for name in found:
            connection.execute(SQL("DELETE FROM {}").format(Identifier(*name)))


@pytest.fixture
def town(town_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town with its kecamatan and villages, and nothing else; the current directory is the test's own."""
    monkeypatch.chdir(tmp_path)
    return founded(town_address, tmp_path)


def founded(address: Address, folder: Path) -> Town:
    """The town in a database with the declared tables: emptied, then its kecamatan and villages."""
    emptied(address)
    found = Town(address, folder)
    whole = shapely.union_all(list(DESA.values()))
    found.load_text("kecamatan", f'kode,nama,wkt\n{KEC},Kedung,"{whole.wkt}"')
    found.load("desa", villages(folder))
    return found
