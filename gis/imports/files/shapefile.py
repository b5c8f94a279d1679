"""Shapefiles, bare or in a zip file, with whatever parts of them are there.

The geometries are GDAL's to read, from a copy in memory that holds nothing but them; the attributes are read
here (`dbase`), and rows of the two are the same by their position.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

import pyogrio
import pyogrio.raw
from pyproj import CRS

from gis.errors import SheetError
from gis.imports.files import dbase, geometries
from gis.imports.files.archives import archive
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Column, Sheet
from gis.imports.files.systems import named
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_PARTS: Final = (".shp", ".shx", ".dbf", ".cpg", ".prj")
_HEAD: Final = 100
_CODE: Final = b"\x00\x00\x27\x0a"

Parts = Mapping[str, bytes]
"""The parts of one shapefile by their endings."""


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """A shapefile is one table. Its other parts lie beside it under the same name."""
    parts: dict[str, bytes] = {}
    for beside in sorted(file.parent.iterdir()):
        ending = beside.suffix.lower()
        if beside.stem == file.stem and ending in _PARTS and ending not in parts and beside.is_file():
            limits.check_file(beside)
            parts[ending] = beside.read_bytes()
    return [_listed(file.stem, {**parts, ".shp": file.read_bytes()})]


def zipped(file: Path, limits: Limits) -> Sequence[Table]:
    """The shapefiles in a zip file, whatever folders they lie in."""
    found: dict[str, dict[str, bytes]] = {}
    with archive(file, limits) as opened:
        for name in opened.names:
            path = PurePosixPath(name)
            if path.suffix.lower() in _PARTS:
                found.setdefault(str(path.with_suffix("")), {})[path.suffix.lower()] = opened.content(name)
    whole = {path: parts for path, parts in found.items() if ".shp" in parts}
    stems = [PurePosixPath(path).name for path in whole]
    return [
        # Two of the same name are told apart by their folders.
        _listed(path if stems.count(stem) > 1 else stem, parts)
        for stem, (path, parts) in zip(stems, whole.items(), strict=True)
    ]


def _listed(name: str, parts: Parts) -> Table:
    rows = (len(parts[".shx"]) - _HEAD) // 8 if ".shx" in parts else None
    return Table(name, partial(_table, name, parts), rows)


def _table(name: str, parts: Parts, wanted: Wanted) -> Sheet:
    """One shapefile, whole. Parts that do not belong together are refused."""
    shx, notes = _index(parts, name)
    count = (len(shx) - _HEAD) // 8
    wanted.limits.check_table(count, 1)
    found = geometries.read(_wkb(parts[".shp"], shx, count, name), wanted.limits)
    crs = _crs(parts, name)
    if crs is None:
        notes.append(f"'{name}' tidak disertai berkas .prj, sehingga sistem koordinatnya tidak disebut.")
    if ".dbf" not in parts:
        notes.append(f"'{name}' tidak disertai berkas .dbf, sehingga barisnya tanpa atribut.")
        table = dbase.Attributes((), [False] * count)
    else:
        table = dbase.read(parts[".dbf"], _text(parts.get(".cpg")), name)
    if len(table.deleted) != count:
        raise SheetError(
            f"Bagian-bagian shapefile '{name}' tidak cocok: .shp berisi {count} bentuk, "
            f".dbf {len(table.deleted)} baris. Minta berkas itu dikirim ulang."
        )
    return _sheet(name, table, found, crs, (*notes, *table.notes))


def _sheet(
    name: str, table: dbase.Attributes, found: geometries.Read, crs: CRS | None, notes: tuple[str, ...]
) -> Sheet:
    kept = [at for at, gone in enumerate(table.deleted) if not gone]
    if len(kept) < len(table.deleted):
        gone = len(table.deleted) - len(kept)
        notes = (*notes, f"{gone} baris di '{name}' sudah ditandai terhapus dan tidak dibaca.")
    columns = [Column(c.heading, [c.cells[at] for at in kept], at=c.at) for c in table.columns]
    place = {at: position for position, at in enumerate(kept)}
    return Sheet(
        name,
        tuple(columns),
        range(1, len(kept) + 1),
        found.shapes[kept],
        crs,
        notes,
        unread={place[at]: said for at, said in found.unread.items() if at in place},
        closable={place[at]: shape for at, shape in found.closable.items() if at in place},
    )


def _index(parts: Parts, name: str) -> tuple[bytes, list[str]]:
    """The .shx, made anew from the .shp where it is missing; both must be as long as they say."""
    shp = parts[".shp"]
    whole = shp[:4] == _CODE and int.from_bytes(shp[24:28], "big") * 2 == len(shp)
    shx = parts.get(".shx")
    if whole and shx is None:
        return _made(shp, name), [f"'{name}' tidak disertai berkas .shx; urutannya dibaca dari .shp."]
    if not whole or shx is None or shx[:4] != _CODE or int.from_bytes(shx[24:28], "big") * 2 != len(shx):
        raise SheetError(_broken(name))
    return shx, []


def _made(shp: bytes, name: str) -> bytes:
    """An index of the records of a .shp, which follow each other without gaps."""
    entries: list[bytes] = []
    at = _HEAD
    while at < len(shp):
        number, words = (int.from_bytes(shp[at + part : at + part + 4], "big") for part in (0, 4))
        if at + 8 + 2 * words > len(shp) or words < 2 or number != len(entries) + 1:
            raise SheetError(_broken(name))
        entries.append(struct.pack(">II", at // 2, words))
        at += 8 + 2 * words
    content = b"".join(entries)
    return shp[:24] + struct.pack(">I", (_HEAD + len(content)) // 2) + shp[28:_HEAD] + content


def _wkb(shp: bytes, shx: bytes, count: int, name: str) -> Sequence[bytes | None]:
    if not count:
        return []
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.shp", shp)
        made.writestr("a.shx", shx)
    try:
        _, _, wkb, _ = pyogrio.raw.read(packed.getvalue(), columns=[])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError):
        raise SheetError(_broken(name)) from None
    if wkb is None or len(wkb) != count:
        raise SheetError(_broken(name))
    return list(wkb)


def _crs(parts: Parts, name: str) -> CRS | None:
    said = _text(parts.get(".prj"))
    return named(f"{name} (.prj)", lambda: CRS.from_wkt(said)) if said else None


def _text(content: bytes | None) -> str | None:
    return content.decode("utf-8-sig", "replace").strip("\x00 \r\n") if content else None


def _broken(name: str) -> str:
    return f"Shapefile '{name}' rusak atau terpotong. Minta berkas itu dikirim ulang, .shp bersama .shx-nya."
