"""Where a home keeps its cluster: data, socket and logs, within reach of the account that runs it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gis.cluster import config
from gis.cluster.account import Account
from gis.cluster.errors import ClusterError
from gis.errors import DiskFull, Error

SYSTEM_FOLDER = Path("/var/lib/peta-jepara")

# The kernel's limit for the path of a socket, less its closing zero byte.
_LONGEST_SOCKET = 107


@dataclass(frozen=True, slots=True)
class Place:
    """The directories of one cluster; `base` is `home`/cluster, or what that points to."""

    home: Path
    base: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """PostgreSQL's logs."""
        return self.base / "log"

    @property
    def socket_note(self) -> Path:
        """Remembers a socket directory outside `base`."""
        return self.base / "socket.path"


def of(home: Path) -> Place:
    """The place of `home` as it is now; nothing is made."""
    home = home.absolute()
    return Place(home, (home / "cluster").resolve())


def prepare(home: Path, account: Account) -> Place:
    """The place of `home`, made if it is missing, within reach of `account`.

    Where `account` cannot enter the home, as `postgres` cannot below /root, the cluster is kept in
    /var/lib/peta-jepara and the home points to it.
    """
    try:
        return _prepare(home.absolute(), account)
    except OSError as error:
        raise explain(error) from error


def explain(error: OSError) -> Error:
    """What a failed call of the operating system means for the person at the keyboard."""
    if error.errno == errno.ENOSPC:
        return DiskFull(f"The disk of {error.filename} is full. Make room, and try again; nothing was lost.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ClusterError(f"No right to write {error.filename}. Name a directory of your own in GIS_HOME.")
    return ClusterError(
        f"{error.filename}: {error.strerror}. Mend that, or name another directory in GIS_HOME."
    )


def require_space(place: Path, megabytes: int) -> None:
    """Raise DiskFull when fewer than `megabytes` are free at `place`, before anything is half written."""
    free = shutil.disk_usage(place).free // 1024**2
    if free < megabytes:
        raise DiskFull(
            f"Only {free} MB are free where {place} is, and {megabytes} MB are needed. Make room there first."
        )


def socket_folder(place: Place, account: Account) -> Path:
    """The directory of the socket, owned by `account` and closed to others: inside the cluster when the path
    is short enough for the kernel, else a short one elsewhere, remembered."""
    inside = place.base / "socket"
    if _fits(inside):
        _own(inside, account)
        return inside
    known = _remembered(place, account)
    if known:
        return known
    made = new_folder(Path("/tmp"), "peta-jepara-", account)  # noqa: S108 (new and closed)
    place.socket_note.write_text(str(made), encoding="utf-8")
    return made


def new_folder(parent: Path, prefix: str, account: Account) -> Path:
    """A directory that was not there before, for `account` alone."""
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    _own(made, account)
    return made


def _prepare(home: Path, account: Account) -> Place:
    home.mkdir(parents=True, exist_ok=True)
    link = home / "cluster"
    if not link.exists() and not account.reaches(home):
        elsewhere = _elsewhere(home)
        if not link.is_symlink():
            link.symlink_to(elsewhere)
    place = Place(home, link.resolve())
    _not_anothers(place)
    _own(place.base, account)
    _own(place.log, account)
    return place


def _elsewhere(home: Path) -> Path:
    """A directory outside `home` that belongs to it alone."""
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    elsewhere = SYSTEM_FOLDER / name
    elsewhere.mkdir(parents=True, exist_ok=True, mode=0o711)
    SYSTEM_FOLDER.chmod(0o711)
    (elsewhere / "home.path").write_text(str(home), encoding="utf-8")
    return elsewhere


def _not_anothers(place: Place) -> None:
    """A copied home points to the original's cluster: two homes on one database would be a surprise. A moved
    home is welcome: the old one no longer points there."""
    note = place.base / "home.path"
    if not note.exists():
        return
    owner = Path(note.read_text(encoding="utf-8"))
    if owner != place.home and (owner / "cluster").resolve() == place.base:
        raise ClusterError(
            f"{place.home}/cluster points to the database of {owner}, which is still there. "
            f"Remove the link {place.home}/cluster to start with a database of its own."
        )
    if owner != place.home:
        note.write_text(str(place.home), encoding="utf-8")


def _own(folder: Path, account: Account) -> None:
    """Make `folder` for `account` alone."""
    folder.mkdir(exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{config.PORT}.lock")) <= _LONGEST_SOCKET


def _remembered(place: Place, account: Account) -> Path | None:
    """The directory written down before, if it is still there and still closed to everybody else."""
    try:
        known = Path(place.socket_note.read_text(encoding="utf-8"))
        info = known.lstat()
    except OSError:
        return None
    closed = stat.S_ISDIR(info.st_mode) and stat.S_IMODE(info.st_mode) == 0o700
    return known if closed and info.st_uid == account.uid else None
