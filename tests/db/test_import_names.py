"""Files that name villages instead of giving their codes, loaded into the real layers."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

import pytest

from gis.errors import RefusedData
from tests.db.conftest import INSIDE, KEC, Town, emptied


@pytest.fixture
def regency(town: Town, shared: Path) -> Town:
    """The town with the regency's villages and districts instead of its own."""
    emptied(town.address)
    for layer in ("kabupaten", "kecamatan", "desa"):
        town.load(layer, shared / "data" / "real" / "batas_jepara.gpkg")
    return town


def test_a_press_list_of_villages_loads_and_names_what_contradicts(regency: Town, shared: Path):
    press = shared / "domain" / "data" / "dms_2023_press.csv"
    with press.open(encoding="utf-8") as lines:
        known = list(csv.DictReader(lines))
    renamed = {
        "nama_sumber": "nama",
        "kecamatan_sumber": "kecamatan",
        "kode": "",
        "nama": "",
        "kecamatan": "",
    }
    told = regency.load("dms", press, renamed=renamed, dry_run=True)
    differing = {at: row for at, row in enumerate(known, 2) if row["cocok"] == "kecamatan differs"}
    spelled = {at: row for at, row in enumerate(known, 2) if row["cocok"] == "spelling"}
    assert {problem.row for problem in told.problems} == differing.keys() | spelled.keys()
    for problem in told.problems:
        assert (problem.column, problem.rule) == ("nama_sumber", "name")
        assert problem.accept == ("name" if problem.row in spelled else None)
        row = known[problem.row - 2]
        assert f"{row['nama']} (kecamatan {row['kecamatan']})" in problem.message
    loaded = regency.load("dms", press, renamed=renamed, keep_good=True, accept=frozenset({"name"}))
    assert {one.row for one in loaded.mended} == spelled.keys()
    expected = sorted(row["kode"] for row in known if row["cocok"] != "kecamatan differs")
    assert regency.rows("SELECT array_agg(kode ORDER BY kode) FROM store.dms") == [(expected,)]


def test_every_village_of_the_regency_is_found_by_name_and_district(regency: Town, shared: Path):
    with (shared / "domain" / "data" / "jepara_desa.csv").open(encoding="utf-8") as lines:
        known = list(csv.DictReader(lines))
    dress = cycle(("", "Desa ", "KEL. ", "ds."))
    lines = [f"{next(dress)}{row['nama'].upper()},Kec. {row['kecamatan']}" for row in known]
    report = regency.load_text("dms", "\n".join(["Nama Desa,Kecamatan", *lines]))
    assert (report.loaded, report.problems) == (195, ())
    loaded = regency.value("SELECT array_agg(kode ORDER BY kode) FROM store.dms")
    assert loaded == sorted(row["kode"] for row in known)


def test_a_name_gives_the_code_and_the_position_is_checked_against_it(town: Town):
    (one, here), (_, elsewhere), *_ = INSIDE.items()
    report = town.load_text(
        "wisata",
        f"""nama,Desa,Kecamatan,lon,lat
        Pantai A,Desa 1,Kedung,{here[0]},{here[1]}
        Pantai B,Desa 1,Kedung,{elsewhere[0]},{elsewhere[1]}""",
        keep_good=True,
    )
    found = [(problem.row, problem.column, problem.rule) for problem in report.problems]
    assert found == [(3, "Desa", "inside")]
    assert town.rows("SELECT nama, kode FROM store.wisata") == [("Pantai A", one)]


def test_a_house_without_position_stands_in_the_village_that_is_named(town: Town):
    report = town.load_text(
        "rtlh",
        """nik,Desa,Kecamatan,status
        3320010101900001,Desa 2,Kedung,usulan
        3320010101900002,Desa 7,Kedung,usulan
        3320010101900003,,Kedung,usulan""",
        keep_good=True,
    )
    found = [(problem.row, problem.column, problem.rule) for problem in report.problems]
    assert found == [(3, "Desa", "name"), (4, "Desa", "required")]
    assert not any("Desa 7" in problem.message for problem in report.problems)
    assert town.rows("SELECT kode FROM store.rtlh") == [("33.20.01.2002",)]


def test_a_misspelt_village_is_one_thing_to_correct_also_beside_a_column_of_codes(town: Town):
    report = town.load_text(
        "rtlh",
        """nik,Kode Desa,Desa,Kecamatan,status
        3320010101900001,,Desa Tujuh,Kedung,usulan
        3320010101900002,,,Kedung,usulan""",
    )
    found = [(problem.row, problem.column, problem.rule) for problem in report.problems]
    assert found == [(2, "Desa", "name"), (3, "Kode Desa", "required")]


def test_a_place_in_another_district_than_the_row_names_is_remarked_on(regency: Town, shared: Path):
    report = regency.load(
        "wisata", shared / "data" / "real" / "wisata_unggulan_jepara.geojson", keep_good=True
    )
    said = [remark.message for remark in report.remarks if remark.rule == "name"]
    assert any("'Mlonggo'" in message and "Kawak (kecamatan Pakis Aji)" in message for message in said)
    assert not any(problem.rule == "name" for problem in report.problems)


FIELD = "POLYGON((110.7 -6.6,110.71 -6.6,110.71 -6.59,110.7 -6.6))"


def test_a_file_of_villages_gets_the_code_of_the_district_it_names(town: Town):
    report = town.load_text(
        "desa",
        f"""kode,nama,jenis,wkt,Kecamatan
        33.20.01.2009,Baru,desa,"{FIELD}",Kec. Kedung
        33.20.02.2009,Lama,desa,"{FIELD}",Mlonggo""",
        keep_good=True,
    )
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, "Kecamatan")]
    assert town.value("SELECT kode_kec FROM store.desa WHERE nama = 'Baru'") == KEC


def test_names_of_areas_that_are_not_loaded_yet_say_what_to_do(town: Town):
    emptied(town.address)
    with pytest.raises(RefusedData, match="Layer 'desa' masih kosong: muat dulu batasnya"):
        town.load_text("dms", "Nama Desa\nBulu")
