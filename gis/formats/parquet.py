"""GeoParquet 1.1: columns in row groups, places as WKB, what the file says of itself beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import orjson

from gis.crs import DEFAULT
from gis.database import Row
from gis.formats import about, arrow, places
from gis.formats.content import Content

if TYPE_CHECKING:
    import pyarrow as pa

_PLACE: Final = "geometry"
_ROWS: Final = 20_000
"""Rows of a group: enough to be packed well."""

_BYTES: Final = 16 * 1024**2
"""Bytes at which a group is closed before that: areas may have many corners."""


def write(content: Content) -> Iterator[bytes]:
    """The rows as GeoParquet, a row group at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = arrow.schema(content, _PLACE)
    sink, told = _Sink(), _Told()
    # Without a schema of Arrow's own, readers find the words below where they look for them.
    writer = pq.ParquetWriter(pa.PythonFile(sink, "w"), columns, compression="zstd", store_schema=False)
    for group in _groups(content, columns, told):
        writer.write_table(group)
        yield sink.taken()
    writer.add_key_value_metadata(_metadata(content, told))
    writer.close()
    yield sink.taken()


class _Told:
    """What is known of the places after the last of them."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.bounds: list[float] | None = None

    def look(self, rows: Sequence[Row]) -> None:
        """Takes a portion into account."""
        import numpy as np
        import shapely

        found = places.shapes(rows)
        found = found[~shapely.is_missing(found)]
        if not len(found):
            return
        self.kinds |= {shape.geom_type for shape in found}
        west, south, east, north = shapely.total_bounds(found).tolist()
        if self.bounds:
            lower = np.minimum(self.bounds[:2], [west, south]).tolist()
            self.bounds = [*lower, *np.maximum(self.bounds[2:], [east, north]).tolist()]
        else:
            self.bounds = [west, south, east, north]


def _groups(content: Content, columns: pa.Schema, told: _Told) -> Iterator[pa.Table]:
    import pyarrow as pa

    kept: list[pa.RecordBatch] = []
    for rows in content.rows:
        if content.geometry:
            told.look(rows)
        kept.append(arrow.batch(content, rows, columns))
        if sum(map(len, kept)) >= _ROWS or sum(one.nbytes for one in kept) >= _BYTES:
            yield pa.Table.from_batches(kept)
            kept = []
    if kept:
        yield pa.Table.from_batches(kept)


class _Sink(io.RawIOBase):
    """Takes what is written until it is taken on."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:  # noqa: ANN401 -- any object that holds bytes.
        self._held.append(bytes(piece))
        self._written += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        return self._written

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        held, self._held = self._held, []
        return b"".join(held)


def _metadata(content: Content, told: _Told) -> dict[str, str]:
    said = {"description": about.described(content), "contoh": str(content.sample).lower()}
    if content.geometry:
        said["geo"] = orjson.dumps(_geo(content, told)).decode()
    return said


def _geo(content: Content, told: _Told) -> dict[str, Any]:
    from pyproj import CRS

    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": sorted(told.kinds)}
    if content.crs != DEFAULT:
        # Left out it is WGS 84 with longitude first. Coordinates stand eastward first in any case.
        column["crs"] = CRS.from_epsg(content.crs.code).to_json_dict()
    if told.bounds:
        column["bbox"] = told.bounds
    return {"version": "1.1.0", "primary_column": _PLACE, "columns": {_PLACE: column}}
