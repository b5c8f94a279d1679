"""Files that a report leaves: whole or not at all, never over another file, readable by their owner only."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from gis.errors import BadRequest


def numbered(path: Path) -> Iterator[Path]:
    """A file's name, then the same with a number, for as long as one is taken.

    >>> names = numbered(Path("rtlh-ditolak.xlsx"))
    >>> str(next(names)), str(next(names))
    ('rtlh-ditolak.xlsx', 'rtlh-ditolak-1.xlsx')
    """
    yield path
    yield from (path.with_stem(f"{path.stem}-{turn}") for turn in range(1, 1_000))


def keep(names: Iterable[Path], write: Callable[[Path], None]) -> Path:
    """Writes a file under the first of the names that is free; its name.

    It is written in a folder of its own beside its place and then named, so that nobody meets half a file.
    Errors: `BadRequest` where no name is free or the folder does not exist; `OSError` where it cannot be
    written.
    """
    listed = list(names)
    folder = listed[0].absolute().parent
    if not folder.is_dir():
        raise BadRequest(f"Folder '{folder}' tidak ada.")
    if len(listed) == 1:
        refuse_taken(listed[0])
    room = Path(tempfile.mkdtemp(prefix=".gis-", dir=folder))
    try:
        made = room / listed[0].name
        _written(made, write)
        made.chmod(0o600)
        for name in listed:
            if _named(made, name):
                return name
        raise BadRequest(f"Berkas '{listed[0]}' sudah ada; sebutkan nama lain.")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _written(made: Path, write: Callable[[Path], None]) -> None:
    try:
        write(made)
    except XlsxWriterException as error:
        # It wraps what the system says, that the disk is full for one.
        cause = error.args[0] if error.args else None
        if not isinstance(cause, OSError):
            raise
        raise OSError(cause.errno, cause.strerror, made.name) from error


def refuse_taken(path: Path) -> None:
    """Refuses a name that a file has already. Errors: `BadRequest`."""
    if path.exists() or path.is_symlink():
        raise BadRequest(f"Berkas '{path}' sudah ada; sebutkan nama lain.")


def _named(made: Path, name: Path) -> bool:
    """Gives the file its name, unless the name is taken."""
    try:
        os.link(made, name)
    except FileExistsError:
        return False
    except OSError:
        # Some file systems (FAT, shares) know no links; there a name could be taken in between, unseen.
        if name.exists() or name.is_symlink():
            return False
        made.rename(name)
    return True
