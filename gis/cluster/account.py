"""As whom PostgreSQL's programs run: never as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gis.cluster.errors import ClusterError

SYSTEM_ACCOUNT = "postgres"

# What PostgreSQL and PostGIS get to see: no PG* variable of the caller's, and no PROJ_LIB or GDAL_DATA, which
# belong to the libraries inside the virtualenv and would mislead the system's.
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    def run(self, command: Sequence[object], timeout: float = 120.0) -> subprocess.CompletedProcess[str]:
        """Run `command`, words and paths, as this account, from a directory it can read.

        The caller looks at what it answers. Raises subprocess.TimeoutExpired.
        """
        return subprocess.run(
            [*self._switch(), *map(str, command)],
            cwd="/",
            env=dict(self.environment()),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def environment(self) -> Mapping[str, str]:
        """The environment its programs run in."""
        return {**_ENVIRONMENT, "HOME": "/", "USER": self.name}

    def reaches(self, folder: Path) -> bool:
        """Whether this account may enter `folder`, from the root of the file system down."""
        return self.run(["test", "-x", folder]).returncode == 0

    def _switch(self) -> list[str]:
        if os.geteuid() == self.uid:
            return []
        return ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups", "--"]


def current() -> Account:
    """The account this process runs as."""
    return by_uid(os.geteuid())


def for_data(data: Path) -> Account:
    """The account PostgreSQL runs as for the directory `data`, which may not be there yet.

    Data that are there keep their owner. New data belong to the caller, or to `postgres` when that is root.
    Raises ClusterError when neither can be.
    """
    me = current()
    owner = by_uid(data.stat().st_uid) if data.exists() else _for_new_data(me)
    if owner.uid == 0:
        raise ClusterError(
            f"{data} belongs to root, and PostgreSQL refuses to run as root. chown it to {SYSTEM_ACCOUNT}."
        )
    if me.uid not in (0, owner.uid):
        raise ClusterError(
            f"{data} belongs to {owner.name}, and you are {me.name}. "
            f"Run as {owner.name}, or name another directory in GIS_HOME."
        )
    return owner


def by_uid(uid: int) -> Account:
    """The account with the number `uid`; one without a name is known by its number."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid())
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _for_new_data(me: Account) -> Account:
    if me.uid != 0:
        return me
    try:
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        raise ClusterError(
            f"PostgreSQL refuses to run as root, and there is no account {SYSTEM_ACCOUNT} to run it as. "
            f"Add one (useradd --system {SYSTEM_ACCOUNT}), or run as an ordinary user."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
