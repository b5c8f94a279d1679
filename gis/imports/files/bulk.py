"""Very large tables of a GeoPackage, column by column: a quarter of the time of reading them row by row.

GDAL reads them, and gives each cell as its column declares it. A file may hold something else than it
declares, and GDAL would alter it without a word; so the file itself is asked first, and only a table in which
every cell is what its column declares is read this way.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from gis.imports.files.coded import Coded
from gis.imports.files.sheet import Cell

MANY: Final = 20_000
"""Rows from which on it pays: a smaller table is read before GDAL is loaded."""

_LOOKED_AT: Final = 2_000
_TEXT: Final = "text"
_STORAGE: Final = (
    (re.compile(r"TEXT(\(\d+\))?"), _TEXT),
    (re.compile(r"INTEGER|INT|BIGINT"), "integer"),
    (re.compile(r"REAL|DOUBLE"), "real"),
)
"""Declared types that GDAL and SQLite understand alike, with the kind of cell SQLite keeps for them."""

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """What a table holds: the cells of each column by its name, and its geometries as well-known binary."""

    cells: Mapping[str, Sequence[Cell]]
    wkb: Sequence[bytes | None] | None
    rows: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What a file says of one table: its name, each column's type, the one with geometries, its rows."""

    table: str
    kinds: Mapping[str, str]
    geometry: str | None
    rows: int


def read(file: Path, opened: Opening, declared: Declared) -> Held | None:
    """The whole table; None where it has to be read row by row."""
    storage = {name: _storage(kind) for name, kind in declared.kinds.items() if name != declared.geometry}
    if declared.geometry is None or declared.rows < MANY or not all(storage.values()):
        return None
    with ThreadPoolExecutor(1) as beside:
        stored = beside.submit(_stored, opened, declared.table, storage)
        found = _columns(file, declared.table, storage, declared.geometry)
        true = stored.result()
    if found is None or found.held.rows != declared.rows or found.letters != true:
        return None
    return found.held


def _storage(kind: str) -> str:
    return next((kept for declared, kept in _STORAGE if declared.fullmatch(kind)), "")


def _stored(opened: Opening, table: str, storage: Mapping[str, str]) -> dict[str, int] | None:
    """The bytes of each column's texts; None where any cell is of another kind than its column declares."""
    quoted = {name: '"' + name.replace('"', '""') + '"' for name in storage}
    others = (
        f"count({column}) FILTER (WHERE typeof({column}) <> '{storage[name]}')"
        for name, column in quoted.items()
    )
    texts = [name for name in storage if storage[name] == _TEXT]
    lengths = (f"coalesce(sum(length(CAST({quoted[name]} AS BLOB))), 0)" for name in texts)
    named = '"' + table.replace('"', '""') + '"'
    # Names cannot be bound; they are quoted, and come from the file's own schema.
    question = f"SELECT {' + '.join(('0', *others))}, {', '.join((*lengths, '0'))} FROM {named}"  # noqa: S608
    with opened() as store:
        other, *found = store.execute(question).fetchone()
    return None if other else dict(zip(texts, found, strict=False))


@dataclass(frozen=True, eq=False, slots=True)
class _Read:
    """What GDAL gives: the cells, and the bytes of each column's texts, which it ends at a NUL."""

    held: Held
    letters: Mapping[str, int]


def _columns(file: Path, table: str, storage: Mapping[str, str], geometry: str) -> _Read | None:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyogrio

    try:
        _, found = pyogrio.read_arrow(file, layer=table)
        if not {*storage, geometry} <= set(found.column_names):
            return None
        columns = {name: found.column(name).combine_chunks() for name in storage}
        cells = {name: _cells(column) for name, column in columns.items()}
    except (pa.ArrowException, UnicodeDecodeError, RuntimeError, ValueError, *_refusals()):
        # What is wrong with the file is for the reader of rows to say.
        return None
    letters = {
        name: pc.sum(pc.binary_length(column)).as_py() or 0
        for name, column in columns.items()
        if storage[name] == _TEXT
    }
    return _Read(Held(cells, found.column(geometry).to_pylist(), found.num_rows), letters)


def _refusals() -> tuple[type[Exception], ...]:
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    return DataSourceError, DataLayerError, FeatureError


def _cells(column: Any) -> Sequence[Cell]:  # noqa: ANN401 -- pyarrow tells no types.
    """A column of Arrow: by number, unless hardly two of its first cells are alike."""
    first = column.slice(0, _LOOKED_AT)
    if len(first.unique()) * 2 > len(first):
        cells: list[Cell] = column.to_pylist()
        return cells
    found = column.dictionary_encode()
    distinct = [*found.dictionary.to_pylist(), None]
    codes = found.indices.fill_null(len(distinct) - 1).to_numpy(zero_copy_only=False)
    return Coded(distinct, codes.astype(np.intp))
