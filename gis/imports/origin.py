"""What stored rows say of where they come from, when a file brings some of their values and not all.

Source, date and the mark of sample data are those of the file that loaded a row last. A row some of whose
values are still a sample's stays one, whatever the file says; and what a file leaves unsaid is told.
"""

from __future__ import annotations

from psycopg.sql import SQL, Identifier

from gis import tables
from gis.database import Session
from gis.imports import load
from gis.imports.draft import Draft
from gis.imports.rows import SAMPLE, SOURCE
from gis.layer import DATED


def kept(session: Session, known: Draft) -> tuple[Draft, tuple[str, ...]]:
    """The rows that are stored already, marked as sample where they remain one; and what to say of them."""
    if not len(known):
        return known, ()
    brought = {*load.columns(known), SOURCE, DATED, SAMPLE}
    left = [name for name in tables.stored_columns(known.layer) if name not in brought]
    sample, sourced = _stored(session, known, left)
    keys = known.column(known.layer.key)
    marks = [said or key in sample for key, said in zip(keys, known.column(SAMPLE), strict=True)]
    remain = sum(now and not said for now, said in zip(marks, known.column(SAMPLE), strict=True))
    lost = sum(said is None and key in sourced for key, said in zip(keys, known.column(SOURCE), strict=True))
    notes = []
    if remain:
        notes.append(f"{remain} baris tetap bertanda data contoh: berkas tidak mengisi semua kolomnya.")
    if lost:
        notes.append(f"Sumber pada {lost} baris yang tersimpan dikosongkan, sebab berkas tidak menyebutnya.")
    return known.with_values(**{SAMPLE: marks}), tuple(notes)


def _stored(session: Session, known: Draft, left: list[str]) -> tuple[set[str], set[str]]:
    """The keys of stored sample rows that hold anything in the columns `left`; of those with a source."""
    filled = SQL("num_nonnulls({}) > 0").format(SQL(", ").join(map(Identifier, left)))
    query = SQL(
        "SELECT {key}, {sample} AND {filled}, {source} IS NOT NULL FROM {table} WHERE {key} = ANY (%s)"
    ).format(
        key=Identifier(known.layer.key),
        sample=Identifier(SAMPLE),
        filled=filled if left else SQL("false"),
        source=Identifier(SOURCE),
        table=Identifier(tables.STORE, known.layer.name),
    )
    found = session.connection.execute(query, [known.column(known.layer.key)]).fetchall()
    return {key for key, sample, _ in found if sample}, {key for key, _, sourced in found if sourced}
