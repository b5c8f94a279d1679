"""Which reader a file wants, and which of its tables.

    sheet = read(Path("rtlh.xlsx"), Wanted(LAYERS["rtlh"]))

Errors: `SheetError` for a file that cannot be read as a table of rows; `BadRequest` for a file that is not
there or a table that was named and does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from gis.errors import BadRequest, SheetError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Sheet
from gis.imports.files.signs import Kind, kind
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted
from gis.imports.spelling import fold
from gis.layer import Layer

ENDINGS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.TEXT: (".csv", ".tsv", ".txt", ".tab"),
    Kind.JSON: (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"),
    Kind.KML: (".kml",),
    Kind.KMZ: (".kmz",),
    Kind.GPX: (".gpx",),
    Kind.GEOPACKAGE: (".gpkg",),
    Kind.SHAPEFILE: (".shp",),
    Kind.SHAPEFILES: (".zip",),
    Kind.FLATGEOBUF: (".fgb",),
    Kind.PARQUET: (".parquet", ".geoparquet"),
    Kind.XLSX: (".xlsx", ".xlsm"),
    Kind.XLS: (".xls",),
    Kind.ODS: (".ods",),
}
"""The kinds of files that are read, and how the names of such files end."""

_ADVICE: Final[Mapping[Kind, str]] = {
    Kind.LOCKED: "Buka dengan kata sandinya, lalu simpan ulang tanpa kata sandi.",
    Kind.XLSB: "Simpan ulang sebagai .xlsx.",
    Kind.HTML: "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx.",
    Kind.XML: "Buka di program asalnya, lalu simpan sebagai .xlsx, .gpkg atau .geojson.",
    Kind.PDF: "Tabel di dalam PDF tidak dapat dibaca; minta berkas aslinya.",
    Kind.IMAGE: "Gambar tidak berisi baris data.",
    Kind.ZIP: "Keluarkan dulu berkas datanya dari zip, lalu muat berkas itu.",
    Kind.PACKED: "Keluarkan dulu berkas datanya, lalu muat berkas itu.",
    Kind.BROKEN_ZIP: "Minta berkas itu dikirim ulang.",
    Kind.BESIDE: "Muat berkas .shp-nya, atau semua bagiannya dalam satu zip.",
    Kind.DRAWING: "Simpan sebagai shapefile atau GeoPackage.",
    Kind.DATABASE: "Ekspor tabelnya ke .xlsx atau .csv.",
    Kind.EMPTY: "Minta berkas itu dikirim ulang.",
}

Tables = Callable[[Path, Limits], Sequence[Table]]
"""Opens a file and gives the tables in it."""


def read(file: Path, wanted: Wanted) -> Sheet:
    """The table of `file` for a layer: the one asked for, named like the layer, or the only one."""
    _refuse_special(file)
    try:
        wanted.limits.check_file(file)
        found, renamed = _kind(file)
        table, chosen = choose(reader(found)(file, wanted.limits), wanted.layer, wanted.sheet)
        sheet = table.read(wanted)
    except OSError as error:
        raise SheetError(f"Berkas '{file.name}' tidak dapat dibaca: {error.strerror or error}.") from error
    except (MemoryError, RecursionError) as error:
        raise SheetError(f"Berkas '{file.name}' terlalu besar atau tidak wajar untuk dibaca.") from error
    return replace(sheet, notes=(*renamed, *chosen, *sheet.notes))


def _refuse_special(file: Path) -> None:
    """Refuses what is no ordinary file: reading a folder fails, and reading a device never ends."""
    try:
        there = file.exists()
    except (OSError, ValueError):  # No file can have such a name.
        there = False
    if not there:
        raise BadRequest(f"Berkas '{str(file)[:200]}' tidak ada.")
    if file.is_dir():
        raise BadRequest(f"'{file}' adalah folder, bukan berkas. Sebutkan berkas di dalamnya.")
    if not file.is_file():
        raise BadRequest(f"'{file}' bukan berkas biasa dan tidak dibaca.")


def _kind(file: Path) -> tuple[Kind, tuple[str, ...]]:
    """What a file is, and what to say where its name says something else."""
    found = kind(file)
    ending = file.suffix.lower()
    if found not in ENDINGS:
        advice = _ADVICE.get(found, "Minta berkas aslinya.")
        raise SheetError(f"Berkas '{file.name}' tidak dapat dimuat: isinya {found}. {advice}")
    if ending in ENDINGS[found]:
        return found, ()
    if not any(ending in endings for endings in ENDINGS.values()):
        known = ", ".join(sorted(one for endings in ENDINGS.values() for one in endings))
        raise SheetError(
            f"Berkas '{file.name}' tidak dikenal dari namanya. Isinya tampaknya {found}: "
            f"ganti akhiran namanya menjadi {ENDINGS[found][0]}. Yang dapat dimuat: {known}."
        )
    if found is Kind.TEXT:
        _refuse_torso(file)
    return found, (f"Nama berkas berakhiran {ending}, tetapi isinya {found}; dibaca menurut isinya.",)


def _refuse_torso(file: Path) -> None:
    """Text under the name of another kind is read only if it is clearly a table."""
    from gis.imports.files import delimited

    if not delimited.is_table(file):
        raise SheetError(
            f"Berkas '{file.name}' bernama seperti berkas {file.suffix[1:]}, tetapi isinya teks biasa. "
            "Minta berkas itu dikirim ulang."
        )


def choose(tables: Sequence[Table], layer: Layer, asked: str | None) -> tuple[Table, tuple[str, ...]]:
    """Which table to read, and what to say about the choice; a hidden one is read only when asked for."""
    if not tables:
        raise SheetError("Berkas ini tidak berisi satu tabel pun yang terisi.")
    if asked is not None:
        return _asked(tables, asked), ()
    shown = [table for table in tables if not table.hidden] or tables
    others = f" Lembar tersembunyi tidak dibaca: {_listed([t for t in tables if t.hidden])}."
    aside = (others.strip(),) if len(shown) < len(tables) else ()
    if len(shown) == 1:
        return shown[0], aside
    called = {fold(text) for text in (layer.name, layer.title.id, layer.title.en, *layer.headings)}
    alike = [table for table in shown if fold(table.name) == fold(layer.name)] or [
        table for table in shown if fold(table.name) in called
    ]
    if len(alike) == 1:
        note = f"Berkas berisi beberapa tabel ({_listed(shown)}); yang dimuat: '{alike[0].name}'."
        return alike[0], (note, *aside)
    raise SheetError(f"Berkas berisi beberapa tabel: {_listed(shown)}. Pilih satu dengan --sheet.")


def _asked(tables: Sequence[Table], asked: str) -> Table:
    exact = [table for table in tables if table.name == asked]
    found = exact or [table for table in tables if fold(table.name) == fold(asked)]
    if len(found) != 1:
        raise BadRequest(f"Tidak ada tabel '{asked}' di berkas ini. Yang ada: {_listed(tables)}.")
    return found[0]


def _listed(tables: Sequence[Table], most: int = 30) -> str:
    more = f" dan {len(tables) - most} lagi" if len(tables) > most else ""
    return ", ".join(map(str, tables[:most])) + more


def reader(found: Kind) -> Tables:
    """What opens files of a kind."""
    # Imported here: GDAL and Arrow take a moment to load, and most commands read no file.
    from gis.imports.files import (
        delimited,
        flatgeobuf,
        geojson,
        geopackage,
        gpx,
        kml,
        ods,
        parquet,
        shapefile,
        workbook,
        xls,
        xlsx,
    )

    readers: Mapping[Kind, Tables] = {
        Kind.TEXT: delimited.tables,
        Kind.JSON: geojson.tables,
        Kind.KML: kml.tables,
        Kind.KMZ: kml.zipped,
        Kind.GPX: gpx.tables,
        Kind.GEOPACKAGE: geopackage.tables,
        Kind.SHAPEFILE: shapefile.tables,
        Kind.SHAPEFILES: shapefile.zipped,
        Kind.FLATGEOBUF: flatgeobuf.tables,
        Kind.PARQUET: parquet.tables,
        Kind.XLSX: partial(workbook.tables, xlsx.survey),
        Kind.XLS: partial(workbook.tables, xls.survey),
        Kind.ODS: partial(workbook.tables, ods.survey),
    }
    return readers[found]
