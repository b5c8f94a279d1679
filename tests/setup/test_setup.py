"""The set-up, as far as it can be tried without installing anything on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.setup import __main__ as command
from tools.setup import peer, stamp, system, virtualenv, web
from tools.setup.speech import Stop

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of the same shape, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requirements").mkdir()
    for lock in virtualenv.LOCKS.values():
        lock.write_text("nothing==1\n")
    (tmp_path / "pyproject.toml").write_text("")
    virtualenv.PYTHON.parent.mkdir(parents=True)
    virtualenv.PYTHON.symlink_to(sys.executable)
    return tmp_path


def installed(name):
    (virtualenv.FOLDER / f"installed-{name}").write_text(virtualenv._value(name))


def test_it_runs_on_the_standard_library_alone():
    ran = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import sys; sys.path.insert(0, '.'); import tools.setup.__main__",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("arguments", [[], ["fly"], ["run", "test"]])
def test_an_unknown_purpose_is_wrong_use(arguments, capsys):
    assert command.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_what_cannot_be_had_is_said_once_and_ends_with_3(monkeypatch, capsys):
    def refuse():
        raise Stop("Please type: sudo make it so")

    monkeypatch.setitem(command.PURPOSES, "run", refuse)
    assert command.main(["run"]) == 3
    assert capsys.readouterr().err == "peta-jepara: Please type: sudo make it so\n"


def test_a_lock_that_is_installed_is_not_installed_again(project):
    installed("run")
    assert virtualenv.satisfied("run")
    assert not virtualenv.satisfied("test")


def test_the_larger_lock_holds_the_smaller(project):
    installed("test")
    assert virtualenv.satisfied("run")
    assert virtualenv.satisfied("notebook")


def test_a_changed_lock_is_installed_again(project):
    installed("run")
    virtualenv.LOCKS["run"].write_text("nothing==2\n")
    assert not virtualenv.satisfied("run")


def test_new_metadata_are_installed_and_rules_of_checks_are_not(project):
    installed("run")
    (project / "pyproject.toml").write_text("[tool.ruff]\nline-length = 1\n")
    assert virtualenv.satisfied("run")
    (project / "pyproject.toml").write_text("[project.scripts]\ngis = 'elsewhere:app'\n")
    assert not virtualenv.satisfied("run")


def test_a_moved_project_is_installed_again(project, monkeypatch):
    installed("run")
    project.rename(project.with_name("moved"))
    monkeypatch.chdir(project.with_name("moved"))
    assert not virtualenv.satisfied("run")


def test_a_virtualenv_whose_python_is_gone_is_made_again(project):
    installed("run")
    virtualenv.PYTHON.unlink()
    virtualenv.PYTHON.symlink_to("/no/such/python")
    assert not virtualenv.satisfied("run")


def test_the_peer_that_is_installed_is_not_installed_again(project, monkeypatch):
    installs = []
    monkeypatch.setattr(virtualenv, "works", lambda folder: folder.is_dir())
    monkeypatch.setattr(virtualenv, "create", lambda folder: folder.mkdir())
    monkeypatch.setattr(virtualenv, "install", lambda *what: installs.append(what))
    peer.LOCK.write_text("peer==1\n")
    peer.ensure()
    peer.ensure()
    assert installs == [(peer.FOLDER, peer.LOCK)]
    peer.LOCK.write_text("peer==2\n")
    peer.ensure()
    assert len(installs) == 2


def test_a_stamp_looks_at_contents_and_names(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    before = stamp.digest([one, two])
    os.utime(one, (0, 0))
    assert stamp.digest([two, one]) == before
    one.write_text("b")
    two.write_text("a")
    assert stamp.digest([one, two]) != before
    assert stamp.digest([one]) != stamp.digest([one], "elsewhere")


def test_the_page_is_built_when_a_source_changes_and_not_otherwise(project, monkeypatch):
    source = project / "api" / "web" / "src" / "main.ts"
    source.parent.mkdir(parents=True)
    source.write_text("one")
    asked = []

    def npm(*arguments):
        asked.append(arguments[0])
        web.BUILT.parent.mkdir(exist_ok=True)
        web.BUILT.write_text("")
        (web.FOLDER / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(web, "_npm", npm)
    for name in ("package.json", "package-lock.json"):
        (web.FOLDER / name).write_text("{}")
    web.ensure()
    web.ensure()
    assert asked == ["ci", "run"]
    source.write_text("two")
    web.ensure()
    assert asked == ["ci", "run", "run"]
    web.BUILT.unlink()
    web.ensure()
    assert asked == ["ci", "run", "run", "run"]


def test_the_newest_postgresql_with_postgis_is_installed():
    listing = """\
postgresql-9-postgis-3 - Geographic objects support for PostgreSQL 9
postgresql-17-postgis-3 - Geographic objects support for PostgreSQL 17
postgresql-17-postgis-3-scripts - Geographic objects support for PostgreSQL 17 -- SQL scripts
postgresql-15-postgis-3 - Geographic objects support for PostgreSQL 15
"""
    assert system.newest_postgis(listing) == ["postgresql-17", "postgresql-17-postgis-3"]


def lacking_postgis(monkeypatch, user, sudo):
    """A machine without PostGIS, a user, and a sudo that says yes or no (or is not there)."""
    monkeypatch.setattr(system, "_has_postgis", lambda: False)
    monkeypatch.setattr(system, "_postgis_packages", lambda: ["postgresql-15-postgis-3"])
    monkeypatch.setattr(system.os, "geteuid", lambda: user)
    absent = {"sudo"} if sudo is None else set()
    monkeypatch.setattr(system.shutil, "which", lambda name: None if name in absent else f"/bin/{name}")
    ran = []

    def run(command, **_):
        ran.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0 if sudo or command[0] != "sudo" else 1, "", "")

    monkeypatch.setattr(system.subprocess, "run", run)
    return ran


@pytest.mark.parametrize(
    ("sudo", "line"),
    [
        (
            False,
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql-15-postgis-3",
        ),
        (
            None,
            "su -c 'apt-get update && apt-get install -y --no-install-recommends postgresql-15-postgis-3'",
        ),
    ],
)
def test_a_user_without_rights_is_given_the_line_to_type(monkeypatch, sudo, line):
    ran = lacking_postgis(monkeypatch, user=1000, sudo=sudo)
    with pytest.raises(Stop, match="administrator") as stop:
        system.ensure("run", {})
    assert str(stop.value).endswith("\n  " + line)
    assert not [command for command in ran if "apt-get" in command]


@pytest.mark.parametrize(("user", "sudo", "first"), [(0, None, "apt-get"), (1000, True, "sudo")])
def test_root_and_sudo_install_and_look_again(monkeypatch, user, sudo, first):
    ran = lacking_postgis(monkeypatch, user, sudo)
    with pytest.raises(Stop, match="Still missing after installing: PostgreSQL with PostGIS"):
        system.ensure("run", {})
    install = [command for command in ran if "install" in command and "apt-get" in command]
    assert len(install) == 1
    assert install[0][0] == first
    assert "postgresql-15-postgis-3" in install[0]


def test_a_library_is_looked_for_by_loading_it():
    assert system._loads("libc.so.6")
    assert not system._loads("libnosuch.so.1")


def test_an_address_needs_no_postgresql_here(monkeypatch):
    monkeypatch.setattr(system, "_has_postgis", lambda: False)
    assert not system.missing("run", {"GIS_DATABASE_URL": "postgresql://db/gis"})
    assert system.missing("run", {})
    assert system.missing("test", {"GIS_DATABASE_URL": "postgresql://db/gis"})


def python_found(**environ):
    return subprocess.run(
        ["/bin/sh", "tools/setup/python.sh"],
        cwd=PROJECT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_passed_over_for_a_fit_one(tmp_path):
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3.11").symlink_to(sys.executable)
    (tmp_path / "python3").chmod(0o755)
    found = python_found(PATH=str(tmp_path))
    assert found.stdout.strip() == f"{tmp_path}/python3.11"


def test_no_fit_python_is_said_with_what_to_type(tmp_path):
    (tmp_path / "old").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "old").chmod(0o755)
    found = python_found(PATH="/bin", PYTHON=str(tmp_path / "old"))
    assert found.returncode == 3
    assert "make PYTHON=" in found.stderr


def locked(name):
    text = (PROJECT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"^([a-z0-9.-]+==\S+(?: ; .*?)?) \\$", text, flags=re.MULTILINE))


def test_each_lock_holds_the_smaller_one_in_the_same_versions():
    assert locked("run") < locked("notebook") < locked("test")


@pytest.mark.parametrize("name", [*virtualenv.LOCKS, peer.LOCK.stem])
def test_a_lock_holds_hashes_and_no_addresses(name):
    text = (PROJECT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in package for package in packages)


def test_the_locks_hold_what_the_project_asks_for():
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.match(r"[a-z0-9-]+", each)[0] for each in asked}
    assert names <= {re.match(r"[a-z0-9.-]+?(?===)", each)[0] for each in locked("run")}
