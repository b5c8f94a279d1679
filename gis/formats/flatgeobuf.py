"""FlatGeobuf: binary features behind their spatial index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gis.formats import arrow, vector
from gis.formats.content import Content
from gis.formats.files import through
from gis.layer import GEOM

if TYPE_CHECKING:
    import pyarrow as pa

_PLACE: Final = "geometry"

_INDEXED: Final = 500_000
"""Rows up to which there is an index: it is made in memory, some 350 bytes a row."""


def write(content: Content) -> Iterator[bytes]:
    """The rows as FlatGeobuf. Its index holds no row without a place: with such a row there is no index, nor
    with very many rows."""
    return through(f"{content.layer.name}.fgb", lambda path: _make(path, content))


def _make(path: Path, content: Content) -> None:
    import pyarrow as pa

    columns = arrow.schema(content, _PLACE, arrow.TIMES)
    laid = path.with_suffix(".arrow")
    # Whether there can be an index is known behind the last row; it stands before the first.
    options = {"SPATIAL_INDEX": "YES" if _lay(laid, content, columns) else "NO"}
    with pa.OSFile(str(laid), "rb") as source, pa.ipc.open_stream(source) as batches:
        vector.write(path, content, batches, vector.Target("FlatGeobuf", _PLACE, options))


def _lay(file: Path, content: Content, columns: pa.Schema) -> bool:
    """Lays the rows down in a file on the way; whether an index can hold them."""
    import pyarrow as pa

    placed, number = content.geometry, 0
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_stream(sink, columns) as stream:
        for rows in content.rows:
            placed = placed and all(row[GEOM] is not None for row in rows)
            number += len(rows)
            stream.write_batch(arrow.batch(content, rows, columns))
    return placed and number <= _INDEXED
