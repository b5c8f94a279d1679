"""Large GeoPackage tables: read column by column they hold what they hold read row by row, to the cell."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.imports.files import bulk, formats
from gis.imports.files.coded import Coded
from gis.imports.files.wanted import Wanted
from layers import LAYERS


def package(path, count=40, **columns):
    points = [None if at % 7 == 3 else shapely.Point(110.6 + at / 100, -6.6) for at in range(count)]
    frame = geopandas.GeoDataFrame(columns, geometry=points, crs=4326)
    # Without the triggers of its index, which call functions that bare SQLite has not.
    frame.to_file(path, layer="desa", driver="GPKG", layer_options={"SPATIAL_INDEX": "NO"})
    return path


def changed(path, *statements):
    with closing(sqlite3.connect(path)) as store:
        for statement in statements:
            store.execute(statement)
        store.commit()


def both(path, monkeypatch):
    """The sheet read column by column, and row by row."""
    found = []
    for many in (1, 10**9):
        monkeypatch.setattr(bulk, "MANY", many)
        found.append(formats.read(path, Wanted(LAYERS["desa"])))
    return found


def is_quick(sheet):
    # Row by row, cells come as tuples.
    return not any(isinstance(column.cells, tuple) for column in sheet.columns)


def same(one, other):
    def cells(sheet):
        return {column.heading: [(type(cell), cell) for cell in column.cells] for column in sheet.columns}

    assert cells(one) == cells(other)
    assert [column.at for column in one.columns] == [column.at for column in other.columns]
    assert list(one.numbers) == list(other.numbers)
    assert one.crs == other.crs
    assert shapely.to_wkb(one.shapes).tolist() == shapely.to_wkb(other.shapes).tolist()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(
        st.tuples(
            st.none() | TEXTS,
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_cell_is_the_same_either_way(tmp_path_factory, rows):
    path = package(tmp_path_factory.mktemp("a") / "a.gpkg", len(rows))
    changed(
        path,
        *(f"ALTER TABLE desa ADD COLUMN {name}" for name in ("nama TEXT", "jiwa INTEGER", "luas REAL")),
    )
    with closing(sqlite3.connect(path)) as store:
        for at, row in enumerate(rows, start=1):
            store.execute("UPDATE desa SET nama = ?, jiwa = ?, luas = ? WHERE fid = ?", [*row, at])
        store.commit()
    with pytest.MonkeyPatch.context() as patch:
        quick, slow = both(path, patch)
    assert is_quick(quick)
    assert not is_quick(slow)
    same(quick, slow)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desa SET jiwa = 'banyak' WHERE fid = 5",
        "UPDATE desa SET nama = x'00ff' WHERE fid = 5",
        "UPDATE desa SET nama = 'Bulu' || char(0) || 'x' WHERE fid = 5",
        "UPDATE desa SET jiwa = 2.5 WHERE fid = 5",
        "ALTER TABLE desa ADD COLUMN sejak DATE DEFAULT '2024-05-06'",
        "ALTER TABLE desa ADD COLUMN kecil MEDIUMINT DEFAULT 99999999999",
        "ALTER TABLE desa ADD COLUMN aktif BOOLEAN DEFAULT 1",
    ],
    ids=["text for a number", "bytes", "an end within a text", "a fraction", "dates", "too large", "yes"],
)
def test_what_could_be_altered_is_read_row_by_row(tmp_path, monkeypatch, statement):
    path = package(tmp_path / "a.gpkg", nama=["Bulu"] * 40, jiwa=list(range(40)))
    changed(path, statement)
    quick, slow = both(path, monkeypatch)
    assert not is_quick(quick)
    same(quick, slow)


def test_a_key_of_ones_own_is_not_lost(tmp_path, monkeypatch):
    points = geopandas.GeoDataFrame({"nama": ["a", "b"]}, geometry=[shapely.Point(110, -6)] * 2, crs=4326)
    points.to_file(tmp_path / "a.gpkg", layer="desa", driver="GPKG", layer_options={"FID": "nomor"})
    quick, slow = both(tmp_path / "a.gpkg", monkeypatch)
    assert "nomor" in quick.headings
    same(quick, slow)


def test_cells_that_are_alike_are_held_once(tmp_path, monkeypatch):
    path = package(tmp_path / "a.gpkg", nama=["Bulu", "Kedung"] * 20, id=[f"a{at}" for at in range(40)])
    quick, _ = both(path, monkeypatch)
    assert [type(column.cells) for column in quick.columns] == [Coded, list]
    assert quick.columns[0].cells.distinct == ["Bulu", "Kedung", None]


def test_places_alone_are_read(tmp_path, monkeypatch):
    quick, slow = both(package(tmp_path / "a.gpkg"), monkeypatch)
    assert quick.columns == ()
    same(quick, slow)


def test_cells_by_number_are_the_cells():
    cells = Coded(["a", None, ["x"]], np.array([2, 0, 1, 0]))
    assert list(cells) == [["x"], "a", None, "a"]
    assert (len(cells), cells[1], cells[1:3]) == (4, "a", ["a", None])
    assert cells.spread([1, 2, 3]) == [3, 1, 2, 1]
