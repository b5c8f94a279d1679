"""Rows as Arrow record batches, which GDAL and Parquet take a portion at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from gis.database import Row
from gis.formats import places, values
from gis.formats.content import Content
from gis.layer import Field, Kind
from gis.privacy import WITHHELD

if TYPE_CHECKING:
    import pyarrow as pa

Textual = frozenset[Kind]

LISTS: Final[Textual] = frozenset({Kind.LIST})
"""Kinds that a format without lists holds as text."""

TIMES: Final[Textual] = frozenset({Kind.LIST, Kind.DATE, Kind.TIME})
"""Kinds that a format without dates of its own holds as text."""

EXTENSION: Final = {b"ARROW:extension:name": b"geoarrow.wkb"}


def schema(content: Content, place: str, textual: Textual = frozenset()) -> pa.Schema:
    """The columns, then the places under the name `place`; `textual` kinds are text."""
    import pyarrow as pa

    named = [pa.field(f.name, _type(f, textual)) for f in content.fields]
    if content.view.withholds:
        named.append(pa.field(WITHHELD, pa.bool_()))
    if content.geometry:
        named.append(pa.field(place, pa.binary(), metadata=EXTENSION))
    return pa.schema(named)


def batch(content: Content, rows: Sequence[Row], columns: pa.Schema) -> pa.RecordBatch:
    """A portion of rows under these columns."""
    import pyarrow as pa

    cells: list[list[Any]] = [[row[name] for row in rows] for name in content.names]
    if content.geometry:
        cells.append([places.wkb(row) for row in rows])
    made = [
        pa.array([_said(value) for value in column] if _is_text(column, each.type) else column, each.type)
        for column, each in zip(cells, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(made, schema=columns)


def _is_text(column: Sequence[Any], kind: pa.DataType) -> bool:
    import pyarrow as pa

    return pa.types.is_string(kind) and any(not isinstance(value, str | None) for value in column)


def _said(value: object) -> str | None:
    return None if value is None else values.text(value)


def _type(f: Field, textual: Textual) -> pa.DataType:
    import pyarrow as pa

    if f.kind in textual:
        return pa.string()
    return {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.TIME: pa.timestamp("us", tz="UTC"),
        Kind.LIST: pa.list_(pa.string()),
    }[f.kind]


class Batches:
    """The rows as record batches for a reader that hides why they broke off: the reason is kept here."""

    def __init__(self, content: Content, columns: pa.Schema) -> None:
        self.content = content
        self.columns = columns
        self._failure: BaseException | None = None

    @contextmanager
    def reader(self) -> Iterator[pa.RecordBatchReader]:
        """Makes each batch when it is asked for. What stopped the rows is raised as it was."""
        import pyarrow as pa

        try:
            yield pa.RecordBatchReader.from_batches(self.columns, self._made())
        except Exception:
            if self._failure is not None:
                raise self._failure from None
            raise

    def _made(self) -> Iterator[pa.RecordBatch]:
        try:
            for rows in self.content.rows:
                yield batch(self.content, rows, self.columns)
        except BaseException as failure:
            self._failure = failure
            raise
