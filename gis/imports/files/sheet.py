"""A file as it was given: columns of cells under their headings, row numbers, places.

Nothing is understood yet. A cell is None, a text, a number, a truth value, a date, a list of texts, or
`Unread` where the file holds something there that is no value; a file of text has texts only.

Rows are numbered as the person sees them: as the spreadsheet numbers them, a line of a text file by its place
among the records (the heading is 1), the first feature of a map file is row 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyproj import CRS
    from shapely import Geometry

    Shapes = NDArray[np.object_]
    """Geometries, one per row, None where a row has none."""

Cell = Any
"""One cell as the file holds it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not empty and has no value either: a formula never worked out, an error value.

    >>> str(Unread("berisi kesalahan rumus (#N/A)", "#N/A"))
    '#N/A'

    reason   what is wrong, as it follows the column's name in a sentence
    written  what the person sees in the cell, where that is known
    """

    reason: str
    written: str = ""

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column: the heading as written, and a cell per row.

    parts  the lines of a heading that takes several, the upper first: ("Koordinat", "Lintang"), whose
           `heading` is "Koordinat Lintang"; empty where the heading takes one line
    at     its position in the grid the sheet was taken from, counted from 0
    """

    heading: str
    cells: Sequence[Cell]
    parts: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one: rows and columns counted from 0, both ends within. The first holds all."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """A table as it stands in its file, before anything is understood: line by line, none left out.

    first      the number of the first line as the person sees it
    delimiter  what parts the columns, where the file is one of text
    """

    name: str
    lines: Sequence[Sequence[Cell]]
    merged: tuple[Merged, ...] = ()
    first: int = 1
    notes: tuple[str, ...] = ()
    delimiter: str | None = None


class Why(StrEnum):
    """Why a row below the headings holds no data."""

    BLANK = "blank"
    HEADING = "heading"
    NUMBERING = "numbering"
    TOTAL = "total"
    NOTE = "note"


CALLED: Final[Mapping[Why, str]] = {
    Why.BLANK: "baris kosong",
    Why.HEADING: "judul kolom yang terulang",
    Why.NUMBERING: "nomor kolom",
    Why.TOTAL: "jumlah atau rata-rata",
    Why.NOTE: "catatan, sumber, atau tanda tangan",
}
"""What rows without data are called; their cells are never repeated."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row below the headings that was not taken for data."""

    row: int
    why: Why


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """One table of a file.

    name     the table's or sheet's own name
    numbers  the number of each row as the person sees it
    shapes   its geometries where the format has them; coordinates are x (east), y (north)
    crs      the reference system the file names for them
    notes    what has to be said about the reading, in sentences
    skipped  the rows that were not taken for data; with `numbers` they are all rows that were read
    unread   what is wrong with geometries that could not be read, by the row's position
    closable the geometries of `unread` whose rings only lack their last point, with the rings closed
    broken   what is wrong with lines whose cells cannot be told apart by column, by the row's position
    grid     the table as it stands, where the format is one of lines and cells
    """

    name: str
    columns: tuple[Column, ...]
    numbers: Sequence[int]
    shapes: Shapes | None = None
    crs: CRS | None = None
    notes: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unread: Mapping[int, str] = field(default_factory=dict)
    closable: Mapping[int, Geometry] = field(default_factory=dict)
    broken: Mapping[int, str] = field(default_factory=dict)
    grid: Grid | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in the file's order."""
        return tuple(column.heading for column in self.columns)

    @property
    def delimiter(self) -> str | None:
        """What parts the columns, where the file is one of text."""
        return self.grid.delimiter if self.grid else None

    @property
    def read(self) -> int:
        """How many rows were read: those with data, and those that were skipped."""
        return len(self.numbers) + len(self.skipped)


def letters(at: int) -> str:
    """The letters by which a spreadsheet calls its column at a position counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    called = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        called = chr(ord("A") + rest) + called
    return called


def blank(cell: object) -> bool:
    """Whether a cell holds nothing: None, or text of spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
