"""Files go in whole or not at all; what stands there already is not touched; every change has its batch."""

from __future__ import annotations

import hashlib

import psycopg
import pytest

from api.cli.telling import lines
from gis.errors import BadRequest, BadValue, HeadingError, RefusedData
from gis.exports import export
from gis.imports.mending import Mending
from gis.layer import Audience
from layers import LAYERS
from tests.db.conftest import INSIDE
from tests.db.sites import BAD, LAT, LON, ONE, SITES, TWO, sites


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
    said = {"keep_good": True, "source": "TIC"}
    assert batch == ("wisata", "import", "citra", path.name, mark, 2, 2, 0, 0, 2, 0, said)
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


def test_a_trial_tells_what_would_be_and_keeps_nothing(town):
    before = town.state("wisata")
    report = town.load_text("wisata", SITES, dry_run=True)
    assert (report.counts.inserted, report.loaded, report.batch) == (2, 0, None)
    assert town.state("wisata") == before


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
    with pytest.raises(BadRequest, match="dihitung dari lapisan 'rtlh'"):
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


def test_a_broken_rule_that_slipped_through_is_told_without_the_database_s_words(town, monkeypatch):
    monkeypatch.setattr("gis.imports.values.bounds.broken", lambda *_: None)
    with pytest.raises(RefusedData, match="rule_wisnus_least") as refused:
        town.load_text("wisata", SITES.replace("47", "-47"))
    assert "Pantai" not in str(refused.value)
    assert sites(town) == []


def test_trials_and_refusals_and_files_loaded_before_take_no_number(town):
    first = town.load_text("wisata", SITES).batch
    town.load_text("wisata", SITES.replace("47", "48"), dry_run=True)
    town.load_text("wisata", BAD)
    town.load_text("wisata", SITES)
    assert town.load_text("wisata", SITES.replace("47", "49")).batch == first + 1


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
