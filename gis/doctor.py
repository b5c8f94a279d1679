"""What the service needs, whether it is there, and what to type when it is not.

Nothing is changed, and nothing here fails: a check that cannot be made says so.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gis.cluster import AlreadyServed, Cluster, ClusterError, HomeLock, binaries, port_problem
from gis.errors import Error

if TYPE_CHECKING:
    import psycopg

    from gis.settings import Settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_PROJECT = Path(__file__).parents[1]
_MB_WANTED = 1000
_PATIENCE_S = 5

_QUESTION = """
select current_setting('server_version_num')::int / 10000,
       (select extversion from pg_extension where extname = 'postgis'),
       (select default_version from pg_available_extensions where name = 'postgis'),
       rolsuper,
       rolcreaterole,
       has_database_privilege(current_database(), 'CREATE')
from pg_roles
where rolname = current_user
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `said` is what was seen, `todo` what to type; empty when all is well."""

    name: str
    said: str
    todo: str = ""

    @property
    def ok(self) -> bool:
        """Nothing has to be done."""
        return not self.todo


def _check(name: str, ok: bool, said: str, todo: str) -> Check:
    return Check(name, said, "" if ok else todo)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a database given by address has, and what its role may do there."""

    version: int
    postgis: str | None
    available: str | None
    superuser: bool
    may_create_roles: bool
    may_create_schemas: bool


def checks(settings: Settings, environ: Mapping[str, str] = os.environ) -> list[Check]:
    """Every check that matters for these settings, in the order in which to mend them."""
    found = [
        python(),
        packages(_PROJECT / "requirements" / "run.txt"),
        home(settings.home),
        space(settings.home),
    ]
    if settings.database_url:
        found.append(database(settings.database_url))
    else:
        found += [postgresql(), cluster(settings.home)]
    return [*found, port(settings), page(_PROJECT), tests_browser(environ)]


def python() -> Check:
    """The Python that runs this."""
    version = ".".join(map(str, sys.version_info[:3]))
    return _check("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def packages(lock: Path) -> Check:
    """The installed packages against the lock, version by version."""
    if not lock.exists():
        return Check("packages", "installed without a lock")
    wanted = dict(_locked(lock))
    differing = sorted(name for name, version in wanted.items() if _installed(name) != version)
    said = (
        f"{len(wanted)} as locked" if not differing else f"differ from the lock: {', '.join(differing[:5])}"
    )
    return _check("packages", not differing, said, "Remove .venv, then `make run`.")


def home(folder: Path) -> Check:
    """Whether the home is there, or can be made."""
    there = _nearest(folder)
    may = os.access(there, os.W_OK | os.X_OK) and there.is_dir()
    said = f"{folder}" if there == folder else f"{folder}, not made yet"
    return _check("home", may, said, f"No right to write {there}. Name a directory of your own in GIS_HOME.")


def space(folder: Path) -> Check:
    """The room left where the data live, in megabytes."""
    free = shutil.disk_usage(_nearest(folder)).free // 1024**2
    return _check(
        "disk", free >= _MB_WANTED, f"{free} MB free", f"Make room: {_MB_WANTED} MB keep it working."
    )


def postgresql() -> Check:
    """A PostgreSQL server with PostGIS, new enough."""
    try:
        server = binaries.choose(binaries.installed())
    except ClusterError as error:
        return Check("PostgreSQL", "none that can be used", str(error))
    postgis = ".".join(map(str, server.postgis or ()))
    return Check("PostgreSQL", f"{server.major} with PostGIS {postgis} in {server.bin}")


def cluster(folder: Path) -> Check:
    """What the private database is doing."""
    try:
        status = Cluster(folder).status()
    except Error as error:
        return Check("database", "cannot be looked at", str(error))
    words = {
        "absent": "none yet; the first `gis up` makes it",
        "stopped": f"PostgreSQL {status.version}, stopped; `gis up` starts it",
        "running": f"PostgreSQL {status.version}, running as process {status.pid}",
    }
    return Check("database", words[status.state])


def database(url: str) -> Check:
    """Whether the database at an address answers, has PostGIS, and lets us make what we need."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=_PATIENCE_S) as connection:
            rights = _rights(connection)
    except psycopg.Error as error:
        first = str(error).strip().splitlines()[0]
        return Check("database", f"does not answer: {first}", "Start it, or mend GIS_DATABASE_URL.")
    todo = " ".join(lacking(rights))
    postgis = rights.postgis or rights.available or "none"
    return _check("database", not todo, f"PostgreSQL {rights.version}, PostGIS {postgis}", todo)


def lacking(rights: Rights) -> list[str]:
    """What an administrator has to do before the service can use a database, one sentence each.

    >>> lacking(Rights(15, "3.3.2", "3.3.2", False, True, True))
    []
    >>> lacking(Rights(15, None, None, False, True, True))
    ['Install PostGIS on the database server (Debian: postgresql-15-postgis-3).']
    """
    has, may_have = rights.postgis is not None, rights.available is not None
    needs = (
        (
            rights.version >= binaries.OLDEST_POSTGRESQL,
            f"PostgreSQL {rights.version} is too old: {binaries.OLDEST_POSTGRESQL} or newer is needed.",
        ),
        (
            has or may_have,
            f"Install PostGIS on the database server (Debian: postgresql-{rights.version}-postgis-3).",
        ),
        (has or not may_have or rights.superuser, "As its superuser, type there: CREATE EXTENSION postgis;"),
        (
            rights.superuser or rights.may_create_roles,
            "As its superuser, type there: ALTER ROLE (the role in GIS_DATABASE_URL) CREATEROLE;",
        ),
        (
            rights.superuser or rights.may_create_schemas,
            "As its superuser, type there: GRANT CREATE ON DATABASE (its name) TO (the role);",
        ),
    )
    return [todo for met, todo in needs if not met]


def port(settings: Settings) -> Check:
    """Whether the server can listen, or does already."""
    where = f"{settings.host}, port {settings.port}"
    try:
        HomeLock(settings.home).peek()
    except AlreadyServed as served:
        return Check("server", f"running as process {served.pid} on port {served.port}")
    problem = port_problem(settings.host, settings.port)
    return _check("server", problem is None, f"not running; would listen on {where}", problem or "")


def page(project: Path) -> Check:
    """Whether the map page was built."""
    built = (project / "api" / "web" / "dist" / "index.html").exists()
    return _check("map page", built, "built" if built else "not built", "Type `make web`.")


def tests_browser(environ: Mapping[str, str]) -> Check:
    """The browser that the tests draw the map in; the service does without."""
    found = browser(environ)
    todo = "Only for `make test`: install chromium, or name a browser in CHROMIUM."
    return _check("browser for tests", found is not None, found or "none", todo)


def browser(environ: Mapping[str, str]) -> str | None:
    """The browser named in CHROMIUM, or the first known one on the path."""
    named = environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def _rights(connection: psycopg.Connection) -> Rights:
    (row,) = connection.execute(_QUESTION).fetchall()
    return Rights(*row)


def _locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each package of the lock that is meant for this Python."""
    from packaging.requirements import Requirement

    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            wanted = Requirement(line.removesuffix("\\").strip())
            if wanted.marker is None or wanted.marker.evaluate():
                yield wanted.name, str(wanted.specifier).removeprefix("==")


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _nearest(folder: Path) -> Path:
    """`folder`, or the closest directory above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())
