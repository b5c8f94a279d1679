"""A file as it was given: columns of cells under their headings, row numbers, places.

Nothing is understood yet. A cell is None, a text, a number, a truth value, a date or a list of texts; a file
of text has texts only. Rows are numbered as the person sees them: the first data row below a heading line is
row 2, the first feature of a map file is row 1.

Errors: `SheetError` for a file that cannot be read as a table of rows; `BadRequest` for a file that is not
there or a table that was named and does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gis.errors import BadRequest, SheetError
from gis.imports.spelling import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyproj import CRS

    Shapes = NDArray[np.object_]
    """Geometries, one per row, None where a row has none."""

Cell = Any
"""One cell as the file holds it."""


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column: the heading as written, and a cell per row."""

    heading: str
    cells: Sequence[Cell]


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """One table of a file.

    name     the table's or sheet's own name
    numbers  the number of each row as the person sees it
    shapes   its geometries where the format has them; coordinates are x (east), y (north)
    crs      the reference system the file names for them
    notes    what has to be said about the reading, in sentences
    """

    name: str
    columns: tuple[Column, ...]
    numbers: Sequence[int]
    shapes: Shapes | None = None
    crs: CRS | None = None
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in the file's order."""
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: which tables a file holds, and how one of them is read."""

    tables: Callable[[Path], Sequence[str]]
    table: Callable[[Path, str], Sheet]


def read(file: Path, layer: str, asked: str | None = None) -> Sheet:
    """The table of `file` meant for `layer`: the one asked for, named like the layer, or the only one."""
    if not file.is_file():
        raise BadRequest(f"Berkas '{file}' tidak ada.")
    reader = _readers().get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_readers()))
        raise SheetError(f"Berkas '{file.name}' tidak dikenal bentuknya. Yang dapat dimuat: {known}.")
    try:
        name, note = choose(reader.tables(file), layer, asked)
        sheet = reader.table(file, name)
    except OSError as error:
        raise SheetError(f"Berkas '{file.name}' tidak dapat dibaca: {error.strerror or error}.") from error
    return replace(sheet, notes=(*note, *sheet.notes))


def choose(names: Sequence[str], layer: str, asked: str | None) -> tuple[str, tuple[str, ...]]:
    """Which table to read, and what to say about the choice.

    >>> choose(["Sheet1"], "desa", None)
    ('Sheet1', ())
    """
    listed = ", ".join(names)
    if not names:
        raise SheetError("Berkas ini tidak berisi satu tabel pun.")
    if asked is not None:
        if asked not in names:
            raise BadRequest(f"Tidak ada tabel '{asked}' di berkas ini. Yang ada: {listed}.")
        return asked, ()
    if len(names) == 1:
        return names[0], ()
    alike = [name for name in names if fold(name) == fold(layer)]
    if len(alike) == 1:
        return alike[0], (f"Berkas berisi beberapa tabel ({listed}); yang dimuat: '{alike[0]}'.",)
    raise SheetError(f"Berkas berisi beberapa tabel: {listed}. Pilih satu dengan --sheet.")


def _readers() -> Mapping[str, Reader]:
    # Imported here: GDAL and Arrow take a moment to load, and most commands read no file.
    from gis.imports import arrow, delimited, vector, workbook

    text = Reader(delimited.tables, delimited.table)
    map_file = Reader(vector.tables, vector.table)
    return {
        ".csv": text,
        ".tsv": text,
        ".gpkg": map_file,
        ".geojson": map_file,
        ".json": map_file,
        ".geojsonl": map_file,
        ".fgb": map_file,
        ".shp": map_file,
        ".zip": map_file,
        ".parquet": Reader(arrow.tables, arrow.table),
        ".xlsx": Reader(workbook.tables, workbook.table),
        ".ods": Reader(workbook.tables, workbook.table),
    }


TABULAR: Final = frozenset({".csv", ".tsv", ".xlsx", ".ods"})
"""Formats without geometries of their own: places stand in columns."""
