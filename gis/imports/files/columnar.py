"""A column of Arrow -> cells."""

from __future__ import annotations

from typing import Final

import orjson
import pyarrow as pa

from gis.imports.files.sheet import Cell, Unread

_BINARY: Final = Unread("berisi data biner, bukan nilai")


def listed(column: pa.ChunkedArray) -> list[Cell]:
    """The cells of a column: single values and lists of them as they are, anything nested as JSON text."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return listed(column.cast(kind.value_type))
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Python's own moments end at microseconds.
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    cells: list[Cell] = column.to_pylist()
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return [None if cell is None else _BINARY for cell in cells]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return cells if not pa.types.is_nested(kind.value_type) else [_json(cell) for cell in cells]
    return [_json(cell) for cell in cells] if pa.types.is_nested(kind) else cells


def _json(cell: Cell) -> Cell:
    return None if cell is None else orjson.dumps(cell, default=str).decode()
