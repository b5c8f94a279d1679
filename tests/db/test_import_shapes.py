"""Faulty geometries of real formats, from the file into the store."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pytest
import shapely

from gis.imports.mending import Mending
from tests.db.conftest import Town

OPEN = [[110.7, -6.6], [110.71, -6.6], [110.71, -6.59], [110.7, -6.59]]


@pytest.fixture
def study(town: Town) -> str:
    """A study of floods around the villages; its id."""
    around = shapely.box(110.6, -6.7, 111.1, -6.4)
    town.load_text("kajian", f'id,jenis,judul,tahun,wkt\nk1,banjir,Kajian,2024,"{around.wkt}"')
    return "k1"


def features(folder: Path, *coordinates: list) -> Path:
    """A GeoJSON file of polygons, as they are."""
    path = folder / "kawasan.geojson"
    drawn = [
        {
            "type": "Feature",
            "properties": {"kajian": "k1", "jenis": "banjir", "kelas": 1},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ring in coordinates
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": drawn}), encoding="utf-8")
    return path


def test_an_open_ring_is_named_and_closed_where_that_is_accepted(town: Town, study: str):
    path = features(town.folder, OPEN, [*OPEN, OPEN[0]][::-1])
    report = town.load("bahaya", path)
    assert [(one.row, one.rule, one.accept) for one in report.problems] == [(1, "unclosed", "shape")]
    assert town.value("SELECT count(*) FROM store.bahaya") == 0
    report = town.load("bahaya", features(town.folder, OPEN), accept=frozenset({Mending.SHAPE}))
    assert (report.problems, [one.row for one in report.mended]) == ((), [1])
    assert town.value("SELECT ST_XMax(geom) - ST_XMin(geom) FROM store.bahaya") == pytest.approx(0.01)


def test_hazard_areas_that_lie_on_each_other_are_remarked_on_and_loaded(town: Town, study: str):
    drawn = [shapely.box(110.7, -6.6, 110.71, -6.59), shapely.box(110.705, -6.6, 110.72, -6.59)]
    frame = geopandas.GeoDataFrame(
        {"kajian": study, "jenis": "banjir", "kelas": [1, 3]}, geometry=drawn, crs=4326
    )
    path = town.folder / "kawasan.gpkg"
    frame.to_file(path)
    report = town.load("bahaya", path)
    assert (report.loaded, report.problems) == (2, ())
    (remark,) = [one for one in report.remarks if one.rule == "overlap"]
    assert remark.row == 2
    assert "dengan baris 1; kelasnya berbeda, yang dihitung kelas terburuk" in remark.message


def test_names_that_were_mended_stay_told_beside_mended_shapes(town: Town):
    bowtie = "POLYGON ((110.7 -6.6, 110.71 -6.59, 110.71 -6.6, 110.7 -6.59, 110.7 -6.6))"
    report = town.load_text(
        "desa",
        f'kode,nama,jenis,Kecamatan,wkt\n33.20.01.2009,Baru,desa,Kedumg,"{bowtie}"',
        accept=frozenset({Mending.NAME, Mending.SHAPE}),
    )
    assert report.problems == ()
    assert [one.rule for one in report.mended] == [Mending.NAME, Mending.SHAPE]
