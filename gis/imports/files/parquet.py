"""Parquet files, with places (GeoParquet) or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj import CRS

from gis.crs import STORED
from gis.errors import SheetError
from gis.imports.files import geometries
from gis.imports.files.columnar import listed
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Column, Sheet
from gis.imports.files.systems import named
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_MB: Final = 1024**2
_ERRORS: Final = (pa.ArrowException, ValueError, OSError, OverflowError, KeyError, TypeError)


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """A Parquet file is one table, named like the file."""
    try:
        about = pq.read_metadata(file)
        limits.check_table(about.num_rows, about.num_columns)
        unpacked = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
    except _ERRORS as error:
        raise SheetError(_broken(file)) from error
    if unpacked > limits.unpacked_mb * _MB:
        raise SheetError(
            f"Isi berkas '{file.name}' bila dibuka lebih dari {limits.unpacked_mb} MB. "
            "Pecah menjadi beberapa berkas."
        )
    return [Table(file.stem, partial(_table, file, about.num_rows), about.num_rows)]


def _table(file: Path, announced: int, wanted: Wanted) -> Sheet:
    """All rows. Without a named reference system GeoParquet is in WGS 84."""
    try:
        content = pq.read_table(file, page_checksum_verification=True)
        content.validate(full=True)
        place, about = _place(content)
        columns = tuple(
            Column(heading, listed(content.column(heading)), at=at)
            for at, heading in enumerate(content.column_names)
            if heading != place
        )
        wkb = None if place is None else _wkb(content.column(place), str(about.get("encoding", "WKB")))
    except _ERRORS as error:
        raise SheetError(_broken(file)) from error
    if content.num_rows != announced:
        raise SheetError(_broken(file))
    numbers = range(1, content.num_rows + 1)
    if wkb is None:
        return Sheet(file.stem, columns, numbers)
    found = geometries.read(wkb, wanted.limits)
    crs = _crs(about, file)
    return Sheet(file.stem, columns, numbers, found.shapes, crs, unread=found.unread, closable=found.closable)


def _place(content: pa.Table) -> tuple[str | None, Mapping[str, Any]]:
    """The geometry column and what the file says about it."""
    said = (content.schema.metadata or {}).get(b"geo")
    if said is None:
        return None, {}
    geo = orjson.loads(said)
    name = geo["primary_column"]
    return str(name), dict(geo["columns"][name])


def _wkb(column: pa.ChunkedArray, encoding: str) -> list[bytes | None]:
    if encoding == "WKB":
        cells: list[bytes | None] = column.to_pylist()
        return cells
    if encoding != "point":
        raise ValueError(encoding)
    return [
        None if cell is None else shapely.to_wkb(shapely.Point(cell["x"], cell["y"]))
        for cell in column.to_pylist()
    ]


def _crs(about: Mapping[str, Any], file: Path) -> CRS | None:
    if "crs" not in about:
        return CRS.from_epsg(STORED)
    if about["crs"] is None:
        return None
    return named(file.name, lambda: CRS.from_user_input(about["crs"]))


def _broken(file: Path) -> str:
    return (
        f"Berkas '{file.name}' rusak, terpotong, atau Parquet yang tidak dikenal. "
        "Minta berkas itu dikirim ulang."
    )
