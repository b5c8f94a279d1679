"""Spreadsheets: each sheet is a table whose first row that is not blank holds the headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from gis.errors import SheetError
from gis.imports.files import layout
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Grid, Merged, Sheet
from gis.imports.files.wanted import Wanted


def tables(file: Path, _: Limits) -> Sequence[str]:
    """The names of the sheets."""
    return _open(file).sheet_names


def table(file: Path, name: str, wanted: Wanted) -> Sheet:
    """One sheet, its rows numbered as the spreadsheet numbers them."""
    found = _open(file).get_sheet_by_name(name)
    merged = tuple(Merged(*first, *last) for first, last in found.merged_cell_ranges or ())
    return layout.arranged(Grid(name, found.to_python(skip_empty_area=False), merged), wanted)


def _open(file: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        raise SheetError(f"Berkas '{file.name}' tidak dapat dibuka sebagai lembar kerja.") from error
