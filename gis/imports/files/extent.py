"""What is found out about a spreadsheet's sheet before its cells are taken into memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gis.errors import SheetError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Merged, Unread

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
"""The last row and column that any spreadsheet program has."""

ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
"""What cells show whose formula went wrong."""

UNCOUNTED: Final = Unread(
    "berisi rumus yang belum dihitung; buka di Excel atau LibreOffice, simpan, lalu muat lagi"
)


def error(written: str) -> Unread:
    """A cell whose formula went wrong.

    >>> error("#N/A").reason
    'berisi kesalahan rumus (#N/A); perbaiki rumusnya atau tulis nilainya'
    """
    shown = written if written in ERRORS else "Err"
    return Unread(f"berisi kesalahan rumus ({shown}); perbaiki rumusnya atau tulis nilainya", shown)


@dataclass(frozen=True, eq=False, slots=True)
class Extent:
    """How far a sheet's filled cells reach, and which of them have no value. Counted from 0.

    rows, columns  of the smallest table that holds all filled cells and begins at the first cell
    unread         cells without a value, by row and column
    merged         merged cells, where the format's reader does not tell them
    formulas       how many cells hold a formula
    shared         how many cells hold a text that stands elsewhere in the file
    """

    rows: int
    columns: int
    unread: Mapping[tuple[int, int], Unread] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    formulas: int = 0
    shared: int = 0


class Reached:
    """Counts how far filled cells reach while a sheet is read, and refuses what reaches too far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.rows = 0
        self.columns = 0
        self.formulas = 0
        self.shared = 0
        self.unread: dict[tuple[int, int], Unread] = {}

    def fill(self, rows: int, columns: int) -> None:
        """A filled cell ends at this many rows and columns. Errors: `SheetError`."""
        if rows > self.rows or columns > self.columns:
            self.rows, self.columns = max(rows, self.rows), max(columns, self.columns)
            if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS:
                raise SheetError("Lembar kerja ini berisi sel di luar ukuran lembar yang mungkin.")
            self._limits.check_table(self.rows, self.columns)

    def extent(self, merged: tuple[Merged, ...] = ()) -> Extent:
        """What was found."""
        return Extent(self.rows, self.columns, self.unread, merged, self.formulas, self.shared)
