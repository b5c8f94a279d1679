"""Which PostgreSQL servers are installed on this machine, and which of them have PostGIS.

Found by what is there, not by what a package manager says: a server from source or from PostgreSQL's
own packages is as good as Debian's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gis.cluster.errors import ClusterError

OLDEST_POSTGRESQL = 15
OLDEST_POSTGIS = (3, 3)

_PROGRAMS = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True, slots=True)
class Server:
    """An installed PostgreSQL: `bin` holds its programs; `postgis` is the version of PostGIS made for it,
    such as (3, 3), or None.

    >>> Server(Path("/usr/lib/postgresql/15/bin"), 15, (3, 3)).usable
    True
    >>> Server(Path("/usr/lib/postgresql/16/bin"), 16, None).usable
    False
    """

    bin: Path
    major: int
    postgis: tuple[int, int] | None

    @property
    def usable(self) -> bool:
        """New enough, with a PostGIS that is new enough."""
        return self.major >= OLDEST_POSTGRESQL and self.postgis is not None and self.postgis >= OLDEST_POSTGIS


def installed() -> list[Server]:
    """Every PostgreSQL server of this machine, the newest first."""
    found = {folder.resolve(): folder for folder in _folders() if _complete(folder)}
    servers = [_server(folder) for folder in found.values()]
    return sorted(servers, key=lambda server: server.major, reverse=True)


def choose(servers: Sequence[Server], major: int | None = None) -> Server:
    """The newest usable server, or the usable one of version `major` when data of that version are there.

    Raises ClusterError when there is none.
    """
    usable = [server for server in servers if server.usable]
    if not usable:
        raise ClusterError(_none_usable(servers))
    if major is None:
        return usable[0]
    same = [server for server in usable if server.major == major]
    if not same:
        have = ", ".join(str(server.major) for server in usable)
        raise ClusterError(
            f"These data were made by PostgreSQL {major}, and installed with PostGIS is {have}. "
            f"Install postgresql-{major}-postgis-3, or move the data to {usable[0].major} with pg_upgrade "
            f"(or pg_dumpall there and psql here)."
        )
    return same[0]


def _none_usable(servers: Sequence[Server]) -> str:
    need = f"PostgreSQL {OLDEST_POSTGRESQL} with PostGIS {OLDEST_POSTGIS[0]}.{OLDEST_POSTGIS[1]}, or newer"
    install = "Install it (apt-get install postgresql-15-postgis-3), or name a database in GIS_DATABASE_URL."
    if not servers:
        return f"No PostgreSQL server is installed here; needed is {need}. {install}"
    have = ", ".join(f"PostgreSQL {server.major} {_with(server.postgis)}" for server in servers)
    return f"Installed here: {have}; needed is {need}. {install}"


def _with(postgis: tuple[int, int] | None) -> str:
    return f"with PostGIS {postgis[0]}.{postgis[1]}" if postgis else "without PostGIS"


def _folders() -> Iterator[Path]:
    """Where servers are usually put, by Debian, by PostgreSQL's own packages and by hand."""
    for pattern in ("lib/postgresql/*/bin", "pgsql-*/bin", "local/pgsql*/bin"):
        yield from Path("/usr").glob(pattern)
    for program in ("pg_config", "postgres"):
        found = shutil.which(program)
        if found and program == "pg_config":
            yield Path(_output([found, "--bindir"]))
        elif found:
            yield Path(found).resolve().parent


def _complete(folder: Path) -> bool:
    return all(os.access(folder / program, os.X_OK) for program in _PROGRAMS)


def _server(folder: Path) -> Server:
    version = re.search(r"\d+", _output([str(folder / "postgres"), "--version"]))
    major = int(version.group()) if version else 0
    return Server(folder, major, _postgis(_share(folder, major)))


def _share(folder: Path, major: int) -> Path:
    own = folder / "pg_config"
    if own.exists():
        return Path(_output([str(own), "--sharedir"]))
    return Path(f"/usr/share/postgresql/{major}")


def _postgis(share: Path) -> tuple[int, int] | None:
    """The version PostgreSQL would install, as its control file names it."""
    try:
        control = (share / "extension" / "postgis.control").read_text(encoding="utf-8")
    except OSError:
        return None
    version = re.search(r"default_version\s*=\s*'(\d+)\.(\d+)", control)
    return (int(version[1]), int(version[2])) if version else None


def _output(command: Sequence[str]) -> str:
    """What a program says of itself; empty when it says nothing."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout.strip()
