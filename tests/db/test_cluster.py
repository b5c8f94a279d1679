"""The private PostgreSQL, for real: made, found again, killed, and brought back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from gis.cluster import (
    Cluster,
    ClusterError,
    binaries,
    place,
    process,
)
from gis.cluster import account as accounts
from gis.errors import DiskFull


@contextmanager
def open_folder():
    """A directory the account PostgreSQL runs as can enter: pytest's own are closed to all others."""
    with tempfile.TemporaryDirectory(prefix="gis-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def home():
    with open_folder() as home:
        yield home
        Cluster(home).stop()


@pytest.fixture(scope="module")
def common():
    with open_folder() as home:
        yield Cluster(home)
        Cluster(home).stop()


@pytest.fixture
def cluster(common):
    """A running cluster that earlier tests may have used, stopped and killed."""
    common.ensure()
    return common


def ask(cluster, question, role="postgres"):
    with psycopg.connect(cluster.address().url(role), autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


def tell(cluster, statement):
    with psycopg.connect(cluster.address().url(), autocommit=True) as connection:
        connection.execute(statement)


def running(cluster):
    pid = cluster.status().pid
    assert pid is not None
    return pid


def kill_postmaster(cluster):
    """As a power cut would, but for the children, which are left to notice by themselves."""
    pid = running(cluster)
    os.kill(pid, signal.SIGKILL)
    assert process.wait_until(lambda: cluster.status().state == "stopped", 10)
    return pid


def test_a_cluster_is_made_once_and_found_again(home):
    said = []
    cluster = Cluster(home, say=said.append)
    assert cluster.status().state == "absent"
    first = cluster.ensure()
    pid = running(cluster)
    assert any("Making a database" in line for line in said)
    said.clear()
    began = time.monotonic()
    assert Cluster(home).ensure() == first
    assert time.monotonic() - began < 1
    assert running(cluster) == pid
    assert said == []


def test_what_the_cluster_promises(cluster):
    def shows(setting):
        return ask(cluster, f"show {setting}")

    assert shows("server_encoding") == "UTF8"
    assert shows("data_checksums") == "on"
    assert shows("listen_addresses") == ""
    assert shows("unix_socket_permissions") == "0700"
    assert shows("timezone") == "Asia/Jakarta"
    assert [shows(each) for each in ("fsync", "full_page_writes", "synchronous_commit")] == ["on"] * 3
    assert shows("jit") == "off"
    assert ask(cluster, "select datcollate from pg_database where datname = 'template1'") == "C.UTF-8"
    assert ask(cluster, "select count(*) from pg_available_extensions where name = 'postgis'") == 1


def test_nothing_of_it_listens_on_a_network(cluster):
    written = (data(cluster) / "postmaster.pid").read_text().splitlines()
    assert written[4] == str(cluster.address().socket)
    assert written[5] == ""


def test_no_password_and_no_stranger_gets_in(cluster):
    socket_folder = cluster.address().socket
    assert socket_folder.stat().st_mode & 0o777 == 0o700
    assert data(cluster).stat().st_mode & 0o777 == 0o700
    rules = ask(cluster, "select string_agg(distinct type || ' ' || auth_method, ',') from pg_hba_file_rules")
    assert rules == "local peer"


def test_its_processes_are_never_roots(cluster):
    owner = Path(f"/proc/{running(cluster)}").stat().st_uid
    assert owner != 0
    assert owner == data(cluster).stat().st_uid


def test_a_role_is_refused_until_it_is_allowed(cluster):
    tell(cluster, "create role new_here login")
    with pytest.raises(psycopg.OperationalError, match="new_here"):
        ask(cluster, "select 1", role="new_here")
    cluster.allow(["new_here"])
    assert ask(cluster, "select current_user::text", role="new_here") == "new_here"


def test_what_was_allowed_stays_so_through_a_restart_and_more_roles(cluster):
    tell(cluster, "create role gis_public login")
    tell(cluster, "create role gis_staff login")
    cluster.allow(["gis_public"])
    cluster.allow(["gis_staff"])
    cluster.stop()
    cluster.ensure()
    for role in ("gis_public", "gis_staff", "postgres"):
        assert ask(cluster, "select current_user::text", role=role) == role


@pytest.mark.parametrize("name", ['x"\ngis root postgres', "", "All", "a b"])
def test_a_role_that_could_rewrite_the_rules_is_refused(cluster, name):
    with pytest.raises(ClusterError, match="cannot be a role"):
        cluster.allow([name])


def test_stopping_keeps_everything(cluster):
    tell(cluster, "create table stopped as select 42 as answer")
    cluster.stop()
    assert cluster.status().state == "stopped"
    with pytest.raises(ClusterError, match="does not run"):
        cluster.address()
    cluster.stop()
    cluster.ensure()
    assert ask(cluster, "select answer from stopped") == 42


def test_a_killed_postmaster_is_replaced_and_nothing_is_lost(cluster):
    tell(cluster, "create table killed as select 42 as answer")
    killed = kill_postmaster(cluster)
    assert (data(cluster) / "postmaster.pid").exists()
    cluster.ensure()
    assert running(cluster) != killed
    assert ask(cluster, "select answer from killed") == 42


def test_a_child_that_is_still_at_work_is_ended_first(cluster):
    # A backend in a long computation does not notice that its postmaster is gone.
    busy = psycopg.connect(cluster.address().url(), autocommit=True)
    child = busy.info.backend_pid
    busy.pgconn.send_query(b"do $$ begin loop perform 1; end loop; end $$")
    assert process.wait_until(lambda: state(cluster, child) == "active", 10)
    kill_postmaster(cluster)
    assert child in process.of(accounts.for_data(data(cluster)), data(cluster))
    cluster.ensure()
    assert child not in process.of(accounts.for_data(data(cluster)), data(cluster))
    assert ask(cluster, "select 1") == 1
    busy.close()


def test_a_pid_file_naming_somebody_elses_process_is_no_obstacle(cluster):
    """After a reboot the dead postmaster's number may be anybody's, even one of the same account."""
    cluster.stop()
    account = accounts.for_data(data(cluster))
    switch = account._switch()
    with subprocess.Popen([*switch, "sleep", "600"]) as somebody:
        try:
            left = f"{somebody.pid}\n{data(cluster)}\n{int(time.time())}\n5432\n\n\n\nready\n"
            socket_folder = place.socket_folder(place.of(data(cluster).parents[1]), account)
            for file in (data(cluster) / "postmaster.pid", socket_folder / ".s.PGSQL.5432.lock"):
                file.write_text(left)
            assert cluster.status().state == "stopped"
            cluster.ensure()
            assert ask(cluster, "select 1") == 1
            assert somebody.poll() is None
        finally:
            somebody.kill()


def test_an_interrupted_making_starts_over(home):
    where = place.prepare(home, accounts.for_data(home / "cluster" / "data"))
    half = where.base / "data.unfinished-1"
    half.mkdir()
    (half / "PG_VERSION").write_text("15\n")
    cluster = Cluster(home)
    assert cluster.status().state == "absent"
    cluster.ensure()
    assert ask(cluster, "select 1") == 1
    assert not half.exists()


def test_a_home_with_a_path_too_long_for_a_socket(home):
    deep = home / ("a-very-long-name-" * 4) / ("and-another-one-" * 4)
    cluster = Cluster(deep)
    address = cluster.ensure()
    try:
        assert len(os.fsencode(address.socket)) < 60
        assert address.socket.stat().st_mode & 0o777 == 0o700
        assert ask(cluster, "select 1") == 1
        assert Cluster(deep).ensure() == address
    finally:
        cluster.stop()
        address.socket.rmdir()


def test_a_name_with_blanks_and_quotes(home):
    cluster = Cluster(home / "pak Budi's data")
    cluster.ensure()
    assert ask(cluster, "select 1") == 1
    cluster.stop()


def test_a_moved_home_comes_up_with_its_data(home):
    before = Cluster(home / "before")
    before.ensure()
    tell(before, "create table kept as select 42 as answer")
    before.stop()
    (home / "before").rename(home / "after")
    after = Cluster(home / "after")
    after.ensure()
    assert ask(after, "select answer from kept") == 42
    after.stop()


def test_data_of_an_older_version_are_named_and_left_alone(cluster):
    cluster.stop()
    version = data(cluster) / "PG_VERSION"
    real = version.read_text()
    version.write_text("13\n")
    try:
        with pytest.raises(ClusterError, match=r"made by PostgreSQL 13, and installed .* pg_upgrade"):
            cluster.ensure()
        assert version.read_text() == "13\n"
    finally:
        version.write_text(real)


def test_two_at_once_make_one(home):
    code = "import sys, pathlib, gis.cluster; gis.cluster.Cluster(pathlib.Path(sys.argv[1])).ensure()"
    both = [subprocess.Popen([sys.executable, "-c", code, str(home)]) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert ask(Cluster(home), "select 1") == 1


def test_too_little_room_is_said_before_anything_is_made(home, monkeypatch):
    usage = type(shutil.disk_usage(home))(total=10**9, used=10**9, free=5 * 1024**2)
    monkeypatch.setattr(place.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull, match="Only 5 MB are free"):
        Cluster(home).ensure()
    assert not (home / "cluster" / "data").exists()


def test_a_disk_that_is_full_while_starting_is_said_as_such(cluster, monkeypatch):
    cluster.stop()
    words = 'FATAL:  could not write lock file "postmaster.pid": No space left on device'
    failed = subprocess.CompletedProcess([], 1, "", words)
    real = accounts.Account.run

    def run(self, command, timeout=120.0):
        return failed if "start" in command else real(self, command, timeout)

    monkeypatch.setattr(accounts.Account, "run", run)
    for log in (home_of(cluster) / "cluster" / "log").glob("*.log"):
        log.unlink()
    with pytest.raises(DiskFull, match="disk is full"):
        cluster.ensure()


def test_a_home_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ClusterError, match="GIS_HOME"):
        Cluster(tmp_path / "file" / "home").ensure()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be refused for being root")
def test_data_that_belong_to_root_are_refused(home):
    (home / "cluster" / "data").mkdir(parents=True)
    (home / "cluster" / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(ClusterError, match="belongs to root"):
        Cluster(home).ensure()
    shutil.rmtree(home / "cluster")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_a_home_its_account_cannot_enter_is_kept_elsewhere(home, monkeypatch):
    monkeypatch.setattr(place, "SYSTEM_FOLDER", home / "system")
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    said = []
    cluster = Cluster(closed / "gis", say=said.append)
    cluster.ensure()
    assert ask(cluster, "select 1") == 1
    assert (closed / "gis" / "cluster").readlink().parent == home / "system"
    assert any("cannot enter" in line for line in said)
    cluster.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_a_copied_home_does_not_share_the_originals_database(home, monkeypatch):
    monkeypatch.setattr(place, "SYSTEM_FOLDER", home / "system")
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    original = Cluster(closed / "gis")
    original.ensure()
    (closed / "copy").mkdir()
    (closed / "copy" / "cluster").symlink_to((closed / "gis" / "cluster").readlink())
    with pytest.raises(ClusterError, match="which is still there"):
        Cluster(closed / "copy").ensure()
    original.stop()


def test_the_server_chosen_is_the_newest_usable_or_the_datas_own():
    old = binaries.Server(Path("/14"), 14, (3, 2))
    mid = binaries.Server(Path("/15"), 15, (3, 3))
    new = binaries.Server(Path("/17"), 17, (3, 5))
    bare = binaries.Server(Path("/18"), 18, None)
    assert binaries.choose([bare, new, mid, old]) == new
    assert binaries.choose([bare, new, mid, old], 15) == mid
    with pytest.raises(ClusterError, match=r"PostgreSQL 18 without PostGIS, PostgreSQL 14 with PostGIS 3\.2"):
        binaries.choose([bare, old])
    with pytest.raises(ClusterError, match="No PostgreSQL server is installed"):
        binaries.choose([])


def data(cluster):
    return (home_of(cluster) / "cluster").resolve() / "data"


def home_of(cluster):
    return cluster._home


def state(cluster, pid):
    with psycopg.connect(cluster.address().url()) as connection:
        found = connection.execute("select state from pg_stat_activity where pid = %s", [pid]).fetchone()
    return found[0]
