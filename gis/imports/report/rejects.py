"""The rows that were not loaded, as given, with the reasons beside them: to correct and load again.

Lines and cells become a workbook, whose cells stay what they were; a map stays a map (GeoPackage). Cells that
are too long for a workbook (outlines as text), or too many, stand in a table of a GeoPackage.

Errors: `BadRequest` where the file asked for exists, or its ending does not fit what is to be written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from gis.errors import BadRequest
from gis.imports.files.sheet import Cell, Sheet, Unread
from gis.imports.headings import Headed
from gis.imports.report import workbook
from gis.imports.report.keeping import keep, numbered
from gis.imports.report.marks import row_marks
from gis.imports.report.page import REASON
from gis.imports.report.told import Report
from gis.imports.values.cells import written

_BOOK: Final = ".xlsx"
_MAP: Final = ".gpkg"
_ADDED: Final = re.compile(r"-(ditolak|laporan)(-\d+)?$")


def stem(file: Path) -> str:
    """The name of a file without what an earlier report added to it.

    >>> stem(Path("rtlh.csv")), stem(Path("rtlh-ditolak-1.xlsx"))
    ('rtlh', 'rtlh')
    """
    return _ADDED.sub("", file.stem)


def write(headed: Headed, report: Report, asked: Path | None, name: str | None) -> Path:
    """Writes the bad rows into the file asked for, or a new one in the current directory; its path.

    `name` is what the workbook's sheet is called; by default as the layer.
    """
    sheet = headed.sheet
    bad = frozenset(problem.row for problem in report.problems)
    ending = _BOOK if sheet.shapes is None and workbook.fits(sheet, bad) else _MAP
    if asked and asked.suffix.lower() != ending:
        raise BadRequest(
            f"Baris yang ditolak dari berkas ini ditulis sebagai {ending}; beri --rejects NAMA{ending}."
        )
    names = [asked] if asked else numbered(Path(f"{stem(Path(report.file))}-ditolak{ending}"))
    if ending == _BOOK:
        return keep(names, lambda path: workbook.write_bad(path, headed, report, name))
    return keep(names, lambda path: _write_map(path, sheet, report, bad))


def _write_map(path: Path, sheet: Sheet, report: Report, bad: frozenset[int]) -> None:
    # Imported here: most imports reject nothing, and these take a moment to load.
    import geopandas
    import pandas as pd
    import pyogrio

    at = [position for position, number in enumerate(sheet.numbers) if number in bad]
    marks = row_marks(report)
    cells: dict[str, Any] = {
        column.heading: _cells(sheet, [column.cells[position] for position in at])
        for column in sheet.columns
        if column.heading != REASON
    }
    cells[REASON] = [marks[sheet.numbers[position]].text for position in at]
    if sheet.shapes is None:
        pyogrio.write_dataframe(pd.DataFrame(cells), path, driver="GPKG", layer=sheet.name)
        return
    shapes = sheet.shapes[np.asarray(at, dtype=int)]
    frame = geopandas.GeoDataFrame(cells, geometry=shapes, crs=sheet.crs)
    frame.to_file(path, driver="GPKG", layer=sheet.name, geometry_type="Unknown", engine="pyogrio")


def _cells(sheet: Sheet, cells: Sequence[Cell]) -> list[Cell]:
    """The cells as a column of a GeoPackage holds them, which is of one kind: of a table, text."""
    if sheet.shapes is None:
        return [None if cell is None else _text(cell) for cell in cells]
    return [_text(cell) if isinstance(cell, list | Unread) else cell for cell in cells]


def _text(cell: Cell) -> str:
    if isinstance(cell, Unread):
        return cell.written or f"({cell.reason})"
    return "; ".join(written(part) for part in cell) if isinstance(cell, list) else written(cell)
