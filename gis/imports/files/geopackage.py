"""GeoPackage: an SQLite file, read as one.

Its cells come out as they were stored, also where a column holds something else than it declares.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pyproj import CRS

from gis.errors import SheetError
from gis.imports.files import bulk, geometries
from gis.imports.files.bulk import Declared, Held
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Cell, Column, Sheet, Unread
from gis.imports.files.systems import named
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_TECHNICAL: Final = frozenset({"fid", "ogc_fid"})
"""Primary keys that programs number rows with; any other column is the person's own."""
_ENVELOPE: Final = (0, 32, 48, 48, 64, 0, 0, 0)
"""Bytes of the bounding box before a geometry, by the kind its flags name."""
_SECONDS: Final = 60
_DEFAULT: Final = 500
"""Characters of a column's default, at most."""
_STEPS: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Stored:
    """One table as the file describes it: its geometry column if any, and the id of its reference system."""

    name: str
    geometry: str | None
    srs: int | None


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """The tables that the file lists as its contents, with their rows counted."""
    _refuse_part(file)
    with _opened(file) as store:
        found = list(_stored(store, file))
        return [
            Table(one.name, partial(_table, file, one), _count(store, one.name, file, limits))
            for one in found
        ]


def _table(file: Path, stored: _Stored, wanted: Wanted) -> Sheet:
    """One table, whole. A damaged file is refused, never read in part."""
    with _opened(file) as store:
        if store.execute(f"PRAGMA quick_check({_name(stored.name)})").fetchone() != ("ok",):
            raise SheetError(_broken(file))
        names, kinds = _columns(store, stored)
        count = _count(store, stored.name, file, wanted.limits)
        wanted.limits.check_table(count, len(names))
        crs = _crs(store, stored.srs, file)
        declared = Declared(stored.name, dict(zip(names, kinds, strict=True)), stored.geometry, count)
        held = bulk.read(file, partial(_opened, file), declared) or _row_by_row(store, declared)
    columns = tuple(
        Column(name, held.cells[name], at=at) for at, name in enumerate(names) if name != stored.geometry
    )
    numbers = range(1, held.rows + 1)
    if held.wkb is None:
        return Sheet(stored.name, columns, numbers)
    found = geometries.read(held.wkb, wanted.limits)
    return Sheet(
        stored.name, columns, numbers, found.shapes, crs, unread=found.unread, closable=found.closable
    )


def _row_by_row(store: sqlite3.Connection, declared: Declared) -> Held:
    listed = ", ".join(map(_name, declared.kinds))
    # Names cannot be bound; they are quoted, and come from the file's own schema.
    rows = store.execute(f"SELECT {listed} FROM {_name(declared.table)}").fetchall()  # noqa: S608
    given = zip(*rows, strict=True) if rows else iter([()] * len(declared.kinds))
    cells: dict[str, Sequence[Cell]] = dict(zip(declared.kinds, given, strict=True))
    wkb = [_wkb(blob) for blob in cells.pop(declared.geometry)] if declared.geometry else None
    return Held({name: _read(column, declared.kinds[name]) for name, column in cells.items()}, wkb, len(rows))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, read only and without a trace beside it; a question that takes too long is given up."""
    address = f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as store:
            store.execute("PRAGMA trusted_schema = OFF")
            until = time.monotonic() + _SECONDS
            store.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
            yield store
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise SheetError(_broken(file)) from error


def _refuse_part(file: Path) -> None:
    """Refuses a file that is shorter than it says, or whose latest changes stand in another file."""
    with file.open("rb") as content:
        head = content.read(100)
    page = int.from_bytes(head[16:18], "big")
    announced = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    if head[24:28] == head[92:96] and file.stat().st_size < announced:
        raise SheetError(_broken(file))
    journal = file.with_name(file.name + "-wal")
    if journal.is_file() and journal.stat().st_size:
        raise SheetError(
            f"Berkas '{file.name}' masih terbuka di program lain (ada '{journal.name}'). "
            "Tutup dulu di QGIS, lalu muat lagi."
        )


def _stored(store: sqlite3.Connection, file: Path) -> Iterator[_Stored]:
    kinds = dict(store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    placed = {
        name: (column, srs)
        for name, column, srs in store.execute(
            "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
        ).fetchall()
    }
    listed = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
    for (name,) in store.execute(listed).fetchall():
        made = kinds.get(name)
        if made is None or made.upper().startswith("CREATE VIRTUAL"):
            raise SheetError(
                f"'{name}' di berkas '{file.name}' adalah tampilan (view), bukan tabel. "
                "Simpan ulang sebagai layer GeoPackage biasa."
            )
        yield _Stored(name, *placed.get(name, (None, None)))


def _count(store: sqlite3.Connection, name: str, file: Path, limits: Limits) -> int:
    # The limit keeps a damaged tree that leads to itself from being counted for ever.
    question = f"SELECT count(*) FROM (SELECT 1 FROM {_name(name)} LIMIT {limits.rows + 1})"  # noqa: S608
    found = store.execute(question).fetchone()
    if found is None:
        raise SheetError(_broken(file))
    return int(found[0])


def _columns(store: sqlite3.Connection, stored: _Stored) -> tuple[list[str], list[str]]:
    about = store.execute(f"PRAGMA table_info({_name(stored.name)})").fetchall()
    if any(row[4] is not None and len(str(row[4])) > _DEFAULT for row in about):
        # It is written out in every row that is older than its column.
        raise SheetError(f"Tabel '{stored.name}' berisi nilai baku yang tidak wajar panjangnya.")
    kept = [(str(row[1]), str(row[2]).upper()) for row in about if not (row[5] and row[1] in _TECHNICAL)]
    return [name for name, _ in kept], [kind for _, kind in kept]


def _read(cells: Sequence[Cell], kind: str) -> Sequence[Cell]:
    if kind == "BOOLEAN":
        return [bool(cell) if cell in {0, 1} else cell for cell in cells]
    if bytes in set(map(type, cells)):
        unread = Unread("berisi data biner, bukan nilai")
        return [unread if isinstance(cell, bytes) else cell for cell in cells]
    return cells


def _wkb(blob: Cell) -> bytes | None:
    """The well-known binary of a GeoPackage geometry; other bytes as they are, to be found unreadable."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return b"\xff"
    return blob[8 + _ENVELOPE[blob[3] >> 1 & 7] :]


def _crs(store: sqlite3.Connection, srs: int | None, file: Path) -> CRS | None:
    if srs is None or srs in {0, -1}:
        return None
    question = (
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
    )
    found = store.execute(question, [srs]).fetchone()
    if found is None:
        return named(file.name)
    return named(file.name, lambda: CRS.from_authority(*found[:2]), lambda: CRS.from_user_input(found[2]))


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _broken(file: Path) -> str:
    return f"Berkas '{file.name}' rusak, terpotong, atau bukan GeoPackage. Minta berkas itu dikirim ulang."
