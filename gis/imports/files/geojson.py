"""GeoJSON: one object, or one feature per line; also plain lists of objects, which have no places.

Read by hand: every property keeps the value it was written with, also where a column mixes kinds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
from pyproj import CRS

from gis.crs import STORED
from gis.errors import SheetError
from gis.imports.files import features
from gis.imports.files.coordinates import wkb
from gis.imports.files.encodings import decoded
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Cell, Column, Sheet
from gis.imports.files.systems import named
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted
from gis.imports.spelling import fold

_MB: Final = 1024**2
_RECORD: Final = "\x1e"
_SHAPES: Final = frozenset(
    {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
)
_OWN: Final = frozenset({"type", "id", "geometry", "properties", "bbox"})

_Json = Any
"""What JSON holds: a mapping, a list, a text, a number, a truth value or None."""


@dataclass(frozen=True, eq=False, slots=True)
class _Features:
    """Features as found, the reference system they are in, and what was said on the way."""

    name: str
    items: Sequence[Mapping[str, _Json]]
    crs: CRS | None
    notes: tuple[str, ...] = ()


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """A GeoJSON file is one table, named like the file."""
    text, notes = decoded(file.read_bytes(), file.name)
    found = _features(file, text, limits, notes)
    return [Table(found.name, partial(_table, found), len(found.items))]


def _table(found: _Features, wanted: Wanted) -> Sheet:
    bags, own = _identified(found.items, [_properties(item, row) for row, item in enumerate(found.items, 1)])
    said = features.table(found.name, bags, wanted.limits)
    sheet = replace(
        said, columns=tuple(_single(column) for column in said.columns), notes=(*found.notes, *own)
    )
    if not any(_is_feature(item) for item in found.items):
        return sheet
    others = sorted({key for item in found.items if _is_feature(item) for key in item} - _OWN)
    if others:
        note = f"Isi di luar 'properties' tidak dibaca: {', '.join(others[:10])}."
        sheet = replace(sheet, notes=(*sheet.notes, note))
    return features.placed(sheet, found.items, _wkb, found.crs, wanted.limits)


def _wkb(item: Mapping[str, _Json]) -> bytes | None:
    return wkb(item.get("geometry"))


def _single(column: Column) -> Column:
    if not {dict, list} & set(map(type, column.cells)):
        return column
    return replace(column, cells=[_cell(value) for value in column.cells])


def _is_feature(item: Mapping[str, _Json]) -> bool:
    return item.get("type") == "Feature" and ("geometry" in item or "properties" in item)


def _properties(item: Mapping[str, _Json], row: int) -> Mapping[str, _Json]:
    """A feature's properties; a plain object is its own properties."""
    if not _is_feature(item):
        return item
    bag = item.get("properties")
    if bag is None:
        bag = {}
    if not isinstance(bag, dict):
        raise SheetError(f"'properties' pada baris {row} bukan objek; berkas ini bukan GeoJSON yang sah.")
    return bag


def _identified(
    items: Sequence[Mapping[str, _Json]], bags: Sequence[Mapping[str, _Json]]
) -> tuple[Sequence[Mapping[str, _Json]], tuple[str, ...]]:
    """The properties with the features' own ids, where these are texts; a number is a program's own count.

    A property of that name, in whatever case, is what the person meant.
    """
    if not any(_is_feature(item) and isinstance(item.get("id"), str) for item in items):
        return bags, ()
    names = dict.fromkeys(key for bag in bags for key in bag)
    meant = next((name for name in names if fold(name) == "id"), None)
    if meant is not None:
        return bags, (f"Tanda pengenal feature ('id') tidak dibaca; yang dibaca properti '{meant}'.",)
    return [{"id": item.get("id"), **bag} for item, bag in zip(items, bags, strict=True)], ()


def _cell(value: _Json) -> Cell:
    """A value as a cell: lists of single values as they are, anything nested as JSON text."""
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return value
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


def _features(file: Path, text: str, limits: Limits, notes: tuple[str, ...]) -> _Features:
    records = _records(text)
    if records is not None:
        items = [_item(_loaded(record, file, at), file) for at, record in records]
        return _Features(file.stem, items, CRS.from_epsg(STORED), notes)
    if len(text) > limits.held_mb * _MB:
        raise SheetError(
            f"Berkas '{file.name}' terlalu besar untuk satu objek JSON; batasnya {limits.held_mb} MB. "
            "Simpan sebagai GeoPackage, atau satu feature per baris (.geojsonl)."
        )
    found = _loaded(text, file)
    if isinstance(found, list):
        return _Features(file.stem, [_item(one, file) for one in found], CRS.from_epsg(STORED), notes)
    if not isinstance(found, dict):
        raise SheetError(f"Berkas '{file.name}' bukan GeoJSON.")
    if found.get("type") != "FeatureCollection":
        if not _is_feature(_item(found, file)):
            raise SheetError(f"Berkas '{file.name}' bukan GeoJSON: isinya bukan FeatureCollection.")
        return _Features(file.stem, [_item(found, file)], _crs(found, file), notes)
    listed = found.get("features")
    if not isinstance(listed, list):
        raise SheetError(f"Berkas '{file.name}' bukan GeoJSON yang sah: 'features' tidak ada.")
    return _Features(file.stem, [_item(one, file) for one in listed], _crs(found, file), notes)


def _records(text: str) -> list[tuple[int, str]] | None:
    """The records of a sequence with the lines they begin at; None where the file is one object."""
    if _RECORD in text:
        return [(at, part) for at, part in enumerate(text.split(_RECORD), start=1) if part.strip()]
    lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) < 2:
        return None
    first = lines[0][1].strip()
    return lines if first.startswith("{") and first.endswith("}") and _whole(first) else None


def _whole(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _loaded(text: str, file: Path, line: int | None = None) -> _Json:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if "NaN" in text or "Infinity" in text:
            return _lenient(text, file, line)
        raise SheetError(_broken(file, line)) from None


def _lenient(text: str, file: Path, line: int | None) -> _Json:
    """JSON with NaN in it, which is none, and which many programs write all the same."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise SheetError(_broken(file, line)) from None


def _broken(file: Path, line: int | None) -> str:
    where = f" (baris {line})" if line is not None else ""
    return f"Berkas '{file.name}' rusak, terpotong, atau bukan JSON{where}. Minta berkas itu dikirim ulang."


def _item(found: _Json, file: Path) -> Mapping[str, _Json]:
    """A feature; a geometry alone is one without properties."""
    if not isinstance(found, dict):
        raise SheetError(f"Berkas '{file.name}' bukan GeoJSON: isinya bukan daftar feature.")
    kind = found.get("type")
    if kind in _SHAPES and ("coordinates" in found or "geometries" in found):
        return {"type": "Feature", "properties": {}, "geometry": found}
    if kind in {"Topology", "FeatureCollection", "gdal_streamed_alg"}:
        raise SheetError(f"Berkas '{file.name}' berisi '{kind}', yang tidak dibaca. Simpan sebagai GeoJSON.")
    return found


def _crs(found: Mapping[str, _Json], file: Path) -> CRS | None:
    """The reference system: WGS 84, unless an older file names another; null means that nobody knows."""
    if "crs" not in found:
        return CRS.from_epsg(STORED)
    said = found["crs"]
    if said is None:
        return None
    return named(file.name, lambda: CRS.from_user_input(str(said["properties"]["name"])))
