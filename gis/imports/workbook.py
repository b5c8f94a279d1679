"""Spreadsheets: each sheet is a table whose first row that is not blank holds the headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from gis.errors import SheetError
from gis.imports.delimited import from_lines
from gis.imports.sheet import Sheet


def tables(file: Path) -> Sequence[str]:
    """The names of the sheets."""
    return _open(file).sheet_names


def table(file: Path, name: str) -> Sheet:
    """One sheet, its rows numbered as the spreadsheet numbers them."""
    lines = _open(file).get_sheet_by_name(name).to_python(skip_empty_area=False)
    return from_lines(name, lines)


def _open(file: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        raise SheetError(f"Berkas '{file.name}' tidak dapat dibuka sebagai lembar kerja.") from error
