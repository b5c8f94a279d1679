"""Which reader a file wants, and which of its tables.

    sheet = read(Path("rtlh.xlsx"), Wanted(LAYERS["rtlh"]))

Errors: `SheetError` for a file that cannot be read as a table of rows; `BadRequest` for a file that is not
there or a table that was named and does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gis.errors import BadRequest, SheetError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Sheet
from gis.imports.files.wanted import Wanted
from gis.imports.spelling import fold
from gis.layer import Layer


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: which tables a file holds, and how one of them is read."""

    tables: Callable[[Path, Limits], Sequence[str]]
    table: Callable[[Path, str, Wanted], Sheet]


def read(file: Path, wanted: Wanted) -> Sheet:
    """The table of `file` for a layer: the one asked for, named like the layer, or the only one."""
    if not file.is_file():
        raise BadRequest(f"Berkas '{file}' tidak ada.")
    reader = readers().get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(readers()))
        raise SheetError(f"Berkas '{file.name}' tidak dikenal bentuknya. Yang dapat dimuat: {known}.")
    try:
        wanted.limits.check_file(file)
        name, note = choose(reader.tables(file, wanted.limits), wanted.layer, wanted.sheet)
        sheet = reader.table(file, name, wanted)
    except OSError as error:
        raise SheetError(f"Berkas '{file.name}' tidak dapat dibaca: {error.strerror or error}.") from error
    return replace(sheet, notes=(*note, *sheet.notes))


def choose(names: Sequence[str], layer: Layer, asked: str | None) -> tuple[str, tuple[str, ...]]:
    """Which table to read, and what to say about the choice."""
    listed = ", ".join(names)
    if not names:
        raise SheetError("Berkas ini tidak berisi satu tabel pun.")
    if asked is not None:
        if asked not in names:
            raise BadRequest(f"Tidak ada tabel '{asked}' di berkas ini. Yang ada: {listed}.")
        return asked, ()
    if len(names) == 1:
        return names[0], ()
    called = {fold(text) for text in (layer.name, layer.title.id, layer.title.en, *layer.headings)}
    alike = [name for name in names if fold(name) == fold(layer.name)] or [
        name for name in names if fold(name) in called
    ]
    if len(alike) == 1:
        return alike[0], (f"Berkas berisi beberapa tabel ({listed}); yang dimuat: '{alike[0]}'.",)
    raise SheetError(f"Berkas berisi beberapa tabel: {listed}. Pilih satu dengan --sheet.")


def readers() -> Mapping[str, Reader]:
    """The formats by their file names' endings."""
    # Imported here: GDAL and Arrow take a moment to load, and most commands read no file.
    from gis.imports.files import arrow, delimited, vector, workbook

    text = Reader(delimited.tables, delimited.table)
    book = Reader(workbook.tables, workbook.table)
    map_file = Reader(vector.tables, vector.table)
    return {
        ".csv": text,
        ".tsv": text,
        ".txt": text,
        ".gpkg": map_file,
        ".geojson": map_file,
        ".json": map_file,
        ".geojsonl": map_file,
        ".fgb": map_file,
        ".shp": map_file,
        ".zip": map_file,
        ".parquet": Reader(arrow.tables, arrow.table),
        ".xlsx": book,
        ".ods": book,
    }
