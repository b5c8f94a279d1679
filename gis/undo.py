"""Undoing a batch: every row it touched is again exactly what it was, its batch and time included.

An undo is a batch of its own. It is refused when rows were changed again by a later batch; `with_later`
undoes those first, the newest before the older. An undo itself is not undone: the file is loaded again.

A batch touched the rows that bear its number now, those that bore it, and those whose older state it ended.
It may be undone while each of them still is as it left it: there with its number, or gone if it deleted it.

Errors: `NotFound` for a batch or layer that does not exist; `Conflict`, with the keys, where it may not be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.sql import SQL, Composable, Composed, Identifier, Literal

from gis import batches, database, tables
from gis.address import Address
from gis.batches import About, Batch, Counts, Deed
from gis.database import Session
from gis.errors import Conflict, NotFound
from gis.imports import load
from gis.imports.rows import references
from gis.layer import Layer


@dataclass(frozen=True, slots=True)
class Undone:
    """One undo: its own number, the batch it undid, and what became of the rows."""

    batch: int
    undoes: int
    layer: str
    counts: Counts

    def as_json(self) -> dict[str, Any]:
        """The undo for machines."""
        c = self.counts
        became = {"inserted": c.inserted, "updated": c.updated, "deleted": c.deleted}
        return {"batch": self.batch, "undoes": self.undoes, "layer": self.layer, **became}


def undo(
    number: int, layers: Mapping[str, Layer], address: Address, actor: str, *, with_later: bool = False
) -> list[Undone]:
    """Undoes a batch, and with `with_later` first those that changed its rows again; all or nothing."""
    with database.writing(address) as session:
        return _undone(session, number, layers, actor, with_later=with_later)


def trial(number: int, layers: Mapping[str, Layer], address: Address) -> list[Undone]:
    """What undoing a batch would undo and bring back, the later ones in its way included; nothing is kept."""
    with database.writing(address) as session:
        done = _undone(session, number, layers, "", with_later=True)
        session.connection.rollback()
    return done


@dataclass(frozen=True, eq=False, slots=True)
class _Undoing:
    layer: Layer
    layers: Mapping[str, Layer]
    actor: str
    with_later: bool


def _undone(
    session: Session, number: int, layers: Mapping[str, Layer], actor: str, *, with_later: bool
) -> list[Undone]:
    session.connection.execute("SET LOCAL statement_timeout = 0")
    layer = layers.get(batches.found(session, number).layer)
    if layer is None:
        raise NotFound(f"Layer batch {number} tidak ada lagi.")
    # Rows that come back name rows of other layers, which must not vanish meanwhile.
    for name in sorted(set(references(layer).values())):
        batches.lock_keys(session, layers[name], shared=True)
    batches.lock_layer(session, layer)
    done: list[Undone] = []
    _undo(session, _Undoing(layer, layers, actor, with_later), number, done)
    _refuse_orphans(session, layer, layers, [one.undoes for one in done])
    return done


def _undo(session: Session, how: _Undoing, number: int, done: list[Undone]) -> None:
    _refuse(batches.found(session, number))
    while keys := _changed_again(session, how.layer, number):
        later = _later(session, how.layer, number, keys)
        if not later or not how.with_later:
            raise Conflict(_told(number, keys, later), keys)
        _undo(session, how, later[0], done)
    done.append(_restored(session, how, number))


def _refuse(batch: Batch) -> None:
    if batch.deed is Deed.UNDO:
        raise Conflict(
            f"Batch {batch.id} adalah pembatalan batch {batch.undoes}; muat lagi berkasnya bila perlu."
        )
    if batch.undone_by is not None:
        raise Conflict(f"Batch {batch.id} sudah dibatalkan oleh batch {batch.undone_by}.")


def _told(number: int, keys: Sequence[str], later: Sequence[int]) -> str:
    listed = _first(keys)
    by = f"batch {_first(later)}" if later else "perubahan lain"
    return (
        f"Batch {number} tidak dapat dibatalkan: {len(keys)} barisnya diubah lagi oleh {by} ({listed}). "
        f"Batalkan itu dulu, atau sekaligus dengan --with-later."
    )


def _first(listed: Sequence[object], most: int = 10) -> str:
    return ", ".join(str(one) for one in listed[:most]) + (", …" if len(listed) > most else "")


def _refuse_orphans(
    session: Session, layer: Layer, layers: Mapping[str, Layer], undone: Sequence[int]
) -> None:
    """Rows that came back must name what is still there: it may have been deleted while they were gone."""
    for name, other in references(layer).items():
        query = orphans_query(layer, name, layers[other])
        keys = [str(row[0]) for row in session.connection.execute(query, [list(undone)])]
        if keys:
            raise Conflict(
                f"{len(keys)} baris tidak dapat dikembalikan ({_first(keys)}): yang disebut "
                f"'{layer.field(name).title.id}'-nya tidak ada lagi di lapisan '{other}'. Muat itu dulu.",
                keys,
            )


def _changed_again(session: Session, layer: Layer, number: int) -> list[str]:
    return [str(row[0]) for row in session.connection.execute(changed_again_query(layer, number))]


def _later(session: Session, layer: Layer, number: int, keys: Sequence[str]) -> list[int]:
    return [int(row[0]) for row in session.connection.execute(later_query(layer, number), [list(keys)])]


def _restored(session: Session, how: _Undoing, number: int) -> Undone:
    layer, connection = how.layer, session.connection
    own = batches.open_batch(session, layer, Deed.UNDO, how.actor, About(undoes=number))
    connection.execute("SELECT set_config('gis.restoring', 'on', true)")
    new_keys = [str(row[0]) for row in connection.execute(added_query(layer, number))]
    with load.explained(layer):
        updated = connection.execute(restore_changed(layer, number)).rowcount
        inserted = connection.execute(restore_deleted(layer, number)).rowcount
        deleted = load.delete(session, layer, how.layers, new_keys)
    connection.execute("SELECT set_config('gis.restoring', '', true)")
    touched = inserted + updated + deleted
    counts = Counts(read=touched, good=touched, inserted=inserted, updated=updated, deleted=deleted)
    batches.close_batch(session, own, counts)
    return Undone(own, number, layer.name, counts)


def changed_again_query(layer: Layer, number: int) -> Composed:
    """The keys of rows that are no longer as the batch left them."""
    return SQL(
        "WITH touched AS ("
        " SELECT {key} FROM {stored} WHERE batch = {number}"
        " UNION SELECT {key} FROM {kept} WHERE batch = {number} OR ended_by = {number}),"
        " ended AS (SELECT DISTINCT ON ({key}) {key}, deleted FROM {kept} WHERE ended_by = {number}"
        " ORDER BY {key}, entry DESC)"
        " SELECT t.{key} FROM touched t LEFT JOIN ended USING ({key})"
        " LEFT JOIN {stored} s ON s.{key} = t.{key}"
        " WHERE CASE WHEN ended.deleted THEN s.{key} IS NOT NULL ELSE s.batch IS DISTINCT FROM {number} END"
        " ORDER BY 1"
    ).format(**_names(layer, number))


def later_query(layer: Layer, number: int) -> Composed:
    """The later batches that touched any of the keys in the parameter and were not undone, newest first."""
    return SQL(
        "WITH keys AS (SELECT %s::text[] AS list)"
        " SELECT b.id FROM store.batch b, keys"
        " WHERE b.id > {number} AND b.deed <> {undo}"
        " AND NOT EXISTS (SELECT FROM store.batch u WHERE u.undoes = b.id)"
        " AND b.id IN (SELECT batch FROM {stored} WHERE {key} = ANY (keys.list)"
        " UNION SELECT ended_by FROM {kept} WHERE {key} = ANY (keys.list))"
        " ORDER BY b.id DESC"
    ).format(undo=Literal(str(Deed.UNDO)), **_names(layer, number))


def orphans_query(layer: Layer, field: str, other: Layer) -> Composed:
    """The keys of rows that the batches in the parameter had ended, and that name no row of `other`."""
    return SQL(
        "SELECT s.{key} FROM {stored} s WHERE s.{field} IS NOT NULL"
        " AND EXISTS (SELECT FROM {kept} h WHERE h.{key} = s.{key} AND h.ended_by = ANY (%s))"
        " AND NOT EXISTS (SELECT FROM {other} o WHERE o.{named} = s.{field}) ORDER BY 1"
    ).format(
        field=Identifier(field),
        other=Identifier(tables.STORE, other.name),
        named=Identifier(other.key),
        **_names(layer, 0),
    )


def added_query(layer: Layer, number: int) -> Composed:
    """The keys of rows that were not there before the batch."""
    return SQL(
        "SELECT s.{key} FROM {stored} s WHERE s.batch = {number} AND NOT EXISTS"
        " (SELECT FROM {kept} h WHERE h.{key} = s.{key} AND h.ended_by = {number} AND h.batch <> {number})"
    ).format(**_names(layer, number))


def restore_changed(layer: Layer, number: int) -> Composed:
    """Gives the rows the batch changed their older state, batch and time included."""
    return SQL(
        "UPDATE {stored} s SET ({columns}) = ROW({old}) FROM ({before}) h WHERE s.{key} = h.{key}"
    ).format(
        columns=_listed(_restored_columns(layer)),
        old=SQL(", ").join(Identifier("h", name) for name in _restored_columns(layer)),
        before=_before(layer, number),
        **_names(layer, number),
    )


def restore_deleted(layer: Layer, number: int) -> Composed:
    """Brings back the rows the batch deleted."""
    names = (layer.key, *_restored_columns(layer))
    return SQL(
        "INSERT INTO {stored} ({columns}) SELECT {columns} FROM ({before}) h"
        " WHERE NOT EXISTS (SELECT FROM {stored} s WHERE s.{key} = h.{key})"
    ).format(columns=_listed(names), before=_before(layer, number), **_names(layer, number))


def _before(layer: Layer, number: int) -> Composed:
    """The rows the batch ended, as they were before it: where it ended one twice, the first."""
    return SQL(
        "SELECT DISTINCT ON ({key}) * FROM {kept} WHERE ended_by = {number} AND batch <> {number}"
        " ORDER BY {key}, entry"
    ).format(**_names(layer, number))


def _restored_columns(layer: Layer) -> tuple[str, ...]:
    return (*(name for name in tables.stored_columns(layer) if name != layer.key), "batch", "changed_at")


def _listed(names: Sequence[str]) -> Composed:
    return SQL(", ").join(map(Identifier, names))


def _names(layer: Layer, number: int) -> dict[str, Composable]:
    return {
        "key": Identifier(layer.key),
        "stored": Identifier(tables.STORE, layer.name),
        "kept": Identifier(tables.HISTORY, layer.name),
        "number": Literal(number),
    }
