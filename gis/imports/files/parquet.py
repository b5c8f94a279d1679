"""Parquet files, with places (GeoParquet) or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
import pyarrow as pa
import pyarrow.compute as pc
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
_TEXTS: Final = (pa.string(), pa.binary(), pa.large_string(), pa.large_binary())
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
        content = _content(file, wanted.limits)
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


def _content(file: Path, limits: Limits) -> pa.Table:
    """The whole table, its texts as the file packs them: one may stand once and belong to a million rows."""
    about = pq.read_metadata(file)
    columns = range(about.num_columns)
    _check_members(about, limits)
    texts = [about.schema.column(at).path for at in columns if _is_text(about.schema.column(at))]
    content = pq.read_table(file, page_checksum_verification=True, read_dictionary=texts)
    content.validate(full=True)
    limits.check_text(sum(_characters(chunk) for column in content.columns for chunk in column.chunks))
    return content


def _check_members(about: pq.FileMetaData, limits: Limits) -> None:
    """Refuses lists with more members than a table may have cells. A long run of one of them takes no room
    in the file, but in memory it does."""
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    members = sum(group.column(at).num_values for group in groups for at in range(group.num_columns))
    if members > limits.cells:
        raise SheetError(f"Tabel ini berisi {members:,} nilai di dalam selnya; batasnya {limits.cells:,}.")


def _is_text(column: pq.ColumnSchema) -> bool:
    """Whether a column, or what is nested in one, is of texts or bytes of any length."""
    return str(column.physical_type) == "BYTE_ARRAY" and str(column.logical_type.type) != "DECIMAL"


def _characters(values: pa.Array) -> int:
    """The bytes of the texts in an array when each stands in its row, those nested in it included."""
    kind = values.type
    if isinstance(values, pa.ExtensionArray):
        return _characters(values.storage)
    if pa.types.is_dictionary(kind):
        has_length = kind.value_type in _TEXTS
        return _total(pc.take(pc.binary_length(values.dictionary), values.indices)) if has_length else 0
    if pa.types.is_map(kind):
        return _characters(values.keys) + _characters(values.items)
    if pa.types.is_struct(kind):
        return sum(_characters(each) for each in values.flatten())
    if pa.types.is_nested(kind):
        return _characters(values.flatten())
    return _total(pc.binary_length(values)) if kind in _TEXTS else 0


def _total(lengths: pa.Array) -> int:
    return pc.sum(lengths).as_py() or 0


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
        packed = pa.types.is_dictionary(column.type)
        cells: list[bytes | None] = (column.cast(column.type.value_type) if packed else column).to_pylist()
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
