"""Real files load with their own column names; the same villages in any format are the same villages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas
import pytest
import shapely

from gis import undo as undoing
from gis.errors import SheetError
from gis.imports.mending import Mending
from layers import LAYERS
from tests.db.conftest import INSIDE, Town, emptied


@pytest.fixture
def real(town: Town, shared: Path) -> Path:
    """The folder of real files; the town is emptied, for the regency takes its place."""
    emptied(town.address)
    return shared / "data" / "real"


@pytest.fixture
def regency(town: Town, real: Path) -> Path:
    """The real boundaries are loaded."""
    for layer in ("kabupaten", "kecamatan", "desa"):
        town.load(layer, real / "batas_jepara.gpkg")
    return real


def test_the_real_boundaries_of_one_file_go_into_three_layers(town, real):
    for layer, count in (("kabupaten", 1), ("kecamatan", 16), ("desa", 195)):
        report = town.load(layer, real / "batas_jepara.gpkg")
        assert (report.counts.read, report.loaded, report.problems) == (count, count, ())
        assert any(f"yang dimuat: '{layer}'" in note for note in report.notes)
    km2 = "SELECT sum(ST_Area(ST_Transform(geom, 32749))) / 1e6 FROM store.desa"
    assert town.value(km2) == pytest.approx(1019.5, abs=0.5)
    assert town.value("SELECT count(*) FROM store.desa WHERE jenis = 'kelurahan'") == 11
    given = geopandas.read_file(real / "batas_jepara.gpkg", layer="desa").set_index("kode")["luas_km2_hitung"]
    assert dict(town.rows("SELECT kode, luas_km2 FROM store.desa")) == given.to_dict()


def test_another_format_of_the_same_villages_changes_nothing(town, regency):
    report = town.load("desa", regency / "batas_desa_jepara.fgb")
    assert (report.batch, report.counts.unchanged) == (None, 195)


@pytest.mark.parametrize(
    ("format_", "source"),
    [
        ("gpkg", 4326),
        ("gpkg", 32749),
        ("zip", 32749),
        ("geojson", 4326),
        ("fgb", 9489),
        ("parquet", 23835),
        ("csv", 4326),
    ],
)
def test_the_same_villages_in_any_format_and_reference_system(town, regency, tmp_path, format_, source):
    villages = geopandas.read_file(regency / "batas_jepara.gpkg", layer="desa").to_crs(source)
    path = tmp_path / f"batas desa.{format_}"
    if format_ == "parquet":
        villages.to_parquet(path)
    elif format_ == "csv":
        villages.assign(wkt=villages.geometry.to_wkt(rounding_precision=-1)).drop(columns="geometry").to_csv(
            path
        )
    elif format_ == "zip":
        (tmp_path / "isi").mkdir()
        short_named(villages).to_file(tmp_path / "isi" / "batas desa.shp")
        with zipfile.ZipFile(path, "w") as archive:
            for part in (tmp_path / "isi").iterdir():
                archive.write(part, f"kiriman/{part.name}")
    else:
        villages.to_file(path)
    options = {"renamed": {"luas_km2_h": "luas_km2"}} if format_ == "zip" else {}
    before = town.rows("SELECT kode, geom::text FROM store.desa ORDER BY kode")
    report = town.load("desa", path, **options)
    assert report.problems == ()
    assert (report.counts.inserted, report.counts.deleted) == (0, 0)
    now = town.rows("SELECT kode, geom::text FROM store.desa ORDER BY kode")
    assert len(now) == len(before) == 195
    for (code, old), (same, new) in zip(before, now, strict=True):
        assert code == same
        # A tenth of a millimetre there and back; DGN95 to WGS 84 is a step of its own in PROJ.
        assert shapely.hausdorff_distance(shapely.from_wkb(old), shapely.from_wkb(new)) < 1e-8


def short_named(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """With the ten letters that a shapefile keeps of a heading."""
    return frame.rename(columns=lambda name: name[:10])


def test_a_shapefile_without_its_prj_is_not_taken_for_degrees(town, regency, tmp_path):
    villages = geopandas.read_file(regency / "batas_jepara.gpkg", layer="desa").to_crs(32749)
    short_named(villages).to_file(tmp_path / "desa.shp")
    (tmp_path / "desa.prj").unlink()
    with pytest.raises(SheetError, match="--crs"):
        town.load("desa", tmp_path / "desa.shp")
    report = town.load("desa", tmp_path / "desa.shp", crs="EPSG:32749", dry_run=True)
    assert report.problems == ()


def test_real_ports_find_their_villages_and_stay_the_same_when_loaded_again(town, regency):
    path = regency / "pelabuhan_perikanan_jepara.geojson"
    report = town.load("pelabuhan", path)
    assert (report.loaded, report.problems) == (11, ())
    rows = dict(
        town.rows(
            "SELECT p.nama, k.nama FROM store.pelabuhan p JOIN store.kecamatan k ON k.kode = left(p.kode, 8)"
        )
    )
    assert rows["PP. Ujung Watu"] == "Donorojo"
    assert rows["PP. Karimun Jawa"] == "Karimunjawa"
    assert town.value("SELECT count(*) FROM store.pelabuhan WHERE tpi") == sum(
        geopandas.read_file(path)["tpi"]
    )
    before = town.state("pelabuhan")
    assert town.load("pelabuhan", path).batch is None
    assert town.state("pelabuhan") == before


def test_real_sites_load_and_those_in_no_village_are_told(town, regency):
    path = regency / "wisata_unggulan_jepara.geojson"
    report = town.load("wisata", path)
    assert (report.loaded, report.problems) == (20, ())
    assert [one.row for one in report.remarks if one.rule == "range"] == [6, 13]
    placeless = town.rows("SELECT nama FROM store.wisata WHERE kode IS NULL ORDER BY 1")
    assert placeless == [("Pantai Blebak",), ("Pulau Mandalika",)]
    # What the file says of the kecamatan agrees with where its points lie, but for the one known to be wrong.
    found = dict(
        town.rows(
            "SELECT w.nama, k.nama FROM store.wisata w JOIN store.kecamatan k ON k.kode = left(w.kode, 8)"
        )
    )
    said = geopandas.read_file(path).set_index("nama_wisata")["kecamatan"].to_dict()
    differing = {name for name in found if found[name].lower() != said[name].strip().lower()}
    assert differing == {"Jepara Ourland Park"}
    before = town.state("wisata")
    assert town.load("wisata", path).batch is None
    assert town.state("wisata") == before


def test_real_villages_over_others_and_back_again(town, real, tmp_path):
    """The village layer as the map shows it changes at once, and comes back exactly."""
    town.load("kabupaten", real / "batas_jepara.gpkg")
    town.load("kecamatan", real / "batas_jepara.gpkg")
    drawn = geopandas.read_file(real / "batas_jepara.gpkg", layer="desa")
    rough = drawn.assign(geometry=drawn.geometry.simplify(0.002), nama=drawn["nama"].str.upper())
    rough[rough.geometry.geom_type.isin(["Polygon", "MultiPolygon"])].to_file(tmp_path / "kasar.gpkg")
    town.load("desa", tmp_path / "kasar.gpkg", accept=frozenset({Mending.SHAPE}))
    before = town.rows("SELECT to_jsonb(s) FROM store.desa s ORDER BY kode")
    batch = town.load("desa", real / "batas_jepara.gpkg").batch
    assert town.value("SELECT count(*) FROM public_.desa WHERE nama = upper(nama)") == 0
    undoing.undo(batch, LAYERS, town.address, "uji")
    assert town.rows("SELECT to_jsonb(s) FROM store.desa s ORDER BY kode") == before


def test_raw_points_that_lost_their_minus_are_refused_with_the_reason(town, regency):
    path = regency / "raw" / "pulau_jepara_raw.csv"
    renamed = {"nama": "nama", "kode": "", "lng": "lon"}
    report = town.load("wisata", path, renamed=renamed)
    assert report.refused
    assert report.counts.good == 0
    assert {(p.rule, p.accept) for p in report.problems} == {("minus", "minus")}
    assert len(report.problems) == report.counts.read


def test_rows_of_a_map_that_hold_nothing_are_told(town, tmp_path):
    frame = geopandas.GeoDataFrame(
        {"nama": ["TPS 1", None, "TPS 2"], "jenis": ["tps", None, "tps"], "status": ["aktif", None, "aktif"]},
        geometry=[shapely.Point(INSIDE["33.20.01.2001"]), None, shapely.Point(INSIDE["33.20.01.2002"])],
        crs=4326,
    )
    frame.to_file(tmp_path / "tps.gpkg", driver="GPKG")
    report = town.load("tempat_sampah", tmp_path / "tps.gpkg")
    assert (report.counts.read, report.counts.good, report.counts.skipped) == (3, 2, 1)
    assert [(one.row, str(one.why)) for one in report.skipped] == [(2, "blank")]
