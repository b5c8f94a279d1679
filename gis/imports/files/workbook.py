"""Spreadsheets: each sheet with filled cells is a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gis.errors import SheetError
from gis.imports.files import layout
from gis.imports.files.extent import Extent
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Cell, Grid, Merged, Sheet
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted
from gis.imports.files.xlsx import Surveyed

T = TypeVar("T")

_UNCOUNTED: Final = (
    "Berkas berisi {} rumus yang mungkin belum dihitung oleh program pembuatnya. "
    "Bila angkanya tampak salah: buka di Excel, simpan, lalu muat lagi."
)

Survey = Callable[[Path, Limits], Surveyed]
"""Looks through a workbook before its cells are read."""


@dataclass(frozen=True, eq=False, slots=True)
class _Page:
    """One sheet of an open workbook, and what is known of it."""

    file: Path
    book: CalamineWorkbook
    name: str
    extent: Extent
    uncounted: bool


def tables(survey: Survey, file: Path, limits: Limits) -> Sequence[Table]:
    """The sheets that hold anything."""
    found = survey(file, limits)
    # By its content: given a path it would go by the name.
    with file.open("rb") as content:
        book = _explained(file, lambda: CalamineWorkbook.from_filelike(content))
    hidden = {
        about.name: about.visible is not SheetVisibleEnum.Visible
        for about in _explained(file, lambda: book.sheets_metadata)
    }
    pages = [
        _Page(file, book, name, extent, found.uncounted and extent.formulas > 0)
        for name, extent in found.sheets.items()
        if extent.rows and name in hidden
    ]
    return [Table(page.name, partial(_table, page), page.extent.rows, hidden[page.name]) for page in pages]


def _table(page: _Page, wanted: Wanted) -> Sheet:
    """One sheet, its rows numbered as the spreadsheet numbers them."""
    file, extent = page.file, page.extent
    found = _explained(file, lambda: page.book.get_sheet_by_name(page.name))
    lines = _with_unread(_explained(file, lambda: found.to_python(skip_empty_area=False)), extent)
    ranges = _explained(file, lambda: found.merged_cell_ranges)
    merged = tuple(Merged(*first, *last) for first, last in ranges or ()) or extent.merged
    within = _clipped(merged, len(lines), max(map(len, lines), default=0), wanted.limits)
    notes = (_UNCOUNTED.format(extent.formulas),) if page.uncounted else ()
    return layout.arranged(Grid(page.name, lines, within, notes=notes), wanted)


def _with_unread(lines: list[list[Cell]], extent: Extent) -> list[list[Cell]]:
    """The lines with the cells that have no value in their places, which the reader left empty."""
    for (row, column), lacking in extent.unread.items():
        while len(lines) <= row:
            lines.append([])
        line = lines[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = lacking
    return lines


def _clipped(merged: Sequence[Merged], rows: int, columns: int, limits: Limits) -> tuple[Merged, ...]:
    """Merged cells as far as the table goes."""
    within = tuple(
        Merged(one.top, one.left, min(one.bottom, rows - 1), min(one.right, columns - 1))
        for one in merged
        if one.top < rows and one.left < columns
    )
    area = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for one in within)
    if area > limits.cells:
        raise SheetError("Lembar kerja ini berisi sel gabungan yang saling menindih; perbaiki dulu di Excel.")
    return within


def _explained(file: Path, step: Callable[[], T]) -> T:
    try:
        return step()
    except PasswordError as error:
        raise SheetError(
            f"Berkas '{file.name}' terkunci kata sandi. Simpan ulang tanpa kata sandi."
        ) from error
    except CalamineError as error:
        raise SheetError(_broken(file)) from error
    except BaseException as error:
        # What the reader did not expect comes as an exception that has no class of its own in Python.
        if type(error).__name__ != "PanicException":
            raise
        raise SheetError(_broken(file)) from error


def _broken(file: Path) -> str:
    return f"Berkas '{file.name}' rusak, terpotong, atau bukan lembar kerja. Minta berkas itu dikirim ulang."
