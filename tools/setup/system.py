"""Debian's packages: which capability is missing, which package has it, and how it gets here.

A capability is looked for by what is on the disk. A PostgreSQL from source, a Python from elsewhere or a
browser unpacked by hand count as much as a package does.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gis import doctor
from gis.cluster import binaries
from tools.setup.speech import Stop, say

_NO_CLUSTER = "/etc/postgresql-common/createcluster.d/peta-jepara.conf"


@dataclass(frozen=True, slots=True)
class Need:
    """A capability: what it is called, whether it is there, and which packages bring it."""

    name: str
    there: Callable[[], bool]
    packages: Callable[[], Sequence[str]]


def ensure(purpose: str, environ: Mapping[str, str]) -> None:
    """See to it that everything `purpose` ("run", "test" or "qgis") needs of the system is there.

    Raises Stop with the line to type when it cannot be installed from here.
    """
    lacking = missing(purpose, environ)
    if not lacking:
        return
    say("missing on this machine: " + ", ".join(need.name for need in lacking))
    if not shutil.which("apt-get"):
        names = " and ".join(need.name for need in lacking)
        raise Stop(f"Please install {names}; there is no apt-get here to do it with.")
    prefix = _as_root()
    if prefix is None:
        raise Stop(f"Installing needs an administrator. Please type:\n  {_line(lacking)}")
    with _without_new_cluster(prefix):
        _install(prefix, lacking)
    left = missing(purpose, environ)
    if left:
        raise Stop(f"Still missing after installing: {', '.join(need.name for need in left)}.")


def missing(purpose: str, environ: Mapping[str, str]) -> list[Need]:
    """The needs of `purpose` that this machine does not meet."""
    needs = [Need("Python's venv", _has_venv, lambda: [f"python3.{sys.version_info.minor}-venv"])]
    if purpose != "run" or not environ.get("GIS_DATABASE_URL"):
        needs.append(Need("PostgreSQL with PostGIS", _has_postgis, _postgis_packages))
    if purpose != "run":
        needs += [
            Need("chromium", lambda: doctor.browser(environ) is not None, lambda: ["chromium"]),
            Need("ogrinfo (GDAL)", lambda: shutil.which("ogrinfo") is not None, lambda: ["gdal-bin"]),
            # The driver of the browser tests is a Node that asks for it; a small Debian has none.
            Need("libatomic", lambda: _loads("libatomic.so.1"), lambda: ["libatomic1"]),
            Need("a font", _has_font, lambda: ["fonts-dejavu-core"]),
        ]
    if purpose == "qgis":
        needs.append(Need("QGIS for Python", _has_qgis, lambda: ["python3-qgis"]))
    return [need for need in needs if not need.there()]


def newest_postgis(listing: str) -> list[str]:
    r"""The packages of the newest PostgreSQL that has PostGIS, from what `apt-cache search` lists.

    >>> newest_postgis("postgresql-15-postgis-3 - Geographic objects\npostgresql-9-postgis-2 - Geographic")
    ['postgresql-15', 'postgresql-15-postgis-3']
    >>> newest_postgis("")
    []
    """
    found = re.findall(r"^postgresql-(\d+)-postgis-(\d+)\b", listing, flags=re.MULTILINE)
    if not found:
        return []
    major, postgis = max((int(major), int(postgis)) for major, postgis in found)
    return [f"postgresql-{major}", f"postgresql-{major}-postgis-{postgis}"]


def _has_qgis() -> bool:
    # Debian's QGIS is for Debian's Python, whichever Python runs here.
    return Path("/usr/lib/python3/dist-packages/qgis").is_dir()


def _has_venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _has_postgis() -> bool:
    return any(server.usable for server in binaries.installed())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


def _postgis_packages() -> Sequence[str]:
    ran = subprocess.run(
        ["apt-cache", "search", "--names-only", r"^postgresql-[0-9]+-postgis-[0-9]+$"],
        capture_output=True,
        text=True,
        check=False,
    )
    return newest_postgis(ran.stdout) or ["postgresql", "postgis"]


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None when that needs a password."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    may = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if may else None


def _line(needs: Sequence[Need]) -> str:
    names = " ".join(name for need in needs for name in need.packages())
    line = f"apt-get update && apt-get install -y --no-install-recommends {names}"
    return line.replace("apt-get", "sudo apt-get") if shutil.which("sudo") else f"su -c '{line}'"


def _install(prefix: Sequence[str], needs: Sequence[Need]) -> None:
    say("installing Debian's packages (this takes a minute or two)")
    _apt([*prefix, "apt-get", "-q", "update"])
    # Asked only now: on a new machine the lists were empty before.
    names = [name for need in needs for name in need.packages()]
    _apt([*prefix, "apt-get", "-q", "install", "-y", "--no-install-recommends", *names])


def _apt(command: Sequence[str]) -> None:
    """Run apt-get, waiting for another one to finish; its last lines are shown when it fails."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waiting = [*command, "-o", "DPkg::Lock::Timeout=300"]
    ran = subprocess.run(waiting, env=environ, capture_output=True, text=True, check=False)
    if ran.returncode:
        tail = "\n".join((ran.stdout + ran.stderr).splitlines()[-15:])
        raise Stop(f"`{' '.join(command)}` failed:\n{tail}")


@contextmanager
def _without_new_cluster(prefix: Sequence[str]) -> Iterator[None]:
    """Keep Debian from making and starting a database of its own while its PostgreSQL is installed.

    The service has a private one; a second one would only hold port 5432 and memory. Where PostgreSQL's
    own tools are already there, somebody has decided this before, and it stays as they want it.
    """
    if shutil.which("pg_createcluster"):
        yield
        return
    write = [*prefix, "install", "-D", "-m", "644", "/dev/stdin", _NO_CLUSTER]
    subprocess.run(write, input="create_main_cluster = false\n", text=True, check=True)
    try:
        yield
    finally:
        subprocess.run([*prefix, "rm", "-f", _NO_CLUSTER], check=True)
