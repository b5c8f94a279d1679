"""Parquet files, with places (GeoParquet) or without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pyproj import CRS

from gis.errors import SheetError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Column, Sheet
from gis.imports.files.wanted import Wanted


def tables(file: Path, _: Limits) -> Sequence[str]:
    """A Parquet file is one table, named like the file."""
    return [file.stem]


def table(file: Path, name: str, wanted: Wanted) -> Sheet:
    """The rows of a Parquet file. Without a named reference system GeoParquet is in WGS 84."""
    try:
        about = pq.read_metadata(file)
        wanted.limits.check_table(about.num_rows, about.num_columns)
        content = pq.read_table(file)
        frame = geopandas.read_parquet(file, columns=None) if _has_places(content) else None
    except (pa.ArrowException, ValueError) as error:
        raise SheetError(f"Berkas '{file.name}' bukan Parquet yang utuh: {error}.") from error
    own = {str(frame.geometry.name)} if frame is not None else set()
    columns = tuple(
        Column(heading, content.column(heading).to_pylist())
        for heading in content.column_names
        if heading not in own
    )
    numbers = range(1, content.num_rows + 1)
    if frame is None:
        return Sheet(name, columns, numbers)
    return Sheet(name, columns, numbers, np.asarray(frame.geometry.array, dtype=object), _crs(frame.crs))


def _has_places(content: pa.Table) -> bool:
    return b"geo" in (content.schema.metadata or {})


def _crs(said: object) -> CRS | None:
    return CRS.from_user_input(said).to_2d() if said is not None else None
