"""Files go in whole or not at all; what stands there already is not touched; every change has its batch."""

from __future__ import annotations

import hashlib
import threading

import geopandas
import psycopg
import pytest
import shapely
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from api.cli.telling import lines
from gis.errors import BadRequest, BadValue, Conflict, HeadingError, RefusedData
from gis.exports import export
from gis.imports.mending import Mending
from gis.imports.pipeline import Stage
from gis.layer import Audience
from layers import LAYERS
from tests.db.conftest import DESA, INSIDE, villages

ONE, TWO, THREE = DESA
LON, LAT = INSIDE[ONE]

SITES = f"""
    nama,jenis,lon,lat,wisnus
    Pantai A,bahari,{LON},{LAT},47
    Bukit B,alam,{INSIDE[TWO][0]},{LAT},
"""


def cells(path):
    """What the first sheet of a workbook holds, line by line."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def sites(town):
    return town.rows("SELECT nama, jenis, kode, wisnus, ST_X(geom), batch FROM store.wisata ORDER BY nama")


def test_rows_go_in_under_a_batch_that_says_everything(town):
    path = town.sheet(SITES)
    report = town.load("wisata", path, actor="citra", source="TIC", keep_good=True)
    assert (report.counts.read, report.counts.good, report.counts.inserted, report.loaded) == (2, 2, 2, 2)
    assert [row[:5] for row in sites(town)] == [
        ("Bukit B", "alam", TWO, None, INSIDE[TWO][0]),
        ("Pantai A", "bahari", ONE, 47, LON),
    ]
    (batch,) = town.rows(
        "SELECT layer, deed, actor, file, sha256, read, good, bad, skipped, inserted, updated, options"
        " FROM store.batch WHERE id = %s",
        [report.batch],
    )
    mark = hashlib.sha256(path.read_bytes()).hexdigest()
    assert batch == ("wisata", "import", "citra", path.name, mark, 2, 2, 0, 0, 2, 0, {"keep_good": True})
    assert {row[5] for row in sites(town)} == {report.batch}


def test_the_same_file_again_changes_nothing_and_says_so(town):
    path = town.sheet(SITES)
    town.load("wisata", path)
    before = town.state("wisata")
    report = town.load("wisata", path)
    assert (report.batch, report.loaded, report.counts.unchanged) == (None, 0, 2)
    assert "Tidak ada yang berubah" in list(lines(report))[-1]
    assert town.state("wisata") == before


def test_only_what_differs_is_changed_and_the_old_row_is_kept(town):
    first = town.load_text("wisata", SITES)
    report = town.load_text("wisata", SITES.replace("47", "48"))
    assert (report.counts.updated, report.counts.unchanged, report.counts.inserted) == (1, 1, 0)
    assert [(row[3], row[5]) for row in sites(town)] == [(None, first.batch), (48, report.batch)]
    kept = town.rows("SELECT nama, wisnus, batch, ended_by, deleted FROM history.wisata")
    assert kept == [("Pantai A", 47, first.batch, report.batch, False)]


def test_a_column_the_file_does_not_bring_keeps_its_value_but_where_it_comes_from_is_new(town):
    town.load_text("wisata", SITES, source="TIC")
    town.load_text("wisata", f"nama,lon,lat\nPantai A,{LON},{LAT}", source="Survei")
    assert town.rows("SELECT jenis, wisnus, sumber FROM store.wisata WHERE nama = 'Pantai A'") == [
        ("bahari", 47, "Survei")
    ]
    town.load_text("wisata", f"nama,lon,lat,wisnus\nPantai A,{LON},{LAT},")
    assert town.rows("SELECT jenis, wisnus, sumber FROM store.wisata WHERE nama = 'Pantai A'") == [
        ("bahari", None, None)
    ]


BAD = SITES + f"    Air Terjun C,curug,{LON},{LAT},-1\n    ,,,,\n    Goa D,alam,100,{LAT},5\n"


def test_one_bad_row_stops_everything_and_each_problem_has_its_place(town):
    before = town.state("wisata")
    report = town.load_text("wisata", BAD)
    assert report.refused
    assert (report.batch, report.loaded) == (None, 0)
    assert [(p.row, p.column, p.rule) for p in report.problems] == [
        (4, "jenis", "choices"),
        (4, "wisnus", "least"),
        (6, "lon", "range"),
    ]
    counts = report.counts
    assert (counts.read, counts.good, counts.bad, counts.skipped) == (5, 2, 2, 1)
    assert town.state("wisata") == before


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


def test_a_trial_tells_what_would_be_and_keeps_nothing(town):
    before = town.state("wisata")
    report = town.load_text("wisata", SITES, dry_run=True)
    assert (report.counts.inserted, report.loaded, report.batch) == (2, 0, None)
    assert town.state("wisata") == before


def test_replace_deletes_what_the_file_does_not_have(town):
    town.load_text("wisata", SITES)
    report = town.load_text("wisata", f"nama,lon,lat\nPantai A,{LON},{LAT}", replace=True)
    assert (report.counts.deleted, report.counts.unchanged, report.counts.inserted) == (1, 1, 0)
    assert [row[0] for row in sites(town)] == ["Pantai A"]
    assert town.rows("SELECT nama, deleted FROM history.wisata") == [("Bukit B", True)]


def test_replace_refuses_what_would_empty_the_layer_or_delete_rows_by_mistake(town):
    town.load_text("wisata", SITES)
    with pytest.raises(RefusedData, match="menghapus seluruh layer"):
        town.load_text("wisata", "nama,lon,lat", replace=True)
    with pytest.raises(BadRequest, match="--keep-good"):
        town.load_text("wisata", SITES, replace=True, keep_good=True)
    assert len(sites(town)) == 2


def test_rows_that_others_name_are_not_deleted(town):
    town.load_text("wisata", SITES)
    before = town.state("desa")
    with pytest.raises(Conflict, match="1 baris 'wisata'") as refused:
        town.load("desa", villages(town.folder, {ONE: DESA[ONE], THREE: DESA[THREE]}), replace=True)
    assert refused.value.keys == (TWO,)
    assert town.state("desa") == before


def test_values_that_name_nothing_are_refused_by_row(town):
    report = town.load_text("dms", "kode,nama\n33.20.01.2001,Desa 1\n33.20.01.2009,Desa 9\n3320012002,Desa 2")
    assert [(p.row, p.column, p.rule) for p in report.problems] == [(3, "kode", "refers")]
    assert "33.20.01.2009" in report.problems[0].message


HOUSES = f"""
    nik,nama,kode,lon,lat,status
    3320010101900001,contoh satu,{ONE},{LON},{LAT},usulan
    33200101019000,contoh dua,{TWO},{LON},{LAT},usulan
"""


def test_no_message_and_no_report_repeats_what_is_not_public(town):
    report = town.load_text("rtlh", HOUSES)
    assert {(p.row, p.rule) for p in report.problems} == {(3, "form"), (3, "inside")}
    said = str(report.as_json()) + "\n".join(lines(report))
    for hidden in ("33200101019000", "contoh dua", str(LON), ONE):
        assert hidden not in said


def test_a_house_is_found_again_by_its_hidden_number_and_its_id_does_not_tell_it(town):
    good = "\n".join(HOUSES.strip().splitlines()[:2])
    town.load_text("rtlh", good)
    first = town.value("SELECT id FROM store.rtlh")
    town.load_text("rtlh", good.replace("usulan", "selesai"))
    assert town.rows("SELECT id, status FROM store.rtlh") == [(first, "selesai")]
    assert hashlib.sha256(b"3320010101900001").hexdigest()[:16] not in first


def test_a_house_without_any_key_is_refused(town):
    with pytest.raises(HeadingError, match="'id', atau 'nik'"):
        town.load_text("rtlh", f"kode,lon,lat,status\n{ONE},{LON},{LAT},usulan")


def test_an_id_given_once_stays_when_a_later_file_has_none(town):
    town.load_text("wisata", f"id,nama,lon,lat\nw-1,Pantai A,{LON},{LAT}")
    report = town.load_text("wisata", f"nama,lon,lat,jenis\nPANTAI  a,{LON},{LAT},bahari")
    assert report.counts.updated == 1
    assert town.rows("SELECT id, jenis FROM store.wisata") == [("w-1", "bahari")]


def test_totals_are_counted_and_not_loaded(town):
    with pytest.raises(BadRequest, match="dihitung dari layer 'rtlh'"):
        town.load_text("rtlh_desa", "kode\n33.20.01.2001")


def test_a_source_must_fit_the_layer(town):
    incident = f"jenis,waktu_mulai,kode,status\nbanjir,2026-01-02 03:04,{ONE},laporan"
    with pytest.raises(BadValue, match="--source"):
        town.load_text("kejadian", incident, source="tetangga")
    town.load_text("kejadian", incident, source="Warga")
    assert town.value("SELECT sumber FROM store.kejadian") == "warga"


def test_without_villages_nothing_can_be_placed(town):
    with psycopg.connect(town.address.conninfo()) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("TRUNCATE store.desa")
    with pytest.raises(RefusedData, match="'desa' masih kosong"):
        town.load_text("wisata", SITES)


def test_what_the_audiences_see_moves_with_the_load_and_only_then(town):
    def versions():
        return dict(town.rows("SELECT layer, version FROM public_.version"))

    before = versions()
    town.load_text("wisata", SITES)
    after = versions()
    assert {layer for layer in after if after[layer] != before[layer]} == {"wisata"}
    town.load_text("wisata", SITES + f"Kebun C,curug,{LON},{LAT},1")
    assert versions() == after


def test_two_loads_of_one_layer_follow_each_other_and_both_count(town):
    """The second reads its file while the first is under way, and waits where the two could meet."""
    one_is_in, two_may_start = threading.Event(), threading.Event()
    reports = {}

    def first(progress):
        if progress.stage is Stage.COMMITTING:
            two_may_start.set()
            # The second cannot get in: it waits for the layer until this one has committed.
            assert not one_is_in.wait(0.3)

    def second(progress):
        if progress.stage is Stage.LOADING:
            one_is_in.set()

    def load(name, text, watch):
        reports[name] = town.load("wisata", town.sheet(text, f"{name}.csv"), watch=watch)

    later = threading.Thread(
        target=lambda: (two_may_start.wait(10), load("dua", SITES.replace("47", "49"), second))
    )
    later.start()
    load("satu", SITES, first)
    later.join(20)
    assert reports["satu"].counts.inserted == 2
    assert (reports["dua"].counts.updated, reports["dua"].counts.unchanged) == (1, 1)


def test_a_load_blocks_no_load_of_another_layer(town):
    done = []

    def watch(progress):
        if progress.stage is Stage.COMMITTING:
            done.append(town.load("dms", town.sheet(f"kode,nama\n{ONE},Desa 1", "dms.csv")).loaded)

    town.load("wisata", town.sheet(SITES), watch=watch)
    assert done == [1]


def test_a_village_cannot_vanish_while_a_load_is_about_to_name_it(town):
    refused = []

    def delete_village():
        try:
            town.load("desa", villages(town.folder, {TWO: DESA[TWO], THREE: DESA[THREE]}), replace=True)
        except Conflict as error:
            refused.append(error.keys)

    deleting = threading.Thread(target=delete_village)

    def watch(progress):
        if progress.stage is Stage.COMMITTING:
            deleting.start()
            deleting.join(0.5)
            assert deleting.is_alive(), "the deletion waits for the load"

    town.load("dms", town.sheet(f"kode,nama\n{ONE},Desa 1", "dms.csv"), watch=watch)
    deleting.join(20)
    assert refused == [(ONE,)]


def test_a_broken_rule_that_slipped_through_is_told_without_the_database_s_words(town, monkeypatch):
    monkeypatch.setattr("gis.imports.values.bounds.broken", lambda *_: None)
    with pytest.raises(RefusedData, match="rule_wisnus_least") as refused:
        town.load_text("wisata", SITES.replace("47", "-47"))
    assert "Pantai" not in str(refused.value)
    assert sites(town) == []


def test_what_replace_deletes_is_asked_before_anything_is_changed(town):
    town.load_text("wisata", SITES)
    before, asked = town.state("wisata"), []

    def no(deletion):
        asked.append((deletion.rows, deletion.of, deletion.most, town.state("wisata") == before))
        return False

    with pytest.raises(RefusedData, match="1 dari 2 baris"):
        town.load_text("wisata", f"nama,lon,lat\nPantai A,{LON},{LAT}", replace=True, ask=no)
    assert asked == [(1, 2, False, True)]
    assert town.state("wisata") == before


def test_replace_does_not_delete_most_of_a_layer_unless_somebody_says_so(town):
    town.load_text("wisata", SITES + f"Goa C,alam,{LON},{LAT},1")
    one = f"nama,lon,lat\nPantai A,{LON},{LAT}"
    with pytest.raises(RefusedData, match="lebih dari separuh"):
        town.load_text("wisata", one, replace=True)
    assert len(sites(town)) == 3
    trial = town.load_text("wisata", one, replace=True, dry_run=True)
    assert (trial.counts.deleted, trial.refused) == (2, False)
    assert any("2 dari 3 baris" in note and "--yes" in note for note in trial.notes)
    assert town.load_text("wisata", one, replace=True, ask=lambda _: True).counts.deleted == 2


def test_trials_and_refusals_and_files_loaded_before_take_no_number(town):
    first = town.load_text("wisata", SITES).batch
    town.load_text("wisata", SITES.replace("47", "48"), dry_run=True)
    town.load_text("wisata", BAD)
    town.load_text("wisata", SITES)
    assert town.load_text("wisata", SITES.replace("47", "49")).batch == first + 1


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


@pytest.fixture
def incident(town):
    """A verified incident at its exact place, and the export that the public gets of it."""
    town.load_text(
        "kejadian",
        "id,jenis,waktu_mulai,kode,status,lon,lat\n"
        f"k-1,banjir,2026-01-02 03:04,{ONE},terverifikasi,{LON + 0.02},{LAT}",
    )

    def exported(audience, name):
        return export(LAYERS["kejadian"], audience, town.folder / name, town.address).file

    return exported


@pytest.mark.parametrize("format_", ["gpkg", "csv", "geojson"])
def test_an_export_for_the_public_does_not_take_exact_places_away(town, incident, format_):
    path = incident(Audience.PUBLIC, f"umum.{format_}")
    crs = "EPSG:4326" if format_ == "csv" else None
    before = town.state("kejadian")
    report = town.load("kejadian", path, crs=crs)
    assert {(p.row, p.rule, p.accept) for p in report.problems} == {
        (report.problems[0].row, "coarse", "coarse")
    }
    assert town.state("kejadian") == before
    assert town.load("kejadian", incident(Audience.STAFF, f"dinas.{format_}"), crs=crs).problems == ()
    meant = town.load("kejadian", path, crs=crs, accept=frozenset({Mending.COARSE}))
    assert meant.counts.updated == 1
