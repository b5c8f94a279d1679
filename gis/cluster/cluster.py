"""One private PostgreSQL: made when it is missing, started when it is not running."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from gis.cluster import binaries, config, place, process
from gis.cluster.account import Account, current, for_data
from gis.cluster.binaries import Server
from gis.cluster.errors import ClusterError
from gis.cluster.place import Place
from gis.errors import DiskFull

SUPERUSER = "postgres"

_MB_TO_CREATE = 400
_MB_TO_START = 64
_PATIENCE_S = 120

_KNOWN_TROUBLE = (
    (
        r"No space left on device",
        "the disk is full. Make room, and try again; nothing that was saved is lost",
    ),
    (r"invalid locale", "the locale C.UTF-8 is missing. Install it (apt-get install libc-bin locales)"),
    (
        r"incompatible with server",
        "these data were made by another version. Install that version's PostgreSQL",
    ),
    (r"[Cc]annot allocate memory", "there is too little memory. End other programs, and try again"),
    (
        r"Permission denied",
        "a file is not its own. Give the files named below back to the account that runs it",
    ),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the cluster is reached from this machine: the directory of its socket, and its number there."""

    socket: Path
    port: int = config.PORT

    def url(self, role: str = SUPERUSER, database: str = "postgres") -> str:
        """The address for libpq, psycopg and SQLAlchemy alike, to connect as `role` to `database`.

        >>> Address(Path("/srv/gis/socket")).url("gis_owner", "gis")
        'postgresql://gis_owner@/gis?host=%2Fsrv%2Fgis%2Fsocket&port=5432'
        """
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}&port={self.port}"


@dataclass(frozen=True, slots=True)
class Status:
    """What the cluster is doing: `version` is PostgreSQL's major version that made its data."""

    state: Literal["absent", "stopped", "running"]
    pid: int | None = None
    version: int | None = None


def _silent(_: str) -> None:
    """Say nothing."""


class Cluster:
    """The private PostgreSQL of one home. `say` is told, in sentences, what takes time or may surprise.

    >>> cluster = Cluster(Path(".gis"))  # doctest: +SKIP
    >>> cluster.ensure().url("postgres", "postgres")  # doctest: +SKIP
    'postgresql://postgres@/postgres?host=%2Fsrv%2Fpeta%2F.gis%2Fcluster%2Fsocket&port=5432'
    """

    def __init__(self, home: Path, say: Callable[[str], None] = _silent) -> None:
        self._home = home.absolute()
        self._say = say

    def ensure(self) -> Address:
        """See to it that the server runs, and say where. A running one is kept as it is.

        Raises ClusterError or DiskFull, with what to do.
        """
        with self._alone():
            where, account = self._prepared()
            running = self._settled(where, account)
            if running is None:
                server = self._server(where)
                self._create(where, account, server)
                self._start(where, account, server)
            return Address(place.socket_folder(where, account))

    def stop(self) -> None:
        """Stop the server, keeping everything; nothing happens when it does not run."""
        if self.status().state != "running":
            return
        with self._alone():
            where = place.of(self._home)
            account = for_data(where.data)
            self._say("Stopping the database.")
            # Fast first: it asks everybody to leave. Immediate, after a minute, is what a power cut does.
            for mode in ("fast", "immediate"):
                stop = [
                    self._server(where).bin / "pg_ctl",
                    "stop",
                    "-D",
                    where.data,
                    "-m",
                    mode,
                    "-w",
                    "-t",
                    "60",
                ]
                if account.run(stop).returncode == 0:
                    return
            raise ClusterError(f"The database in {where.data} does not stop. Its words are in {where.log}.")

    def status(self) -> Status:
        """What the cluster is doing now; nothing is changed."""
        where = place.of(self._home)
        version = _version(where)
        if version is None:
            return Status("absent")
        running = process.postmaster(for_data(where.data), where.data)
        return Status("running", running.pid, version) if running else Status("stopped", None, version)

    def address(self) -> Address:
        """Where the running server is reached. Raises ClusterError when it does not run."""
        if self.status().state != "running":
            raise ClusterError(f"The database of {self._home} does not run. Start it with `gis up`.")
        where = place.of(self._home)
        return Address(place.socket_folder(where, for_data(where.data)))

    def allow(self, roles: Iterable[str]) -> None:
        """Let the accounts that run the service connect as these roles too, besides those allowed before.

        Takes effect at once on a running server. Raises ClusterError for a name that cannot stand there.
        """
        with self._alone():
            where = place.of(self._home)
            account = for_data(where.data)
            if _identify(where, account, _checked(roles)):
                running = process.postmaster(account, where.data)
                if running:
                    os.kill(running.pid, signal.SIGHUP)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time makes, starts or stops the cluster of this home."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            file = os.open(self._home / "cluster.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise place.explain(error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)

    def _prepared(self) -> tuple[Place, Account]:
        account = for_data(place.of(self._home).data)
        where = place.prepare(self._home, account)
        if where.base.parent != self._home and not where.data.exists():
            self._say(f"{account.name} cannot enter {self._home}; the database is kept in {where.base}.")
        return where, account

    def _settled(self, where: Place, account: Account) -> process.Postmaster | None:
        """The postmaster once it lets people in; None when there is none, or it has gone."""

        def settled() -> bool:
            running = process.postmaster(account, where.data)
            return running is None or (running.state == "ready" and self._lets_in(where, account))

        if not process.wait_until(settled, _PATIENCE_S):
            raise ClusterError(
                f"The database in {where.data} neither starts nor stops. Its words are in {where.log}."
            )
        return process.postmaster(account, where.data)

    def _lets_in(self, where: Place, account: Account) -> bool:
        """A server that lost a child is "ready" in its file, and lets nobody in until it has recovered."""
        ask = self._server(where).bin / "pg_isready"
        socket = place.socket_folder(where, account)
        return account.run([ask, "-q", "-h", socket, "-p", config.PORT]).returncode == 0

    def _server(self, where: Place) -> Server:
        return binaries.choose(binaries.installed(), _version(where))

    def _create(self, where: Place, account: Account, server: Server) -> None:
        """Make the data directory, wholly or not at all: it gets its name when it is finished."""
        if _version(where) is not None:
            return
        place.require_space(where.base, _MB_TO_CREATE)
        self._say(f"Making a database with PostgreSQL {server.major} in {where.base}.")
        for left in where.base.glob("data.unfinished-*"):
            shutil.rmtree(left, ignore_errors=True)
        # A name of its own: the initdb of a killed process may still be writing to another.
        unfinished = place.new_folder(where.base, "data.unfinished-", account)
        options = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums", "--auth", "peer"]
        made = account.run([server.bin / "initdb", "-D", unfinished, "-U", SUPERUSER, *options])
        if made.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise _trouble("made", made.stderr)
        unfinished.rename(where.data)

    def _start(self, where: Place, account: Account, server: Server) -> None:
        place.require_space(where.base, _MB_TO_START)
        socket = place.socket_folder(where, account)
        process.clear(account, where.data, socket)
        _configure(where, account, socket)
        words = where.log / "start.log"
        words.unlink(missing_ok=True)
        start = [server.bin / "pg_ctl", "start", "-D", where.data, "-l", words, "-w", "-t", str(_PATIENCE_S)]
        try:
            started = account.run(start, timeout=_PATIENCE_S + 10)
        except subprocess.TimeoutExpired:
            raise ClusterError(f"The database does not start. Its words are in {where.log}.") from None
        if started.returncode and self._settled(where, account) is None:
            raise _trouble("started", _read(words) + _latest(where.log) or started.stderr)


def _version(where: Place) -> int | None:
    """The major version that made the data; None when there are none."""
    try:
        return int((where.data / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise place.explain(error) from error


def _configure(where: Place, account: Account, socket: Path) -> None:
    _write(where.data / "postgresql.conf", config.settings(socket, where.log), account)
    _write(where.data / "pg_hba.conf", config.ACCESS, account)
    _identify(where, account, ())


def _identify(where: Place, account: Account, roles: Iterable[str]) -> bool:
    """Write who may be whom, adding `roles`; whether that changed anything."""
    file = where.data / "pg_ident.conf"
    before = _read(file)
    accounts = {account.name, current().name}
    text = config.identities(accounts, {SUPERUSER, *config.roles_in(before), *roles})
    if text != before:
        _write(file, text, account)
    return text != before


def _checked(roles: Iterable[str]) -> list[str]:
    names = list(roles)
    for name in names:
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
            raise ClusterError(f"'{name}' cannot be a role here. Use small letters, digits and underscores.")
    return names


def _write(file: Path, text: str, account: Account) -> None:
    """Replace `file` in one step: a power cut leaves the old text or the new one."""
    beside = file.with_name(file.name + ".new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(beside, account.uid, account.gid)
        beside.replace(file)
    except OSError as error:
        raise place.explain(error) from error


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _latest(folder: Path) -> str:
    """The end of the newest log: once it runs, PostgreSQL writes there and nowhere else."""
    logs = sorted(folder.glob("postgresql-*.log"), key=lambda log: log.stat().st_mtime)
    return "\n".join(_read(logs[-1]).splitlines()[-20:]) if logs else ""


def _trouble(what: str, words: str) -> ClusterError | DiskFull:
    """What PostgreSQL's words mean, with its last lines for whoever wants to know more."""
    lines = "\n".join(f"  {line}" for line in words.strip().splitlines()[-6:])
    for pattern, meaning in _KNOWN_TROUBLE:
        if re.search(pattern, words):
            kind = DiskFull if "No space" in pattern else ClusterError
            return kind(f"The database could not be {what}: {meaning}.\n{lines}")
    return ClusterError(f"The database could not be {what}. PostgreSQL said:\n{lines}")
