"""Every real file is tried: it loads whole, or its report names every bad row and no other.

What a file holds is counted by other programs (`tests.independent.counting`). A file that is new in the
folder fails here until it has an entry.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import psycopg
import pytest

from gis.address import Address
from gis.errors import RefusedData
from gis.imports import pipeline
from gis.imports.mending import Mending
from gis.imports.pipeline import Job, Options
from layers import LAYERS
from tests.independent import counting, trials
from tests.independent.scratch import SCRATCH
from tests.independent.trials import BROKEN, NO_TABLES, TRIALS


@dataclass(frozen=True)
class Bench:
    """A database with the scratch layers, and the folder of files."""

    address: Address
    folder: Path

    def load(self, file: str, layer: str, **options: Any) -> dict[str, Any]:
        job = Job(self.folder / file, EVERY[layer], EVERY, Options(actor="uji", **options))
        return pipeline.run(job, self.address).as_json()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address.conninfo()) as connection:
            return connection.execute(query).fetchall()


EVERY: Final = {**LAYERS, **SCRATCH}


@pytest.fixture(scope="module")
def bench(make_database: Callable[..., Address], shared: Path) -> Bench:
    """The regency's areas come from the published boundaries."""
    found = Bench(make_database(EVERY), shared / "data" / "real")
    for name in ("kabupaten", "kecamatan", "desa"):
        report = found.load("batas_jepara.gpkg", name)
        expected = counting.features(found.folder / "batas_jepara.gpkg", name)
        assert (report["problems"], report["loaded"]) == ([], expected)
        assert any(name in note for note in report["notes"]), "the table taken is said"
    return found


@pytest.fixture(autouse=True)
def empty(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scratch layer holds a row when a test begins; files of bad rows go to a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    with psycopg.connect(bench.address.conninfo(), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for name in SCRATCH:
            for schema in ("store", "history"):
                connection.execute(f"DELETE FROM {schema}.{name}")


def test_each_file_of_the_folder_has_an_entry(shared):
    folder = shared / "data" / "real"
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == {trial.file for trial in TRIALS} | set(NO_TABLES)


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_it_loads_whole_or_its_bad_rows_are_named(bench, trial):
    path = bench.folder / trial.file
    report = bench.load(trial.file, trial.layer, **trial.options)
    rows, bad = trial.count(path), trial.bad(path)
    assert report["read"] == report["good"] + report["bad"] + report["skipped"]
    assert report["problems"][:3] == [] or bad
    assert (report["good"], report["bad"]) == (rows - len(bad), len(bad))
    named = sorted({problem["row"] for problem in report["problems"]})
    assert named == [at + _first(path) for at in bad]
    stored = bench.ask(f"SELECT count(*) FROM store.{trial.layer}")
    assert stored == [(0 if bad else rows,)]
    assert report["loaded"] == stored[0][0]
    json.dumps(report)


@pytest.mark.parametrize("trial", BROKEN, ids=str)
def test_broken_shapes_are_mended_on_demand_and_each_is_told(bench, trial):
    path = bench.folder / trial.file
    broken = {at + _first(path) for at in trials.broken(path)}
    repeating = {at + _first(path) for at in trials.repeating(path)}
    report = bench.load(trial.file, trial.layer, accept=frozenset({Mending.SHAPE}), keep_good=True)
    told = {one["row"]: one for one in report["mended"]}
    left = {problem["row"] for problem in report["problems"]}
    assert broken <= told.keys() | left
    assert told.keys() <= broken | repeating, "what was whole is not touched"
    assert report["loaded"] == trial.count(path) - len(left)
    assert all(one["before_m2"] is not None and one["after_m2"] > 0 for one in told.values())
    assert bench.ask(f"SELECT count(*) FROM store.{trial.layer} WHERE NOT ST_IsValid(geom)") == [(0,)]


def _first(path: Path) -> int:
    """The number of the first row: sheets have their headings above, features are counted from one."""
    return 2 if path.suffix == ".csv" else 1


@pytest.mark.parametrize("trial", BROKEN, ids=str)
def test_the_good_rows_of_a_file_with_broken_shapes_can_be_kept(bench, trial, tmp_path):
    broken = trial.bad(bench.folder / trial.file)
    rejects = tmp_path / "ditolak.gpkg"
    report = bench.load(trial.file, trial.layer, keep_good=True, rejects=rejects)
    assert report["loaded"] == trial.count(bench.folder / trial.file) - len(broken)
    assert report["bad"] == len(broken)


@pytest.mark.parametrize("file", NO_TABLES)
def test_what_is_no_table_is_refused_in_a_sentence(bench, file):
    with pytest.raises(RefusedData) as refused:
        bench.load(file, "coba_tempat")
    assert len(str(refused.value)) > 20
    assert str(bench.folder) not in str(refused.value)


SMALL: Final = sorted({trial.file for trial in TRIALS if "indonesia" not in trial.file})


@pytest.mark.parametrize("file", SMALL)
def test_a_file_in_the_wrong_layer_is_refused_or_named_row_by_row(bench, file):
    """Whatever a file holds, loading it into a layer it was never meant for ends in sentences."""
    try:
        report = bench.load(file, "titik_evakuasi", dry_run=True)
    except RefusedData as refused:
        report, said = None, str(refused)
    if report is None:
        assert len(said) > 20
    else:
        assert report["read"] == report["good"] + report["bad"] + report["skipped"]
        assert report["bad"] == len({problem["row"] for problem in report["problems"]})


def test_islands_without_their_minus_load_where_they_are_once_that_is_accepted(bench):
    path = bench.folder / "raw/pulau_jepara_raw.csv"
    report = bench.load("raw/pulau_jepara_raw.csv", "coba_pulau")
    proposals = [one for one in report["problems"] if "minus" in one["message"]]
    assert {one["row"] for one in proposals} == set(range(2, 34))
    accepted = frozenset({Mending("minus")})
    mended = bench.load("raw/pulau_jepara_raw.csv", "coba_pulau", accept=accepted, keep_good=True)
    with path.open(encoding="utf-8") as text:
        true = {line["kode"]: line for line in csv.DictReader(text)}
    unknown = {kode for kode, line in true.items() if line["luas"] == "NULL"}
    stored = {
        kode: values
        for kode, *values in bench.ask("SELECT kode, luas, ST_X(geom), ST_Y(geom) FROM store.coba_pulau")
    }
    assert true.keys() - stored.keys() <= unknown
    for kode, (luas, lon, lat) in stored.items():
        assert (lon, lat) == (float(true[kode]["lng"]), -float(true[kode]["lat"]))
        assert luas == (None if kode in unknown else float(true[kode]["luas"]))
    assert len({one["row"] for one in mended["mended"]}) >= len(stored)


def test_vertices_in_split_columns_are_where_they_say(bench):
    bench.load("raw/wppnri-712_titik_dms.csv", "coba_batas_wpp")
    with (bench.folder / "raw/wppnri-712_titik_dms.csv").open(encoding="utf-8-sig") as text:
        for line in csv.DictReader(text):
            south = int(line["dl"]) + int(line["ml"]) / 60 + int(line["sl"]) / 3600
            east = int(line["db"]) + int(line["mb"]) / 60 + int(line["sb"]) / 3600
            ((lon, lat),) = bench.ask(
                f"SELECT ST_X(geom), ST_Y(geom) FROM store.coba_batas_wpp WHERE no = {line['no']}"
            )
            assert (lon, lat) == pytest.approx((east, -south), abs=1e-7)


def test_areas_of_regencies_are_the_figures_of_the_file(bench):
    """Points before three digits stand beside 56835.019, which is no thousand: one reading fits all."""
    report = bench.load("penduduk_luas_kabkota_2025.csv", "coba_penduduk", keep_good=True)
    with (bench.folder / "penduduk_luas_kabkota_2025.csv").open(encoding="utf-8-sig") as text:
        true = {line["kode"]: line["luas_km2"] for line in csv.DictReader(text)}
    stored = dict(bench.ask("SELECT kode, luas_km2 FROM store.coba_penduduk"))
    assert {k: v for k, v in stored.items() if v != (float(true[k]) if true[k] else None)} == {}
    doubtful = {k for k, text in true.items() if re.fullmatch(r"\d{1,3}\.\d{3}", text)}
    assert true.keys() - stored.keys() <= doubtful
    assert report["loaded"] == len(stored)


def test_dates_that_are_none_are_named(bench):
    """A day that is not written as a day is named, and none is guessed.

    One row says 5/28/2026, month first: beside it 10/1/2026 could be either of two days."""
    report = bench.load("raw/event_wisata_jepara_2026_raw.csv", "coba_jadwal", keep_good=True)
    with (bench.folder / "raw/event_wisata_jepara_2026_raw.csv").open(encoding="utf-8-sig") as text:
        days = [line["tanggal_pelaksanaan"] for line in csv.DictReader(text)]
    named = {problem["row"] for problem in report["problems"]}
    clear = re.compile(r"\d{1,2}-[A-Z][a-z]{2}-\d\d")
    assert named == {at for at, day in enumerate(days, 2) if not clear.fullmatch(day)}
    stored = dict(bench.ask("SELECT no, to_char(tanggal_pelaksanaan, 'FMDD-Mon-YY') FROM store.coba_jadwal"))
    assert stored == {at: day for at, day in enumerate(days, 1) if clear.fullmatch(day)}


def test_two_headings_for_one_field_are_told_with_what_to_type(bench, tmp_path):
    file = tmp_path / "dua.csv"
    file.write_text("kode,Nama,NAMA\n1,A,B\n", encoding="utf-8")
    with pytest.raises(RefusedData) as refused:
        bench.load(str(file), "coba_kode")
    assert "'Nama'" in str(refused.value)
    assert "'NAMA'" in str(refused.value)
    assert "--map" in str(refused.value)


def test_a_workbook_of_several_sheets_lists_them(bench):
    with pytest.raises(RefusedData) as refused:
        bench.load("raw/bencana_alam_jateng_raw.xlsx", "coba_bencana")
    assert "Data Asli" in str(refused.value)
    assert "Data Analisis" in str(refused.value)


def test_titles_two_lines_of_headings_and_sources_below_are_no_rows(bench):
    """Of 19 filled rows four are titles and headings, and what has no figures at the bottom is a note."""
    report = bench.load(
        "raw/bencana_alam_jateng_raw.xlsx", "coba_bencana_asli", sheet="Data Asli", keep_good=True
    )
    page = counting.pages(bench.folder / "raw/bencana_alam_jateng_raw.xlsx")[0]
    figures = {row: cells for row, cells in page.items() if row > 5 and len(cells) > 10}
    stored = dict(bench.ask("SELECT bencana, jepara FROM store.coba_bencana_asli"))
    place = next(at for at, text in page[5].items() if text == "Jepara")
    expected = {cells[0].strip(): int(cells[place]) for cells in figures.values() if not _is_total(cells)}
    assert stored == expected
    assert report["bad"] == 0


def _is_total(cells: counting.Cells) -> bool:
    return bool(re.match(r"(?i)\s*(grand )?(jumlah|total)", cells.get(0, "")))


COMMANDS: Final = (
    ("desa", "batas_jepara.gpkg", {0}),
    ("wisata", "wisata_unggulan_jepara.geojson", {0, 1}),
    ("desa", "dem_jateng_z7_103_66.tif", {1}),
    ("titik_evakuasi", "raw/tempat_evakuasi_cilacap_raw.csv", {1}),
    ("titik_evakuasi", "raw/bencana_alam_jateng_raw.xlsx", {1}),
    ("kajian", "raw/Jakarta_RW_2007flood_raw.zip", {1}),
)


@pytest.mark.parametrize(("layer", "file", "codes"), COMMANDS)
def test_the_command_ends_in_its_code_and_in_sentences(bench, layer, file, codes):
    where = {"host": bench.address.host, "port": str(bench.address.port)}
    url = f"postgresql://{bench.address.owner}@/{bench.address.database}?{urlencode(where)}"
    done = subprocess.run(
        [Path(sys.executable).with_name("gis"), "import", layer, bench.folder / file, "--dry-run"],
        env={**os.environ, "GIS_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in codes, done.stderr[-500:]
    assert done.stdout.strip() or done.stderr.strip()
