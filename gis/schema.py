"""Bringing a database up to the declarations: roles, PostGIS, migrations, compiled objects; all or nothing.

Errors: `Unavailable` with a sentence that says what the database lacks and what its owner can do.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations.ops import MigrationScript
from alembic.script import Script, ScriptDirectory
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy.pool import NullPool

from gis import compile as compiled
from gis import crs, privacy, tables
from gis.address import CLERK, EDITOR, Address
from gis.database import translated
from gis.errors import BadRequest, RefusedData, Unavailable
from gis.layer import Audience, Layer
from gis.queue import store as queue
from gis.validity import ZONE

log = logging.getLogger(__name__)


def upgrade(address: Address, layers: Mapping[str, Layer], scripts: Path | None = None) -> bool:
    """Brings the database to the declarations; creates it if its owner may. True if anything changed.

    `scripts` is the folder of the Alembic migrations. Without it missing tables are created as declared, for
    scratch databases. A second call on an unchanged database does nothing and is quick.
    """
    _create_database(address)
    with _owner(address) as (bound, connection):
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('peta jepara: upgrade', 0))")
        _create_roles(connection, address)
        _create_extension(connection, address)
        _add_reference_systems(connection, address)
        return _bring_up(bound, connection, layers, scripts, address)


def differences(address: Address, layers: Mapping[str, Layer]) -> list[str]:
    """What the declarations say and the migrated database does not, one line each; empty when they agree."""
    with _owner(address) as (bound, _):
        options = {"include_schemas": True, "include_name": tables.is_ours, "compare_type": True}
        context = MigrationContext.configure(bound, opts={**options, "version_table_schema": tables.STORE})
        return [_said(step) for step in compare_metadata(context, tables.metadata(layers.values()))]


def _said(step: object) -> str:
    """One step of a comparison in a few words: ('add_table', Table('sumur', ...)) is "add_table: sumur"."""
    what, *parts = step if isinstance(step, tuple) else (step,)
    names = [str(getattr(part, "fullname", None) or getattr(part, "name", part)) for part in parts]
    return f"{what}: {' '.join(name for name in names if name)}"


def revise(address: Address, scripts: Path, message: str) -> Path:
    """Writes the migration from the database's tables to the declared ones; the file is for review.

    Errors: `BadRequest` when nothing differs.
    """
    _create_database(address)
    config = _alembic(scripts)
    with _owner(address) as (bound, connection):
        _create_extension(connection, address)
        _create_schemas(connection)
        config.attributes["connection"] = bound
        number = f"{len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1:04d}"
        script = command.revision(
            config, message, autogenerate=True, rev_id=number, process_revision_directives=_drop_empty
        )
    if not isinstance(script, Script):
        raise BadRequest("The declarations say what the database has: there is nothing to migrate.")
    return Path(script.path)


def _drop_empty(_context: object, _revision: object, directives: list[MigrationScript]) -> None:
    operations = directives[0].upgrade_ops
    if operations is not None and operations.is_empty():
        directives.clear()


@contextmanager
def _owner(address: Address) -> Iterator[tuple[sa.Connection, psycopg.Connection]]:
    """One transaction of the owner's, as SQLAlchemy (for Alembic) and as the driver (for the rest) see it."""
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(address.conninfo(), connect_timeout=10),
        poolclass=NullPool,
    )
    with translated(), engine.begin() as bound:
        connection = bound.connection.driver_connection
        if not isinstance(connection, psycopg.Connection):
            raise Unavailable("The database driver is not psycopg.")
        yield bound, connection


def _create_database(address: Address) -> None:
    try:
        psycopg.connect(address.conninfo(), connect_timeout=10).close()
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            with translated():
                raise
    else:
        return
    with translated(), psycopg.connect(address.conninfo(database="postgres"), autocommit=True) as connection:
        name = Identifier(address.database)
        try:
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
        except psycopg.errors.InsufficientPrivilege:
            raise Unavailable(
                f"The database '{address.database}' does not exist and '{address.owner}' may not create it. "
                f'Ask its administrator for: CREATE DATABASE "{address.database}" OWNER "{address.owner}";'
            ) from None


def _create_roles(connection: psycopg.Connection, address: Address) -> None:
    for role in address.roles():
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        try:
            if known is None:
                connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(role)))
            for statement in _role_settings(address, role):
                connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            raise Unavailable(
                f"'{address.owner}' may not create the roles the service reads with. Ask the database's "
                f'administrator for: ALTER ROLE "{address.owner}" CREATEROLE;'
            ) from None


def _role_settings(address: Address, role: str) -> list[Composed]:
    name = Identifier(role)
    reader = next((audience for audience in Audience if address.role(audience) == role), None)
    others = {address.role(EDITOR): tables.STORE, address.role(CLERK): queue.QUEUE}
    own = privacy.SCHEMAS[reader] if reader else others[role]
    path = SQL("{}, public").format(Identifier(own))
    said = [
        SQL("ALTER ROLE {} SET search_path = {}").format(name, path),
        SQL("ALTER ROLE {} SET timezone = {}").format(name, Literal(ZONE)),
        SQL("ALTER ROLE {} SET jit = off").format(name),
        SQL("ALTER ROLE {} SET default_transaction_isolation = 'read committed'").format(name),
    ]
    if reader:
        said.append(SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name))
    password = address.role_password(role)
    if password:
        said.append(SQL("ALTER ROLE {} PASSWORD {}").format(name, Literal(password)))
    return said


def _create_extension(connection: psycopg.Connection, address: Address) -> None:
    if connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").fetchone():
        return
    offered = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").fetchone()
    if not offered:
        raise Unavailable(
            "This PostgreSQL has no PostGIS. Install it on the database's machine (Debian: "
            "apt-get install postgresql-15-postgis-3, with the server's own version number) and start again."
        )
    try:
        connection.execute("CREATE EXTENSION postgis SCHEMA public")
    except psycopg.errors.InsufficientPrivilege:
        raise Unavailable(
            f"'{address.owner}' may not add PostGIS to the database '{address.database}'. "
            "Ask its administrator to run there: CREATE EXTENSION postgis;"
        ) from None


def _add_reference_systems(connection: psycopg.Connection, address: Address) -> None:
    known = connection.execute("SELECT srid FROM spatial_ref_sys WHERE srid = ANY(%s)", [list(crs.ADDED)])
    missing = set(crs.ADDED) - {srid for (srid,) in known}
    try:
        for code in sorted(missing):
            connection.execute(
                "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)"
                " VALUES (%s, 'EPSG', %s, %s, %s)",
                [code, code, *crs.definitions(code)],
            )
    except psycopg.errors.InsufficientPrivilege:
        raise Unavailable(
            f"'{address.owner}' may not add the national reference systems to PostGIS's table. Ask the "
            f'administrator to run in that database: GRANT INSERT ON spatial_ref_sys TO "{address.owner}";'
        ) from None


def _execute(connection: psycopg.Connection, statement: Composed) -> None:
    try:
        connection.execute(statement)
    except psycopg.errors.CheckViolation as error:
        rule, table = error.diag.constraint_name, error.diag.table_name
        raise RefusedData(
            f"Rows of '{table}' break its rule '{rule}', which is new. Correct them first."
        ) from None


def _create_schemas(connection: psycopg.Connection) -> None:
    for schema in tables.SCHEMAS:
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(schema)))


def _bring_up(
    bound: sa.Connection,
    connection: psycopg.Connection,
    layers: Mapping[str, Layer],
    scripts: Path | None,
    address: Address,
) -> bool:
    _create_schemas(connection)
    statements = compiled.objects(layers, address)
    mark = hashlib.sha256(compiled.text(statements).encode()).hexdigest()
    is_same = _mark(connection) == mark and queue.is_current(connection)
    if is_same and (scripts is None or _at_head(bound, _alembic(scripts))):
        return False
    _drop_compiled(connection)
    _migrate(bound, layers, scripts)
    queue.bring_up(connection, address)
    for statement in [*statements, *compiled.republish(layers)]:
        _execute(connection, statement)
    connection.execute(SQL("COMMENT ON SCHEMA store IS {}").format(Literal(mark)))
    log.info("database brought up to the declarations")
    return True


def _migrate(bound: sa.Connection, layers: Mapping[str, Layer], scripts: Path | None) -> None:
    if scripts is None:
        tables.metadata(layers.values()).create_all(bound)
        return
    config = _alembic(scripts)
    config.attributes["connection"] = bound
    command.upgrade(config, "head")


def _alembic(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _at_head(bound: sa.Connection, config: Config) -> bool:
    context = MigrationContext.configure(bound, opts={"version_table_schema": tables.STORE})
    return set(context.get_current_heads()) == set(ScriptDirectory.from_config(config).get_heads())


def _mark(connection: psycopg.Connection) -> str | None:
    row = connection.execute("SELECT obj_description('store'::regnamespace, 'pg_namespace')").fetchone()
    return row[0] if row else None


def _drop_compiled(connection: psycopg.Connection) -> None:
    """Drops views, functions (their triggers with them) and rules; tables and rows stay."""
    schemas = list(tables.SCHEMAS)
    views = connection.execute(
        "SELECT format('%%I.%%I', schemaname, viewname) FROM pg_views WHERE schemaname = ANY(%s)", [schemas]
    ).fetchall()
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = ANY(%s::regnamespace[])", [schemas]
    ).fetchall()
    checks = connection.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint"
        " WHERE connamespace = ANY(%s::regnamespace[]) AND contype = 'c' AND conname LIKE 'rule\\_%%'",
        [schemas],
    ).fetchall()
    for (name,) in views:
        connection.execute(SQL("DROP VIEW {}").format(SQL(name)))
    for (signature,) in functions:
        connection.execute(SQL("DROP FUNCTION IF EXISTS {} CASCADE").format(SQL(signature)))
    for table, constraint in checks:
        connection.execute(SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(SQL(table), SQL(constraint)))
