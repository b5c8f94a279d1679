"""The tables of a file: each has a name, and can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gis.imports.files.sheet import Sheet
from gis.imports.files.wanted import Wanted


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """One table of a file.

    name    as the file calls it
    read    reads it
    rows    how many rows it has, where that is known before it is read
    hidden  whether the person who made the file put it out of sight
    """

    name: str
    read: Callable[[Wanted], Sheet]
    rows: int | None = None
    hidden: bool = False

    def __str__(self) -> str:
        return self.name if self.rows is None else f"{self.name} ({self.rows} baris)"
