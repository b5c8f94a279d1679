"""The commands as they are typed: what they print, what they leave, and the code they end with."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from gis.address import Address
from gis.cluster import Cluster
from gis.formats import FORMATS
from tests.conftest import ROOT
from tests.db.conftest import DESA, INSIDE

ONE, TWO, _ = DESA
LON, LAT = INSIDE[ONE]
GIS = Path(sys.executable).with_name("gis")


def url(address: Address) -> str:
    said = urlencode({"host": address.host, "port": str(address.port)})
    return f"postgresql://{address.owner}@/{address.database}?{said}"


def gis(address: Address | None, *words, folder=None, **environment) -> subprocess.CompletedProcess[str]:
    """Runs the command as a person would, against this database."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIS_")}
    there = {"GIS_DATABASE_URL": url(address)} if address else {}
    return subprocess.run(
        [GIS, *map(str, words)],
        cwd=folder,
        env={**plain, **there, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def answer(ran: subprocess.CompletedProcess[str], code: int = 0):
    """What a command says in JSON, which is all it prints."""
    assert ran.returncode == code, ran.stderr + ran.stdout
    assert ran.stderr == ""
    return json.loads(ran.stdout)


@pytest.fixture
def sheet(town):
    return town.sheet(f"nama,jenis,lon,lat,asing\nPantai A,bahari,{LON},{LAT},x\nBukit B,alam,{LON},{LAT},y")


def test_an_import_tells_a_program_everything_by_the_agreed_names(town, sheet):
    found = answer(gis(town.address, "import", "wisata", sheet, "--actor", "citra", "--json"))
    assert list(found)[:9] == [
        "layer",
        "file",
        "read",
        "good",
        "bad",
        "skipped",
        "loaded",
        "batch",
        "problems",
    ]
    assert {name: found[name] for name in list(found)[:7]} == {
        "layer": "wisata",
        "file": str(sheet),
        "read": 2,
        "good": 2,
        "bad": 0,
        "skipped": 0,
        "loaded": 2,
    }
    assert town.value("SELECT actor FROM store.batch WHERE id = %s", [found["batch"]]) == "citra"


def test_refused_data_end_with_one_and_a_problem_per_place(town):
    path = town.sheet(
        f"nama,jenis,lon,lat\n,bahari,{LON},{LAT}\nB,curug,{LON},{LAT}\n,,,\nC,alam,{LON},{LAT}"
    )
    found = answer(gis(town.address, "import", "wisata", path, "--json"), 1)
    assert [found[name] for name in ("read", "good", "bad", "skipped", "loaded", "batch")] == [
        4,
        1,
        2,
        1,
        0,
        None,
    ]
    assert [set(problem) for problem in found["problems"]] == [{"row", "column", "rule", "message"}] * 2
    assert [(p["row"], p["column"], p["rule"]) for p in found["problems"]] == [
        (2, "nama", "required"),
        (3, "jenis", "choices"),
    ]
    people = gis(town.address, "import", "wisata", path)
    assert people.returncode == 1
    assert "Baris 2, kolom nama: " in people.stdout
    assert "wisata: membaca berkas\n" in people.stderr


def test_a_file_that_is_no_table_is_one_problem_of_the_whole_file(town):
    found = answer(gis(town.address, "import", "wisata", town.sheet("judul,lon,lat\nx,1,2"), "--json"), 1)
    assert [(p["row"], p["rule"]) for p in found["problems"]] == [(0, "heading")]


def test_good_rows_are_kept_on_request_beside_a_file_of_the_others(town):
    path = town.sheet(f"nama,jenis,lon,lat\nA,curug,{LON},{LAT}\nB,alam,{LON},{LAT}")
    found = answer(gis(town.address, "import", "wisata", path, "--keep-good", "--json", folder=town.folder))
    assert (found["loaded"], found["bad"], found["rejects"]) == (1, 1, "berkas-ditolak.xlsx")
    assert (town.folder / "berkas-ditolak.xlsx").exists()


def test_columns_are_mapped_and_a_trial_keeps_nothing(town):
    path = town.sheet(f"Judul Tempat,e,n\nA,{LON},{LAT}")
    words = ("--map", "Judul Tempat=nama", "--map", "e=lon", "--map", "n=lat", "--dry-run", "--json")
    found = answer(gis(town.address, "import", "wisata", path, *words))
    assert (found["good"], found["inserted"], found["loaded"], found["batch"]) == (1, 1, 0, None)
    assert town.value("SELECT count(*) FROM store.wisata") == 0


def test_people_get_their_own_file_back_in_colours_and_programs_only_if_they_ask(town):
    path = town.sheet(f"nama,jenis,lon,lat\nA,curug,{LON},{LAT}\nB,alam,{LON},{LAT}")
    told = gis(town.address, "import", "wisata", path, folder=town.folder)
    assert "berkas-laporan.xlsx" in told.stdout
    assert (town.folder / "berkas-laporan.xlsx").stat().st_mode & 0o777 == 0o600
    for words in (("--json",), ("--json", "--dry-run")):
        assert (
            answer(gis(town.address, "import", "wisata", path, *words, folder=town.folder), 1)["report"]
            is None
        )
    assert not (town.folder / "berkas-laporan-1.xlsx").exists()
    named = ("--json", "--report", "a.xlsx")
    assert (
        answer(gis(town.address, "import", "wisata", path, *named, folder=town.folder), 1)["report"]
        == "a.xlsx"
    )
    assert gis(town.address, "import", "wisata", path, *named, folder=town.folder).returncode == 2
    assert (town.folder / "a.xlsx").exists()


def test_many_problems_are_told_by_kind_and_all_of_them_on_request(town):
    rows = "\n".join(f"Tempat {at},curug,{LON},{LAT}" for at in range(300))
    path = town.sheet(f"nama,jenis,lon,lat\n{rows}")
    brief = gis(town.address, "import", "wisata", path, "--dry-run", folder=town.folder).stdout.splitlines()
    assert len(brief) < 40
    assert any(line.split()[:3] == ["300", "Bukan", "salah"] for line in brief)
    every = gis(town.address, "import", "wisata", path, "--dry-run", "--all", folder=town.folder).stdout
    assert sum(line.endswith("[choices]") for line in every.splitlines()) == 300


@pytest.fixture
def three(town):
    rows = [f"{name},alam,{LON},{LAT}" for name in "ABC"]
    gis(town.address, "import", "wisata", town.sheet("\n".join(["nama,jenis,lon,lat", *rows])))
    return rows


def test_rows_to_be_deleted_are_counted_first_and_most_of_a_layer_only_with_yes(town, three):
    two = town.sheet("\n".join(["nama,jenis,lon,lat", *three[:2]]), "dua.csv")
    told = gis(town.address, "import", "wisata", two, "--replace")
    assert told.returncode == 0
    assert "1 dari 3 baris di lapisan tidak ada di berkas dan akan dihapus." in told.stderr
    none = town.sheet(f"nama,jenis,lon,lat\nX,alam,{LON},{LAT}", "lain.csv")
    refused = answer(gis(town.address, "import", "wisata", none, "--replace", "--json"), 1)
    assert "--yes" in refused["problems"][0]["message"]
    assert town.value("SELECT count(*) FROM store.wisata") == 2
    assert answer(gis(town.address, "import", "wisata", none, "--replace", "--json", "--yes"))["deleted"] == 2


def at_terminal(address: Address, answers: str, *words) -> tuple[str, int]:
    """Runs the command on a terminal of its own, where these lines are typed: what it showed, its code."""
    here, there = pty.openpty()
    environment = {**os.environ, "GIS_DATABASE_URL": url(address), "TERM": "dumb"}
    process = subprocess.Popen(
        [GIS, *map(str, words)], env=environment, stdin=there, stdout=there, stderr=there, close_fds=True
    )
    os.close(there)
    os.write(here, answers.encode())
    shown = b""
    try:
        while part := os.read(here, 4096):
            shown += part
    except OSError:  # The other end of the terminal is closed.
        pass
    os.close(here)
    return shown.decode(), process.wait(timeout=30)


def test_on_a_terminal_a_person_is_asked_before_rows_are_deleted(town, three):
    none = town.sheet(f"nama,jenis,lon,lat\nX,alam,{LON},{LAT}", "lain.csv")
    shown, code = at_terminal(town.address, "\n", "import", "wisata", none, "--replace")
    assert (code, "3 dari 3 baris" in shown, "Dibatalkan" in shown) == (1, True, True)
    assert town.value("SELECT count(*) FROM store.wisata") == 3
    shown, code = at_terminal(town.address, "y\n", "import", "wisata", none, "--replace")
    assert code == 0, shown
    assert town.value("SELECT count(*) FROM store.wisata") == 1


def test_on_a_terminal_a_person_confirms_what_a_column_may_be(town):
    path = town.sheet(f"nma,jenis,lon,lat\nA,alam,{LON},{LAT}")
    shown, code = at_terminal(town.address, "\n", "import", "wisata", path)
    assert (code, "Apakah kolom 'nma' berisi 'nama'?" in shown) == (1, True)
    assert town.value("SELECT count(*) FROM store.wisata") == 0
    shown, code = at_terminal(town.address, "y\n", "import", "wisata", path)
    assert code == 0, shown
    assert town.value("SELECT nama FROM store.wisata") == "A"


@pytest.mark.parametrize(
    "words",
    [
        ("import", "wisata", "--json"),
        ("import", "wisata", "berkas.csv", "--heading", "satu", "--json"),
        ("import", "wisata", "berkas.csv", "--decimal", "x", "--json"),
        ("import", "wisata", "berkas.csv", "--accept", "semua", "--json"),
        ("import", "wisata", "berkas.csv", "--report", "a.csv", "--json"),
        ("undo", "satu", "--json"),
        ("nonsense", "--json"),
    ],
)
def test_wrong_use_is_told_to_programs_in_json(town, sheet, words):
    found = answer(gis(town.address, *words, folder=town.folder), 2)
    assert found["error"]["exit"] == 2
    assert found["error"]["message"]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "wisata", "tidak-ada.csv"),
        ("import", "tidak_ada", "a.csv"),
        ("import", "wisata"),
        ("import", "wisata", "berkas.csv", "--map", "nama"),
        ("import", "rtlh_desa", "berkas.csv"),
        ("import", "wisata", "berkas.csv", "--replace", "--keep-good"),
        ("import", "wisata", "berkas.csv", "--crs", "utm"),
        ("export", "wisata", "a.doc"),
        ("exposure", "--hazard", "wisata", "--exposed", "desa"),
        ("at-point", "--lon", "999", "--lat", "0"),
        ("undo", "999999999"),
        ("nonsense",),
    ],
)
def test_wrong_use_ends_with_two_and_a_sentence(town, sheet, words):
    ran = gis(town.address, *words, folder=town.folder)
    assert ran.returncode == 2
    assert ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "words", [("layers",), ("batches",), ("import", "wisata", "berkas.csv"), ("undo", "1"), ("serve",)]
)
def test_without_a_database_every_command_ends_with_three(town, sheet, words):
    nowhere = Address("gis", str(town.folder), 5432, "postgres")
    ran = gis(nowhere, *words, folder=town.folder)
    assert ran.returncode == 3, ran.stderr
    assert "Traceback" not in ran.stderr
    home = gis(None, *words, folder=town.folder, GIS_HOME=str(town.folder / "home"))
    assert home.returncode == 3
    assert "gis up" in home.stderr


def test_an_unknown_setting_is_wrong_use(town):
    ran = gis(town.address, "layers", GIS_DATABSE="x")
    assert ran.returncode == 2
    assert "GIS_DATABASE" in ran.stderr


def test_batches_and_undo(town, sheet):
    batch = answer(gis(town.address, "import", "wisata", sheet, "--json"))["batch"]
    listed = answer(gis(town.address, "batches", "wisata", "--json"))
    assert [(one["id"], one["deed"], one["file"]) for one in listed] == [(batch, "import", sheet.name)]
    done = answer(gis(town.address, "undo", batch, "--json"))["undone"]
    assert [(one["undoes"], one["deleted"]) for one in done] == [(batch, 2)]
    assert "dibatalkan oleh" in gis(town.address, "batches").stdout
    again = gis(town.address, "undo", batch, "--json")
    assert again.returncode == 1
    assert json.loads(again.stdout)["error"]["kind"] == "Conflict"


def test_layers_are_listed_as_an_audience_sees_them(town):
    public = answer(gis(town.address, "layers", "--json"))
    staff = answer(gis(town.address, "layers", "--audience", "staff", "--json"))
    assert {one["layer"] for one in staff} - {one["layer"] for one in public} == {"rtlh"}
    assert {one["layer"]: one["rows"] for one in public}["desa"] == 3
    assert "Batas desa" in gis(town.address, "layers").stdout


def test_an_export_is_written_and_told(town, sheet):
    gis(town.address, "import", "wisata", sheet)
    found = answer(gis(town.address, "export", "wisata", town.folder / "a.gpkg", "--json"))
    assert (found["rows"], found["audience"]) == (2, "public")
    assert (town.folder / "a.gpkg").stat().st_size > 0


def test_an_export_can_ask_for_some_of_it_in_another_system(town, sheet):
    gis(town.address, "import", "wisata", sheet)
    whole = answer(gis(town.address, "export", "wisata", town.folder / "a.csv", "--json"))
    words = ("--filter", "nama = 'tidak ada'", "--bbox", "110,-7,111,-6", "--crs", "EPSG:32749")
    none = answer(gis(town.address, "export", "wisata", town.folder / "b.csv", *words, "--json"))
    assert (whole["rows"], none["rows"]) == (2, 0)
    assert (town.folder / "b.csv").read_text("utf-8-sig").rstrip().endswith("x,y,wkt")
    for wrong in (("--filter", "nama = "), ("--crs", "EPSG:1"), ("--bbox", "1,2,3")):
        assert gis(town.address, "export", "wisata", town.folder / "c.csv", *wrong).returncode == 2
    assert not (town.folder / "c.csv").exists()


def test_the_version_is_that_of_the_project():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    ran = gis(None, "--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"Peta Jepara {declared}\n", "")


def test_the_help_of_export_names_every_format(town):
    said = "".join(gis(town.address, "export", "--help", COLUMNS="400").stdout.split())
    assert all(form.suffix.removeprefix(".") in said for form in FORMATS.values())


def test_the_two_hazard_questions(sample_database):
    words = ("--hazard", "bahaya", "--jenis", "banjir", "--exposed", "wisata", "--by", "kecamatan")
    found = answer(gis(sample_database, "exposure", *words, "--json"))
    assert found["total"]["total"] == sum(row["total"] for row in found["rows"])
    people = gis(sample_database, "exposure", *words)
    assert people.returncode == 0
    assert "Aturan: " in people.stdout
    assert "Memuat data contoh." in people.stdout
    here = answer(gis(sample_database, "at-point", "--lon", "110.67", "--lat", "-6.59", "--json"))
    assert set(here["tempat"]) == {"desa", "kecamatan", "kabupaten"} or set(here["tempat"]) == {
        "desa",
        "kecamatan",
    }
    assert "evakuasi" in gis(sample_database, "at-point", "--lon", "110.67", "--lat", "-6.59").stdout


def test_the_schema_agrees_with_the_declarations(layers_database):
    assert answer(gis(layers_database, "schema", "check", "--json")) == []


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, in a folder the database's account can reach."""
    with tempfile.TemporaryDirectory(prefix="gis-up-test-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Cluster(Path(folder)).stop()


class Up:
    """`gis up` in a process of its own, until it can be reached."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = taken.getsockname()[1]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("GIS_")}
        self.environment = {**plain, "GIS_HOME": str(home), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [GIS, "up"],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.said: list[str] = []
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if "/map" in line:
                break

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as found:
            return bytes(found.read())

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        _, rest = self.process.communicate(timeout=60)
        self.said += rest.splitlines()
        return self.process.returncode


@pytest.mark.slow
def test_up_brings_everything_up_and_takes_it_down_and_survives_what_kills_it(home):
    first = Up(home)
    assert "Loading the sample data" in "".join(first.said)
    assert json.loads(first.get("/collections/desa/items?limit=1&f=json"))["numberMatched"] == 195
    second = subprocess.run(
        [GIS, "up"], cwd=ROOT, env=first.environment, capture_output=True, text=True, check=False
    )
    assert second.returncode == 3
    assert re.search(rf"process {first.process.pid} on port {first.port}", second.stderr)
    assert first.end(signal.SIGINT) == 0
    assert Cluster(home).status().state == "stopped"

    again = Up(home)
    assert "Loading the sample data" not in "".join(again.said)
    assert again.end(signal.SIGKILL) == -signal.SIGKILL
    assert Cluster(home).status().state == "running"

    last = Up(home)
    assert json.loads(last.get("/collections/desa/items?limit=1&f=json"))["numberMatched"] == 195
    assert last.end(signal.SIGTERM) == 0
    assert Cluster(home).status().state == "stopped"
