"""Files that an import leaves: the bad rows to be corrected, the whole file in colours."""

from __future__ import annotations

import geopandas
import pytest
import shapely
from xlsxwriter import Workbook

from gis.errors import BadRequest
from gis.imports.pipeline import Stage
from tests.db.conftest import INSIDE
from tests.db.sites import BAD, LAT, LON, ONE, SITES, TWO, cells, sites


def test_the_good_rows_are_kept_and_the_bad_ones_can_be_corrected_and_loaded(town):
    report = town.load_text("wisata", BAD, keep_good=True)
    assert (report.loaded, report.counts.bad, report.rejects) == (2, 2, "berkas-ditolak.xlsx")
    rejects = town.folder / "berkas-ditolak.xlsx"
    found = cells(rejects)
    assert found[0] == ["nama", "jenis", "lon", "lat", "wisnus", "alasan"]
    assert found[1][:5] == ["Air Terjun C", "curug", str(LON), str(LAT), "-1"]
    assert "kurang dari 0" in found[1][5]
    assert len(found) == 3
    assert rejects.stat().st_mode & 0o777 == 0o600
    right = {"curug": "alam", "-1": "1", "100": str(LON)}
    with Workbook(rejects) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(found):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, right.get(cell, cell))
    again = town.load("wisata", rejects, keep_good=True)
    assert (again.loaded, again.counts.bad, again.problems) == (2, 0, ())
    assert any("alasan" in note for note in again.notes)


def test_bad_rows_are_written_also_when_the_good_ones_are_stored_already(town):
    town.load_text("wisata", BAD, keep_good=True)
    (town.folder / "berkas-ditolak.xlsx").unlink()
    again = town.load_text("wisata", BAD, keep_good=True)
    assert (again.loaded, again.counts.bad, again.batch) == (0, 2, None)
    assert again.rejects == "berkas-ditolak.xlsx"
    assert len(cells(town.folder / again.rejects)) == 3


def test_bad_rows_never_overwrite_a_file_that_is_there(town):
    (town.folder / "berkas-ditolak.xlsx").write_text("milik orang", "utf-8")
    assert town.load_text("wisata", BAD, keep_good=True).rejects == "berkas-ditolak-1.xlsx"
    with pytest.raises(BadRequest, match="sudah ada"):
        town.load_text(
            "wisata", BAD.replace("47", "49"), keep_good=True, rejects=town.folder / "berkas-ditolak.xlsx"
        )
    assert (town.folder / "berkas-ditolak.xlsx").read_text("utf-8") == "milik orang"
    assert town.value("SELECT wisnus FROM store.wisata WHERE nama = 'Pantai A'") == 47


def test_bad_rows_of_a_map_stay_a_map_in_its_own_reference_system(town):
    points = geopandas.GeoSeries([shapely.Point(*INSIDE[ONE]), shapely.Point(*INSIDE[TWO])], crs=4326).to_crs(
        32749
    )
    frame = geopandas.GeoDataFrame({"nama": ["A", None]}, geometry=points)
    frame.to_file(town.folder / "peta.gpkg")
    report = town.load("wisata", town.folder / "peta.gpkg", keep_good=True)
    assert (report.loaded, report.counts.bad) == (1, 1)
    rejected = geopandas.read_file(town.folder / report.rejects)
    assert rejected.crs.to_epsg() == 32749
    assert "kosong" in rejected["alasan"].iloc[0]
    assert rejected.geometry.iloc[0].equals_exact(points.iloc[1], 1e-6)


def test_a_file_of_bad_rows_only_loads_nothing(town):
    report = town.load_text("wisata", f"nama,jenis,lon,lat\nA,curug,{LON},{LAT}", keep_good=True)
    assert report.refused
    assert report.rejects is None


def test_a_load_that_fails_at_the_last_moment_leaves_no_file(town):
    def fail(progress):
        if progress.stage is Stage.COMMITTING:
            raise RuntimeError

    path = town.sheet(BAD)
    there = set(town.folder.iterdir())
    with pytest.raises(RuntimeError):
        town.load("wisata", path, keep_good=True, report=town.folder / "laporan.xlsx", watch=fail)
    assert set(town.folder.iterdir()) == there
    assert sites(town) == []


def test_the_person_s_own_file_comes_back_with_the_reasons(town):
    report = town.load_text("wisata", BAD, report_bad=True)
    assert (report.refused, report.workbook, report.rejects) == (True, "berkas-laporan.xlsx", None)
    found = cells(town.folder / report.workbook)
    assert [line[:5] for line in found[:2]] == [
        ["nama", "jenis", "lon", "lat", "wisnus"],
        ["Pantai A", "bahari", str(LON), str(LAT), "47"],
    ]
    said = {number: line[5] for number, line in enumerate(found, 1) if not line[5].startswith("Periksa: ")}
    assert {number for number, text in said.items() if text} == {1, 4, 5, 6}
    # Corrected in place it loads as it is: the sheet is named like the layer, and the reasons are left out.
    good = town.load_text("wisata", SITES, report=town.folder / "bersih.xlsx")
    assert good.workbook == str(town.folder / "bersih.xlsx")
    again = town.load("wisata", town.folder / "bersih.xlsx")
    assert (again.problems, again.counts.unchanged, again.batch) == ((), 2, None)
