"""Rows -> the store: set-wise, in the caller's transaction, under the batch that is open.

Rows whose key is not stored yet are copied straight to where they stay. The others are copied beside them
first and compared: a row that stands there already as the file has it is not touched, so that loading a file
twice moves no version and writes no history. Columns the file does not bring keep what they hold.

Errors: `Conflict` when rows would be deleted that rows of other layers name, or another writer was quicker;
`RefusedData` when the database holds a rule the checks let pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import psycopg
import shapely
import sqlalchemy as sa
from psycopg.sql import SQL, Composable, Composed, Identifier
from sqlalchemy.dialects.postgresql import ARRAY

from gis import batches, tables
from gis.database import Session
from gis.errors import Conflict, RefusedData
from gis.imports import references
from gis.imports.draft import Draft
from gis.layer import GEOM, Layer

_INCOMING: Final = Identifier("incoming")
_AT_ONCE: Final = 5_000


def columns(draft: Draft) -> tuple[str, ...]:
    """The columns the file brings, the key among them, in the table's order."""
    given = set(draft.values) | ({GEOM} if draft.shapes is not None else set())
    return tuple(name for name in tables.stored_columns(draft.layer) if name in given)


@dataclass(frozen=True, eq=False, slots=True)
class Arriving:
    """The rows of a file: those whose key is not stored, and those to be compared with what is stored."""

    fresh: Draft
    known: Draft


def parted(session: Session, draft: Draft) -> Arriving:
    """Which rows are new, and which are to be compared."""
    if not stored(session, draft.layer):
        return Arriving(draft, draft.only([]))
    keys = draft.column(draft.layer.key)
    query = SQL("SELECT {key} FROM {table} WHERE {key} = ANY (%s)").format(
        key=Identifier(draft.layer.key), table=Identifier(tables.STORE, draft.layer.name)
    )
    found = {row[0] for row in session.connection.execute(query, [keys])}
    known = [at for at, key in enumerate(keys) if key in found]
    fresh = [at for at, key in enumerate(keys) if key not in found]
    return Arriving(draft.only(fresh), draft.only(known))


def bring(session: Session, known: Draft, watch: Callable[[int], None]) -> None:
    """Sends the rows that are to be compared into a temporary table; `watch` is told how many have gone."""
    names = columns(known)
    session.connection.execute(temporary_table(known.layer, names))
    _copy(session, _INCOMING, known, names, watch)
    session.connection.execute(SQL("ANALYZE {}").format(_INCOMING))


def update(session: Session, known: Draft) -> int:
    """Overwrites the stored rows that differ; how many."""
    with explained(known.layer), _no_nested_loops(session):
        return session.connection.execute(update_changed(known.layer, columns(known))).rowcount


def insert(session: Session, fresh: Draft, watch: Callable[[int], None]) -> int:
    """Adds the rows that are new; how many."""
    if not len(fresh):
        return 0
    with explained(fresh.layer):
        _copy(session, Identifier(tables.STORE, fresh.layer.name), fresh, columns(fresh), watch)
    return len(fresh)


def _copy(
    session: Session, table: Identifier, draft: Draft, names: Sequence[str], watch: Callable[[int], None]
) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN").format(table, SQL(", ").join(map(Identifier, names)))
    with session.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for done, row in enumerate(_rows(draft, names), start=1):
            copy.write_row(row)
            if done % _AT_ONCE == 0:
                watch(done)


@contextmanager
def _no_nested_loops(session: Session) -> Iterator[None]:
    """For statements that compare all that arrives with all that is stored.

    A table that was last counted while it was empty is taken for small; the planner would then look through
    the whole of it, growing as rows are inserted, for every row that arrives.
    """
    session.connection.execute("SET LOCAL enable_nestloop = off")
    yield
    session.connection.execute("SET LOCAL enable_nestloop = on")


def changes(session: Session, known: Draft) -> bool:
    """Whether any row that is to be compared differs from the stored one."""
    query = SQL("SELECT EXISTS ({})").format(changed_rows(known.layer, columns(known)))
    with _no_nested_loops(session):
        return session.connection.execute(query).fetchone() == (True,)


def missing(session: Session, draft: Draft) -> list[str]:
    """The keys of the stored rows that the file does not have."""
    given = set(draft.column(draft.layer.key))
    key = tables.store_table(draft.layer).c[draft.layer.key]
    found = session.rows(sa.select(key.label("key")).order_by(key))
    return [row["key"] for row in found if row["key"] not in given]


def stored(session: Session, layer: Layer) -> int:
    """How many rows the layer holds."""
    row = session.row(sa.select(sa.func.count().label("rows")).select_from(tables.store_table(layer)))
    return int(row["rows"]) if row else 0


def delete(session: Session, layer: Layer, layers: Mapping[str, Layer], keys: Sequence[str]) -> int:
    """Deletes the rows of these keys, unless rows of other layers name them."""
    if not keys:
        return 0
    batches.lock_keys(session, layer, shared=False)
    for other, name in references.users(layer, layers):
        _refuse_orphans(session, layer, other, name, keys)
    statement = SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
        Identifier(tables.STORE, layer.name), Identifier(layer.key)
    )
    return session.connection.execute(statement, [list(keys)]).rowcount


def temporary_table(layer: Layer, names: Sequence[str]) -> Composed:
    """The table the rows arrive in: typed like the layer's, gone with the transaction."""
    return SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
        _INCOMING, SQL(", ").join(map(Identifier, names)), Identifier(tables.STORE, layer.name)
    )


def changed_rows(layer: Layer, names: Sequence[str]) -> Composed:
    """The arrived rows that differ from the stored ones in a column that arrived."""
    given = [name for name in names if name != layer.key]
    return SQL(
        "SELECT FROM {table} s JOIN {incoming} i ON s.{key} = i.{key}"
        " WHERE ROW({old}) IS DISTINCT FROM ROW({new})"
    ).format(old=_listed("s", given), new=_listed("i", given), **_names(layer))


def update_changed(layer: Layer, names: Sequence[str]) -> Composed:
    """Overwrites the stored rows that differ from the arrived ones in a column that arrived."""
    given = [name for name in names if name != layer.key]
    return SQL(
        "UPDATE {table} s SET ({names}) = ROW({new}) FROM {incoming} i"
        " WHERE s.{key} = i.{key} AND ROW({old}) IS DISTINCT FROM ROW({new})"
    ).format(
        names=SQL(", ").join(map(Identifier, given)),
        new=_listed("i", given),
        old=_listed("s", given),
        **_names(layer),
    )


def _listed(alias: str, names: Sequence[str]) -> Composed:
    return SQL(", ").join(Identifier(alias, name) for name in names)


def _names(layer: Layer) -> dict[str, Composable]:
    return {
        "table": Identifier(tables.STORE, layer.name),
        "incoming": _INCOMING,
        "key": Identifier(layer.key),
    }


@contextmanager
def explained(layer: Layer) -> Iterator[None]:
    """What the database refuses, told without its own words: they may hold values of the row."""
    try:
        yield
    except psycopg.errors.UniqueViolation as error:
        raise Conflict(
            f"Layer '{layer.name}' sedang diubah pihak lain. Tidak ada yang dimuat; ulangi."
        ) from error
    except psycopg.errors.IntegrityError as error:
        rule = error.diag.constraint_name or error.diag.column_name or "?"
        raise RefusedData(
            f"Basis data menolak baris yang melanggar aturan '{rule}'. Tidak ada yang dimuat."
        ) from error


def _rows(draft: Draft, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    sources: list[Iterable[Any]] = [_places(draft) if name == GEOM else draft.values[name] for name in names]
    return zip(*sources, strict=True)


def _places(draft: Draft) -> Iterator[str | None]:
    """The geometries as the database takes them: piece by piece, so that it can begin."""
    # The column says the reference system, so the geometries need not.
    shapes = np.asarray(draft.shapes, dtype=object)
    for start in range(0, len(shapes), _AT_ONCE):
        yield from shapely.to_wkb(shapes[start : start + _AT_ONCE], hex=True).tolist()


def _refuse_orphans(session: Session, layer: Layer, other: Layer, name: str, keys: Sequence[str]) -> None:
    naming = tables.store_table(other).c[name]
    asked = naming == sa.any_(sa.literal(list(keys), ARRAY(sa.Text())))
    found = session.rows(
        sa.select(naming.label("key"), sa.func.count().label("rows")).where(asked).group_by(naming)
    )
    if found:
        rows = sum(row["rows"] for row in found)
        raise Conflict(
            f"{len(found)} baris '{layer.name}' tidak dapat dihapus: "
            f"masih disebut {rows} baris '{other.name}'.",
            [str(row["key"]) for row in found],
        )
