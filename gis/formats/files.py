"""Formats that are made in a file of their own before they can be sent."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PIECE: Final = 256 * 1024
"""Bytes read at once."""


def through(name: str, make: Callable[[Path], None]) -> Iterator[bytes]:
    """The bytes of the file `name` that `make` writes, a piece at a time; nothing is left on the disk."""
    with tempfile.TemporaryDirectory(prefix="gis-format-") as folder:
        path = Path(folder) / name
        make(path)
        with path.open("rb") as made:
            while piece := made.read(PIECE):
                yield piece
