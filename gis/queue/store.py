"""The schema `queue`: procrastinate's own tables, brought up by its own scripts.

They stand apart from the layers' schemas: Alembic does not look at them, and the role that uses them sees no
row of any layer. Which of procrastinate's scripts have been run is written on the schema itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import psycopg
from procrastinate.schema import SchemaManager, migrations_path
from psycopg.sql import SQL, Identifier, Literal

from gis.address import CLERK, Address

QUEUE: Final = "queue"
"""The schema's name."""


def is_current(connection: psycopg.Connection) -> bool:
    """Whether the tables are those of the procrastinate that is installed."""
    return _mark(connection) == _scripts()[-1].name


def bring_up(connection: psycopg.Connection, address: Address) -> None:
    """Makes the tables, or runs what is new in procrastinate since; the clerk may use them, nobody else."""
    schema = Identifier(QUEUE)
    before = _mark(connection)
    connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
    connection.execute(SQL("SET LOCAL search_path = {}").format(schema))
    for text in _texts_after(before):
        connection.execute(text.encode())
    connection.execute("RESET search_path")
    connection.execute(SQL("COMMENT ON SCHEMA {} IS {}").format(schema, Literal(_scripts()[-1].name)))
    clerk = Identifier(address.role(CLERK))
    for right in (
        SQL("GRANT USAGE ON SCHEMA {} TO {}"),
        SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}"),
        SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA {} TO {}"),
    ):
        connection.execute(right.format(schema, clerk))


def _texts_after(mark: str | None) -> list[str]:
    """The scripts still to be run: the whole schema where there is none, else those newer than the mark."""
    if mark is None:
        return [SchemaManager.get_schema()]
    return [script.read_text("utf-8") for script in _scripts() if script.name > mark]


def _scripts() -> list[Path]:
    # Their names begin with procrastinate's version, so that their order is that of the alphabet.
    return sorted(migrations_path.glob("*.sql"))


def _mark(connection: psycopg.Connection) -> str | None:
    row = connection.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [QUEUE]
    ).fetchone()
    return row[0] if row else None
