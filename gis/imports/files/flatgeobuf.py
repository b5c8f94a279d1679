"""FlatGeobuf, which GDAL reads; it checks every part of the file before it trusts it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pyogrio
from pyproj import CRS

from gis.errors import SheetError
from gis.imports.files import geometries
from gis.imports.files.columnar import listed
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Column, Sheet
from gis.imports.files.systems import named
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_WKB: Final = "wkb_geometry"
"""The column in which GDAL gives the geometries of a format that has no name for them."""

_ROW_BY_ROW: Final = {"OGR_FLATGEOBUF_STREAM_BASE_IMPL": "YES"}
"""GDAL's quicker way of handing over columns breaks them after a row without a geometry."""

_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    RuntimeError,
    ValueError,
    LookupError,
)


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """A FlatGeobuf file is one table."""
    try:
        about = pyogrio.read_info(file, force_feature_count=True)
    except _ERRORS as error:
        raise SheetError(_broken(file)) from error
    rows = int(about["features"])
    limits.check_table(max(rows, 1), max(len(about["fields"]), 1))
    name = str(about["layer_name"])
    return [Table(name, partial(_table, file, name, rows), rows)]


def _table(file: Path, name: str, announced: int, wanted: Wanted) -> Sheet:
    """All rows. A file that ends too soon is refused, never read in part."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            pyogrio.set_gdal_config_options(_ROW_BY_ROW)
            about, table = pyogrio.read_arrow(file, datetime_as_string=True)
            cells = {
                heading: listed(table.column(heading)) for heading in table.column_names if heading != _WKB
            }
        except _ERRORS as error:
            raise SheetError(_broken(file)) from error
    if table.num_rows != announced:
        raise SheetError(
            f"Berkas '{file.name}' tidak utuh: {table.num_rows} dari {announced} baris yang dapat dibaca."
        )
    columns = tuple(Column(heading, held, at=at) for at, (heading, held) in enumerate(cells.items()))
    binary = table.column(_WKB).to_pylist() if _WKB in table.column_names else [None] * announced
    found = geometries.read(binary, wanted.limits)
    return Sheet(
        name,
        columns,
        range(1, announced + 1),
        found.shapes,
        named(file.name, lambda: CRS.from_user_input(about["crs"])) if about["crs"] else None,
        tuple(dict.fromkeys(f"Pesan pembaca berkas: {note.message}" for note in warned)),
        unread=found.unread,
        closable=found.closable,
    )


def _broken(file: Path) -> str:
    return f"Berkas '{file.name}' rusak, terpotong, atau bukan FlatGeobuf. Minta berkas itu dikirim ulang."
