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
from typing import Final

import numpy as np

from gis.imports.files.coded import Coded
from gis.imports.files.sheet import Cell

MANY: Final = 20_000
"""Rows from which on it pays: a smaller table is read before GDAL is loaded."""

_STORAGE: Final = (
    (re.compile(r"TEXT(\(\d+\))?"), "text"),
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
        true = beside.submit(_as_declared, opened, declared.table, storage)
        found = _columns(file, declared.table, storage, declared.geometry)
    return found if true.result() and found and found.rows == declared.rows else None


def _storage(kind: str) -> str:
    return next((kept for declared, kept in _STORAGE if declared.fullmatch(kind)), "")


def _as_declared(opened: Opening, table: str, storage: Mapping[str, str]) -> bool:
    """Whether every cell is of the kind that its column declares; texts also without a NUL, which ends them
    for GDAL."""
    tests = []
    for name, kind in storage.items():
        column = '"' + name.replace('"', '""') + '"'
        tests.append(f"typeof({column}) IN ('null', '{kind}')")
        if kind == "text":
            tests.append(f"instr(coalesce({column}, ''), char(0)) = 0")
    named = '"' + table.replace('"', '""') + '"'
    # Names cannot be bound; they are quoted, and come from the file's own schema.
    question = f"SELECT EXISTS (SELECT 1 FROM {named} WHERE NOT ({' AND '.join(tests)}))"  # noqa: S608
    with opened() as store:
        return bool(store.execute(question).fetchone() == (0,))


def _columns(file: Path, table: str, storage: Mapping[str, str], geometry: str) -> Held | None:
    import pyarrow as pa
    import pyogrio

    try:
        _, found = pyogrio.read_arrow(file, layer=table)
        if not {*storage, geometry} <= set(found.column_names):
            return None
        cells = {name: _coded(found.column(name).combine_chunks()) for name in storage}
    except (pa.ArrowException, UnicodeDecodeError, RuntimeError, ValueError, *_refusals()):
        # What is wrong with the file is for the reader of rows to say.
        return None
    return Held(cells, found.column(geometry).to_pylist(), found.num_rows)


def _refusals() -> tuple[type[Exception], ...]:
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    return DataSourceError, DataLayerError, FeatureError


def _coded(column: object) -> Coded:
    found = column.dictionary_encode()  # type: ignore[attr-defined]
    cells = [*found.dictionary.to_pylist(), None]
    codes = found.indices.fill_null(len(cells) - 1).to_numpy(zero_copy_only=False)
    return Coded(cells, codes.astype(np.intp))
