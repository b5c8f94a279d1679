"""Formats that are made in a file of their own before they can be sent.

A process that is killed leaves its folder behind, with rows in it that are perhaps not for all: the next file
that is made takes such folders away. A folder that is in use is locked, and the kernel lets go of the lock
when its process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PIECE: Final = 256 * 1024
"""Bytes read at once."""

_PREFIX: Final = "gis-format-"

_NEW_S: Final = 60.0
"""A folder is made and locked in two steps; one that is younger is left alone."""


def through(name: str, make: Callable[[Path], None]) -> Iterator[bytes]:
    """The bytes of the file `name` that `make` writes, a piece at a time; nothing is left on the disk."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder, _held(Path(folder)):
        path = Path(folder) / name
        make(path)
        with path.open("rb") as made:
            while piece := made.read(PIECE):
                yield piece


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Locks a folder as long as the block lasts. Errors: `OSError` where it is gone or locked."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def _sweep() -> None:
    """Takes away what processes left that did not end in order."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # What is locked, gone meanwhile or another account's stays as it is.
        with suppress(OSError):
            if _is_left(folder):
                with _held(folder):
                    shutil.rmtree(folder)


def _is_left(folder: Path) -> bool:
    known = folder.lstat()
    return known.st_uid == os.getuid() and time.time() - known.st_mtime > _NEW_S
