from __future__ import annotations

import socket
import sys

import pytest

from gis import doctor
from gis.cluster import HomeLock
from gis.doctor import Rights
from gis.settings import Settings


def test_this_python_will_do():
    assert doctor.python().ok


def test_packages_are_held_against_the_lock(tmp_path):
    import psycopg

    lock = tmp_path / "run.txt"
    lines = [
        f"psycopg=={psycopg.__version__} \\",
        "    --hash=sha256:00",
        "numpy==0.0.1 ; python_version > '3' \\",
    ]
    lock.write_text("\n".join(lines))
    check = doctor.packages(lock)
    assert not check.ok
    assert check.said == "differ from the lock: numpy"


def test_packages_meant_for_another_python_do_not_count(tmp_path):
    lock = tmp_path / "run.txt"
    lock.write_text("nothing-like-it==1 ; python_version < '3' \\\n    --hash=sha256:00\n")
    assert doctor.packages(lock).ok


def test_a_home_that_is_not_made_yet_is_no_fault(tmp_path):
    assert doctor.home(tmp_path / "a" / "b").ok
    assert not (tmp_path / "a").exists()


def test_a_home_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    check = doctor.home(tmp_path / "file" / "home")
    assert not check.ok
    assert "GIS_HOME" in check.todo


def test_a_disk_that_is_nearly_full_is_said(tmp_path, monkeypatch):
    usage = type(doctor.shutil.disk_usage(tmp_path))(total=10**9, used=10**9, free=3 * 1024**2)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    assert doctor.space(tmp_path / "home").said == "3 MB free"
    assert not doctor.space(tmp_path / "home").ok


def test_no_postgresql_is_answered_with_what_to_type(monkeypatch):
    monkeypatch.setattr(doctor.binaries, "installed", list)
    check = doctor.postgresql()
    assert not check.ok
    assert "apt-get install" in check.todo


def test_a_database_that_is_not_made_yet_is_no_fault(tmp_path):
    assert doctor.cluster(tmp_path).ok
    assert "none yet" in doctor.cluster(tmp_path).said
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_said_without_its_password(tmp_path):
    check = doctor.database(f"postgresql://gis:rahasia@/gis?host={tmp_path}")
    assert not check.ok
    assert "does not answer" in check.said
    assert "rahasia" not in check.said + check.todo


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (Rights(14, "3.2.0", "3.2.0", True, True, True), ["too old"]),
        (Rights(15, None, None, True, True, True), ["Install PostGIS"]),
        (Rights(15, None, "3.3.2", False, True, True), ["CREATE EXTENSION"]),
        (Rights(15, None, "3.3.2", True, False, False), []),
        (Rights(15, "3.3.2", "3.3.2", False, False, False), ["CREATEROLE", "GRANT CREATE"]),
        (Rights(17, "3.5.0", "3.5.0", False, True, True), []),
    ],
)
def test_what_an_administrator_has_to_do_first(rights, words):
    todo = doctor.lacking(rights)
    assert len(todo) == len(words)
    assert all(word in sentence for word, sentence in zip(words, todo, strict=True))


def test_a_server_that_runs_is_no_fault_and_a_strangers_port_is(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings = Settings(home=tmp_path, port=other.getsockname()[1])
        assert "another program" in doctor.port(settings).todo
        with HomeLock(tmp_path, port=settings.port):
            assert doctor.port(settings).ok


def test_a_page_that_was_not_built_is_said(tmp_path):
    assert not doctor.page(tmp_path).ok
    (tmp_path / "api" / "web" / "dist").mkdir(parents=True)
    (tmp_path / "api" / "web" / "dist" / "index.html").write_text("")
    assert doctor.page(tmp_path).ok


def test_the_browser_named_is_the_browser_used():
    assert doctor.browser({"CHROMIUM": sys.executable}) == sys.executable
    assert doctor.browser({"CHROMIUM": "/no/such/browser"}) is None


def test_an_address_leaves_out_the_private_database():
    private = [check.name for check in doctor.checks(Settings(), {})]
    assert "PostgreSQL" in private
    address = Settings(database_url="postgresql://nobody@/gis?host=/nowhere")
    assert "PostgreSQL" not in [check.name for check in doctor.checks(address, {})]
