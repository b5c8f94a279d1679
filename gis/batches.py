"""Batches: every change of rows belongs to one, which says who changed what, when, from which file.

Locks, always taken in this order, so that loads and undos never wait for each other in a circle, and readers
never wait at all:

    1. the keys of the layers that rows refer to, shared: nobody deletes what a load is about to name
    2. the layer itself, exclusive: two loads of one layer follow each other
    3. the layer's own keys, exclusive, before rows are deleted
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from psycopg.types.json import Jsonb

from gis import tables
from gis.database import Row, Session
from gis.errors import NotFound
from gis.layer import Layer

_TABLE: Final = tables.batch_table()


class Deed(StrEnum):
    """What a batch did."""

    IMPORT = "import"
    EDIT = "edit"
    UNDO = "undo"

    @property
    def can_be_undone(self) -> bool:
        """Whether a batch of this kind can be undone; an undo cannot, its file is loaded again."""
        return self is not Deed.UNDO


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows. read = good + bad + skipped; good = inserted + updated + unchanged."""

    read: int = 0
    good: int = 0
    bad: int = 0
    skipped: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0

    @property
    def changed(self) -> int:
        """Rows that are other than before."""
        return self.inserted + self.updated + self.deleted


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch, as it is listed. `undone_by` is the batch that undid it."""

    id: int
    layer: str
    deed: Deed
    actor: str
    at: datetime
    counts: Counts
    file: str | None = None
    sha256: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    undone_by: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The batch for machines."""
        counts = asdict(self.counts)
        said = {
            name: getattr(self, name)
            for name in ("id", "layer", "actor", "file", "sha256", "undoes", "undone_by")
        }
        return {
            **said,
            "deed": str(self.deed),
            "at": self.at.isoformat(),
            **counts,
            "options": dict(self.options),
        }


@dataclass(frozen=True, slots=True)
class About:
    """What a batch came from: a file with its hash and options, or the batch it undoes."""

    file: str | None = None
    sha256: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None


def open_batch(session: Session, layer: Layer, deed: Deed, actor: str, about: About) -> int:
    """Records a batch, under which the transaction writes from here on; its number."""
    values = {"layer": layer.name, "deed": str(deed), "actor": actor, "options": Jsonb(dict(about.options))}
    more = {"file": about.file, "sha256": about.sha256, "undoes": about.undoes}
    row = session.row(sa.insert(_TABLE).values(**values, **more).returning(_TABLE.c.id))
    number = int(row["id"]) if row else 0
    _write_under(session, number)
    return number


def try_out(session: Session) -> None:
    """Lets a transaction that is rolled back write under no batch at all, so that numbers have no gaps."""
    _write_under(session, 0)


def _write_under(session: Session, number: int) -> None:
    session.rows(sa.select(sa.func.set_config("gis.batch", str(number), sa.true())))


def close_batch(session: Session, number: int, counts: Counts) -> None:
    """Writes down what became of the rows."""
    session.run(sa.update(_TABLE).where(_TABLE.c.id == number).values(**asdict(counts)))


def listed(session: Session, layer: Layer | None = None, limit: int | None = 50) -> list[Batch]:
    """The newest batches first; of one layer if one is named."""
    return [read(row) for row in session.rows(batches_query(layer).limit(limit))]


def found(session: Session, number: int) -> Batch:
    """The batch of this number. Errors: `NotFound`."""
    row = session.row(one_query(number))
    if row is None:
        raise NotFound(f"Tidak ada batch {number}. Lihat daftarnya dengan: gis batches")
    return read(row)


def of_upload(session: Session, upload: int) -> Batch | None:
    """The batch that loaded the file of this upload, if it was loaded."""
    row = session.row(of_upload_query(upload))
    return read(row) if row else None


def one_query(number: int) -> sa.Select[Any]:
    """The batch of this number."""
    return batches_query().where(_TABLE.c.id == number)


def of_upload_query(upload: int) -> sa.Select[Any]:
    """The batch of an upload's number, which the batch's options hold."""
    return batches_query().where(_TABLE.c.options["upload"].as_integer() == upload)


def batches_query(layer: Layer | None = None) -> sa.Select[Any]:
    """Every batch with the one that undid it, the newest first."""
    undo = _TABLE.alias("undo")
    query = sa.select(_TABLE, undo.c.id.label("undone_by")).outerjoin_from(
        _TABLE, undo, undo.c.undoes == _TABLE.c.id
    )
    if layer is not None:
        query = query.where(_TABLE.c.layer == layer.name)
    return query.order_by(_TABLE.c.id.desc())


def is_empty(session: Session, layers: Iterable[Layer]) -> bool:
    """Whether nothing was ever loaded: no batch, and no row in any layer."""
    stored = [tables.store_table(layer) for layer in layers if tables.is_stored(layer)]
    some = sa.or_(*(sa.exists().select_from(table) for table in (_TABLE, *stored)))
    row = session.row(sa.select(some.label("some")))
    return row is not None and not row["some"]


def lock_layer(session: Session, layer: Layer) -> None:
    """Waits until no other load or undo of this layer is under way."""
    session.rows(lock_query(layer))


def lock_query(layer: Layer) -> sa.Select[Any]:
    """Waits for the layer, and holds it to the end of the transaction."""
    return sa.select(sa.func.pg_advisory_xact_lock(_lock(f"write {layer.name}")))


def lock_keys(session: Session, layer: Layer, *, shared: bool) -> None:
    """Keeps the keys of a layer: shared, so that none is deleted; or exclusive, to delete some."""
    lock = sa.func.pg_advisory_xact_lock_shared if shared else sa.func.pg_advisory_xact_lock
    session.rows(sa.select(lock(_lock(f"keys {layer.name}"))))


def _lock(name: str) -> sa.ColumnElement[int]:
    return sa.func.hashtextextended(f"peta jepara: {name}", 0)


def read(row: Row) -> Batch:
    """A row of `batches_query` as a batch."""
    counts = Counts(**{name: row[name] for name in Counts.__dataclass_fields__})
    plain = {
        name: row[name] for name in ("id", "layer", "actor", "at", "file", "sha256", "options", "undoes")
    }
    return Batch(**plain, deed=Deed(row["deed"]), counts=counts, undone_by=row["undone_by"])
