"""What a person once said of a file's headings holds for the next file of the same shape.

The shape of a file is the set of its headings, in any order; of a file without headings it is the number of
its columns. Kept are headings and names of fields, never a cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from psycopg.types.json import Jsonb
from sqlalchemy.dialects.postgresql import insert

from gis import tables
from gis.database import Session
from gis.imports.files.sheet import Sheet
from gis.imports.report.page import REASON
from gis.imports.spelling import fold
from gis.imports.vocabulary import mentioned
from gis.layer import Layer

_TABLE = tables.mapping_table()


def shape(sheet: Sheet) -> str:
    """The mark of a file's headings: the same for the same headings in any order and spelling.

    The column that a report adds does not count, so that bad rows come back in a file of the same shape.
    """
    spelled = "\n".join(sorted(fold(heading) for heading in sheet.headings if heading != REASON))
    return hashlib.sha256(spelled.encode()).hexdigest()


def recalled(session: Session, layer: Layer, sheet: Sheet, known: Collection[str]) -> dict[str, str]:
    """What was said of a file of this shape: its heading -> our field, as far as that is still known."""
    row = session.row(
        sa.select(_TABLE.c.mapping).where(_TABLE.c.layer == layer.name, _TABLE.c.shape == shape(sheet))
    )
    said = row["mapping"] if row else {}
    return {theirs: own for theirs, own in said.items() if not own or own in known}


def added(said: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """What holds when a person says something anew: it replaces what was said of the same column or field.

    >>> added({"Nm": "nama"}, {"nm": "jenis", "Judul": "nama", "Kode X": "kode"})
    {'Kode X': 'kode', 'Nm': 'nama'}
    >>> added({}, {})
    {}
    """
    columns, fields = {fold(theirs) for theirs in said}, {own for own in said.values() if own}
    kept = {t: own for t, own in before.items() if fold(t) not in columns and own not in fields}
    return {**kept, **said}


def note(before: Mapping[str, str]) -> str:
    """What to say where an earlier mapping is used."""
    listed = ", ".join(f"'{theirs}' = {own or 'tidak dimuat'}" for theirs, own in before.items())
    return (
        f"Pemetaan kolom dari pemuatan sebelumnya dipakai: {listed}. "
        "--map lain menggantikannya; --forget tidak memakainya."
    )


def keep(session: Session, layer: Layer, sheet: Sheet, mapping: Mapping[str, str], actor: str) -> None:
    """Keeps a mapping for the next file of this shape, in place of an earlier one."""
    given = {
        "headings": Jsonb([mentioned(heading) for heading in sheet.headings]),
        "mapping": Jsonb(dict(mapping)),
        "actor": actor,
        "at": sa.func.now(),
    }
    query = insert(_TABLE).values(layer=layer.name, shape=shape(sheet), **given)
    session.run(query.on_conflict_do_update(index_elements=[_TABLE.c.layer, _TABLE.c.shape], set_=given))
