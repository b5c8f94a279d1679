"""What is exported is what the audience sees, and loaded again it changes nothing."""

from __future__ import annotations

from dataclasses import replace

import geopandas
import pandas as pd
import pyogrio
import pytest
from python_calamine import CalamineWorkbook

from gis import database, formats
from gis.errors import BadRequest, HeadingError, NotFound
from gis.exports import export
from gis.imports import pipeline
from gis.imports.pipeline import Job, Options
from gis.layer import Audience, ByCode, Shape
from gis.privacy import visible
from layers import LAYERS
from tests.db.conftest import INSIDE

FORMATS = ("gpkg", "geojson", "fgb", "parquet", "csv")
"""Formats with a column for each field."""

ENDINGS = [form.suffix for form in formats.FORMATS.values()]
PUBLIC = [name for name, layer in LAYERS.items() if layer.access.seen_by(Audience.PUBLIC)]
STORED = [name for name, layer in LAYERS.items() if layer.totals is None]


def holds(word, layer):
    """Whether a format holds all that a layer needs: a workbook has no column for lines and areas."""
    return word != "xlsx" or layer.shape is Shape.POINT or not layer.stores_geometry


def loaded_again(address, name, path):
    options = Options(actor="uji", dry_run=True, crs="EPSG:4326" if path.suffix == ".csv" else None)
    return pipeline.run(Job(path, LAYERS[name], LAYERS, options), address)


@pytest.mark.parametrize("word", formats.FORMATS)
@pytest.mark.parametrize("name", STORED)
def test_a_file_loaded_again_changes_nothing(sample_database, tmp_path, name, word):
    path = tmp_path / f"{name}{formats.FORMATS[word].suffix}"
    done = export(LAYERS[name], Audience.RESTRICTED, path, sample_database)
    assert done.rows
    if not holds(word, LAYERS[name]):
        with pytest.raises(HeadingError, match="tidak berisi lokasi"):
            loaded_again(sample_database, name, done.file)
        return
    report = loaded_again(sample_database, name, done.file)
    assert report.problems == ()
    assert (report.counts.unchanged, report.counts.changed) == (done.rows, 0)


def headings(path):
    if path.suffix == ".csv":
        return set(pd.read_csv(path, nrows=1)) - {"lon", "lat", "wkt"}
    if path.suffix == ".parquet":
        return set(geopandas.read_parquet(path).columns) - {"geometry"}
    # A GeoPackage holds its layer's style beside the layer.
    return set(pyogrio.read_info(path, layer=0)["fields"])


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("audience", list(Audience))
def test_a_file_has_the_columns_the_audience_sees_and_no_other(sample_database, tmp_path, audience, format_):
    done = export(LAYERS["kejadian"], audience, tmp_path / f"a.{format_}", sample_database)
    assert headings(done.file) == {field.name for field in visible(LAYERS["kejadian"], audience).fields}


def test_the_public_gets_public_rows_at_their_public_place(sample_database, tmp_path):
    done = export(LAYERS["kejadian"], Audience.PUBLIC, tmp_path / "a.gpkg", sample_database)
    found = geopandas.read_file(done.file, layer="kejadian")
    assert set(found["status"]) <= {"terverifikasi", "ditangani", "selesai"}
    assert len(found) == done.rows > 0
    # Every incident of a village stands at the same point.
    assert (found.groupby("kode").geometry.nunique() == 1).all()


def test_a_hidden_layer_is_not_there_for_the_public(sample_database, tmp_path):
    with pytest.raises(NotFound):
        export(LAYERS["rtlh"], Audience.PUBLIC, tmp_path / "a.gpkg", sample_database)
    assert list(tmp_path.iterdir()) == []


def test_withheld_counts_are_empty_and_say_so(sample_database, tmp_path):
    done = export(LAYERS["rtlh_desa"], Audience.PUBLIC, tmp_path / "a.csv", sample_database)
    found = pd.read_csv(done.file)
    assert found["ditahan"].any()
    empty = found[["jumlah", "selesai"]].isna().any(axis=1)
    assert (empty == found["ditahan"]).all()


def test_a_file_that_is_there_is_not_overwritten_unasked(sample_database, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_text("milik orang", "utf-8")
    with pytest.raises(BadRequest, match="--overwrite"):
        export(LAYERS["desa"], Audience.PUBLIC, path, sample_database)
    assert path.read_text("utf-8") == "milik orang"
    assert export(LAYERS["desa"], Audience.PUBLIC, path, sample_database, overwrite=True).rows == 195
    with pytest.raises(BadRequest, match=r"\.gpkg"):
        export(LAYERS["desa"], Audience.PUBLIC, tmp_path / "a.doc", sample_database)


@pytest.mark.parametrize(
    "format_", sorted({*FORMATS} - {"geojson"})
)  # GeoJSON names its columns in each row.
def test_an_empty_layer_has_its_columns(layers_database, tmp_path, format_):
    done = export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / f"a.{format_}", layers_database)
    assert done.rows == 0
    assert headings(done.file) == {field.name for field in visible(LAYERS["wisata"], Audience.PUBLIC).fields}


def test_places_by_code_are_exported_with_their_area(sample_database, tmp_path):
    named = next(name for name, layer in LAYERS.items() if isinstance(layer.place, ByCode))
    found = geopandas.read_file(
        export(LAYERS[named], Audience.PUBLIC, tmp_path / "a.fgb", sample_database).file
    )
    assert found.geometry.notna().all()
    with database.reading(sample_database, Audience.PUBLIC) as session:
        view = visible(LAYERS[named], Audience.PUBLIC)
        count = len(session.rows(view.table.select()))
    assert len(found) == count


def rows_in(path):
    """How many rows other software finds in a file."""
    if path.suffix == ".parquet":
        return len(geopandas.read_parquet(path))
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        return len(book.get_sheet_by_index(0).to_python()) - 1
    if path.suffix == ".geojsonl":
        return sum(bool(record.strip()) for record in path.read_bytes().split(b"\x1e"))
    return pyogrio.read_info(path, layer=0, force_feature_count=True)["features"]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_layer_is_a_file_in_every_format(sample_database, tmp_path, name):
    for ending in ENDINGS:
        done = export(LAYERS[name], Audience.PUBLIC, tmp_path / f"{name}{ending}", sample_database)
        assert rows_in(done.file) == done.rows, ending


def test_a_sample_says_so_in_every_file(sample_database, tmp_path):
    for ending in (".geojson", ".fg.json", ".kml", ".parquet", ".gpkg"):
        done = export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / f"a{ending}", sample_database)
        assert b"data contoh" in done.file.read_bytes(), ending
    path = export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / "a.xlsx", sample_database).file
    told = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Keterangan").to_python()
    assert any("data contoh" in str(cell) for line in told for cell in line)
    assert pd.read_csv(export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / "a.csv", sample_database).file)[
        "contoh"
    ].all()


def test_a_file_for_some_is_for_its_owner_alone(sample_database, tmp_path):
    public = export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / "a.csv", sample_database).file
    staff = export(LAYERS["wisata"], Audience.STAFF, tmp_path / "b.csv", sample_database).file
    assert staff.stat().st_mode & 0o077 == 0
    assert public.stat().st_mode & 0o044 == 0o044


def test_an_export_that_fails_leaves_nothing(sample_database, tmp_path, monkeypatch):
    def broken(content):
        yield b"setengah"
        raise OSError("penuh")

    monkeypatch.setattr("gis.exports.FORMATS", {"csv": replace(formats.FORMATS["csv"], write=broken)})
    with pytest.raises(OSError, match="penuh"):
        export(LAYERS["wisata"], Audience.PUBLIC, tmp_path / "a.csv", sample_database)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "@nama", "-Ds. Bulu"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_text_like_a_formula_comes_back_as_it_was(town, text, ending):
    kode, (lon, lat) = next(iter(INSIDE.items()))
    town.load_text("wisata", f"nama,kategori,kode,lon,lat\n{text},alam,{kode},{lon},{lat}")
    assert town.rows("SELECT nama FROM store.wisata") == [(text,)]
    done = export(LAYERS["wisata"], Audience.PUBLIC, town.folder / f"a.{ending}", town.address)
    report = town.load("wisata", done.file)
    assert (report.problems, report.counts.unchanged) == ((), 1)
